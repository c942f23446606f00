"""Policies with what they ask for, as the library's conditions and the audience's records state it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.assembly import OpenIndex
from assistant.matching.conditions import Condition, Elsewhere, OneOf, Range, Recognition
from assistant.matching.links import bilingual
from assistant.matching.needing import needs_in
from corpus.conditions import Amounted, ClauseFile, Need, PolicyFile
from corpus.documents import Status
from corpus.records.amounts import Amount
from corpus.records.cells import choice_spellings, spelling
from corpus.records.choices import ORIGINS, PLACES
from corpus.records.fields import Field
from corpus.records.rows import Value
from corpus.schemas import Bilingual
from corpus.validity import first_day, last_day
from index.records.queries import RecordQuery

_MEASURES: dict[str, tuple[Amounted, str]] = {
    "min_jobs": ("jobs", "1"), "min_research_share": ("research_share", "percent"),
}  # fmt: skip
_SUMS: dict[str, Amounted] = {"min_investment": "investment", "min_revenue": "revenue", "min_per_mu": "per_mu"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition, with its clause word for word where the library names it."""

    condition: Condition
    clause: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Support:
    """What a policy's record says it gives: a rate of a base in percent and a ceiling, or another measure."""

    rate: Decimal | None = None
    base: Bilingual | None = None
    ceiling: Amount | None = None
    measure: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy that a plan can be held against.

    `documents` hold its words; `gives` are sentences of them, `support` what a record says. `record` is the id of its
    record, nothing where it stands in the library's conditions. `begins` is the first day it is in force, if later.
    """

    id: str
    name: Bilingual
    documents: tuple[str, ...]
    asks: tuple[Asked, ...]
    status: Status
    gives: tuple[Bilingual, ...] = ()
    support: Support | None = None
    needs: frozenset[Need] = frozenset()
    office: Bilingual | None = None
    record: str | None = None
    conditions: Bilingual | None = None
    begins: str | None = None
    as_of: str | None = None
    is_demo: bool = False


def policies_of(index: OpenIndex, today: date) -> tuple[Policy, ...]:
    """All policies that the audience may see, in force or not: those of the library's conditions, then its records."""
    return (*(_of_library(policy, index, today) for policy in index.conditions), *_of_records(index, today))


def _of_library(policy: PolicyFile, index: OpenIndex, today: date) -> Policy:
    document = index.document(policy.documents[0])
    return Policy(
        id=policy.id,
        name=policy.name,
        documents=policy.documents,
        asks=tuple(Asked(_condition(clause), clause.clause) for clause in policy.asks),
        status=index.validity.status(policy.documents[0], today),
        gives=policy.gives,
        needs=frozenset(policy.needs),
        begins=_begins(document.effective if document else None, today),
        as_of=(document.as_of or document.effective or document.issued) if document else None,
        is_demo=document is not None and document.provenance == "demo",
    )


def _condition(clause: ClauseFile) -> Condition:
    match clause.asks:
        case "recognition":
            return Recognition()
        case "place":
            return Elsewhere()
        case "chain" | "county" | "origin" | "activity":
            return OneOf(clause.asks, clause.one_of)
        case subject:
            units = {"land": "mu", "jobs": "1", "research_share": "percent"}
            lower = clause.more_than if clause.at_least is None else clause.at_least
            upper = clause.less_than if clause.at_most is None else clause.at_most
            return Range(
                subject=subject,
                unit=clause.currency or units[subject],
                lower=lower,
                upper=upper,
                includes_lower=clause.more_than is None,
                includes_upper=clause.less_than is None,
            )


def _of_records(index: OpenIndex, today: date) -> Iterator[Policy]:
    store = index.records
    if store is None or not store.total("policy"):
        return
    rows = store.answer(RecordQuery(entity="policy", aggregate="list", limit=None)).rows
    starts = {row.id: _text(row.values, "effective") for row in rows}
    for row in rows:
        values = row.values
        documents = _items(values, "documents")
        known = next((index.validity.status(id_, today) for id_ in documents if index.document(id_)), None)
        yield Policy(
            id=row.id,
            name=bilingual(values.get("name_zh"), values.get("name_en"), row.id),
            documents=documents,
            asks=tuple(Asked(condition) for condition in _asked(values)),
            status=known or _status(values, starts, today),
            support=_support(values),
            needs=needs_in(*(_text(values, name) or "" for name in ("name_zh", "name_en", "base", "base_en"))),
            office=_both(values, "contact_office"),
            record=row.id,
            conditions=_both(values, "conditions"),
            begins=_begins(_text(values, "effective"), today),
            as_of=_text(values, "as_of"),
            is_demo=values.get("provenance") == "demo",
        )


def _asked(values: Mapping[str, Value]) -> Iterator[Condition]:
    if chains := _items(values, "for_chains"):
        yield OneOf("chain", chains)
    if counties := _items(values, "for_counties"):
        yield OneOf("county", _codes(counties, Field("county", "", "", "choice", public=True, choices=PLACES)))
    if origins := _items(values, "for_origins"):
        yield OneOf("origin", _codes(origins, Field("origin", "", "", "choice", public=True, choices=ORIGINS)))
    for name, subject in _SUMS.items():
        amount = values.get(name)
        if isinstance(amount, Amount):
            yield Range(subject, amount.currency, lower=amount.value)
    for name, (measure, unit) in _MEASURES.items():
        least = values.get(name)
        if isinstance(least, Decimal):
            yield Range(measure, unit, lower=least)


def _codes(written: tuple[str, ...], field: Field) -> tuple[str, ...]:
    """The codes of choices; what is not one of them stays as it is written, and no plan can name it."""
    spellings = choice_spellings(field)
    return tuple(spellings.get(spelling(text), text) for text in written)


def _support(values: Mapping[str, Value]) -> Support | None:
    rate, ceiling, measure = values.get("rate"), values.get("ceiling"), _both(values, "measure")
    if rate is None and ceiling is None and measure is None:
        return None
    return Support(
        rate=rate if isinstance(rate, Decimal) else None,
        base=_both(values, "base"),
        ceiling=ceiling if isinstance(ceiling, Amount) else None,
        measure=measure,
    )


def _status(values: Mapping[str, Value], starts: Mapping[str, str | None], today: date) -> Status:
    """Whether a policy without a document on the shelf is in force, from the dates of its record."""
    later, expires = _text(values, "superseded_by"), _text(values, "expires")
    if later and not ((start := starts.get(later)) and first_day(start) > today):
        return "superseded"
    if expires and last_day(expires) < today:
        return "expired"
    effective = _text(values, "effective")
    return "in_force" if effective and last_day(effective) <= today else "undated"


def _begins(effective: str | None, today: date) -> str | None:
    return effective if effective and first_day(effective) > today else None


def _both(values: Mapping[str, Value], name: str) -> Bilingual | None:
    zh, en = values.get(name), values.get(f"{name}_en")
    return bilingual(zh, en, "") if zh or en else None


def _items(values: Mapping[str, Value], name: str) -> tuple[str, ...]:
    found = values.get(name)
    return found if isinstance(found, tuple) else ()


def _text(values: Mapping[str, Value], name: str) -> str | None:
    found = values.get(name)
    return found if isinstance(found, str) else None
