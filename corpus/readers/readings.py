"""Readings: what a reader makes of a file, and the form in which it passes from process to process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from corpus.places import Box, Place
from corpus.spans import Span

Advance = Callable[[], object]
"""Tells that a page is done, so that a long file is not taken for one that hangs."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell about a file: at which page, slide or row, and of what; `number` counts from 1."""

    number: int
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that could not be read: `expected` says what is needed, `found` what there was."""

    number: int
    about: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a file in the Markdown that libraries are written in, and where each part of it stands.

    A table of records is none of this: it `is_records`, and its rows are read where they are counted. `is_lasting` says
    whether another look at the same bytes on this machine would give the same.
    """

    text: str = ""
    places: tuple[Place, ...] = ()
    title: str | None = None
    published: str | None = None
    remarks: tuple[Remark, ...] = ()
    faults: tuple[Fault, ...] = ()
    is_records: bool = False
    is_lasting: bool = True


class Unreadable(Exception):
    """A file cannot be read by its reader; `expected` and `found` say why."""

    def __init__(self, expected: str, found: str, is_lasting: bool = True) -> None:
        super().__init__(f"expected {expected}, found {found}")
        self.fault = Fault(1, "file", expected, found)
        self.is_lasting = is_lasting


def as_json(reading: Reading) -> bytes:
    """The reading as bytes."""
    values = {
        "text": reading.text,
        "title": reading.title,
        "published": reading.published,
        "is_records": reading.is_records,
        "is_lasting": reading.is_lasting,
        "places": [_place_row(place) for place in reading.places],
        "remarks": [[remark.number, remark.about, remark.text] for remark in reading.remarks],
        "faults": [[fault.number, fault.about, fault.expected, fault.found] for fault in reading.faults],
    }
    return json.dumps(values, separators=(",", ":")).encode("ascii")


def from_json(data: bytes) -> Reading:
    """The reading that was written as these bytes."""
    values = json.loads(data)
    values["places"] = tuple(map(_place, values["places"]))
    values["remarks"] = tuple(Remark(*row) for row in values["remarks"])
    values["faults"] = tuple(Fault(*row) for row in values["faults"])
    return Reading(**values)


def _place_row(place: Place) -> list[Any]:
    box = place.box and [place.box.left, place.box.top, place.box.right, place.box.bottom]
    return [place.span.start, place.span.end, place.kind, place.number, place.sheet, box, place.confidence]


def _place(row: list[Any]) -> Place:
    start, end, kind, number, sheet, box, confidence = row
    return Place(Span(start, end), kind, number, sheet, Box(*box) if box else None, confidence)
