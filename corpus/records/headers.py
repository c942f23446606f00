"""Headers: which field each column of a file holds, in whatever order and language they are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from corpus.languages import to_simplified
from corpus.records.amounts import AmountUnit, amount_unit
from corpus.records.cells import header_factor, spelling
from corpus.records.fields import Entity, Field

_WITH_UNIT = re.compile(
    r"(.+?)\s*(?:[(（\[【]\s*(?:单位\s*[:：]\s*)?([^()（）]+?)\s*[)）\]】]|[/／]\s*([^/／()（）]+))\s*"
)
_FEWEST_KNOWN = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a file: the field it holds, if it is known, and what its header says its figures are counted in.

    `money_unit` is for amounts, `factor` how many mu or percent one of another figure is.
    """

    position: int
    written: str
    field: Field | None
    money_unit: AmountUnit | None = None
    factor: Decimal | None = None
    is_repeated: bool = False


def read_headings(entity: Entity, cells: Sequence[str]) -> tuple[Heading, ...]:
    """The headings that a row of cells is; a field that is headed twice is taken from the first."""
    headings: list[Heading] = []
    seen: set[str] = set()
    for position, cell in enumerate(cells):
        written = " ".join(cell.split())
        if not written:
            continue
        heading = _heading(entity, position, written)
        if heading.field and heading.field.name in seen:
            heading = Heading(position, written, heading.field, is_repeated=True)
        elif heading.field:
            seen.add(heading.field.name)
        headings.append(heading)
    return tuple(headings)


def are_headings(headings: Sequence[Heading]) -> bool:
    """Whether they can head a table: one is the id, and another is known."""
    names = {heading.field.name for heading in headings if heading.field}
    return "id" in names and len(names) >= _FEWEST_KNOWN


def _heading(entity: Entity, position: int, written: str) -> Heading:
    field = _field(entity, written)
    if field:
        return Heading(position, written, field)
    match = _WITH_UNIT.fullmatch(written)
    field = _field(entity, match[1]) if match else None
    if match is None or field is None:
        return Heading(position, written, None)
    unit = match[2] or match[3]
    if field.kind == "money":
        money_unit = amount_unit(unit)
        return Heading(position, written, field if money_unit else None, money_unit)
    if field.kind in ("area_mu", "percentage"):
        factor = header_factor(field, unit)
        return Heading(position, written, field if factor else None, factor=factor)
    return Heading(position, written, field)


def _field(entity: Entity, written: str) -> Field | None:
    """The field of a header: as it stands, in Simplified script, or as names of both languages beside each other."""
    spellings = _spellings(entity)
    found = spellings.get(spelling(written)) or spellings.get(spelling(to_simplified(written)))
    if found:
        return found
    parts = {spellings.get(spelling(part)) for part in written.split()}
    return parts.pop() if len(parts) == 1 else None


@cache
def _spellings(entity: Entity) -> dict[str, Field]:
    aliases = {spelling(written): field for field in entity.fields for written in field.aliases}
    return aliases | {
        spelling(written): field for field in entity.fields for written in (field.name, field.zh, field.en)
    }
