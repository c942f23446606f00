"""Fitting: whether what was typed for the fields of a document can be said of it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from pydantic import TypeAdapter, ValidationError

from corpus.amending import Values
from corpus.schemas import Audience, DocumentKind, Level, PartialDate
from corpus.validity import first_day, last_day

Why = Literal["date", "order", "unknown", "itself", "circle", "long", "choice"]

CHOICES: dict[str, tuple[str, ...]] = {
    "kind": get_args(DocumentKind),
    "level": get_args(Level),
    "audience": get_args(Audience),
}
"""The fields of which one of a few values is chosen."""

DATES = ("issued", "effective", "expires", "as_of")
NAMING = ("supersedes", "superseded_by")
"""The fields that name other documents."""

LONGEST = 300
_DATE: TypeAdapter[str] = TypeAdapter(PartialDate)


@dataclass(frozen=True, slots=True)
class Misfit:
    """A value that a field cannot have, and why."""

    field: str
    why: Why
    value: str


def misfits(wanted: Mapping[str, Values], document_id: str, known: Container[str]) -> Iterator[Misfit]:
    """What is wrong with the values that are wanted of a document; `known` are the ids of the library."""
    for field, values in wanted.items():
        for value in values:
            if why := _why(field, value, document_id, known):
                yield Misfit(field, why, value)
    replaced, by = wanted.get("supersedes", ()), wanted.get("superseded_by", ())
    for both in by:
        if both in replaced:
            yield Misfit("superseded_by", "circle", both)
    for begins in wanted.get("effective", ()):
        for ends in wanted.get("expires", ()):
            if _is_date(begins) and _is_date(ends) and last_day(ends) < first_day(begins):
                yield Misfit("expires", "order", ends)


def _why(field: str, value: str, document_id: str, known: Container[str]) -> Why | None:
    if len(value) > LONGEST:
        return "long"
    if field in CHOICES:
        return None if value in CHOICES[field] else "choice"
    if field in DATES:
        return None if _is_date(value) else "date"
    if field in NAMING:
        return "itself" if value == document_id else None if value in known else "unknown"
    return None


def _is_date(value: str) -> bool:
    try:
        _DATE.validate_python(value)
    except ValidationError:
        return False
    return True
