"""Answers: what is left after verification, and the JSON it is handed out as."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from corpus.documents import Span, Status
from corpus.languages import Script
from corpus.schemas import Audience, Language, Provenance

if TYPE_CHECKING:
    from assistant.record_answers import RecordAnswer


class Outcome(StrEnum):
    """How a question ended: a closed set; a refusal is an outcome, not an error."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    NOT_FOUND = "not_found"
    NEEDS_DETAIL = "needs_detail"
    OUT_OF_SCOPE = "out_of_scope"
    DECLINED = "declined"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Citation:
    """One source of an answer; `span` is the quote's place in the document's text, `quote` exactly those characters.

    `is_waiting` marks a text that takes effect only later.
    """

    n: int
    document_id: str
    passage_id: str
    title: str
    locator: str
    quote: str
    span: Span
    language: Language
    audience: Audience
    status: Status
    provenance: Provenance
    url: str | None = None
    as_of: str | None = None
    kind: Literal["passage"] = "passage"
    is_waiting: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer and the numbers of the citations that carry it.

    `framing` sentences are the assistant's own words (what was searched, where to ask); they state nothing about the
    library's subject and cite nothing.
    """

    text: str
    citations: tuple[int, ...] = ()
    framing: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A verified answer. `text` is the sentences joined as a reader sees them, without citation marks.

    `records` is there where the answer was computed from records; its sentences cite it as number 1, and those of what
    stands beside it by the numbers that follow.
    `likelihood` is how likely the library holds what was asked for, from 0 to 1, of the least likely thing asked;
    nothing where it was not searched. It is measured with, not shown. `plan` is there where the question told a plan
    that was held against policies or projects: the fields with which the page of matching shows all of it.
    `composer` is `model` where a language model found the words; each sentence was verified all the same. `reading` is
    how a model read the question, where the rules could not; the first sentence says so. `publisher` is who gives the
    answer out, where the library says.
    """

    question: str
    language: Language
    script: Script
    outcome: Outcome
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()
    composer: Literal["quoting", "model"] = "quoting"
    generation: str = ""
    timings_ms: dict[str, float] = field(default_factory=dict)
    likelihood: float | None = None
    records: RecordAnswer | None = None
    plan: tuple[tuple[str, str], ...] = ()
    reading: str = ""
    publisher: str = ""

    @property
    def text(self) -> str:
        return ("" if self.language == "zh" else " ").join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Piece:
    """An answer as far as it has come: all in it is verified. The last piece is whole.

    A piece may bring nothing new: it is the moment at which someone who has stopped reading can leave off.
    """

    answer: Answer
    is_whole: bool = False
