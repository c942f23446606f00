"""The record store of one shelf: exact answers to queries over all its rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import overload

from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import SQLAlchemyError

from corpus.records.entities import ENTITIES
from corpus.records.fields import Column, EntityName, Field
from corpus.records.rows import values_by_field
from corpus.schemas import Audience
from index.records.answering import answered
from index.records.contents import Contents
from index.records.databases import Place, reading_engine
from index.records.errors import DamagedRecords, NotOnShelf
from index.records.listing import records_by_number
from index.records.measuring import as_share, difference
from index.records.queries import QueryPair, RecordQuery
from index.records.results import PairResult, RecordResult, RecordRow
from index.records.tables import ID, NUMBER, fields_on, shelf_tables


class RecordStore:
    """Answers queries over the records of one shelf; it only reads, and may be used from several threads.

    Opening and every question raise `DamagedRecords` when the store cannot be read.
    """

    def __init__(self, place: Place, audience: Audience) -> None:
        self.audience = audience
        self._place = place
        self._tables = shelf_tables(audience, place.schema)
        self._engine = reading_engine(place)
        try:
            with self._connected() as connection:
                self._contents = {
                    name: Contents(connection, table, ENTITIES[name], self._columns(name))
                    for name, table in self._tables.records.items()
                }
        except DamagedRecords:
            self.close()
            raise

    def total(self, entity: EntityName) -> int:
        """How many records of the entity stand on the shelf."""
        return self._contents[entity].total if entity in self._contents else 0

    def fields(self, entity: EntityName) -> tuple[Field, ...]:
        """The fields of an entity that the shelf holds; none where it holds no such records."""
        return fields_on(self.audience, ENTITIES[entity])

    def records(self, entity: EntityName, ids: Sequence[str]) -> tuple[RecordRow, ...]:
        """Those of the records with these ids that are here, in the order asked for. Raises `NotOnShelf`."""
        table = self._table(entity)
        with self._connected() as connection:
            found = connection.execute(select(table.c[NUMBER], table.c[ID]).where(table.c[ID].in_(ids))).all()
            numbers = {row[1]: row[0] for row in found}
            wanted = [numbers[id_] for id_ in dict.fromkeys(ids) if id_ in numbers]
            return records_by_number(connection, table, self._columns(entity), wanted)

    def every(self, entity: EntityName, fields: Collection[str]) -> Iterator[RecordRow]:
        """Every record of an entity with those of these fields that the shelf holds, in the order of their ids.

        There are none where the shelf holds no such records. The id is always among the values.
        """
        if not self.total(entity):
            return
        table = self._table(entity)
        columns = tuple(column for column in self._columns(entity) if column.field.name in {ID, *fields})
        statement = select(*(table.c[column.name] for column in columns)).order_by(table.c[ID])
        with self._connected() as connection:
            for stored in connection.execute(statement):
                values = values_by_field(columns, tuple(stored))
                yield RecordRow(str(values[ID]), values)

    def history(self, entity: EntityName, id_: str) -> tuple[dict[str, str | None], ...]:
        """What is kept of a record's history fields, oldest first, the last being as it is now. Raises `NotOnShelf`."""
        names = ENTITIES[entity].history
        current = self._table(entity)
        if not names or not set(names) <= set(current.c.keys()):
            raise NotOnShelf(f"The {self.audience} shelf keeps no history of {ENTITIES[entity].en_plural}.")
        table = self._tables.histories[entity]
        with self._connected() as connection:
            earlier = select(*(table.c[name] for name in names)).where(table.c[ID] == id_).order_by(table.c.position)
            now = select(*(current.c[name] for name in names)).where(current.c[ID] == id_)
            rows = connection.execute(earlier).all() or connection.execute(now).all()
        return tuple(dict(zip(names, row, strict=True)) for row in rows)

    @overload
    def answer(self, query: RecordQuery) -> RecordResult: ...
    @overload
    def answer(self, query: QueryPair) -> PairResult: ...

    def answer(self, query: RecordQuery | QueryPair) -> RecordResult | PairResult:
        """What a query, or a pair of them, gives over all rows of the shelf.

        Raises `NotOnShelf` when it speaks of what this shelf does not hold.
        """
        if isinstance(query, RecordQuery):
            return self._answer(query)
        first, second = self._answer(query.first), self._answer(query.second)
        combine = as_share if query.operation == "ratio" else difference
        return PairResult(query, combine(first.value, second.value), first, second)

    def close(self) -> None:
        """Let go of the file or the server."""
        self._engine.dispose()

    def _answer(self, query: RecordQuery) -> RecordResult:
        table = self._table(query.entity)
        missing = [name for name in sorted(query.needed_fields) if name not in table.c]
        if missing:
            raise NotOnShelf(
                f"The {self.audience} shelf has no {', '.join(missing)} of {ENTITIES[query.entity].en_plural}."
            )
        with self._connected() as connection:
            return answered(connection, self._contents[query.entity], query)

    def _table(self, entity: EntityName) -> Table:
        if entity not in self._tables.records:
            raise NotOnShelf(f"The {self.audience} shelf has no {ENTITIES[entity].en_plural}.")
        return self._tables.records[entity]

    def _columns(self, entity: EntityName) -> tuple[Column, ...]:
        return ENTITIES[entity].columns(public_only=self.audience == "public")

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except (SQLAlchemyError, sqlite3.Error) as error:
            reason = getattr(error, "orig", None) or error
            raise DamagedRecords(f"The records in {self._place.shown} cannot be read: {reason}") from error
