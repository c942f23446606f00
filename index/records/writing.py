"""Writing the records of a library: all of them for the staff, then what is published for the public.

The public store is written from the finished one of the staff, row by row of what is current and published, so that it
never held anything else: no byte of a staff column or of an unpublished row has been in its file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, bindparam, delete, func, insert, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.schema import CreateSchema, CreateTable

from corpus.records.entities import ENTITIES
from corpus.records.fields import EntityName
from corpus.records.rows import Batch, Note, RowProblem
from index.records.databases import Place, writing_engine
from index.records.errors import RecordsNotWritten
from index.records.histories import Telling, in_order
from index.records.tables import FILE, ID, NUMBER, ROW, ShelfTables, shelf_tables

_PROBLEMS_KEPT = 1_000
_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class RecordsReport:
    """What was written: how many records of each entity stand on the two shelves, and what was wrong with the rows.

    `problems` are the first thousand of `problem_count`.
    """

    staff: Mapping[EntityName, int]
    public: Mapping[EntityName, int]
    problems: tuple[RowProblem, ...]
    problem_count: int
    notes: tuple[Note, ...]


def write_records(batches: Iterable[Batch], staff: Place, public: Place) -> RecordsReport:
    """Write all rows of the batches to the store of the staff, and the published ones' public columns to the other.

    A file must not exist yet; in a server, the tables of the place are replaced in one transaction.
    Rows of one id are put in the order of time, and the latest is the record. Raises `RecordsNotWritten`.
    """
    told = _Told()
    staff_engine, public_engine = _new_engine(staff), _new_engine(public)
    try:
        staff_tables, public_tables = shelf_tables("staff", staff.schema), shelf_tables("public", public.schema)
        with staff_engine.begin() as connection:
            _create(connection, staff_tables, staff.schema)
            _insert_batches(connection, staff_tables, batches, told)
            for name in staff_tables.records:
                told.hear_all(_settle(connection, staff_tables, name))
            _finish(connection, staff_tables)
            on_staff = _counts(connection, staff_tables)
        with staff_engine.connect() as source, public_engine.begin() as target:
            _create(target, public_tables, public.schema)
            for name, table in public_tables.records.items():
                _publish(source, staff_tables.records[name], target, table)
            _finish(target, public_tables)
            on_public = _counts(target, public_tables)
    except SQLAlchemyError as error:
        reason = getattr(error, "orig", None) or error
        raise RecordsNotWritten(
            f"The records cannot be written to {staff.shown} and {public.shown}: {reason}"
        ) from error
    finally:
        staff_engine.dispose()
        public_engine.dispose()
    return RecordsReport(on_staff, on_public, tuple(told.problems), told.problem_count, tuple(told.notes))


class _Told:
    """What the rows' problems and notes add up to, of which only so many are kept."""

    def __init__(self) -> None:
        self.problems: list[RowProblem] = []
        self.problem_count = 0
        self.notes: list[Note] = []

    def hear(self, batch: Batch) -> None:
        self.hear_all(batch.problems)
        self.notes += batch.notes[: _PROBLEMS_KEPT - len(self.notes)]

    def hear_all(self, problems: Sequence[RowProblem]) -> None:
        self.problem_count += len(problems)
        self.problems += problems[: _PROBLEMS_KEPT - len(self.problems)]


def _new_engine(place: Place) -> Engine:
    if isinstance(place.address, Path) and place.address.exists():
        raise RecordsNotWritten(f"{place.address} is there already.", "Name a file that does not exist.")
    return writing_engine(place)


def _create(connection: Connection, tables: ShelfTables, schema: str | None) -> None:
    if schema:
        connection.execute(CreateSchema(schema, if_not_exists=True))
    tables.metadata.drop_all(connection)
    for table in tables.metadata.sorted_tables:
        connection.execute(CreateTable(table))


def _finish(connection: Connection, tables: ShelfTables) -> None:
    for table in tables.records.values():
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            index.create(connection)
    connection.execute(text("ANALYZE"))


def _insert_batches(connection: Connection, tables: ShelfTables, batches: Iterable[Batch], told: _Told) -> None:
    numbers: Counter[EntityName] = Counter()
    for batch in batches:
        told.hear(batch)
        first = numbers[batch.entity]
        rows = [
            (number, *row.values, row.file, row.number, row.other) for number, row in enumerate(batch.rows, first + 1)
        ]
        numbers[batch.entity] += len(rows)
        insert_rows(connection, tables.records[batch.entity], rows)


def insert_rows(connection: Connection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows whose values stand in the order of the table's columns; as they are where the driver lets them."""
    if not rows:
        return
    statement = insert(table).compile(dialect=connection.dialect)
    if statement.positional:
        connection.exec_driver_sql(str(statement), [tuple(row) for row in rows])
    else:
        names = [column.name for column in table.columns]
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])


def _settle(connection: Connection, tables: ShelfTables, name: EntityName) -> list[RowProblem]:
    """Leave one row of each id, the latest; those before it go into the history where the entity keeps one."""
    table, fields = tables.records[name], ENTITIES[name].history
    problems: list[RowProblem] = []
    gone: list[int] = []
    history: list[tuple[Any, ...]] = []
    for _, group in groupby(_tellings(connection, table, fields), key=lambda telling: telling.id):
        told = in_order(list(group), keeps_history=bool(fields))
        problems += told.problems
        gone += [telling.number for telling in (*told.rows[:-1], *told.refused)]
        if len(told.rows) > 1:
            history += [(row.id, position, *row.values) for position, row in enumerate(told.rows, start=1)]
    if gone:
        connection.execute(delete(table).where(table.c[NUMBER] == bindparam("gone")), [{"gone": n} for n in gone])
    for start in range(0, len(history), _AT_ONCE):
        insert_rows(connection, tables.histories[name], history[start : start + _AT_ONCE])
    return problems


def _tellings(connection: Connection, table: Table, fields: tuple[str, ...]) -> Iterator[Telling]:
    """The rows of ids that have several, by id and in the order in which they were read."""
    several = select(table.c[ID]).group_by(table.c[ID]).having(func.count() > 1)
    columns = [table.c[name] for name in (NUMBER, ID, FILE, ROW, *fields)]
    statement = select(*columns).where(table.c[ID].in_(several)).order_by(table.c[ID], table.c[NUMBER])
    for number, id_, file, row, *values in connection.execute(statement):
        told = dict(zip(fields, values, strict=True))
        since = told.get("stage_since")
        yield Telling(number, id_, tuple(values), told.get("as_of") or since, since, file, row)


def _publish(source: Connection, staff: Table, target: Connection, public: Table) -> None:
    """Write the public columns of the published rows, numbered anew: a gap would tell of a row that is not there."""
    columns = [staff.c[column.name] for column in public.columns if column.name != NUMBER]
    published = select(*columns).where(staff.c.published == 1).order_by(staff.c[NUMBER])
    numbers = count(1)
    for rows in source.execution_options(yield_per=_AT_ONCE).execute(published).partitions():
        insert_rows(target, public, [(next(numbers), *row) for row in rows])


def _counts(connection: Connection, tables: ShelfTables) -> dict[EntityName, int]:
    return {
        name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in tables.records.items()
    }
