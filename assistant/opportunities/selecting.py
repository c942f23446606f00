"""Selecting: which projects an address asks for, in which order; what makes no sense in it is left aside and told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from assistant.opportunities.views import Parameters
from corpus.languages import to_simplified
from corpus.records.figures import decimal_of
from index.records.queries import Filter, Operator, Order

FACETS = ("chain", "link", "county", "origin", "cooperation", "event")
"""The fields one filters by their values; each is a parameter of its own name, which may come several times."""
INVESTOR = "investor"
"""Whether an investor is stated: "stated", or "none" for what may be on offer."""
TEXT_FIELDS = ("name_zh", "name_en", "content", "investor")
UNITS: dict[str, Decimal] = {
    "yi": Decimal(10**8), "wan": Decimal(10**4), "million": Decimal(10**6), "billion": Decimal(10**9),
    "yuan": Decimal(1),
}  # fmt: skip
"""The units in which an investment may be given, in yuan."""
SORTS = tuple(f"{by}-{way}" for by in ("investment", "land", "date", "name") for way in ("desc", "asc"))
DEFAULT_SORT = "investment-desc"

_ORDERED_BY = {"investment": "total_investment", "land": "land_mu", "date": "as_of"}
_LONGEST_TEXT = 100
_MOST_WORDS = 6
_MOST_VALUES = 100
_LARGEST_PAGE = 1_000_000


@dataclass(frozen=True, slots=True)
class Range:
    """A lower and an upper bound, of which one may be missing, as they were typed."""

    lower: str = ""
    upper: str = ""

    def filters(self, field: str, scale: Decimal, currency: str | None) -> tuple[Filter, ...]:
        """The condition on a field, whose unit is so many of what was typed."""
        bounds = [value * scale for text in (self.lower, self.upper) if (value := decimal_of(text)) is not None]
        if not bounds:
            return ()
        one_sided: Operator = "at_least" if self.lower else "at_most"
        operator: Operator = "between" if len(bounds) == 2 else one_sided
        return (Filter(field=field, operator=operator, values=tuple(bounds), currency=currency),)


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for; `ignored` are the parameters, with their values, that could not be followed."""

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] | None = None
    investment: Range = Range()
    unit: str = ""
    land: Range = Range()
    investor: Literal["", "stated", "none"] = ""
    sort: str = DEFAULT_SORT
    page: int = 1
    ignored: tuple[tuple[str, str], ...] = ()

    def values(self, facet: str) -> tuple[str, ...]:
        """The chosen values of a facet."""
        return (self.chosen or {}).get(facet, ())

    def without(self, facet: str, value: str) -> Selection:
        """The same without one value of a facet."""
        left = tuple(one for one in self.values(facet) if one != value)
        return replace(self, chosen={**(self.chosen or {}), facet: left}, page=1)

    def with_only(self, facet: str, value: str) -> Selection:
        """The same with one value of a facet in the place of all others."""
        return replace(self, chosen={**(self.chosen or {}), facet: (value,)}, page=1)

    def filters(self, *, but: str = "") -> tuple[Filter, ...]:
        """The conditions, but for those on one facet."""
        words = self.text.split()[:_MOST_WORDS]
        found = [
            Filter(field=TEXT_FIELDS[0], also=TEXT_FIELDS[1:], operator="contains", values=(to_simplified(word),))
            for word in words
        ]
        for facet in FACETS:
            values = self.values(facet)
            if values and facet != but:
                found.append(Filter(field=facet, operator="in" if len(values) > 1 else "equals", values=values))
        found += self.investment.filters("total_investment", UNITS[self.unit or "yuan"], "CNY")
        found += self.land.filters("land_mu", Decimal(1), None)
        if self.investor and but != INVESTOR:
            found.append(Filter(field=INVESTOR, operator="is_known" if self.investor == "stated" else "is_unknown"))
        return tuple(found)

    def order(self, name_field: str) -> Order:
        """The order of the rows; names by the field of the reader's language."""
        by, _, way = self.sort.partition("-")
        return Order(field=_ORDERED_BY.get(by, name_field), descending=way == "desc")

    def parameters(self) -> Parameters:
        """The shortest address that asks for the same, from its first page."""
        found = [("q", self.text)] if self.text else []
        found += [(facet, value) for facet in FACETS for value in self.values(facet)]
        if self.investor:
            found.append((INVESTOR, self.investor))
        found += [
            (name, text) for name, text in (("min", self.investment.lower), ("max", self.investment.upper)) if text
        ]
        if self.investment != Range():
            found.append(("unit", self.unit))
        found += [(name, text) for name, text in (("land_min", self.land.lower), ("land_max", self.land.upper)) if text]
        if self.sort != DEFAULT_SORT:
            found.append(("sort", self.sort))
        return tuple(found)


def selection_of(parameters: Sequence[tuple[str, str]], occurring: Mapping[str, frozenset[str]]) -> Selection:
    """What an address asks for; of the values of facets only those that occur.

    Names that mean nothing here are passed over, since other sites add names of their own to links.
    """
    given: dict[str, list[str]] = {}
    for name, value in parameters:
        if value.strip():
            given.setdefault(name, []).append(" ".join(value.split()))
    ignored: list[tuple[str, str]] = []
    chosen: dict[str, tuple[str, ...]] = {}
    for facet in FACETS:
        values = list(dict.fromkeys(given.get(facet, ())))[:_MOST_VALUES]
        chosen[facet] = tuple(value for value in values if value in occurring.get(facet, ()))
        ignored += [(facet, value) for value in values if value not in chosen[facet]]

    def one_of(name: str, known: Sequence[str], otherwise: str) -> str:
        value = given.get(name, [otherwise])[-1]
        if value in known:
            return value
        ignored.append((name, value))
        return otherwise

    unit = one_of("unit", tuple(UNITS), "yi")
    investor = one_of(INVESTOR, ("stated", "none"), "") if INVESTOR in given else ""
    text = given.get("q", [""])[-1]
    page = given.get("page", ["1"])[-1]
    is_page = page.isascii() and page.isdigit() and len(page) < 8 and 1 <= int(page) <= _LARGEST_PAGE
    if not is_page:
        ignored.append(("page", page))
    return Selection(
        text=text[:_LONGEST_TEXT],
        chosen=chosen,
        investment=_range(given, "min", "max", ignored),
        unit=unit,
        land=_range(given, "land_min", "land_max", ignored),
        investor="stated" if investor == "stated" else "none" if investor else "",
        sort=one_of("sort", SORTS, DEFAULT_SORT),
        page=int(page) if is_page else 1,
        ignored=tuple((name, value[:_LONGEST_TEXT]) for name, value in ignored),
    )


def _range(given: Mapping[str, list[str]], low: str, high: str, ignored: list[tuple[str, str]]) -> Range:
    """The bounds that are figures and not below nothing; neither where the lower is above the upper."""
    typed = {name: given[name][-1] for name in (low, high) if name in given}
    bounds = {name: decimal_of(text) for name, text in typed.items()}
    bad = {name for name, bound in bounds.items() if bound is None or bound < 0}
    lower, upper = (None if name in bad else bounds.get(name) for name in (low, high))
    if lower is not None and upper is not None and lower > upper:
        bad = {low, high}
    ignored += [(name, text) for name, text in typed.items() if name in bad]
    return Range(*("" if name in bad else typed.get(name, "") for name in (low, high)))
