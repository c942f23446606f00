"""Drafts: a document's text as it is put together, with the place of each part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from corpus.languages import HAN
from corpus.places import Box, Place
from corpus.readers.limits import MOST_CHARACTERS
from corpus.readers.readings import Unreadable
from corpus.spans import Span

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\u200b\ufeff]")
_START = Span(0, 0)
_LONGEST_LETTERHEAD = 40
_NAMES_ZH, _NAMES_EN = "：", ": "
_HAN = re.compile(f"[{HAN}]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together, and the `glue` between them and what stands before them in the same block.

    The span of its `place` is filled in when it is written.
    """

    text: str
    place: Place | None = None
    glue: str = " "


class Draft:
    """A text that grows block by block. Raises `Unreadable` when it grows beyond what one document may hold."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._places: list[Place] = []
        self._size = 0

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it stands, in its order."""
        return tuple(self._places)

    def block(self, pieces: Sequence[Piece], before: str = "") -> None:
        """A block of its own: its pieces on one line, with marks before them. One without words is left out."""
        cleaned = [replace(piece, text=cleaned_line(piece.text)) for piece in pieces]
        self._line([piece for piece in cleaned if piece.text], before, after="\n\n")

    def heading(self, level: int, pieces: Sequence[Piece]) -> None:
        """A heading, from level 1."""
        self.block(pieces, "#" * level + " ")

    def rows(self, rows: Iterable[tuple[str, Place | None]]) -> None:
        """A table: its rows as `table_row` writes them, with their places."""
        for line, place in rows:
            self._line([Piece(line, place)], after="\n")
        self._write("\n")

    def _line(self, pieces: Sequence[Piece], before: str = "", after: str = "") -> None:
        if not pieces:
            return
        self._write(before)
        for number, piece in enumerate(pieces):
            self._write(piece.glue if number else "")
            start = self._size
            self._write(piece.text)
            if piece.place:
                self._places.append(replace(piece.place, span=Span(start, self._size)))
        self._write(after)

    def _write(self, text: str) -> None:
        self._size += len(text)
        if self._size > MOST_CHARACTERS:
            raise Unreadable(f"at most {MOST_CHARACTERS:,} characters of text", "more")
        self._parts.append(text)


def cleaned_line(text: str) -> str:
    """The text on one line, without what is no character."""
    return " ".join(_NOT_TEXT.sub("", text).split())


def is_letterhead(text: str) -> bool:
    """Whether a line is the head of official paper (…人民政府文件), which names the issuer and not the document."""
    return text.endswith("文件") and len(text) <= _LONGEST_LETTERHEAD


def table_row(cells: Sequence[str], names: Sequence[str] = ()) -> str:
    """A row of a table in Markdown, each cell after the name of its column, so that a row can be quoted alone.

    The mark between cells is written full-width in them.
    """
    named = [
        f"{name}{_NAMES_ZH if _HAN.search(name) else _NAMES_EN}{cell}" if name and cell else cell
        for cell, name in zip_longest(cells, names, fillvalue="")
    ]
    return "| " + " | ".join(cleaned_line(cell).replace("|", "｜") for cell in named) + " |"


def page_place(number: int, box: Box, confidence: int | None = None) -> Place:
    """A place on a page whose span is not known yet."""
    return Place(_START, "page", number, box=box, confidence=confidence)
