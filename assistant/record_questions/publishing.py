"""Publishing: on the shelf of what is published, "published" is said of every record and leaves none out."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from assistant.record_questions.results import Understood
from index.records.queries import Filter, QueryPair, RecordQuery

_FIELD = "published"


def of_published(understood: Understood, fields: Set[str]) -> Understood:
    """What is asked, given the fields that the shelf has; a share that what is published has stays as it is."""
    query = understood.query
    if _FIELD in fields:
        return understood
    if isinstance(query, QueryPair):
        pair = query.model_copy(update={"first": _of_all(query.first), "second": _of_all(query.second)})
        return replace(understood, query=pair)
    return replace(understood, query=_of_all(query))


def _of_all(query: RecordQuery) -> RecordQuery:
    kept = {"base": tuple(filter_ for filter_ in query.base if not _says_so(filter_))}
    if query.aggregate != "share":
        kept["filters"] = tuple(filter_ for filter_ in query.filters if not _says_so(filter_))
    return query.model_copy(update=kept)


def _says_so(filter_: Filter) -> bool:
    return (
        filter_.field == _FIELD and filter_.values == (True,) and filter_.operator == "equals" and not filter_.negated
    )
