"""Reading rows: the cells under known headings as values, each bad one unknown and reported."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from corpus.problems import shown
from corpus.records.cells import LONGEST, LONGEST_SHORT, Parse, Stored, cell_parser, is_readable
from corpus.records.fields import Entity, Field
from corpus.records.figures import BadCell
from corpus.records.headers import Heading
from corpus.records.money_columns import MoneyColumns
from corpus.records.rows import Note, Row, RowProblem

_REMEMBERED = 20_000


class _Cell(NamedTuple):
    """How the cells of a column are read; `known` remembers those of columns that hold few different ones."""

    slot: int
    known: dict[Stored, Stored]
    most_known: int
    parse: Parse
    heading: Heading


class RowReader:
    """Reads the rows under one set of headings, which stand in the given row of the file.

    `notes` name the columns that are not known, `problems` those that cannot be used.
    """

    def __init__(self, entity: Entity, headings: Sequence[Heading], file: str, row: int) -> None:
        slots = {column.name: slot for slot, column in enumerate(entity.columns())}
        used = [heading for heading in headings if heading.field and not heading.is_repeated]
        has_money = any(field.kind == "money" for field in entity.fields)
        self._file = file
        self._width = max((heading.position for heading in headings), default=-1) + 1
        self._id_slot = slots["id"]
        self._money = MoneyColumns(used, slots) if has_money else None
        plain: dict[str, Heading] = {}
        for heading in used:
            if heading.field and not (self._money and self._money.reads(heading.field)):
                plain[heading.field.name] = heading
        self._id_heading = plain["id"]
        positions = {slots[name]: heading.position for name, heading in plain.items()}
        # All cells go to their slots at once; a slot without a column gets the empty cell that is put behind the row.
        self._to_slots = itemgetter(*(positions.get(slot, self._width) for slot in range(len(slots))))
        short = [heading.position for heading in plain.values() if heading.field and heading.field.short]
        self._short = itemgetter(*short, self._width, self._width)
        cells = [_cell(entity.known_field(name), heading, slots) for name, heading in plain.items()]
        self._all = tuple(cells)
        self._not_text = tuple(cell for cell in cells if cell.heading.field and cell.heading.field.kind != "text")
        self._unknown = [heading for heading in headings if heading.field is None]
        self.notes = tuple(
            Note(file, row, f"{heading.written}: not a column of {entity.en_plural}; kept for staff, not searched")
            for heading in self._unknown
        )
        self.problems = tuple(
            RowProblem(file, row, heading.written, "one column for each field", heading.written)
            for heading in headings
            if heading.is_repeated
        )

    def read(self, written: Sequence[str], number: int) -> tuple[Row | None, Sequence[RowProblem]]:
        """The row that the cells of a file's row are; nothing when it cannot be told whose values they are."""
        cells = [*map(str.strip, written)]
        if len(cells) > self._width and any(cells[self._width :]):
            expected = f"at most {self._width} cells"
            return None, (RowProblem(self._file, number, "row", expected, f"{len(cells)} cells"),)
        cells[self._width :] = ()
        cells += [""] * (self._width + 1 - len(cells))
        problems: list[RowProblem] = []

        def report(heading: Heading, expected: str, text: str) -> None:
            problems.append(RowProblem(self._file, number, heading.written, expected, text))

        values: list[Stored] = [text or None for text in self._to_slots(cells)]
        for slot, known, most_known, parse, heading in self._not_text if self._holds_plain_text(cells) else self._all:
            text = values[slot]
            if text is None:
                continue
            if text in known:
                values[slot] = known[text]
                continue
            try:
                values[slot] = parse(str(text))
            except BadCell as bad:
                values[slot] = None
                report(heading, bad.expected, str(text))
            else:
                if len(known) < most_known:
                    known[text] = values[slot]
        if self._money:
            self._money.read(cells, values, report)
        if values[self._id_slot] is None:
            if not any(cells):
                return None, ()
            if not cells[self._id_heading.position]:
                report(self._id_heading, "an id", shown(""))
            return None, problems
        return Row(self._file, number, tuple(values), self._other(cells) if self._unknown else None), problems

    def _holds_plain_text(self, cells: Sequence[str]) -> bool:
        """Whether every text in the row can be kept as it stands, as is so of most rows."""
        whole = "".join(cells)
        return len(whole) <= LONGEST and is_readable(whole) and max(map(len, self._short(cells))) <= LONGEST_SHORT

    def _other(self, cells: Sequence[str]) -> str | None:
        """The cells of unknown columns as they are, in JSON."""
        kept = {heading.written: cells[heading.position] for heading in self._unknown}
        kept = {header: text.replace("\x00", "\ufffd") for header, text in kept.items() if text}
        return json.dumps(kept, ensure_ascii=False) if kept else None


def _cell(field: Field, heading: Heading, slots: Mapping[str, int]) -> _Cell:
    is_remembered = field.kind in ("choice", "boolean", "date")
    return _Cell(
        slots[field.name], {}, _REMEMBERED if is_remembered else 0, cell_parser(field, heading.factor), heading
    )
