"""Listing: which records match, in an order, and their values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, select

from corpus.records.entities import ENTITIES
from corpus.records.fields import Column, Field
from corpus.records.rows import values_by_field
from index.records.conditions import Clause
from index.records.queries import RecordQuery
from index.records.results import RecordRow
from index.records.tables import ID, NUMBER

_AT_ONCE = 1_000


def matching_ids(connection: Connection, table: Table, query: RecordQuery, holds: Clause) -> list[tuple[int, str]]:
    """The numbers and ids of the rows that match, as many as the query's limit, in its order, then by id.

    Where the field of the order is unknown or in another currency, a row stands last, and in a top not at all.
    """
    statement: Select[Any] = select(table.c[NUMBER], table.c[ID]).where(holds)
    if query.order:
        field = ENTITIES[query.entity].known_field(query.order.field)
        measured = _is_measured(table, field, query.currency)
        column: ColumnElement[Any] = table.c[field.name]
        ordered = column.desc() if query.order.descending else column.asc()
        if query.aggregate == "top":
            statement = statement.where(measured).order_by(ordered)
        else:
            statement = statement.order_by(measured.desc(), ordered)
    statement = statement.order_by(table.c[ID])
    if query.limit is not None:
        statement = statement.limit(query.limit)
    return [(number, id_) for number, id_ in connection.execute(statement)]


def records_by_number(
    connection: Connection, table: Table, columns: tuple[Column, ...], numbers: Sequence[int]
) -> tuple[RecordRow, ...]:
    """The records with these numbers, in the order asked for."""
    wanted = [table.c[NUMBER], *(table.c[column.name] for column in columns)]
    found: dict[int, RecordRow] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        statement = select(*wanted).where(table.c[NUMBER].in_(numbers[start : start + _AT_ONCE]))
        for number, *stored in connection.execute(statement):
            values = values_by_field(columns, tuple(stored))
            found[number] = RecordRow(str(values[ID]), values)
    return tuple(found[number] for number in numbers)


def _is_measured(table: Table, field: Field, currency: str | None) -> ColumnElement[bool]:
    known = table.c[field.name].is_not(None)
    return and_(known, table.c[f"{field.name}_currency"] == currency) if field.kind == "money" else known
