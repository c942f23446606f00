"""The tables of a shelf, made from the field tables: on the public shelf, staff columns do not exist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text

from corpus.records.entities import ENTITIES
from corpus.records.fields import Column as FieldColumn
from corpus.records.fields import Entity, EntityName, Field
from corpus.schemas import Audience

NUMBER, FILE, ROW, OTHER, ID = "record_number", "source_file", "source_row", "other_columns", "id"

_LED_BY = ("chain", "county")

# The order of dates and ids must not depend on the place a server was set up in.
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")
_KEY = Integer().with_variant(BigInteger, "postgresql")


@dataclass(frozen=True, slots=True)
class ShelfTables:
    """The tables of one shelf: one an entity, and one for the earlier values of those that keep a history."""

    metadata: MetaData
    records: dict[EntityName, Table]
    histories: dict[EntityName, Table]


@cache
def shelf_tables(audience: Audience, schema: str | None = None) -> ShelfTables:
    """The tables of the shelf of an audience, in a schema of its own where the database has several."""
    metadata = MetaData(schema=schema)
    records: dict[EntityName, Table] = {}
    histories: dict[EntityName, Table] = {}
    for name, entity in ENTITIES.items():
        columns = entity.columns(public_only=audience == "public")
        if not columns:
            continue
        records[name] = Table(name, metadata, Column(NUMBER, _KEY, primary_key=True), *map(_column, columns))
        if audience == "staff":
            for extra in (Column(FILE, _TEXT), Column(ROW, BigInteger), Column(OTHER, _TEXT)):
                records[name].append_column(extra)
            if entity.history:
                histories[name] = _history(entity, metadata)
        _add_indexes(records[name], entity)
    return ShelfTables(metadata, records, histories)


def fields_on(audience: Audience, entity: Entity) -> tuple[Field, ...]:
    """The fields of an entity that the shelf of an audience holds."""
    return tuple(field for field in entity.fields if field.public or audience == "staff")


def _add_indexes(table: Table, entity: Entity) -> None:
    """What makes queries fast; made after the rows are written.

    In SQLite an index holds every short column, so that a query over all rows reads it and not their long texts. It is
    there in the order of chains and of counties, by which bureaus filter and group most: sorting is what takes a group
    its time.
    PostgreSQL limits how wide an index may be, and combines narrow ones.
    """
    short = [name for name in _short_columns(entity) if name in table.c]
    Index(f"{entity.name}_ids", table.c.id, unique=True)
    for first in [name for name in _LED_BY if name in short] or [ID]:
        columns = [first, *(name for name in short if name != first)]
        Index(f"{entity.name}_short_by_{first}", *(table.c[name] for name in columns)).ddl_if(dialect="sqlite")
    lists = {field.name for field in entity.fields if field.kind == "list"}
    for name in short:
        if name != ID and name not in lists and not name.endswith("_currency"):
            Index(f"{entity.name}_by_{name}", table.c[name]).ddl_if(dialect="postgresql")


def _short_columns(entity: Entity) -> Iterator[str]:
    for column in entity.columns():
        if (column.field.kind != "text" or column.field.short) and column.part != "written":
            yield column.name


def _column(column: FieldColumn) -> Column[str] | Column[int]:
    if column.name == ID:
        return Column(ID, _TEXT, nullable=False)
    return Column(column.name, BigInteger) if column.storage == "integer" else Column(column.name, _TEXT)


def _history(entity: Entity, metadata: MetaData) -> Table:
    columns = [Column(name, _TEXT) for name in entity.history]
    position = Column("position", Integer, primary_key=True)
    return Table(f"{entity.name}_history", metadata, Column(ID, _TEXT, primary_key=True), position, *columns)
