"""The chains of the demonstration and how well each of their links is held locally."""

from __future__ import annotations

from corpus.demo.chance import Chance
from corpus.demo.naming import OFFICIALS
from corpus.demo.outlines import ChainOutline, chain_outlines
from corpus.demo.records import Chain, Link, LinkStatus
from corpus.schemas import Bilingual

ENTERPRISES = 150

_MATCH_RATES: dict[LinkStatus, tuple[int, int]] = {
    "missing": (0, 0),
    "weak": (5, 25),
    "at_risk": (26, 50),
    "strong": (55, 90),
}


def links_of_demo(chance: Chance) -> tuple[Link, ...]:
    """The links of all chains, in the order of the outlines; together they have as many firms as there are."""
    places = [(outline, number) for outline in chain_outlines() for number in range(len(outline.links))]
    firms: dict[tuple[str, int], int] = {}
    for outline in chain_outlines():
        order = chance.shuffled(range(len(outline.links)), f"gaps/{outline.letter}")
        missing = 2 if len(order) > 7 else 1
        for place, number in enumerate(order):
            firms[outline.letter, number] = 0 if place < missing else 1 if place < missing + 2 else 2
    held = [place for place in places if firms[place[0].letter, place[1]] > 1]
    more = chance.shuffled(held * 2, "more firms")[: ENTERPRISES - sum(firms.values())]
    for outline, number in more:
        firms[outline.letter, number] += 1
    return tuple(_link(outline, number, firms[outline.letter, number], chance) for outline, number in places)


def _link(outline: ChainOutline, number: int, firms: int, chance: Chance) -> Link:
    link = outline.links[number]
    own = chance.of("link", link.id)
    held: LinkStatus = "at_risk" if own.happens(0.25, "risk") else "strong"
    status: LinkStatus = "missing" if firms == 0 else "weak" if firms == 1 else held
    return Link(
        id=_id(outline, link.id),
        chain=_chain(outline),
        position=link.position,
        name=link.name,
        product=link.product,
        technology=link.technology,
        trade=link.trade,
        unit=link.unit,
        capacity=link.capacity,
        supplies=tuple(_id(outline, other) for other in link.supplies),
        gbt=link.gbt,
        service=link.service,
        firms=firms,
        status=status,
        match_rate=own.whole(*_MATCH_RATES[status], "match rate"),
    )


def _chain(outline: ChainOutline) -> Chain:
    letter = outline.letter
    return Chain(
        id=f"demo-chain-{letter.lower()}",
        letter=letter,
        name=Bilingual(zh=f"示例产业链{letter}·{outline.name.zh}", en=f"Example Chain {letter} ({outline.name.en})"),
        landscape=outline.landscape,
        direction=outline.direction,
        lead_official=OFFICIALS[ord(letter) % len(OFFICIALS)],
    )


def _id(outline: ChainOutline, link: str) -> str:
    return f"demo-link-{outline.letter.lower()}-{link}"
