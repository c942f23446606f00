"""Catalogues: the documents of a shelf as a list, a work with its translation in one row, filtered by an address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from assistant.views import DocumentView
from corpus.languages import to_simplified
from corpus.schemas import DocumentKind, Language

Parameters = tuple[tuple[str, str], ...]
Facet = Literal["kind", "level", "status", "provenance", "language"]
FACETS: tuple[Facet, ...] = ("kind", "level", "status", "provenance", "language")
SORTS = ("kind", "date", "title")
PAGE_SIZE = 50

_KINDS: tuple[str, ...] = get_args(DocumentKind)
_LONGEST_TEXT = 100
_LARGEST_PAGE = 1_000_000


@dataclass(frozen=True, slots=True)
class Work:
    """A document with its versions in other languages, the reader's own first."""

    versions: tuple[DocumentView, ...]

    @property
    def main(self) -> DocumentView:
        """The version that is shown first."""
        return self.versions[0]

    def values(self, facet: Facet) -> tuple[str, ...]:
        """What it is filtered by."""
        if facet == "language":
            return tuple(view.document.language for view in self.versions)
        if facet == "status":
            return tuple(dict.fromkeys(view.status for view in self.versions))
        value = getattr(self.main.document, facet)
        return (value,) if value else ()

    @property
    def date(self) -> str:
        """The date by which it is put in order: the latest day that it names as its own."""
        document = self.main.document
        published = document.source.published if document.source else None
        return document.effective or document.issued or document.as_of or published or ""


@dataclass(frozen=True, slots=True)
class CatalogueView:
    """One page of the list: `matched` of `total` works, of which `first` to `last` are shown.

    `counts` has for each facet how many works have each value beside what else is chosen. `parameters` is the shortest
    address of the same list, and `ignored` what made no sense in the one that was asked for.
    """

    matched: int
    total: int
    document_count: int
    first: int
    last: int
    page: int
    page_count: int
    works: tuple[Work, ...]
    counts: dict[Facet, dict[str, int]]
    text: str
    chosen: dict[Facet, tuple[str, ...]]
    sort: str
    parameters: Parameters
    ignored: Parameters


@dataclass(frozen=True, slots=True)
class Holding:
    """A table of records that the shelf holds: how many rows, as of when, and how many of each provenance."""

    entity: str
    count: int
    as_of: tuple[str, str] | None
    provenances: dict[str, int]


def catalogue_view(
    documents: Sequence[DocumentView], parameters: Sequence[tuple[str, str]], own: Language
) -> CatalogueView:
    """The page of the list that an address asks for; what makes no sense in it is left aside and told."""
    works = works_of(documents, own)
    given: dict[str, list[str]] = {}
    for name, value in parameters:
        if value.strip():
            given.setdefault(name, []).append(" ".join(value.split())[:_LONGEST_TEXT])
    ignored: list[tuple[str, str]] = []
    chosen: dict[Facet, tuple[str, ...]] = {}
    for facet in FACETS:
        occurring = {value for work in works for value in work.values(facet)}
        asked = tuple(dict.fromkeys(given.get(facet, ())))
        chosen[facet] = tuple(value for value in asked if value in occurring)
        ignored += [(facet, value) for value in asked if value not in occurring]
    sort = given.get("sort", [SORTS[0]])[-1]
    if sort not in SORTS:
        ignored.append(("sort", sort))
        sort = SORTS[0]
    text = given.get("q", [""])[-1]
    tests = {facet: _has_one_of(facet, chosen[facet]) for facet in FACETS}
    named = [work for work in works if _is_named(work, text)]
    found = sorted((work for work in named if all(test(work) for test in tests.values())), key=_order(sort))
    page_count = max(1, -(-len(found) // PAGE_SIZE))
    page = _page(given.get("page", ["1"])[-1], page_count)
    if page is None:
        ignored.append(("page", given["page"][-1]))
        page = 1
    start = (page - 1) * PAGE_SIZE
    shown = tuple(found[start : start + PAGE_SIZE])
    return CatalogueView(
        matched=len(found),
        total=len(works),
        document_count=len(documents),
        first=start + 1 if shown else 0,
        last=start + len(shown),
        page=page,
        page_count=page_count,
        works=shown,
        counts={facet: _counts(named, tests, facet) for facet in FACETS},
        text=text,
        chosen=chosen,
        sort=sort,
        parameters=(
            *([("q", text)] if text else []),
            *((facet, value) for facet in FACETS for value in chosen[facet]),
            *([("sort", sort)] if sort != SORTS[0] else []),
        ),
        ignored=tuple(ignored),
    )


def works_of(documents: Sequence[DocumentView], own: Language) -> tuple[Work, ...]:
    """The documents with their translations, in the order of the first of each."""
    works: dict[str, list[DocumentView]] = {}
    here = {view.document.id for view in documents}
    for view in documents:
        original = view.document.translation_of
        works.setdefault(original if original in here and original else view.document.id, []).append(view)
    return tuple(
        Work(tuple(sorted(views, key=lambda view: (view.document.language != own, view.document.id))))
        for views in works.values()
    )


def _is_named(work: Work, text: str) -> bool:
    """Whether every word stands in the titles, the issuer, the number or the source of a work."""
    written = " ".join(
        part
        for view in work.versions
        for part in (
            view.document.title,
            view.document.issuer or "",
            view.document.number or "",
            view.document.source.title if view.document.source else "",
        )
    )
    folded = to_simplified(written).lower()
    return all(word in folded for word in to_simplified(text).lower().split())


def _has_one_of(facet: Facet, values: tuple[str, ...]) -> Callable[[Work], bool]:
    return lambda work: not values or bool(set(values) & set(work.values(facet)))


def _counts(works: Sequence[Work], tests: dict[Facet, Callable[[Work], bool]], facet: Facet) -> dict[str, int]:
    others = [test for name, test in tests.items() if name != facet]
    found = Counter(value for work in works if all(test(work) for test in others) for value in work.values(facet))
    return dict(found.most_common())


def _order(sort: str) -> Callable[[Work], tuple[object, ...]]:
    """By kind and then title, by title, or the newest first with the undated last."""
    if sort == "date":
        return lambda work: (not work.date, [-ord(letter) for letter in work.date], work.main.document.title)
    if sort == "title":
        return lambda work: (work.main.document.title,)
    return lambda work: (_KINDS.index(work.main.document.kind), work.main.document.title)


def _page(text: str, count: int) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) < 8
    return int(text) if is_number and 1 <= int(text) <= min(count, _LARGEST_PAGE) else None
