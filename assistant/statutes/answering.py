"""Answering with articles: what an article that a question names says, or that there is none of this number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.answers import Outcome, Sentence
from assistant.assembly import OpenIndex
from assistant.conversations import Conversation
from assistant.quoting import DraftSentence
from assistant.replies import reply
from assistant.statutes.choosing_version import chosen_version
from assistant.statutes.laws import articles_asked, is_held, law_of
from assistant.statutes.missing import no_such_article, no_such_law, no_such_version
from assistant.statutes.naming import NamedStatute
from assistant.statutes.quoting_articles import article_of, draft, pieces_of
from assistant.statutes.references import Reference, references_in
from assistant.understanding import LONGEST_QUESTION, cleaned
from corpus.documents import Document, Span
from corpus.languages import Script, language_of, script_of, to_simplified

_MOST_SENTENCES = 3
_EXAMPLES = 3
_POINTS = re.compile(
    r"(?:这|该|本|此|上述)(?:部|个|项)?(?:法律|法规|条例|规定|办法|法|文件|政策)|它的?|其"
    r"|\b(?:this|that|the same|the) (?:law|act|regulations?|measures|provisions|statute|document)\b|\b(?:its?|there)\b",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(
    r"[\W_]|那么?|呢|请问|请|的|是|规定|了|什么|啥|内容|怎么|如何|说|讲|全文|原文|查|看|一下|具体|有哪些|又|和|与|还有"
    r"|\b(?:what|about|does|do|is|are|the|say|says|and|how|of|in|tell|me|please|show|text|full|provide|read|contents?)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class ArticlesFound:
    """What articles say to a question: words to verify, and the assistant's own about what is missing."""

    drafted: list[DraftSentence] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    goes_on: bool = False
    needs_statute: bool = False

    @property
    def outcome(self) -> Outcome:
        """How the question ends when all that was drafted holds."""
        if self.needs_statute:
            return Outcome.NEEDS_DETAIL
        if not self.drafted:
            return Outcome.NOT_FOUND
        return Outcome.PARTLY_ANSWERED if self.missing else Outcome.ANSWERED

    def own_words(self, script: Script) -> tuple[Sentence, ...]:
        """What is said beside the quotes."""
        goes_on = [reply("article_goes_on", script)] if self.goes_on and self.drafted else []
        return tuple(Sentence(text, framing=True) for text in [*dict.fromkeys(self.missing), *goes_on])


@dataclass(frozen=True, slots=True)
class _Asked:
    """An article that is asked for, and the statute that it is of: where that was named, and in which words."""

    reference: Reference
    text: str
    statute: NamedStatute

    @property
    def name(self) -> str:
        return self.text[self.statute.span.start : self.statute.span.end]


def articles_asked_for(conversation: Conversation, index: OpenIndex, today: date) -> ArticlesFound | None:
    """What the articles that a question names say; nothing to a question that names none of a statute here.

    Where only laws are named that the library does not hold, other texts may yet speak of them.
    """
    text = cleaned(conversation.question)
    references = references_in(text) if len(text) <= LONGEST_QUESTION else ()
    if not references or not index.statutes.documents:
        return None
    named = index.statutes.named(text)
    if not named and articles_asked(text, index.glossary):
        return None
    script = script_of(text)
    held = [statute.span for statute in named]
    laws = [law_of(reference, text, index.glossary) for reference in references]
    lacking = [law if law and not is_held(law, held) else None for law in laws]
    asked = [
        _asked(reference, text, named, conversation, index)
        for reference, law in zip(references, lacking, strict=True)
        if law is None
    ]
    if not asked:
        return None
    if not all(asked):
        if any(articles_asked(turn.question, index.glossary) for turn in conversation.turns):
            return None
        return _which_statute(index, script) if not named and says_nothing_else(text, references) else None
    found = ArticlesFound(missing=[no_such_law(law, script) for law in lacking if law])
    for one in asked:
        if one is not None:
            _look_up(one, text, index, today, found)
    if len(asked) > 1:
        found.drafted = _shared(found.drafted)
    return found


def says_nothing_else(text: str, references: Sequence[Reference]) -> bool:
    """Whether a question says next to nothing beside the articles it names."""
    rest = text
    for reference in reversed(references):
        rest = rest[: reference.span.start] + " " + rest[reference.span.end :]
    return len(_SAYS_NOTHING.sub("", to_simplified(_POINTS.sub(" ", rest)))) <= 2


def _asked(
    reference: Reference, text: str, named: Sequence[NamedStatute], conversation: Conversation, index: OpenIndex
) -> _Asked | None:
    """The article with its statute: named beside it, asked about, or named in a question before."""
    if named:
        before = [statute for statute in named if statute.span.end <= reference.span.start]
        after = [statute for statute in named if statute.span.start >= reference.span.end]
        of_it = after[:1] if after and _is_of(reference, after[0], text) else []
        return _Asked(reference, text, next(iter([*of_it, *before[::-1], *after, *named])))
    if (document := _document_asked_about(conversation, index)) is not None:
        return _Asked(reference, "", NamedStatute(Span(0, 0), (document,)))
    if _POINTS.search(to_simplified(text)) or says_nothing_else(text, (reference,)):
        for turn in reversed(conversation.turns):
            said = cleaned(turn.question[:LONGEST_QUESTION])
            if earlier := index.statutes.named(said):
                return _Asked(reference, said, earlier[-1])
    return None


def _is_of(reference: Reference, statute: NamedStatute, text: str) -> bool:
    """Whether an article is said to be of a statute: "Article 4 of the Foreign Investment Law"."""
    between = text[reference.span.end : statute.span.start]
    return language_of(text) == "en" and bool(re.fullmatch(r"[^.?!]{0,60}\b(?:of|in|under)\b[^.?!]{0,20}", between))


def _document_asked_about(conversation: Conversation, index: OpenIndex) -> Document | None:
    """The statute that the conversation is about."""
    id_ = conversation.about.its_document if conversation.about else None
    return next((document for document in index.statutes.documents if document.id == id_), None)


def _which_statute(index: OpenIndex, script: Script) -> ArticlesFound:
    titles = dict.fromkeys(document.title for document in index.statutes.documents)
    examples = ("; " if script == "latn" else "；").join([*titles][:_EXAMPLES])
    return ArticlesFound(missing=[reply("article_of_which", script, examples=examples)], needs_statute=True)


def _look_up(asked: _Asked, text: str, index: OpenIndex, today: date, found: ArticlesFound) -> None:
    script, reference = script_of(text), asked.reference
    chosen = chosen_version(asked.text, asked.statute, index, today, language_of(text)).document
    document, located = (index.document(chosen.id), index.located(chosen.id)) if chosen else (None, None)
    if document is None or located is None:
        found.missing.append(no_such_version(asked.statute.documents[-1], asked.name, script))
        return
    audience, passages = located
    article = article_of(reference.number, document, audience, passages)
    if article is None:
        found.missing.append(no_such_article(reference.number, document, asked.name, passages, script))
        return
    pieces = pieces_of(article, reference.paragraph, reference.item)
    if not pieces:
        found.missing.append(reply("no_such_paragraph", script))
        pieces = pieces_of(article)
    about = (
        "" if says_nothing_else(text.replace(asked.name, " "), references_in(text.replace(asked.name, " "))) else text
    )
    found.drafted += draft(pieces, _MOST_SENTENCES, about)
    found.goes_on = found.goes_on or len(pieces) > _MOST_SENTENCES


def _shared(drafted: Sequence[DraftSentence]) -> list[DraftSentence]:
    """Of several articles the first sentence of each."""
    firsts: dict[str, DraftSentence] = {}
    for sentence in drafted:
        firsts.setdefault(sentence.cited[0].match.passage.locator, sentence)
    return list(firsts.values())[:_MOST_SENTENCES]
