"""Answers as programs get them: what `smx ask --json` prints, with an address for each citation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from assistant.answers import Answer, Citation, Outcome
from assistant.rendering import answer_as_json, citations_as_json
from corpus.documents import Status
from corpus.schemas import Audience, Language, Provenance
from ui.api.forms import Closed, Session
from ui.citing import quote_address
from ui.desk import Visit
from ui.records import records_address

if TYPE_CHECKING:
    from assistant.record_answers import RecordAnswer


class SentenceForm(Closed):
    """A sentence and the numbers of the citations it rests on; one without any states nothing of the subject."""

    text: str
    citations: list[int]


class PassageCitation(Closed):
    """Words of a document. `address` opens them marked in their text, `url` is where they were published."""

    n: int
    kind: Literal["passage"]
    document_id: str
    passage_id: str
    title: str
    locator: str
    quote: str
    url: str | None
    audience: Audience
    as_of: str | None
    status: Status
    provenance: Provenance
    address: str


class RecordCitation(Closed):
    """Records that a figure was computed from; `address` opens them."""

    n: int
    kind: Literal["record"]
    document_id: None
    record_ids: list[str]
    title: str
    locator: str
    quote: str
    url: None
    audience: Audience
    as_of: str | None
    status: Status
    provenance: Provenance
    address: str


CitationForm = Annotated[PassageCitation | RecordCitation, Field(discriminator="kind")]


class RecordsForm(Closed):
    """What was computed from records: how many of how many match, and the rows or groups."""

    query: str
    matched: int
    total: int
    rows: list[dict[str, str | int | float | None]]
    value: int | float | None


class AnswerForm(Closed):
    """A verified answer.

    `notice` is there where a language model worded it, `reading` where one said how the question is to be read, and
    `AIGC` with either: the label of generated content that a file is to carry. `answer_id` is for feedback on it.
    """

    id: str | None
    question: str
    language: Language
    outcome: Annotated[Outcome, Field(strict=False)]
    text: str
    sentences: list[SentenceForm]
    citations: list[CitationForm]
    records: RecordsForm | None
    suggestions: list[str]
    composer: Literal["quoting", "model"]
    reading: str | None = None
    notice: str | None = None
    AIGC: dict[str, str] | None = None
    generation: str
    timings_ms: dict[str, float]
    answer_id: str
    session: Session


def answer_form(answer: Answer, question_id: str | None, visit: Visit, origin: str) -> dict[str, Any]:
    """The answer as an object of `AnswerForm`."""
    form = answer_as_json(answer, question_id)
    citations = citation_forms(answer, origin)
    return {**form, "citations": citations, "answer_id": visit.asked, "session": visit.session}


def citation_forms(answer: Answer, origin: str) -> list[dict[str, Any]]:
    """The citations of an answer with the addresses at which they open."""
    return [{**form, "address": origin + address} for form, address in _with_paths(answer)]


def _with_paths(answer: Answer) -> list[tuple[dict[str, Any], str]]:
    records = (answer.records, *answer.records.beside) if answer.records else ()
    sources: list[Citation | RecordAnswer] = [*answer.citations, *records]
    return [
        (form, quote_address(source) if isinstance(source, Citation) else records_address(source.entity, source.ids))
        for form, source in zip(citations_as_json(answer), sources, strict=True)
    ]
