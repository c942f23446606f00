"""Records in a message: the table of an answer as Markdown, and the line that names the records it stands on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ui.literals import literal, numbered_link
from ui.records import records_address
from ui.texts import Texts

if TYPE_CHECKING:
    from assistant.record_answers import RecordAnswer


def record_chip(n: int, records: RecordAnswer, texts: Texts) -> str:
    """The chip that opens the records; where none matched there is nothing to open."""
    if not records.ids:
        return ""
    return numbered_link(n, records.title, records_address(records.entity, records.ids), texts)


def record_line(n: int, records: RecordAnswer, texts: Texts) -> str:
    """The records as a source: how many of how many count, as of when, and whether they are made up."""
    label = f" **{literal(texts['provenance_demo'])}**" if records.provenance == "demo" else ""
    facts = [records.title, f"{records.matched} / {records.total}", records.as_of or ""]
    described = " · ".join(literal(fact) for fact in facts if fact)
    return f"- {record_chip(n, records, texts)} {described}{label}"


def record_table(records: RecordAnswer, texts: Texts) -> str:
    """The table of an answer, with a link to all records where it shows only the first of them."""
    table = records.table
    if table is None:
        return ""
    lines = [
        _line(literal(header) for header in table.headers),
        _line("--:" if is_numeric else ":--" for is_numeric in table.numeric),
        *(_line(literal(cell) for cell in row) for row in table.rows),
    ]
    if table.more > 0 and records.ids:
        more = literal(texts["records_more"].format(count=f"{table.more:,}"))
        lines += ["", f"[{more}]({records_address(records.entity, records.ids)})"]
    return "\n".join(lines)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
