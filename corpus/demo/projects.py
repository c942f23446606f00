"""The projects of the demonstration, through all stages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.demo.chance import Chance
from corpus.demo.following import five_ones_of, issues_of, office_of
from corpus.demo.funding import money_of
from corpus.demo.histories import AS_OF, AS_OF_BEFORE, history_of, signed_at_event
from corpus.demo.naming import COUNTIES, firm, foreign_mark, outside_mark
from corpus.demo.outlines import EventOutline, Origin
from corpus.demo.records import County, Enterprise, Link, Project, Stage, Target
from corpus.demo.siting import content_of, land_of, name_of
from corpus.schemas import Bilingual

STAGE_COUNTS: dict[Stage, int] = {
    "lead": 45,
    "negotiation": 45,
    "signed": 40,
    "registered": 25,
    "construction": 45,
    "production": 22,
    "reaching_capacity": 12,
    "suspended": 9,
    "terminated": 7,
}
_PUBLISHED: dict[Stage, float] = {
    "lead": 0.0,
    "negotiation": 0.15,
    "signed": 0.6,
    "registered": 0.65,
    "construction": 0.75,
    "production": 0.85,
    "reaching_capacity": 0.9,
    "suspended": 0.3,
    "terminated": 0.1,
}
_ORIGINS: dict[Origin, int] = {"省外": 60, "境外": 14, "本地": 26}
_COOPERATION: dict[Origin | None, tuple[str, ...]] = {
    "省外": ("独立投资", "合资合作", "股权投资"),
    "境外": ("外商独资", "中外合资"),
    "本地": ("增资扩产", "独立投资", "合资合作"),
    None: ("独立投资", "合资合作"),
}


@dataclass(frozen=True, slots=True)
class _Market:
    """Who may invest: local firms by link, and targets, of whom each is taken once."""

    links: Sequence[Link]
    local: Mapping[str, Sequence[Enterprise]]
    targets: Iterator[Target]


@dataclass(frozen=True, slots=True)
class _Investor:
    """Who invests in which link, from where; a target when the firm is one, nobody when the project is on offer."""

    link: Link
    origin: Origin | None = None
    name: Bilingual | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class _Plan:
    """A project before its course: its investor, where it may stand and what it is called."""

    investor: _Investor
    site: County
    name: Bilingual


def projects_of_demo(
    links: Sequence[Link],
    enterprises: Sequence[Enterprise],
    targets: Sequence[Target],
    events: Sequence[EventOutline],
    chance: Chance,
) -> tuple[Project, ...]:
    """The projects; no two have one name."""
    stages = chance.shuffled((stage for stage, count in STAGE_COUNTS.items() for _ in range(count)), "stages")
    local: defaultdict[str, list[Enterprise]] = defaultdict(list)
    for enterprise in enterprises:
        local[enterprise.link.id].append(enterprise)
    market = _Market(links, local, iter(chance.shuffled(targets, "courted")))
    taken: set[str] = set()
    projects = []
    for number, stage in enumerate(stages, start=1):
        own = chance.of("project", number)
        investor = _investor(number, stage, market, own)
        site = own.one_of(COUNTIES, "county")
        plan = _Plan(investor, site, name_of(investor.name, investor.link, site, taken, own))
        projects.append(_project(number, stage, plan, events, own))
    return tuple(projects)


def _investor(number: int, stage: Stage, market: _Market, chance: Chance) -> _Investor:
    # What is already made here is made by firms that are here.
    is_made = stage in {"production", "reaching_capacity"}
    link = chance.one_of([link for link in market.links if link.firms or not is_made], "link")
    if stage == "lead" and chance.happens(0.6, "on offer"):
        return _Investor(link)
    origin = chance.weighted(_ORIGINS, "origin")
    if origin == "境外":
        return _Investor(link, origin, firm(foreign_mark(number), link.trade))
    if origin == "本地" and link.firms:
        return _Investor(link, origin, chance.one_of(market.local[link.id], "firm").name)
    if stage in {"lead", "negotiation"} and (target := next(market.targets, None)):
        return _Investor(target.link, "省外", target.name, target.id)
    return _Investor(link, "省外", firm(outside_mark(number), link.trade))


def _project(number: int, stage: Stage, plan: _Plan, events: Sequence[EventOutline], chance: Chance) -> Project:
    investor, link = plan.investor, plan.investor.link
    is_early = stage in {"lead", "negotiation"}
    is_open = investor.name is not None and is_early and chance.happens(0.2, "no county")
    county = None if is_open else plan.site
    fitting = [event for event in events if _fits(event, investor)]
    history, event = signed_at_event(history_of(stage, chance), fitting)
    was_signed = any(step.stage == "signed" for step in history)
    in_dollars = investor.origin == "境外" and chance.happens(0.5, "dollars")
    money = money_of(stage, was_signed, in_dollars, chance)
    return Project(
        id=f"demo-project-{number:03}",
        name=plan.name,
        link=link,
        county=county,
        content=content_of(link, chance),
        money=money,
        investor=investor.name,
        origin=investor.origin,
        cooperation=chance.one_of(_COOPERATION[investor.origin], "cooperation"),
        land_mu=land_of(money, chance),
        history=history,
        event=event,
        target=investor.target,
        published=investor.name is None or chance.happens(_PUBLISHED[stage], "published"),
        office=office_of(county) if county and chance.happens(0.95, "office") else None,
        five_ones=five_ones_of(stage, link, county, chance.of("five ones")),
        issues=issues_of(stage, chance),
        as_of=AS_OF_BEFORE if chance.happens(0.12, "as of") else AS_OF,
    )


def _fits(event: EventOutline, investor: _Investor) -> bool:
    """Whether a project of the investor may be signed at the event."""
    in_chain = not event.chains or investor.link.chain.letter in event.chains
    return in_chain and (not event.origins or investor.origin in event.origins)
