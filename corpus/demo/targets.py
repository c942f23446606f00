"""The target enterprises of the demonstration: who is sought for a link, why, and what was said so far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from corpus.demo.chance import Chance
from corpus.demo.histories import AS_OF_BEFORE
from corpus.demo.naming import firm, target_marks
from corpus.demo.records import Link, Priority, Region, Target
from corpus.demo.wording import day
from corpus.schemas import Bilingual

TARGETS = 80

_PURPOSES = {
    "missing": Bilingual(zh="补链", en="supplement"),
    "weak": Bilingual(zh="强链", en="strengthen"),
    "at_risk": Bilingual(zh="强链", en="strengthen"),
    "strong": Bilingual(zh="延链", en="extend"),
}
_LIKELIHOOD = {"missing": 4, "weak": 3, "at_risk": 2, "strong": 1}
_REASONS = (
    Bilingual(zh="掌握{technology_zh}，可承接{link_zh}环节", en="masters {technology_en} and could take on {link_en}"),
    Bilingual(zh="计划外扩{product_zh}产能", en="plans to add capacity for {product_en} elsewhere"),
    Bilingual(
        zh="现有{link_zh}客户靠近本地，运距可缩短",
        en="serves customers of {link_en} nearby and would shorten transport",
    ),
)
_CONTACTS = (
    Bilingual(zh="未接触", en="not contacted"),
    Bilingual(zh="已联系", en="contacted"),
    Bilingual(zh="已互访", en="visits exchanged"),
    Bilingual(zh="洽谈中", en="in talks"),
)
_LOGS = (
    Bilingual(zh="{day_zh}电话沟通，对方关注用地和电价", en="Call on {day_en}; asked about land and power prices"),
    Bilingual(zh="{day_zh}赴对方总部拜访，约定互访", en="Visited its head office on {day_en}; return visit agreed"),
    Bilingual(zh="{day_zh}线上会议，对方索要政策清单", en="Online meeting on {day_en}; asked for a list of policies"),
)


def targets_of_demo(links: Sequence[Link], chance: Chance) -> tuple[Target, ...]:
    """The targets; most are sought for links that are missing or weak."""
    wanted = [place for place, link in enumerate(links) for _ in range(_LIKELIHOOD[link.status])]
    sought = [links[place] for place in sorted(chance.shuffled(wanted, "sought")[:TARGETS])]
    marks = list(target_marks()) * 2
    return tuple(
        _target(number, firm(mark, link.trade), link, region, chance.of("target", number))
        for number, (link, (region, mark)) in enumerate(zip(sought, marks, strict=True), start=1)
    )


def _target(number: int, name: Bilingual, link: Link, region: Region, chance: Chance) -> Target:
    contact = chance.one_of(_CONTACTS, "contact")
    contacted_on = None if contact.en == "not contacted" else AS_OF_BEFORE - timedelta(chance.whole(3, 300, "day"))
    log = Bilingual(zh="尚无联系记录", en="No contact yet")
    if contacted_on:
        on, said = day(contacted_on), chance.one_of(_LOGS, "log")
        log = Bilingual(zh=said.zh.format(day_zh=on.zh), en=said.en.format(day_en=on.en))
    reason = chance.one_of(_REASONS, "reason")
    urgent = link.status in {"missing", "weak"}
    weights: dict[Priority, int] = {"high": 3 if urgent else 1, "medium": 2, "low": 1}
    return Target(
        id=f"demo-target-{number:03}",
        name=name,
        link=link,
        region=region,
        purpose=_PURPOSES[link.status],
        reason=Bilingual(
            zh=reason.zh.format(technology_zh=link.technology.zh, link_zh=link.name.zh, product_zh=link.product.zh),
            en=reason.en.format(technology_en=link.technology.en, link_en=link.name.en, product_en=link.product.en),
        ),
        priority=chance.weighted(weights, "priority"),
        contact=contact,
        contacted_on=contacted_on,
        contact_log=log,
    )
