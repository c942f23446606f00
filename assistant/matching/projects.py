"""Published projects that are on offer, held against a plan."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.assembly import OpenIndex
from assistant.matching.conditions import Range, State, Verdict, compared
from assistant.matching.figures import Figure
from assistant.matching.links import LinkMatch, bilingual
from assistant.matching.naming import Likeness, Names
from assistant.matching.profile import Profile
from corpus.glossaries import Glossary
from corpus.records.amounts import Amount
from corpus.records.rows import Value
from corpus.schemas import Bilingual
from index.records.queries import Filter, RecordQuery

ProjectSubject = Literal["product", "investment", "land", "county", "origin", "cooperation"]

_STATE_ORDER: tuple[State, ...] = ("met", "unknown", "unmet")
_INDEPENDENT, _JOINT = ("独立", "独资", "wholly"), ("合资", "合作", "参股", "joint")

_CHAIN = re.compile(r"链$|\bchain$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ProjectCheck:
    """One thing a project says beside what the plan tells; `stated` is the project's own value."""

    subject: ProjectSubject
    stated: str | Decimal | Amount
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ProjectMatch:
    """A project on offer with how it fits a plan."""

    id: str
    name: Bilingual
    checks: tuple[ProjectCheck, ...]
    office: str | None
    as_of: str | None
    is_demo: bool

    def count(self, state: State) -> int:
        """How many of its checks came out so."""
        return sum(check.verdict.state == state for check in self.checks)


def matched_projects(
    profile: Profile, links: Sequence[LinkMatch], index: OpenIndex, glossary: Glossary
) -> tuple[ProjectMatch, ...]:
    """The published projects without an investor that fit the product told, those with the fewest misfits first.

    Without a product, those that fit in everything else that was told; none where nothing was told of them.
    """
    store = index.records
    if store is None or not store.total("project"):
        return ()
    # On offer is what nobody has invested in yet; staff also see projects that are not published.
    filters = [Filter(field="investor", operator="is_unknown")]
    if store.audience == "staff":
        filters.append(Filter(field="published", operator="equals", values=(True,)))
    query = RecordQuery(entity="project", filters=tuple(filters), aggregate="list", limit=None)
    asked = Names.of((profile.product,), glossary) if profile.product else None
    names_chain = bool(profile.product and _CHAIN.search(profile.product))
    found: list[ProjectMatch] = []
    for row in store.answer(query).rows:
        likeness = _likeness(row.values, asked, links, glossary, of_chain=names_chain) if asked else None
        if asked and likeness is None:
            continue
        match = _match(row.id, row.values, profile, likeness)
        if match.checks and (asked or match.count("met")) and (asked or not match.count("unmet")):
            found.append(match)
    return tuple(sorted(found, key=lambda match: (match.count("unmet"), -match.count("met"), match.id)))


def _likeness(
    values: Mapping[str, Value], asked: Names, links: Sequence[LinkMatch], glossary: Glossary, *, of_chain: bool
) -> Likeness | None:
    """How a project's link, or else its name, is like the product; one of the chain alone may fit or not.

    It does fit where a whole chain was told.
    """
    chain, link = values.get("chain"), values.get("link")
    for match in links:
        if match.link.chain == chain and match.link.name.zh == link:
            return "similar" if match.is_by_chain and not of_chain else match.likeness
    names = [str(name) for name in (values.get("name_zh"), values.get("name_en"), link) if name]
    return "similar" if Names.of(names, glossary).likeness(asked) else None


def _match(id_: str, values: Mapping[str, Value], profile: Profile, likeness: Likeness | None) -> ProjectMatch:
    checks = [check for check in (_product(values, likeness), *_checks(values, profile)) if check]
    return ProjectMatch(
        id=id_,
        name=bilingual(values.get("name_zh"), values.get("name_en"), id_),
        checks=tuple(sorted(checks, key=lambda check: _STATE_ORDER.index(check.verdict.state))),
        office=str(values["contact_office"]) if values.get("contact_office") else None,
        as_of=str(values["as_of"]) if values.get("as_of") else None,
        is_demo=values.get("provenance") == "demo",
    )


def _product(values: Mapping[str, Value], likeness: Likeness | None) -> ProjectCheck | None:
    if likeness is None:
        return None
    stated = "，".join(str(values[name]) for name in ("chain", "link") if values.get(name))
    verdict = Verdict("met") if likeness == "same" else Verdict("unknown", "similar", ("product",))
    return ProjectCheck("product", stated or str(values.get("name_zh") or ""), verdict)


def _checks(values: Mapping[str, Value], profile: Profile) -> list[ProjectCheck | None]:
    return [
        _investment(values.get("total_investment"), profile.investment),
        _land(values.get("land_mu"), profile.land),
        _named("county", values.get("county"), profile.county),
        _named("origin", values.get("origin"), profile.origin),
        _cooperation(values.get("cooperation"), profile),
    ]


def _investment(stated: Value, told: Figure | None) -> ProjectCheck | None:
    """Whether the sum told comes up to what the project is planned to cost in all."""
    if told is None or not isinstance(stated, Amount):
        return None
    return ProjectCheck("investment", stated, compared(told, Range("investment", stated.currency, lower=stated.value)))


def _land(stated: Value, told: Figure | None) -> ProjectCheck | None:
    """Whether the project has as much land as is needed."""
    if told is None or not isinstance(stated, Decimal):
        return None
    return ProjectCheck("land", stated, compared(told, Range("land", "mu", upper=stated)))


def _named(subject: Literal["county", "origin"], stated: Value, told: str | None) -> ProjectCheck | None:
    if told is None or not stated:
        return None
    return ProjectCheck(subject, str(stated), Verdict("met" if stated == told else "unmet"))


def _cooperation(stated: Value, profile: Profile) -> ProjectCheck | None:
    if profile.cooperation is None or not stated:
        return None
    text = str(stated).lower()
    words = {"independent": _INDEPENDENT, "joint": _JOINT}
    kinds = {kind for kind, names in words.items() if any(name in text for name in names)}
    if not kinds:
        return ProjectCheck("cooperation", str(stated), Verdict("unknown", "similar", ("cooperation",)))
    return ProjectCheck("cooperation", str(stated), Verdict("met" if profile.cooperation in kinds else "unmet"))
