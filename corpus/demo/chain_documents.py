"""The chains as overviews for the public: what each link makes, whom it supplies and who does it here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from corpus.demo.histories import AS_OF
from corpus.demo.pages import Page, Part
from corpus.demo.records import Chain, Enterprise, Link
from corpus.demo.wording import POSITIONS, day, joined, quantity, things
from corpus.demo.world import World
from corpus.schemas import Bilingual

_IN_CHAIN = {
    "upstream": Bilingual(
        zh="{chain}从{name}起步，这一上游环节的产品是{product}，关键技术是{by}。",
        en="{chain} begins with {name}, an upstream link that delivers {product}; its key technology is {by}.",
    ),
    "midstream": Bilingual(
        zh="在{chain}的中游，{name}环节提供{product}，关键技术是{by}。",
        en="In the midstream of {chain}, {name} delivers {product}; the key technology is {by}.",
    ),
    "downstream": Bilingual(
        zh="{name}是{chain}的下游环节，产品是{product}，以{by}为关键技术。",
        en="The downstream link of {name} in {chain} delivers {product} and depends on {by}.",
    ),
    "support": Bilingual(
        zh="{name}是{chain}的配套环节，提供{product}，关键技术是{by}。",
        en="As a support link of {chain}, {name} delivers {product}; the key technology is {by}.",
    ),
}


def chain_pages(world: World) -> Iterator[Page]:
    """A page for each chain, its links from upstream to downstream, then support."""
    names = {link.id: link.name for link in world.links}
    for chain in world.chains:
        links = world.links_of(chain)
        parts: list[Part] = []
        for position, label in POSITIONS.items():
            here = [link for link in links if link.position == position]
            if here:
                parts.append(Part(label, ()))
            parts += [Part(_heading(link.name), _link(link, world, names), level=3) for link in here]
        yield Page(
            id=chain.id,
            folder="chains",
            title=Bilingual(zh=f"{chain.name.zh}概览", en=f"Overview of {chain.name.en}"),
            opening=_opening(chain, links, world),
            parts=parts,
            matter={"kind": "chain_map", "audience": "public", "as_of": AS_OF},
        )


def _opening(chain: Chain, links: Sequence[Link], world: World) -> Sequence[Bilingual]:
    counts = [(label, sum(link.position == position for link in links)) for position, label in POSITIONS.items()]
    parts = Bilingual(
        zh="、".join(f"{label.zh}{count}个" for label, count in counts if count),
        en=", ".join(f"{count} {label.en.lower()}" for label, count in counts if count),
    )
    firms = sum(link.firms for link in links)
    published = sum(project.published for project in world.projects_of(chain))
    on, zh, en = day(AS_OF), chain.name.zh, chain.name.en
    return (
        Bilingual(zh=f"{zh}是演示用的虚构产业链。", en=f"{en} is an invented chain for demonstration."),
        Bilingual(zh=f"{zh}有{len(links)}个环节：{parts.zh}。", en=f"{en} has {len(links)} links: {parts.en}."),
        Bilingual(
            zh=f"截至{on.zh}，{zh}有本地企业{firms}家，已发布项目{published}个。",
            en=f"On {on.en}, {en} had {things(firms, 'local firm', 'local firms')} and"
            f" {things(published, 'published project', 'published projects')}.",
        ),
        chain.landscape,
        Bilingual(
            zh=f"{zh}的发展方向是{chain.direction.zh}。", en=f"The direction of {en} is to {chain.direction.en}."
        ),
    )


def _heading(name: Bilingual) -> Bilingual:
    return Bilingual(zh=name.zh, en=name.en[0].upper() + name.en[1:])


def _link(link: Link, world: World, names: Mapping[str, Bilingual]) -> Sequence[Bilingual]:
    chain, name, product, technology = link.chain.name, link.name, link.product, link.technology
    wording = _IN_CHAIN[link.position]
    words = {"chain": chain, "name": name, "product": product, "by": technology}
    sentences = [
        Bilingual(
            zh=wording.zh.format(**{key: text.zh for key, text in words.items()}),
            en=wording.en.format(**{key: text.en for key, text in words.items()}),
        )
    ]
    if link.supplies:
        users = joined([names[id_] for id_ in link.supplies])
        zh, en = f"{name.zh}环节供应{users.zh}环节。", f"The link of {name.en} supplies {users.en}."
    else:
        zh, en = f"{name.zh}环节直接面向市场。", f"The link of {name.en} sells straight to the market."
    sentences.append(Bilingual(zh=zh, en=en))
    firms = [enterprise for enterprise in world.enterprises if enterprise.link.id == link.id]
    return [*sentences, *_firms(link, firms)]


def _firms(link: Link, firms: Sequence[Enterprise]) -> Sequence[Bilingual]:
    """Who is in the link; nothing is said of a link without firms, for gaps are not for the public."""
    if not firms:
        return ()
    listed = joined([firm.name for firm in firms])
    leading = firms[0]
    place, name = leading.county.name, leading.name
    sentences = [
        Bilingual(
            zh=f"{link.name.zh}环节的本地企业有{len(firms)}家：{listed.zh}。",
            en=f"The link of {link.name.en} has {things(len(firms), 'local firm', 'local firms')}: {listed.en}.",
        )
    ]
    if leading.capacity is None:
        said = Bilingual(
            zh=f"{name.zh}位于{place.zh}，员工{leading.jobs}人，产能没有公布。",
            en=f"{name.en} stands in {place.en} and employs {leading.jobs} people; its capacity is not published.",
        )
    else:
        capacity = quantity(leading.capacity, link.unit)
        said = Bilingual(
            zh=f"{name.zh}位于{place.zh}，年产能为{capacity.zh}（{link.product.zh}），员工{leading.jobs}人。",
            en=f"{name.en} stands in {place.en}, has a yearly capacity of {capacity.en} ({link.product.en})"
            f" and employs {leading.jobs} people.",
        )
    return [*sentences, said]
