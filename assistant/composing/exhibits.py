"""Exhibits: what the model may write from, each with a token to cite it by and what a reader is shown for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answers import Answer, Citation
from assistant.assembly import OpenIndex
from assistant.choosing import Candidate
from assistant.gathering import Evidence
from assistant.supporting import Source
from assistant.views import as_of
from assistant.ways import Found
from corpus.schemas import Language
from index.search import Match

_MOST_PASSAGES = 6
_MOST_BESIDE = 2  # passages of one search beside those that were chosen from


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One source: a passage to be quoted, or a sentence that was found already, with what that cites.

    `citations` are the sources of such a sentence, `records` the numbers of the records it was computed from;
    `answering` are the sentences of a passage that were chosen as an answer.
    """

    source: Source
    match: Match | None = None
    said: str = ""
    answering: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    records: tuple[int, ...] = ()


def exhibits_of(found: Found, index: OpenIndex) -> tuple[Exhibit, ...]:
    """The passages that an answer was chosen from with the nearest beside them, or the sentences that were computed."""
    if found.evidence:
        chosen = [candidate for item in found.evidence if item.answers for candidate in item.chosen]
        return _of_passages(_passages(found.evidence), chosen, index)
    return _of_sentences(found.answer)


def _passages(evidence: Sequence[Evidence]) -> list[Match]:
    """Passages that answer, those chosen from first; of each search as many as of the others."""
    answering = [item for item in evidence if item.answers]
    chosen = [candidate.match for item in answering for candidate in item.chosen]
    beside = [match for item in answering for match in item.usable[:_MOST_BESIDE]]
    once = {match.passage.id: match for match in reversed([*chosen, *beside])}
    order = dict.fromkeys(match.passage.id for match in [*chosen, *beside])
    return [once[id_] for id_ in order][:_MOST_PASSAGES]


def _of_passages(matches: Sequence[Match], chosen: Sequence[Candidate], index: OpenIndex) -> tuple[Exhibit, ...]:
    exhibits = []
    for place, (match, title) in enumerate(zip(matches, index.titles(matches), strict=True), start=1):
        passage, document = match.passage, index.document(match.passage.document_id)
        dated = as_of(passage, document) if document else None
        context = _lines([title, *passage.headings, dated])
        source = Source(f"S{place}", passage.text, context, passage.language, "passage")
        answering = tuple(one.text for one in chosen if one.match.passage.id == passage.id)
        exhibits.append(Exhibit(source, match, answering=answering))
    return tuple(exhibits)


def _of_sentences(answer: Answer) -> tuple[Exhibit, ...]:
    """The finished sentences of an answer; what they quote stands by them, so that it may be told too."""
    by_number = {citation.n: citation for citation in answer.citations}
    exhibits = []
    for place, sentence in enumerate((one for one in answer.sentences if not one.framing), start=1):
        cited = tuple(by_number[n] for n in sentence.citations if n in by_number)
        records = () if cited else sentence.citations
        language: Language = cited[0].language if cited and sentence.text == cited[0].quote else answer.language
        context = _lines([part for citation in cited for part in (citation.title, citation.as_of)])
        if answer.records and records:
            context = _lines([answer.records.title, answer.records.query, answer.records.as_of])
        source = Source(f"S{place}", sentence.text, context, language, "record")
        exhibits.append(Exhibit(source, None, sentence.text, (), cited, records))
    return tuple(exhibits)


def _lines(parts: Iterable[str | None]) -> str:
    return "\n".join(dict.fromkeys(filter(None, parts)))
