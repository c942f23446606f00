"""What a record is: entities with their fields, and the plain columns in which each field is kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

EntityName = Literal["project", "enterprise", "target", "chain", "link", "event", "statistic", "policy"]
Kind = Literal["text", "money", "area_mu", "number", "percentage", "date", "boolean", "choice", "list"]
Storage = Literal["text", "integer"]
Part = Literal["value", "currency", "written"]

DECIMALS: dict[Kind, int] = {"money": 2, "area_mu": 4, "number": 6, "percentage": 6}
"""How many decimals of a yuan, a mu, a number or a percent are kept: figures are whole numbers of these parts."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a field that knows its values; `order` is its place where they follow one another."""

    code: str
    zh: str
    en: str
    aliases: tuple[str, ...] = ()
    order: int | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entity: its headers in both languages, what its cells hold, and who may see it.

    `short` text is filtered and grouped by. A choice that is `is_open` also takes values beside those it knows.
    """

    name: str
    zh: str
    en: str
    kind: Kind
    public: bool
    aliases: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    is_open: bool = False
    short: bool = False

    @property
    def is_ordered(self) -> bool:
        """Whether the choices of the field follow one another."""
        return any(choice.order is not None for choice in self.choices)

    def choice(self, code: str) -> Choice | None:
        """The choice with this code, or nothing."""
        return next((choice for choice in self.choices if choice.code == code), None)


@dataclass(frozen=True, slots=True)
class Column:
    """Where a part of a field is kept: text, or a whole number of the smallest part the field's kind knows."""

    name: str
    storage: Storage
    field: Field
    part: Part = "value"


@dataclass(frozen=True, slots=True)
class Entity:
    """One kind of record and the table of its fields; `history` names those whose earlier values are kept."""

    name: EntityName
    zh: str
    en: str
    en_plural: str
    fields: tuple[Field, ...]
    history: tuple[str, ...] = ()

    def field(self, name: str) -> Field | None:
        """The field with this name, or nothing."""
        return _fields_by_name(self).get(name)

    def known_field(self, name: str) -> Field:
        """The field with this name, which must be there."""
        return _fields_by_name(self)[name]

    def columns(self, *, public_only: bool = False) -> tuple[Column, ...]:
        """The columns of all fields, or of those that anyone may see, in the order of the fields."""
        return _columns(self, public_only)


@cache
def _fields_by_name(entity: Entity) -> dict[str, Field]:
    return {field.name: field for field in entity.fields}


@cache
def _columns(entity: Entity, public_only: bool) -> tuple[Column, ...]:
    return tuple(
        column for field in entity.fields if field.public or not public_only for column in _columns_of_field(field)
    )


def _columns_of_field(field: Field) -> tuple[Column, ...]:
    storage: Storage = "integer" if field.kind in DECIMALS or field.kind == "boolean" else "text"
    value = Column(field.name, storage, field)
    if field.kind != "money":
        return (value,)
    return (
        value,
        Column(f"{field.name}_currency", "text", field, "currency"),
        Column(f"{field.name}_written", "text", field, "written"),
    )
