"""Notes for staff on chains: their weak links, whom to court for them, and how their projects stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from corpus.demo.histories import AS_OF
from corpus.demo.pages import Page, Part
from corpus.demo.records import Chain, Link, Project
from corpus.demo.wording import STAGES, day, joined, money, things
from corpus.demo.world import World
from corpus.schemas import Bilingual

_ON = day(AS_OF)


def chain_note_pages(world: World) -> Iterator[Page]:
    """A page for each subject, with a part for each chain."""
    yield _page(
        world, "weak-links", Bilingual(zh="各示例产业链薄弱环节", en="Weak links of the example chains"), _weak_links
    )
    yield _page(
        world, "target-enterprises", Bilingual(zh="目标企业招引重点", en="Target enterprises to court"), _targets
    )
    yield _page(
        world, "project-stages", Bilingual(zh="各示例产业链项目进展", en="Progress of projects by chain"), _stages
    )
    yield _page(
        world, "funds-in-place", Bilingual(zh="签约金额与到位资金", en="Signed amounts and funds in place"), _funds
    )


def staff_page(name: str, title: Bilingual, opening: Sequence[Bilingual], parts: Sequence[Part]) -> Page:
    """A page that only staff may read."""
    matter: dict[str, object] = {"kind": "note", "audience": "staff", "as_of": AS_OF}
    return Page(f"demo-note-{name}", "staff", title, opening, parts, matter)


def _page(world: World, name: str, title: Bilingual, said: Callable[[Chain, World], Sequence[Bilingual]]) -> Page:
    return staff_page(name, title, (), [Part(chain.name, said(chain, world)) for chain in world.chains])


def _weak_links(chain: Chain, world: World) -> Sequence[Bilingual]:
    links = world.links_of(chain)
    missing = [link.name for link in links if link.status == "missing"]
    listed = joined(missing)
    zh, en = chain.name.zh, chain.name.en
    sentences = [
        Bilingual(
            zh=f"{zh}的缺失环节是{listed.zh}，本地没有企业。", en=f"{en} lacks {listed.en}; no local firm works there."
        ),
    ]
    sentences += [_rated(link) for link in links if link.status in {"weak", "at_risk"}]
    return sentences


def _rated(link: Link) -> Bilingual:
    zh, en = f"{link.chain.name.zh}的{link.name.zh}", f"{link.name.en} of {link.chain.name.en}"
    firms = things(link.firms, "local firm", "local firms")
    if link.status == "weak":
        return Bilingual(
            zh=f"{zh}是薄弱环节，本地企业{link.firms}家，本地配套率{link.match_rate}%。",
            en=f"The link of {en} is weak: {firms}, local match rate {link.match_rate}%.",
        )
    return Bilingual(
        zh=f"{zh}环节有风险，本地企业有{link.firms}家，但本地配套率只有{link.match_rate}%。",
        en=f"The link of {en} is at risk: {firms}, but a local match rate of only {link.match_rate}%.",
    )


def _targets(chain: Chain, world: World) -> Sequence[Bilingual]:
    targets = [target for target in world.targets if target.link.chain.id == chain.id]
    urgent = [target for target in targets if target.priority == "high"]
    talking = [target for target in targets if target.contact.en == "in talks"]
    sentences = [
        Bilingual(
            zh=f"{chain.name.zh}有目标企业{len(targets)}家，其中优先级高的{len(urgent)}家，洽谈中的{len(talking)}家。",
            en=f"{chain.name.en} has {things(len(targets), 'target enterprise', 'target enterprises')}, of which"
            f" {len(urgent)} with high priority and {len(talking)} in talks.",
        )
    ]
    for target in urgent[:3]:
        name, link, region = target.name, target.link.name, target.region
        sentences.append(
            Bilingual(
                zh=f"为{target.purpose.zh}，{link.zh}环节拟引进{name.zh}（{region.province.zh}），理由是{target.reason.zh}。",
                en=f"{name.en} ({region.province.en}) is sought to {target.purpose.en} the chain in {link.en}:"
                f" it {target.reason.en}.",
            )
        )
    return sentences


def _stages(chain: Chain, world: World) -> Sequence[Bilingual]:
    projects = world.projects_of(chain)
    counts = Counter[str](project.stage for project in projects)
    listed = [
        Bilingual(zh=f"{name.zh}{counts[s]}个", en=f"{counts[s]} {name.en}") for s, name in STAGES.items() if counts[s]
    ]
    parts = joined(listed)
    return (
        Bilingual(
            zh=f"截至{_ON.zh}，{chain.name.zh}共有项目{len(projects)}个：{parts.zh}。",
            en=f"On {_ON.en}, {chain.name.en} had {things(len(projects), 'project', 'projects')} by stage: {parts.en}.",
        ),
    )


def _funds(chain: Chain, world: World) -> Sequence[Bilingual]:
    projects = [
        project for project in world.projects_of(chain) if project.signed_on and project.money.currency == "CNY"
    ]
    signed, unknown = _sum(projects, lambda project: project.money.signed)
    in_place, _ = _sum(projects, lambda project: project.money.in_place)
    zh, en = chain.name.zh, chain.name.en
    sentences = [
        Bilingual(
            zh=f"{zh}有人民币签约项目{len(projects)}个，已知签约金额合计{signed.zh}。",
            en=f"{en} has {things(len(projects), 'project', 'projects')} signed in yuan, with a known signed amount of"
            f" {signed.en}.",
        ),
        Bilingual(
            zh=f"{zh}的人民币签约项目已知到位资金合计{in_place.zh}，与签约金额口径不同，不能相加。",
            en=f"The known funds in place of the projects of {en} signed in yuan are {in_place.en}; this is another"
            " measure than the signed amount, and the two are not added.",
        ),
    ]
    if unknown:
        english = things(unknown, "project", "projects")
        said = Bilingual(
            zh=f"{zh}另有{unknown}个人民币签约项目金额不详。",
            en=f"In {en}, the amount of {english} signed in yuan is unknown.",
        )
        sentences.append(said)
    return sentences


def _sum(projects: Sequence[Project], amount: Callable[[Project], int | None]) -> tuple[Bilingual, int]:
    """The sum of the known amounts in words, and of how many the amount is unknown."""
    amounts = [amount(project) for project in projects]
    return money(sum(filter(None, amounts))), amounts.count(None)
