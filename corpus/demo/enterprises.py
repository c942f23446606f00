"""The enterprises of the demonstration: as many in each link as the link says."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.demo.chance import Chance
from corpus.demo.histories import AS_OF, AS_OF_BEFORE
from corpus.demo.naming import COUNTIES, PAIRS, STEM_PAIRS, STEMS, firm
from corpus.demo.records import Enterprise, Link, Role
from corpus.schemas import Bilingual


def enterprises_of_demo(links: Sequence[Link], chance: Chance) -> tuple[Enterprise, ...]:
    """The enterprises, link by link, each with a mark of its own; the first of a link leads it."""
    places = [(link, place) for link in links for place in range(link.firms)]
    marks = chance.shuffled((*STEMS, *PAIRS, *STEM_PAIRS), "marks")
    return tuple(
        _enterprise(number, mark, link, place, chance.of("enterprise", number))
        for number, (mark, (link, place)) in enumerate(zip(marks, places, strict=False), start=1)
    )


def _enterprise(number: int, mark: Bilingual, link: Link, place: int, chance: Chance) -> Enterprise:
    role: Role = "leading" if place == 0 else chance.weighted({"core": 2, "supporting": 1}, "role")
    name = firm(mark, link.trade)
    least, most = link.capacity
    step = max(1, least // 10)
    return Enterprise(
        id=f"demo-enterprise-{number:03}",
        name=name,
        alias=Bilingual(zh=f"{name.zh}有限公司", en=f"{name.en} Ltd"),
        link=link,
        county=chance.one_of(COUNTIES, "county"),
        role=role,
        capacity=None if chance.happens(0.1, "unknown") else _capacity(least, most, step, role, chance),
        jobs=chance.whole(20, 900, "jobs", 5),
        as_of=AS_OF_BEFORE if chance.happens(0.15, "as of") else AS_OF,
    )


def _capacity(least: int, most: int, step: int, role: Role, chance: Chance) -> int:
    middle = least + (most - least) // 2 // step * step
    return chance.whole(middle, most, "capacity", step) if role == "leading" else chance.whole(least, middle, "c", step)
