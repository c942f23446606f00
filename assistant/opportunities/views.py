"""Views of published projects: what the page, one project's page and the exported tables show, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from corpus.records.rows import Value
from corpus.schemas import Language

Parameters = tuple[tuple[str, str], ...]
"""The part of an address after the question mark, as names and values."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text of a record with the language it is in, which need not be the reader's."""

    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class Option:
    """One value to filter by, and how many projects have it beside what else is chosen."""

    value: str
    name: Said
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one field that occur; `name` is its parameter in the address."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """One condition that is set, in words, and the address without it."""

    label: str
    name: Said
    without: Parameters


@dataclass(frozen=True, slots=True)
class Bar:
    """One value of a summary: how many projects have it, what they add up to, and the address that shows them.

    `part` is how long its bar is, from 0 to 1; `amount` is the sum in yuan in words where there is one.
    """

    name: Said
    count: int
    part: float
    amount: str | None
    shown_by: Parameters | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The projects by one field, and how many of them the sums leave out."""

    label: str
    bars: tuple[Bar, ...]
    unknown: int
    other_currency: int


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A project in a list; `values` is what is published of it, by field, as the record states it."""

    id: str
    name: Said
    chain: Said | None
    link: Said | None
    county: Said | None
    amount: str | None
    land: str | None
    as_of: str | None
    is_demo: bool
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class OpportunityPage:
    """A project with everything that is published of it; `amount_written` is as its source has it.

    `facts` are the names of fields, what they are called, and their values in words; `values` are as the record states
    them.
    """

    id: str
    name: Said
    other_name: Said | None
    facts: tuple[tuple[str, str, Said], ...]
    content: Said | None
    amount: str | None
    amount_written: str | None
    contact: Said | None
    as_of: str | None
    provenance: str | None
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Sums:
    """What the matched projects add up to in yuan, and how many are in no sum or order, or cannot be told of."""

    amount: str | None
    unknown: int
    other_currency: int
    untold_unknown: int
    untold_other_currency: int


@dataclass(frozen=True, slots=True)
class OpportunitiesView:
    """One page of the list: `matched` of `total` published projects, of which `first` to `last` are shown."""

    matched: int
    total: int
    first: int
    last: int
    page: int
    page_count: int
    opportunities: tuple[Opportunity, ...]
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    ignored: tuple[tuple[str, str], ...]
    summaries: tuple[Summary, ...]
    sums: Sums
    unordered: tuple[int, int]
    as_of: str
    has_demo: bool
    fields: frozenset[str]
    parameters: Parameters
    typed: dict[str, str]
    sort: str


Format = Literal["csv", "xlsx"]


@dataclass(frozen=True, slots=True)
class Occasion:
    """When a list is exported, and the address that shows the same list."""

    now: datetime
    address: str


@dataclass(frozen=True, slots=True)
class Exported:
    """A file of opportunities: its name without a folder, and what it holds."""

    name: str
    content: bytes
