"""Drafting: an answer as its sentences are found to hold, with their citations and what must be said around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from assistant.answers import Answer, Citation, Sentence
from assistant.assembly import OpenIndex
from assistant.composing.citing import quotes_for
from assistant.composing.computed import bare, is_told, keeps_states
from assistant.composing.exhibits import Exhibit
from assistant.framing import read_as, warnings
from assistant.replies import reply
from assistant.supporting import Cut
from assistant.verifying import citation_of, stands_in
from assistant.ways import Found
from corpus.documents import Span
from corpus.languages import in_script
from corpus.quantities import unsupported

_LEANS = re.compile(
    r"(?:它|其|该|这|那|此|前者|后者|两者|二者|上述|同时|此外|另外|因此|所以|但)"
    r"|(?:it|its|they|their|them|this|that|these|those|he|she|his|her|both|such|the (?:former|latter|same)"
    r"|however|therefore|thus|but|and|also|in addition|moreover)\b",
    re.IGNORECASE,
)


def leans_back(text: str) -> bool:
    """Whether a sentence begins with a word that gets its meaning from the one before."""
    return _LEANS.match(text) is not None


@dataclass(frozen=True, slots=True)
class _Held:
    """A sentence that holds, with the quotes that bear it out or the citations and records it was computed from."""

    text: str
    citations: tuple[Citation, ...]
    records: tuple[int, ...]


class Draft:
    """One answer being written; what is put into it must have been found to hold."""

    def __init__(self, found: Found, exhibits: Sequence[Exhibit], index: OpenIndex, on: date) -> None:
        self._found = found
        self._exhibits = {exhibit.source.token: exhibit for exhibit in exhibits}
        self._index = index
        self._on = on
        self._held: list[_Held] = []
        self._told: dict[str, list[str]] = {}
        self._said: set[str] = set()
        self.left_out = 0

    @property
    def size(self) -> int:
        """How many sentences hold."""
        return len(self._held)

    def add(self, cut: Cut) -> bool:
        """Put a sentence in; not where its quotes do not bear its figures out, or where it is in already."""
        cited = [self._exhibits[token] for token in cut.sources]
        citations = {(one.passage_id, one.span): one for exhibit in cited for one in self._citations(cut.text, exhibit)}
        borne_out = [citation.quote for citation in citations.values()] + [exhibit.said for exhibit in cited]
        around = [exhibit.source.context for exhibit in cited]
        if not cited or self.says(cut.text) or unsupported(cut.text, [*borne_out, *around]):
            return False
        if self._found.answer.plan and not keeps_states(cut.text, [exhibit.said for exhibit in cited]):
            return False
        records = tuple(dict.fromkeys(n for exhibit in cited for n in exhibit.records))
        self._held.append(_Held(self._in_script(cut.text), tuple(citations.values()), records))
        for token in cut.sources:
            self._told.setdefault(token, []).append(cut.text)
        self._said.add(bare(cut.text))
        return True

    def says(self, text: str) -> bool:
        """Whether the same sentence is in it already."""
        return bare(text) in self._said

    def so_far(self) -> Answer:
        """The answer as far as it has come."""
        return self._answer(self._held, ())

    def whole(self) -> Answer:
        """The answer with what was computed but not told, word for word, and whether something was left out."""
        untold = [
            _Held(exhibit.said, exhibit.citations, exhibit.records)
            for token, exhibit in self._exhibits.items()
            if exhibit.said and not is_told(exhibit.said, self._told.get(token, ()))
        ]
        name = "left_out_one" if self.left_out == 1 else "left_out_several"
        said = [Sentence(reply(name, self._found.question.script), framing=True)] if self.left_out else []
        return self._answer([*self._held, *untold], said)

    def _answer(self, held: Sequence[_Held], after: Sequence[Sentence]) -> Answer:
        numbers: dict[tuple[str, Span], int] = {}
        citations: list[Citation] = []
        sentences = []
        for one in held:
            for citation in one.citations:
                if (citation.passage_id, citation.span) not in numbers:
                    numbers[citation.passage_id, citation.span] = len(numbers) + 1
                    citations.append(replace(citation, n=len(numbers)))
            cited = tuple(sorted(numbers[citation.passage_id, citation.span] for citation in one.citations))
            sentences.append(Sentence(one.text, cited or one.records))
        before, behind = self._framing(citations) if held else ((), ())
        return replace(
            self._found.answer,
            sentences=(*before, *sentences, *after, *behind),
            citations=tuple(citations),
            composer="model",
        )

    def _framing(self, citations: Sequence[Citation]) -> tuple[Sequence[Sentence], Sequence[Sentence]]:
        """What stands before and behind: of texts as their sources want it, else as it stood around what was found."""
        question = self._found.question
        if self._found.evidence:
            return (*read_as(question, self._index), *warnings(question, citations)), self._found.beside
        # That quotes are in the other language is not said of what was put into the asker's own.
        untrue = {reply(f"other_language_{language}", question.script) for language in ("zh", "en")}
        said = [sentence for sentence in self._found.answer.sentences if sentence.text not in untrue]
        leading = tuple(takewhile(lambda sentence: sentence.framing, said))
        trailing = tuple(takewhile(lambda sentence: sentence.framing, reversed(said)))[::-1]
        return leading, trailing if any(not sentence.framing for sentence in said) else ()

    def _citations(self, text: str, exhibit: Exhibit) -> tuple[Citation, ...]:
        """The quotes of a passage that bear a sentence out, each where it stands in its document."""
        if exhibit.match is None:
            return exhibit.citations
        document = self._index.document(exhibit.match.passage.document_id)
        quotes = quotes_for(text, exhibit.match, self._index.gloss)
        return tuple(
            citation_of(0, quote, document, self._index, self._on)
            for quote in quotes
            if document is not None and stands_in(quote, document)
        )

    def _in_script(self, text: str) -> str:
        return in_script(text, self._found.question.script)
