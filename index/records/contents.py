"""What a table holds, as far as it is worth knowing before a query: it never changes while it is open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Table, case, func, select

from corpus.records.fields import Column, Entity
from index.records.conditions import Condition, condition_of, some_untold
from index.records.queries import Filter
from index.records.results import LeftOut

_REMEMBERED = 1_000


class Contents:
    """The table of an entity on a shelf, with the columns of its fields and how many rows it has."""

    def __init__(self, connection: Connection, table: Table, entity: Entity, columns: tuple[Column, ...]) -> None:
        self.table = table
        self.entity = entity
        self.columns = columns
        self.total = int(connection.execute(select(func.count()).select_from(table)).scalar_one())
        self._as_of: tuple[str, str] | None = None
        self._untold: dict[tuple[str, str | None], LeftOut] = {}

    def as_of(self, connection: Connection) -> tuple[str, str] | None:
        """The earliest and the latest data date of all rows, found once; nothing where none has one."""
        if self._as_of is None:
            column = self.table.c.as_of
            first, last = connection.execute(select(func.min(column), func.max(column))).one()
            self._as_of = (first, last) if first and last else None
        return self._as_of

    def untold(self, connection: Connection, filter_: Filter) -> LeftOut | None:
        """Of how many rows the filter cannot tell, counted once for each field and currency.

        Nothing where that depends on the values of the filter, as it does with dates, choices in an order and texts
        that may stand in several fields.
        """
        field = self.entity.field(filter_.field)
        if filter_.operator in ("is_known", "is_unknown"):
            return LeftOut()
        if field is None or field.kind == "date" or field.is_ordered or filter_.also:
            return None
        key = filter_.field, filter_.currency
        found = self._untold.get(key)
        if found is None:
            condition = condition_of(self.table, self.entity, filter_)
            found = count_untold(connection, self.table, [], [condition])
            if len(self._untold) < _REMEMBERED:
                self._untold[key] = found
        return found


def count_untold(
    connection: Connection, table: Table, certain: Iterable[Condition], doubtful: Sequence[Condition]
) -> LeftOut:
    """How many rows may match or not, when only the doubtful conditions may be impossible to tell."""
    untold, other_currency = some_untold(certain, doubtful)
    columns = func.count(), func.count(case((other_currency, 1)))
    count, other = connection.execute(select(*columns).select_from(table).where(untold)).one()
    return LeftOut(count - other, other)
