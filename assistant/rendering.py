"""Rendering: answers and matches as JSON for programs and as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assistant.answers import Answer, Citation
from assistant.labelling import implicit_label, is_generated
from assistant.replies import reply

if TYPE_CHECKING:
    from assistant.record_answers import RecordAnswer
    from assistant.searching import Searched

_IDS_SHOWN = 20
_STATUS = {
    "in_force": {"zh": "现行有效", "en": "in force"},
    "expired": {"zh": "已失效", "en": "expired"},
    "superseded": {"zh": "已被替代", "en": "superseded"},
    "undated": {"zh": "", "en": ""},
}


def answer_as_json(answer: Answer, question_id: str | None) -> dict[str, Any]:
    """The object `smx ask --json` prints; what a model wrote carries its label."""
    return {
        "id": question_id,
        "question": answer.question,
        "language": answer.language,
        "outcome": answer.outcome.value,
        "text": answer.text,
        "sentences": [{"text": s.text, "citations": list(s.citations)} for s in answer.sentences],
        "citations": citations_as_json(answer),
        "records": _records_as_json(answer.records) if answer.records else None,
        "suggestions": list(answer.suggestions),
        "composer": answer.composer,
        **({"reading": answer.reading} if answer.reading else {}),
        **({"notice": reply("generated", answer.script)} if answer.composer == "model" else {}),
        **({"AIGC": implicit_label(answer)} if is_generated(answer) else {}),
        "generation": answer.generation,
        "timings_ms": answer.timings_ms,
    }


def citations_as_json(answer: Answer) -> list[dict[str, Any]]:
    """The citations of that object: passages, then records."""
    return [
        *(_citation_as_json(citation) for citation in answer.citations),
        *(_record_citation_as_json(n, records) for n, records in _numbered(answer.records)),
    ]


def matches_as_json(found: Searched, question_id: str | None) -> dict[str, Any]:
    """The object `smx search --json` prints."""
    return {
        "id": question_id,
        "question": found.question,
        "language": found.language,
        "matches": [
            {
                "rank": rank,
                "document_id": match.passage.document_id,
                "passage_id": match.passage.id,
                "title": title,
                "locator": match.passage.locator,
                "text": match.passage.text,
                "score": round(match.score, 4),
                "legs": match.legs,
            }
            for rank, (match, title) in enumerate(zip(found.matches, found.titles, strict=True), start=1)
        ],
    }


def answer_as_text(answer: Answer) -> str:
    """The answer as a person reads it on a terminal, with its sources below."""
    records = answer.records
    table = records.table if records else None
    lines = [sentences_as_text(answer)]
    if answer.composer == "model":
        lines += ["", reply("generated", answer.script)]
    if table:
        from assistant.terminal_tables import drawn

        more = (
            f"{'另有' if answer.language == 'zh' else ''}{table.more:,}{'条' if answer.language == 'zh' else ' more'}"
        )
        lines += ["", *drawn(table), *([more] if table.more > 0 else [])]
    for citation in answer.citations:
        lines += ["", *_citation_as_text(citation, answer.language)]
    for n, numbered in _numbered(records):
        lines += ["", *_records_as_text(n, numbered, answer.language)]
    if answer.suggestions:
        lines += ["", *(f"  · {suggestion}" for suggestion in answer.suggestions)]
    return "\n".join(lines)


def sentences_as_text(answer: Answer) -> str:
    """The sentences of an answer with their numbers; one that names rows or groups as the caption of their table."""
    records = answer.records
    texts = {records.sentences[0]: records.table.caption} if records and records.table else {}
    return " ".join(texts.get(s.text, s.text) + "".join(f" [{n}]" for n in s.citations) for s in answer.sentences)


def matches_as_text(found: Searched) -> str:
    """Matches as a person reads them on a terminal."""
    return "\n\n".join(
        f"{rank}. {title} · {match.passage.locator}  ({match.score:.2f})\n   {match.passage.text.strip()}"
        for rank, (match, title) in enumerate(zip(found.matches, found.titles, strict=True), start=1)
    )


def _citation_as_json(citation: Citation) -> dict[str, Any]:
    return {
        "n": citation.n,
        "kind": citation.kind,
        "document_id": citation.document_id,
        "passage_id": citation.passage_id,
        "title": citation.title,
        "locator": citation.locator,
        "quote": citation.quote,
        "url": citation.url,
        "audience": citation.audience,
        "as_of": citation.as_of,
        "status": citation.status,
        "provenance": citation.provenance,
    }


def _numbered(records: RecordAnswer | None) -> Iterator[tuple[int, RecordAnswer]]:
    """What was computed from records with the numbers it is cited by."""
    yield from enumerate((records, *records.beside) if records else (), start=1)


def _record_citation_as_json(n: int, records: RecordAnswer) -> dict[str, Any]:
    return {
        "n": n,
        "kind": "record",
        "document_id": None,
        "record_ids": list(records.ids),
        "title": records.title,
        "locator": f"{records.matched} / {records.total}",
        "quote": records.query,
        "url": None,
        "audience": records.audience,
        "as_of": records.as_of,
        "status": "undated",
        "provenance": records.provenance,
    }


def _records_as_json(records: RecordAnswer) -> dict[str, Any]:
    return {
        "query": records.query,
        "matched": records.matched,
        "total": records.total,
        "rows": [dict(row) for row in records.rows],
        "value": records.value,
    }


def _records_as_text(n: int, records: RecordAnswer, language: str) -> list[str]:
    """The records below an answer: how many count, and the rows that were asked for."""
    as_of = f"{'数据日期' if language == 'zh' else 'as of'} {records.as_of}" if records.as_of else ""
    demo = ("演示数据" if language == "zh" else "DEMO") if records.provenance == "demo" else ""
    notes = " · ".join(filter(None, (f"{records.matched} / {records.total}", as_of, demo)))
    ids = ", ".join(records.ids[:_IDS_SHOWN]) + (", …" if len(records.ids) > _IDS_SHOWN else "")
    return [f"[{n}] {records.title} · {notes}", *([f"    {ids}"] if ids else [])]


def _citation_as_text(citation: Citation, language: str) -> list[str]:
    as_of = f"{'数据日期' if language == 'zh' else 'as of'} {citation.as_of}" if citation.as_of else ""
    demo = ("演示数据" if language == "zh" else "DEMO") if citation.provenance == "demo" else ""
    notes = " · ".join(filter(None, (citation.locator, as_of, _STATUS[citation.status][language], demo)))
    return [f"[{citation.n}] {citation.title} · {notes}", *([f"    {citation.url}"] if citation.url else [])]
