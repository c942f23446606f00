"""Answering a query: what matches is counted and measured in one pass, what cannot be told in another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import OperationalError

from corpus.records.entities import ENTITIES
from corpus.records.fields import Field
from index.records.conditions import Clause, Condition, all_hold, condition_of
from index.records.contents import Contents, count_untold
from index.records.listing import matching_ids, records_by_number
from index.records.measuring import Tally, as_share, group_column, group_keys, tallied, undated
from index.records.queries import Filter, RecordQuery
from index.records.results import Group, LeftOut, Number, RecordResult

_Key = str | bool | None


def answered(connection: Connection, contents: Contents, query: RecordQuery) -> RecordResult:
    """The result of a query over a table."""
    table = contents.table
    filters = (*query.base, *query.filters)
    holds = all_hold(condition_of(table, contents.entity, filter_) for filter_ in filters)
    tallies = _tallies(connection, contents, query, holds)
    tally = reduce(Tally.with_other, tallies.values(), Tally())
    whole = _whole(connection, contents, query, tally) if query.aggregate == "share" else None
    is_list = query.aggregate in ("list", "top")
    found = matching_ids(connection, table, query, holds) if tally.matched else []
    numbers = [number for number, _ in found]
    return RecordResult(
        query=query,
        value=None if is_list or query.group else _value(tally, query, whole),
        matched=tally.matched,
        total=contents.total,
        untold=_untold(connection, contents, filters) if tally.matched < contents.total else LeftOut(),
        unmeasured=tally.unmeasured,
        ids=tuple(id_ for _, id_ in found),
        rows=records_by_number(connection, table, contents.columns, numbers) if is_list else (),
        groups=_groups(tallies, query, whole),
        as_of=_as_of(tally) if filters else contents.as_of(connection),
    )


def _tallies(connection: Connection, contents: Contents, query: RecordQuery, holds: Clause) -> dict[Any, Tally]:
    """The tally of each value that is grouped by, as it is kept; that of nothing when there are no groups."""
    try:
        return _tallied(connection, contents.table, query, holds, in_parts=False)
    except OperationalError as error:
        if "overflow" not in str(error.orig):
            raise
        return _tallied(connection, contents.table, query, holds, in_parts=True)


def _tallied(
    connection: Connection, table: Table, query: RecordQuery, holds: Clause, *, in_parts: bool
) -> dict[Any, Tally]:
    group = _group(query)
    columns = tallied(table, query.aggregate, _measure(query), query.currency, in_parts=in_parts)
    if group is not None and not (query.filters or query.base):
        columns = undated(columns)
    if group is None:
        return {None: Tally.of(connection.execute(select(*columns).where(holds)).one())}
    key = group_column(table, group).label("key")
    rows = connection.execute(select(key, *columns).where(holds).group_by(key))
    return {stored: Tally.of(tally) for stored, *tally in rows}


def _as_of(tally: Tally) -> tuple[str, str] | None:
    return (tally.earliest, tally.latest) if tally.earliest and tally.latest else None


def _untold(connection: Connection, contents: Contents, filters: Sequence[Filter]) -> LeftOut:
    """How many rows may match or not. Filters that can tell of every row are not asked whether they can."""
    known = [contents.untold(connection, filter_) for filter_ in filters]
    if len(known) == 1 and known[0] is not None:
        return known[0]
    conditions: dict[bool, list[Condition]] = {False: [], True: []}
    for filter_, untold in zip(filters, known, strict=True):
        conditions[untold != LeftOut()].append(condition_of(contents.table, contents.entity, filter_))
    return (
        count_untold(connection, contents.table, conditions[False], conditions[True]) if conditions[True] else LeftOut()
    )


def _whole(connection: Connection, contents: Contents, query: RecordQuery, tally: Tally) -> Number | None:
    """What a share is of: the same count or sum over the base alone."""
    kind = query.measured.kind if query.measured else None
    if not query.filters:
        return tally.value("share", kind)
    ungrouped = query.model_copy(update={"filters": (), "group": None})
    base = all_hold(condition_of(contents.table, contents.entity, filter_) for filter_ in query.base)
    return _tallies(connection, contents, ungrouped, base)[None].value("share", kind)


def _groups(tallies: dict[Any, Tally], query: RecordQuery, whole: Number | None) -> tuple[Group, ...]:
    """The groups, the largest value first, then by key; a row whose field is a list belongs to several."""
    field = _group(query)
    if field is None:
        return ()
    by_key: dict[_Key, Tally] = {}
    for stored, tally in tallies.items():
        for key in group_keys(stored, field):
            by_key[key] = by_key[key].with_other(tally) if key in by_key else tally
    groups = [Group(key, _value(tally, query, whole), tally.matched, tally.unmeasured) for key, tally in by_key.items()]
    return tuple(
        sorted(groups, key=lambda group: (group.value is None, -(group.value or 0), group.key is None, str(group.key)))
    )


def _value(tally: Tally, query: RecordQuery, whole: Number | None) -> Number | None:
    kind = query.measured.kind if query.measured else None
    value = tally.value(query.aggregate, kind)
    return as_share(value, whole) if query.aggregate == "share" else value


def _measure(query: RecordQuery) -> Field | None:
    """What is measured of each row: in a top, what it is ordered by."""
    if query.aggregate == "top" and query.order:
        return ENTITIES[query.entity].known_field(query.order.field)
    return query.measured


def _group(query: RecordQuery) -> Field | None:
    return ENTITIES[query.entity].known_field(query.group) if query.group else None
