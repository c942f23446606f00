"""Word files: headings, lists, tables, text boxes and notes of a DOCX file, with all its changes accepted."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from corpus.readers.drafts import Draft, Piece, cleaned_line, is_letterhead
from corpus.readers.numbering import Numbering
from corpus.readers.packages import check_package
from corpus.readers.readings import Advance, Reading, Remark
from corpus.readers.tables import GridCell, GridRow, write_table

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_TITLES = ("title", "标题")
_LONGEST_TITLE = 60
_DEEPEST_STYLE = 10
_SENTENCE_ENDS = ("。", ".", "；", ";")
_P, _TBL, _TR, _TC, _T, _TXBX = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "t", "txbxContent"))
_NOTE_MARKS = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
_SPACES = frozenset(qn(f"w:{name}") for name in ("tab", "br", "cr"))
_PASSED_OVER = frozenset(
    (*(qn(f"w:{name}") for name in ("del", "moveFrom", "pPr", "rPr")),
     "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
)  # fmt: skip
_VAL, _ID = qn("w:val"), qn("w:id")


def read_word_file(data: bytes, _: Advance) -> Reading:
    """The text of a Word file: what was inserted stands in it, what was deleted and all comments do not.

    Raises `Unreadable`.
    """
    remarks = check_package(data)
    reader = _Reader(Document(io.BytesIO(data)))
    reader.blocks(reader.body)
    if reader.has_changes:
        remarks = (*remarks, Remark(1, "file", "it has tracked changes; it is read as if all were accepted"))
    return Reading(reader.draft.text, reader.draft.places, reader.title, remarks=remarks)


class _Reader:
    """Goes through the parts of a file in the order of reading."""

    def __init__(self, document: Any) -> None:
        self.body = document.element.body
        self.draft = Draft()
        self.title: str | None = None
        self.has_changes = next(self.body.iter(qn("w:del"), qn("w:ins"), qn("w:moveFrom")), None) is not None
        self._numbering = Numbering(_related(document, "numbering"))
        self._notes = {kind: _notes(_related(document, kind)) for kind in _NOTE_MARKS.values()}
        self._styles = {style.style_id: style for style in document.styles if style.style_id}
        self._is_first = True
        self._is_titled = False

    def blocks(self, parent: Any) -> None:
        """Write the paragraphs and tables of a part."""
        for element in parent:
            if element.tag == _P:
                self._paragraph(element)
            elif element.tag == _TBL:
                write_table(self.draft, list(self._grid(element)))
                self._after(element)
            elif element.tag not in _PASSED_OVER and isinstance(element.tag, str):
                self.blocks(element)  # content controls, smart tags and what was inserted hold blocks in turn

    def _paragraph(self, element: Any) -> None:
        words = cleaned_line(_text(element))
        if words:
            level = self._heading_level(element, words)
            number = self._numbering.next_label(element, self._style(element))
            if level and not is_letterhead(words):
                self.draft.heading(level, [Piece(f"{number} {words}" if number and number != "-" else words)])
                self.title = self.title or words
            else:
                self.draft.block([Piece(words)], f"{number} " if number else "")
            self._is_first = self._is_first and is_letterhead(words)
        self._after(element)

    def _after(self, element: Any) -> None:
        """Text boxes and notes that are fixed to a block follow it."""
        for found in _walk(element):
            if found.tag == _TXBX:
                self.blocks(found)
            elif kind := _NOTE_MARKS.get(found.tag):
                for words in self._notes[kind].get(found.get(_ID), ()):
                    self.draft.block([Piece(words)])

    def _heading_level(self, element: Any, words: str) -> int:
        """The depth of a heading, by its style; what stands centred at the very top is a title without one."""
        named = self._level_of_style(self._style(element))
        if named:
            return min(named + self._is_titled, 6)
        centred = element.find(f"{qn('w:pPr')}/{qn('w:jc')}")
        is_centred = centred is not None and centred.get(_VAL) == "center" and len(words) <= _LONGEST_TITLE
        is_title = named == 0 or (self._is_first and is_centred and not words.endswith(_SENTENCE_ENDS))
        self._is_titled = self._is_titled or (is_title and not is_letterhead(words))
        return int(is_title)

    def _level_of_style(self, style: Any) -> int | None:
        """The level that a style, or one it is based on, is for: 0 for a title."""
        for _ in range(_DEEPEST_STYLE):
            if style is None:
                break
            name = str(style.name or "").strip().lower()
            if name in _TITLES:
                return 0
            if found := _HEADING.match(name):
                return int(found[1])
            style = style.base_style
        return None

    def _style(self, element: Any) -> Any:
        named = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self._styles.get(named.get(_VAL)) if named is not None else None

    def _grid(self, table: Any) -> Iterator[GridRow]:
        """The rows of a table as wide as its widest; a cell merged down holds its words in each row."""
        rows = [
            row
            for row in table.iter(_TR)
            if _owner(row, _TBL) is table and row.find(f".//{qn('w:trPr')}/{qn('w:del')}") is None
        ]
        written: list[list[GridCell]] = []
        for number, row in enumerate(rows):
            cells: list[GridCell] = []
            for cell in (cell for cell in row.iter(_TC) if _owner(cell, _TR) is row):
                span, continues = _merging(cell)
                above = written[-1] if written else []
                origin = number * 1_000 + len(cells)
                text = " ".join(filter(None, (_text(part) for part in cell.iter(_P) if _owner(part, _TXBX) is None)))
                if continues and len(cells) < len(above):
                    text, origin = above[len(cells)].text, above[len(cells)].origin
                cells += [GridCell(text, origin)] * span
            written.append(cells)
        width = max(map(len, written), default=0)
        for number, cells in enumerate(written):
            yield GridRow(
                (*cells, *(GridCell("", -(number * 1_000 + place)) for place in range(len(cells) + 1, width + 1)))
            )


def _merging(cell: Any) -> tuple[int, bool]:
    """How many columns a cell covers, and whether it continues the one above."""
    across = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    down = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    span = str(across.get(_VAL)) if across is not None else "1"
    return min(int(span) if span.isdigit() else 1, 100), down is not None and down.get(_VAL) != "restart"


def _text(element: Any) -> str:
    """The words of a paragraph, without those of text boxes in it."""
    parts: list[str] = []
    for found in _walk(element):
        if found.tag == _T:
            parts.append(found.text or "")
        elif found.tag in _SPACES:
            parts.append(" ")
        elif found.tag == qn("w:noBreakHyphen"):
            parts.append("-")
    return "".join(parts)


def _walk(element: Any) -> Iterator[Any]:
    """What stands in an element, save what was deleted and what text boxes hold."""
    for child in element:
        if child.tag in _PASSED_OVER or not isinstance(child.tag, str):
            continue
        yield child
        if child.tag != _TXBX:
            yield from _walk(child)


def _owner(element: Any, tag: str) -> Any:
    return next(element.iterancestors(tag), None)


def _related(document: Any, kind: str) -> Any:
    """The root of a part that a file may have beside its text."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
            part = relation.target_part
            return getattr(part, "element", None) if hasattr(part, "element") else _parsed(part.blob)
    return None


def _parsed(blob: bytes) -> Any:
    from docx.oxml.parser import parse_xml

    return parse_xml(blob)


def _notes(root: Any) -> dict[str, list[str]]:
    """The words of each note; what only draws a line between them is none."""
    if root is None:
        return {}
    notes = {
        note.get(_ID): [cleaned_line(_text(part)) for part in note.iter(_P)]
        for note in root
        if note.get(qn("w:type")) is None
    }
    return {id_: [words for words in parts if words] for id_, parts in notes.items()}
