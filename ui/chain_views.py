"""What the pages of a chain show of it, in one language: the words of its boxes, and bars of how firms are spread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.records.entities import ENTERPRISE
from corpus.schemas import Language
from index.chains.atlas import Chain, ChainAtlas, Link
from ui.texts import Texts


@dataclass(frozen=True, slots=True)
class Bar:
    """How many there are in one place; `share` is in percent of the largest."""

    label: str
    count: int
    share: int


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The links around one: those it deals with directly, and those further on."""

    suppliers: tuple[Link, ...]
    supplied: tuple[Link, ...]
    further_up: tuple[Link, ...]
    further_down: tuple[Link, ...]


def counted(texts: Texts, what: str, count: int) -> str:
    """So many of something in words: of links, firms, projects or targets of a chain."""
    ending = {0: "_none", 1: "_one"}.get(count, "")
    key = f"chain_{what}{ending}"
    return texts.get(key, texts[f"chain_{what}"]).format(count=count)


def state_of(link: Link, *, is_for_staff: bool) -> str:
    """The state by which a link is coloured: what staff know of it, or whether firms are listed.

    A link of a facts file has no assessment, so that it is shown to staff as to everybody.
    """
    if is_for_staff and link.stated.origin == "records":
        return (link.assessment and link.assessment.status) or "unknown"
    return "listed" if link.firms else "unlisted"


def states_of(chain: Chain, *, is_for_staff: bool) -> tuple[str, ...]:
    """The states that a legend explains: all that the links of a chain may be in."""
    if is_for_staff and chain.stated.origin == "records":
        found = {state_of(link, is_for_staff=True) for link in chain.links}
        return ("strong", "at_risk", "weak", "missing", *(("unknown",) if "unknown" in found else ()))
    return ("listed", "unlisted")


def notes_of(chain: Chain, texts: Texts, *, is_for_staff: bool) -> Mapping[str, str]:
    """What stands below the name of each link: how many firms are listed and, for staff, how the link stands."""
    notes = {}
    for link in chain.links:
        firms = counted(texts, "firms", len(link.firms))
        state = state_of(link, is_for_staff=is_for_staff)
        is_assessed = is_for_staff and state in ("strong", "weak", "missing", "at_risk")
        notes[link.id] = f"{short_state(state, texts)} · {firms}" if is_assessed else firms
    return notes


def short_state(state: str, texts: Texts) -> str:
    """A status without the words that it is one."""
    return texts[f"chain_state_{state}"].rpartition("：" if "：" in texts["chain_state_weak"] else ": ")[2]


def neighbours_of(link: Link, atlas: ChainAtlas) -> Neighbours:
    """The links around one."""
    up, down = atlas.graph.upstream(link.id), atlas.graph.downstream(link.id)
    near_up, far_up = ([atlas.links[r.link] for r in up if (r.steps == 1) == near] for near in (True, False))
    near_down, far_down = ([atlas.links[r.link] for r in down if (r.steps == 1) == near] for near in (True, False))
    return Neighbours(tuple(near_up), tuple(near_down), tuple(far_up), tuple(far_down))


def county_name(code: str | None, language: Language, texts: Texts) -> str:
    """The name of a county by its code, or as the table has it."""
    if code is None:
        return texts["chain_place_unknown"]
    choice = ENTERPRISE.known_field("county").choice(code)
    return code if choice is None else choice.zh if language == "zh" else choice.en


def counties_of(chain: Chain, language: Language, texts: Texts) -> tuple[Bar, ...]:
    """How the firms of a chain are spread; nothing where no county of any is known."""
    if not any(firm.county for firm in chain.firms):
        return ()
    return bars_of(county_name(firm.county, language, texts) for firm in chain.firms)


def dates_of(chain: Chain) -> str | None:
    """As of when a chain is told of: its own date, or else those of its links, the earliest and the latest."""
    if chain.stated.as_of:
        return chain.stated.as_of
    dates = sorted({link.stated.as_of for link in chain.links if link.stated.as_of})
    return "–".join(dates if len(dates) < 2 else (dates[0], dates[-1])) or None


def bars_of(places: Iterable[str]) -> tuple[Bar, ...]:
    """How many there are in each place, most first."""
    counts = Counter(places).most_common()
    most = counts[0][1] if counts else 1
    return tuple(Bar(label, count, round(100 * count / most)) for label, count in counts)
