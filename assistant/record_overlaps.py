"""Record overlaps: where figures of an answer may count the same thing twice, said so that nobody adds them up."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.replies import reply
from corpus.languages import Script
from corpus.records.entities import ENTITIES
from corpus.schemas import Language
from index.records.queries import RecordQuery
from index.records.results import Group, PairResult, RecordResult

_MONEY_OF_EVENTS = ("signed_amount", "planned_amount", "projects")


def overlaps(result: RecordResult | PairResult, groups: Sequence[Group], language: Language) -> list[str]:
    """What must be said of an answer whose figures may overlap, with each other or with those of other records."""
    script: Script = "latn" if language == "en" else "hans"
    first = result.first if isinstance(result, PairResult) else result
    said = []
    if _counts_twice(first.query, groups, first.matched):
        said.append(reply("records_several_groups", script))
    if first.query.entity == "event" and first.query.aggregate == "sum" and first.query.measure in _MONEY_OF_EVENTS:
        said.append(reply("records_events_overlap", script))
    return said


def _counts_twice(query: RecordQuery, groups: Sequence[Group], matched: int) -> bool:
    """Whether records stand in several of the groups, since the field is a list."""
    if query.group is None or ENTITIES[query.entity].known_field(query.group).kind != "list":
        return False
    return sum(group.matched for group in groups) > matched
