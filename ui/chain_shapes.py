"""Shapes of a chain's diagram: boxes with the words that fit them, ordered so that supply runs on without crossing."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.schemas import Position
from index.chains.atlas import POSITIONS, Chain, Link

BOX_WIDTH = 250
GAP_ACROSS, GAP_DOWN = 86, 34
MARGIN = 30
HEADING = 40

_LINE, _PADDING = 21, 13
_WIDE, _NARROW, _CAPITAL = 15.5, 9.3, 12.0  # pixels a character of 15 px type takes at most, roughly


@dataclass(frozen=True, slots=True)
class Box:
    """A link as it is drawn; `lines` is its name in lines that fit, `note` what is said below it."""

    link: str
    left: float
    top: float
    width: float
    height: float
    lines: tuple[str, ...]
    note: str

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in the boxes: the name of each link, and a note."""

    names: Mapping[str, str]
    notes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shapes:
    """Boxes by link, in columns from left to right and a row below them, with the headings of each."""

    boxes: Mapping[str, Box]
    columns: tuple[tuple[str, ...], ...]
    row: tuple[str, ...]
    headings: tuple[tuple[Position, float, float], ...]
    width: float
    floor: float
    """Where the columns end."""
    height: float


def shapes_of(chain: Chain, words: Words, lanes: int) -> Shapes:
    """Where the links of a chain stand; `lanes` is how many ways must find room between the columns and the row."""
    columns = [(p, links) for p in POSITIONS[:-1] if (links := [link for link in chain.links if link.position == p])]
    placed: list[str] = []
    ordered: list[list[Link]] = []
    for _, links in columns:
        ordered.append(_ordered(links, chain.links, placed))
        placed += [link.id for link in ordered[-1]]
    count = max(len(columns), 1)
    width = 2 * MARGIN + count * BOX_WIDTH + (count - 1) * GAP_ACROSS
    support = [link for link in chain.links if link.position not in POSITIONS[:-1]]
    if not columns:
        width = 2 * MARGIN + 3 * BOX_WIDTH + 2 * GAP_ACROSS
    heights = [
        sum(_height(words.names[link.id], BOX_WIDTH) + GAP_DOWN for link in links) - GAP_DOWN for links in ordered
    ]
    tallest = max(heights, default=0)
    boxes: dict[str, Box] = {}
    headings: list[tuple[Position, float, float]] = []
    for number, ((position, _), links) in enumerate(zip(columns, ordered, strict=True)):
        left, top = MARGIN + number * (BOX_WIDTH + GAP_ACROSS), HEADING + (tallest - heights[number]) / 2
        headings.append((position, left, 22))
        for link in links:
            boxes[link.id] = _box(link, left, top, BOX_WIDTH, words)
            top = boxes[link.id].bottom + GAP_DOWN
    floor = HEADING + tallest if columns else 0
    top = floor + (44 + 9 * lanes if columns else HEADING)
    height = floor
    if support:
        headings.append(("support", MARGIN, top - 12))
        height = _row(support, boxes, top, width, words)
    return Shapes(
        boxes,
        tuple(tuple(link.id for link in links) for links in ordered),
        tuple(link.id for link in support),
        tuple(headings),
        width,
        floor,
        height + 12,
    )


def _row(links: Sequence[Link], boxes: dict[str, Box], top: float, width: float, words: Words) -> float:
    """Put links beside each other, five at most, and say where they end."""
    across = min(len(links), 5)
    gap = 26.0
    each = min(BOX_WIDTH, (width - 2 * MARGIN - (across - 1) * gap) / across)
    bottom = top
    for start in range(0, len(links), across):
        taken = links[start : start + across]
        tallest = max(_height(words.names[link.id], each) for link in taken)
        for number, link in enumerate(taken):
            boxes[link.id] = _box(link, MARGIN + number * (each + gap), top, each, words)
        bottom, top = top + tallest, top + tallest + GAP_DOWN
    return bottom


def _box(link: Link, left: float, top: float, width: float, words: Words) -> Box:
    name = words.names[link.id]
    return Box(link.id, left, top, width, _height(name, width), lines_of(name, width - 28), words.notes[link.id])


def _height(name: str, width: float) -> float:
    return 2 * _PADDING + (len(lines_of(name, width - 28)) + 1) * _LINE


def lines_of(text: str, width: float) -> tuple[str, ...]:
    """A name in lines that are no wider than so many pixels: words whole where they fit, Chinese cut anywhere."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and _width(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return (*lines, line.rstrip()) if line.strip() else tuple(lines)


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for character in text:
        is_latin = character.isascii() and character != " "
        if pieces and (character == " " or (is_latin and pieces[-1][-1].isascii() and pieces[-1][-1] not in " -/")):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _width(text: str) -> float:
    return sum(
        _WIDE if unicodedata.east_asian_width(c) in "WF" else _CAPITAL if c.isupper() or c in "mwMW—" else _NARROW
        for c in text
    )


def _ordered(links: Sequence[Link], all_links: Sequence[Link], placed: Sequence[str]) -> list[Link]:
    """The links of a column, each near those that supply it from before, and below those of its own that do."""
    suppliers = {link.id: [other.id for other in all_links if link.id in other.supplies] for link in links}

    def height_of_suppliers(link: Link) -> float:
        places = [placed.index(id_) for id_ in suppliers[link.id] if id_ in placed]
        return sum(places) / len(places) if places else len(placed)

    waiting = sorted(links, key=height_of_suppliers)
    ordered: list[Link] = []
    while waiting:
        ids = {link.id for link in waiting}
        free = (link for link in waiting if not ids & (set(suppliers[link.id]) - {link.id}))
        ordered.append(next(free, waiting[0]))
        waiting.remove(ordered[-1])
    return ordered
