"""Recognising: whether a table is one of records, or meant to be one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.records.entities import ENTITIES
from corpus.records.headers import are_headings, read_headings

LOOKED_AT = 10
"""Rows at the top of a table among which its headers stand."""

_MEANT_FROM = 3


def are_records(rows: Iterable[Sequence[str]]) -> bool:
    """Whether one of these rows heads records of some entity.

    So does a row of which most cells are headers of one entity though its id is missing: its table is reported as one
    of records, rather than shown to everyone as a text with columns that only staff may see.
    """
    return any(_are_headers(row) for row in rows)


def _are_headers(cells: Sequence[str]) -> bool:
    for entity in ENTITIES.values():
        headings = read_headings(entity, cells)
        known = len({heading.field.name for heading in headings if heading.field})
        if are_headings(headings) or (known >= _MEANT_FROM and 2 * known > len(headings)):
            return True
    return False
