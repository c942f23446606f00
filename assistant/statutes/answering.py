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
from assistant.statutes.naming import NamedStatute
from assistant.statutes.quoting_articles import MOST_SENTENCES, article_of, quoted
from assistant.statutes.references import Reference, references_in
from corpus.documents import Document, Passage, Span
from corpus.languages import Script, language_of, script_of, to_simplified, to_traditional
from corpus.schemas import Language
from corpus.statutes.numbering import ArticleNumber, article_number
from corpus.statutes.versions import version_day

_BARE = 14  # characters or words' letters beside the reference, in a question that leans on what was said before
_EXAMPLES = 3
_POINTS = re.compile(
    r"(?:这|该|本|此|上述)(?:部|个|项)?(?:法律|法规|条例|规定|办法|法|文件|政策)|它的?|其"
    r"|\b(?:this|that|the same|the) (?:law|act|regulations?|measures|provisions|statute|document)\b|\b(?:its?|there)\b",
    re.IGNORECASE,
)
_FILLERS = re.compile(
    r"[\W_]|那么?|呢|请问|请|的|是|规定|了|什么|内容|怎么|如何|说|讲|全文|原文|查|看|一下|具体|有哪些|又|和|与|还有"
    r"|\b(?:what|about|does|do|is|are|the|say|says|and|how|of|in|tell|me|please|show|text|full|provide|read|content|contents)\b",
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


def articles_asked_for(conversation: Conversation, index: OpenIndex, today: date) -> ArticlesFound | None:
    """What the articles that a question names say; nothing to a question that names none of a statute here."""
    text = conversation.question
    references = references_in(text)
    if not references or not index.statutes.documents:
        return None
    language, script = language_of(text), script_of(text)
    named = index.statutes.named(text)
    found = ArticlesFound()
    for reference in references:
        said, statute = _statute_of(reference, text, named, conversation, index)
        if statute is None:
            if _is_bare(text, references) and not named:
                return _which_statute(index, script)
            return None
        chosen = chosen_version(said, statute, index, today, language)
        if chosen.document is None:
            found.missing.append(_about(statute.documents[-1], "no_such_version", script))
        else:
            _look_up(reference, chosen.document, index, script, found)
    found.drafted = _shared(found.drafted, len(references))
    return found


def own_words(found: ArticlesFound, script: Script) -> tuple[Sentence, ...]:
    """What is said beside the quotes."""
    goes_on = [reply("article_goes_on", script)] if found.goes_on and found.drafted else []
    return tuple(Sentence(text, framing=True) for text in [*dict.fromkeys(found.missing), *goes_on])


def _statute_of(
    reference: Reference, text: str, named: Sequence[NamedStatute], conversation: Conversation, index: OpenIndex
) -> tuple[str, NamedStatute | None]:
    """The statute whose article is meant, with the text in which it is named: the question, or one before it."""
    if named:
        before = [statute for statute in named if statute.span.end <= reference.span.start]
        after = [statute for statute in named if statute.span.start >= reference.span.end]
        in_order = (before[::-1], after) if language_of(text) == "zh" else (_directly(after, reference, text), before[::-1], after)
        return text, next(statute for group in in_order for statute in group)
    if (document := _document_asked_about(conversation, index)) is not None:
        return "", NamedStatute(Span(0, 0), (document,))
    if _POINTS.search(text) or _is_bare(text, (reference,)):
        for turn in reversed(conversation.turns):
            if earlier := index.statutes.named(turn.question):
                return turn.question, earlier[-1]
    return text, None


def _directly(after: Sequence[NamedStatute], reference: Reference, text: str) -> list[NamedStatute]:
    """The statute that an article is said to be of: "Article 4 of the Foreign Investment Law"."""
    between = (text[reference.span.end : statute.span.start] for statute in after[:1])
    return [statute for statute, words in zip(after[:1], between, strict=True) if re.match(r"[^.?!]{0,60}\b(?:of|in|under)\b", words)]


def _document_asked_about(conversation: Conversation, index: OpenIndex) -> Document | None:
    """The statute that the conversation is about."""
    id_ = conversation.about.its_document if conversation.about else None
    return next((document for document in index.statutes.documents if document.id == id_), None)


def _is_bare(text: str, references: Sequence[Reference]) -> bool:
    """Whether a question says next to nothing beside the articles it names."""
    rest = text
    for reference in reversed(references):
        rest = rest[: reference.span.start] + " " + rest[reference.span.end :]
    return len(_FILLERS.sub("", to_simplified(_POINTS.sub(" ", rest)))) <= _BARE // 7


def _which_statute(index: OpenIndex, script: Script) -> ArticlesFound:
    titles = dict.fromkeys(document.title for document in index.statutes.documents)
    examples = ("; " if script == "latn" else "；").join([*titles][:_EXAMPLES])
    return ArticlesFound(missing=[reply("article_of_which", script, examples=examples)], needs_statute=True)


def _look_up(reference: Reference, document: Document, index: OpenIndex, script: Script, found: ArticlesFound) -> None:
    located, whole = index.located(document.id), index.document(document.id)
    if located is None or whole is None:
        return
    audience, passages = located
    article = article_of(reference, whole, audience, passages)
    if article is None:
        found.missing.append(_no_such_article(reference.number, whole, passages, script))
        return
    part = quoted(article, reference)
    if part is None:
        found.missing.append(reply("no_such_paragraph", script))
        part = quoted(article, Reference(reference.number, None, None, reference.span))
    if part:
        found.drafted += part[0]
        found.goes_on = found.goes_on or part[1]


def _shared(drafted: Sequence[DraftSentence], articles: int) -> list[DraftSentence]:
    """As many sentences as an answer has, of each of several articles its first."""
    if articles == 1:
        return list(drafted)
    firsts: dict[str, DraftSentence] = {}
    for sentence in drafted:
        firsts.setdefault(sentence.cited[0].match.passage.id, sentence)
    return list(firsts.values())[:MOST_SENTENCES]


def _no_such_article(number: ArticleNumber, document: Document, passages: Sequence[Passage], script: Script) -> str:
    numbers = sorted({known for passage in passages if (known := article_number(passage.locator))})
    language: Language = "en" if script == "latn" else "zh"
    is_whole = numbers[0] == ArticleNumber(1) and numbers[-1].number <= len(numbers)
    values = {
        "article": number.en if language == "en" else number.zh,
        "count": str(len(numbers)),
        "last": numbers[-1].en if language == "en" else numbers[-1].zh,
    }
    return _about(document, "no_such_article" if is_whole else "article_left_out", script, **values)


def _about(document: Document, name: str, script: Script, **values: str) -> str:
    day = version_day(document)
    if script == "latn":
        return reply(name, script, statute=f"{document.title} ({day})" if day else document.title, **values)
    title = to_traditional(document.title) if script == "hant" else document.title
    return reply(name, script, statute=title, **values)
