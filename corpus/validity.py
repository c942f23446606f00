"""Whether a document was in force on a day, from its own dates and from what replaced it."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from datetime import date

from corpus.documents import Document, Status
from corpus.statutes.versions import replaced_by_versions, version_day


def status_of(document: Document, on: date, ends: Sequence[date | None] = ()) -> Status:
    """What is known of the document's force on a day.

    A text that names its replacement is superseded from the first of the days on which one may be in force (`ends`), or
    at any time when that day is unknown. "in_force" is said only when it is certain: a text that takes effect later, or
    at an unknown day of the period its date names, is "undated".
    """
    if not ends and document.superseded_by:
        return "superseded"
    if any(day is None or day <= on for day in ends):
        return "superseded"
    if document.expires and last_day(document.expires) < on:
        return "expired"
    begins = _begins(document)
    if begins:
        return "in_force" if last_day(begins) <= on else "undated"
    return "in_force" if document.expires else "undated"


def statuses(documents: Sequence[Document], on: date) -> dict[str, Status]:
    """The status of each document on a day, by id; what replaces a text replaces its translations too."""
    works = {document.id: document.translation_of or document.id for document in documents}
    ends: dict[str, list[date | None]] = defaultdict(list)
    for old, replacements in replacements_of(documents).items():
        for _, day in replacements:
            ends[works.get(old, old)].append(first_day(day) if day else None)
    return {document.id: status_of(document, on, ends[works[document.id]]) for document in documents}


def replacements_of(documents: Sequence[Document]) -> dict[str, list[tuple[Document, str | None]]]:
    """For each document those that take its place, by its id, each with the day of it where that is known.

    They are those that are said to, later versions of the same statute, and what repeals it.
    """
    by_id = {document.id: document for document in documents}
    replaced: dict[str, list[tuple[Document, str | None]]] = defaultdict(list)
    for document in documents:
        for old in document.supersedes:
            replaced[old].append((document, document.effective))
    for document in documents:
        if replacement := by_id.get(document.superseded_by or ""):
            replaced[document.id].append((replacement, replacement.effective))
    for old, versions in replaced_by_versions(documents).items():
        replaced[old] += versions
    return replaced


def waiting(documents: Sequence[Document], on: date) -> dict[str, str]:
    """The documents that take effect only after a day, by id, with the day on which they do."""
    begins = {document.id: version_day(document) for document in documents if document.effective}
    return {key: day for key, day in begins.items() if day and first_day(day) > on}


def early_replacements(
    documents: Sequence[Document], statuses: Mapping[str, Status], waiting: Container[str]
) -> frozenset[str]:
    """The documents that take effect later, while what they take the place of is still in force."""
    return frozenset(
        new.id
        for old, replacements in replacements_of(documents).items()
        for new, _ in replacements
        if new.id in waiting and statuses.get(old) in ("in_force", "undated")
    )


def _begins(document: Document) -> str | None:
    """The day on which a text begins to hold; a statute that was amended later, not before that."""
    if document.effective and document.articles:
        return version_day(document)
    return document.effective or (document.expires and document.issued)


def first_day(partial: str) -> date:
    """The first day of a date known to the year, the month or the day ("2024", "2024-06", "2024-06-02")."""
    year, month, day = _parts(partial)
    return date(year, month or 1, day or 1)


def last_day(partial: str) -> date:
    """The last day of a date known to the year, the month or the day ("2024", "2024-06", "2024-06-02")."""
    year, month, day = _parts(partial)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def _parts(partial: str) -> tuple[int, int, int]:
    year, month, day = [*map(int, partial.split("-")), 0, 0][:3]
    return year, month, day
