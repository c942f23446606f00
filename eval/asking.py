"""Asking: questions put to the assistant in this process, from an index in a data folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, partial
from itertools import chain, zip_longest
from pathlib import Path

from assistant.answers import Answer, Citation
from assistant.assembly import IndexLocation, OpenIndex
from assistant.conversations import Conversation
from assistant.current_index import CurrentIndex
from assistant.flow import Assistant
from assistant.labelling import implicit_label, is_generated
from assistant.model_steps import ModelSteps
from assistant.subjects import subject_of
from assistant.understanding import understand
from corpus.schemas import Audience
from eval.questions import Question, Relevant
from index.building import Progress

_SHELVES: dict[Audience, tuple[Audience, ...]] = {"public": ("public",), "staff": ("public", "staff")}
_FOUND = 10  # documents kept of what searching gives
_MATCHES = 40  # passages looked at for them


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its answer, the documents that searching alone gave, and which citations open.

    `relevant` are the question's sources with their versions in the other language, which searching finds as well;
    `label` is what a file carries where a model wrote any of the answer.
    """

    question: Question
    answer: Answer
    found: tuple[str, ...]
    relevant: tuple[Relevant, ...]
    opens: Callable[[Citation], bool]
    label: Mapping[str, str] | None = None


def ask(
    questions: Sequence[Question], data: Path, cache_folder: Path, bars: Progress, steps: ModelSteps
) -> list[Asked]:
    """The answer to each question, in order, from the index in a data folder, with the steps that a model takes."""
    bars.start("asking", len(questions))
    indexes = {
        audience: CurrentIndex(IndexLocation(data, cache_folder, _SHELVES[audience]))
        for audience in dict.fromkeys(question.audience for question in questions)
    }
    opens = {audience: _opening(index.get()) for audience, index in indexes.items()}
    asked = []
    for question in questions:
        index = indexes[question.audience]
        about = subject_of(index.get(), "document", question.about) if question.about else None
        conversation = Conversation(question.text, question.audience, question.history, about)
        today = question.asked_on or datetime.now(UTC).date()
        assistant = Assistant(index, partial(date, *today.timetuple()[:3]), steps.composer, steps.proposer)
        answer = assistant.answer(conversation)
        label = implicit_label(answer) if is_generated(answer) else None
        found = _found(conversation, index.get(), today)
        relevant = _with_versions(question.expect.relevant, index.get())
        asked.append(Asked(question, answer, found, relevant, opens[question.audience], label))
        bars.advance(1)
    return asked


def _found(conversation: Conversation, index: OpenIndex, today: date) -> tuple[str, ...]:
    """The documents that searching gives for a question, best first; of several searches by turns."""
    question = understand(conversation, index)
    if question.intent:
        return ()
    excluded = {} if question.asks_for_old else index.validity.not_in_force(today)
    lists = [index.searcher.search(index.searcher.query(text), _MATCHES, excluded) for text in question.searches]
    by_turns = (match for matches in zip_longest(*lists) for match in matches if match)
    return tuple(dict.fromkeys(match.passage.document_id for match in by_turns))[:_FOUND]


def _with_versions(relevant: Sequence[Relevant], index: OpenIndex) -> tuple[Relevant, ...]:
    versions: dict[str, list[str]] = {}
    for document, work in index.works.items():
        versions.setdefault(work, []).append(document)

    def of(document: str) -> tuple[str, ...]:
        return (document, *versions.get(index.works.get(document, document), ()))

    return tuple(
        replace(source, documents=tuple(chain.from_iterable(map(of, source.documents)))) for source in relevant
    )


def _opening(index: OpenIndex) -> Callable[[Citation], bool]:
    """Tells whether a citation opens: its document and passage are there, and the passage holds the quote."""

    @cache
    def passages(document_id: str) -> dict[str, str]:
        document = index.document(document_id)
        shelf = index.shelves[document.audience] if document else None
        return {passage.id: passage.text for passage in shelf.catalogue.passages_of(document_id)} if shelf else {}

    def opens(citation: Citation) -> bool:
        return bool(citation.quote) and citation.quote in passages(citation.document_id).get(citation.passage_id, "")

    return opens
