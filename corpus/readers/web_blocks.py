"""Blocks of a web page: its headings, paragraphs, lists and tables, where no article could be told from the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from corpus.readers.drafts import Draft, Piece, cleaned_line
from corpus.readers.tables import GridCell, GridRow, write_table

_AROUND = frozenset(("nav", "header", "footer", "aside", "script", "style", "noscript", "template", "form", "head"))
_NAMED_AROUND = re.compile(r"\b(?:nav|menu|footer|header|breadcrumb|crumbs?|sidebar|copyright|share|toolbar)\b", re.I)
_INLINE = frozenset(
    "a abbr b bdi bdo cite code em font i label mark q s small span strong sub sup u br wbr img".split()
)
_LINKED = 0.6
_WIDEST = 100


def write_blocks(draft: Draft, element: Any, title: str | None) -> None:
    """Write what stands in an element, save what stands around the text of every page."""
    loose: list[str] = [element.text or ""]

    def flush() -> None:
        words = cleaned_line("".join(loose))
        if words and words != title:
            draft.block([Piece(words)])
        loose.clear()

    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in _INLINE and not any(inner.tag in ("p", "div", "table") for inner in child):
            loose.append(" " if tag == "br" else "".join(_texts(child)))
        elif tag and not _is_around(child):
            flush()
            _write(draft, child, tag, title)
        loose.append(child.tail or "")
    flush()


def _write(draft: Draft, element: Any, tag: str, title: str | None) -> None:
    words = cleaned_line("".join(_texts(element)))
    if re.fullmatch("h[1-6]", tag):
        if words != title:
            draft.heading(max(int(tag[1]), 2), [Piece(words)])
    elif tag == "table" and element.find(".//table") is None:
        write_table(draft, list(_grid(element)))
    elif tag == "li":
        draft.block([Piece(words)], "- ")
    else:
        write_blocks(draft, element, title)


def _grid(table: Any) -> Iterator[GridRow]:
    """The rows of a table; a cell over several columns or rows stands in all its places."""
    down: dict[int, tuple[GridCell, int]] = {}
    rows: list[list[GridCell]] = []
    for row in table.iter("tr"):
        cells: list[GridCell] = []
        for found in row.iter("td", "th"):
            _fill(cells, down)
            cell = GridCell(cleaned_line("".join(_texts(found))), len(rows) * 1_000 + len(cells))
            for _ in range(_span(found, "colspan")):
                down[len(cells)] = (cell, _span(found, "rowspan") - 1)
                cells.append(cell)
        _fill(cells, down)
        rows.append(cells)
    width = max(map(len, rows), default=0)
    for number, cells in enumerate(rows):
        missing = (GridCell("", -1 - number * 1_000 - place) for place in range(len(cells), width))
        yield GridRow((*cells, *missing))


def _fill(cells: list[GridCell], down: dict[int, tuple[GridCell, int]]) -> None:
    """Put in the cells that reach down from rows above, as far as they come next."""
    while (held := down.get(len(cells))) and held[1] > 0:
        down[len(cells)] = (held[0], held[1] - 1)
        cells.append(held[0])


def _span(cell: Any, name: str) -> int:
    written = str(cell.get(name) or "1")
    return min(max(int(written), 1), _WIDEST) if written.isdigit() and len(written) < 6 else 1


def _texts(element: Any) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in _AROUND:
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""
        if element.tag not in _INLINE:
            yield " "


def _is_around(element: Any) -> bool:
    """Whether an element is no part of the text: by what it is, how it is called, or since it is nearly all links."""
    if element.tag in _AROUND or _NAMED_AROUND.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
        return True
    if element.tag in ("table", "p") or element.tag in _INLINE:
        return False
    whole = len(cleaned_line(element.text_content()))
    linked = sum(len(cleaned_line(link.text_content())) for link in element.iter("a"))
    return whole > 0 and linked > _LINKED * whole
