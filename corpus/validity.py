"""Whether a document was in force on a day, from its own dates and from what replaced it."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from corpus.documents import Document, Status


def status_of(document: Document, on: date, replacements: Sequence[Document] = ()) -> Status:
    """What is known of the document's force on a day.

    A text that names its replacement is superseded from the first day one of the `replacements` may be in force, or at
    any time when the replacement's day is unknown. "in_force" is said only when it is certain: a text that takes effect
    later, or at an unknown day of the period its date names, is "undated".
    """
    if not replacements and document.superseded_by:
        return "superseded"
    if any(replacement.effective is None or first_day(replacement.effective) <= on for replacement in replacements):
        return "superseded"
    if document.expires and last_day(document.expires) < on:
        return "expired"
    begins = document.effective or (document.expires and document.issued)
    if begins:
        return "in_force" if last_day(begins) <= on else "undated"
    return "in_force" if document.expires else "undated"


def statuses(documents: Sequence[Document], on: date) -> dict[str, Status]:
    """The status of each document on a day, by id; what replaces a text replaces its translations too."""
    works = {document.id: document.translation_of or document.id for document in documents}
    replacements: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        for replaced in document.supersedes:
            replacements[works.get(replaced, replaced)].append(document)
    by_id = {document.id: document for document in documents}
    for document in documents:
        if replacement := by_id.get(document.superseded_by or ""):
            replacements[works[document.id]].append(replacement)
    return {document.id: status_of(document, on, replacements[works[document.id]]) for document in documents}


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
