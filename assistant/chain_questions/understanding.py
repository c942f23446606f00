"""Understanding: what a question asks of the chains, when every word of it plays a part."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.chain_questions.parts import PURPOSES, STATUSES, STEPS, ChainQuestion, Kind
from assistant.chain_questions.vocabulary import ChainVocabulary
from assistant.record_questions.lexing import LONGEST, tokens_of
from assistant.record_questions.meanings import Role, Token
from index.chains.atlas import POSITIONS

_ALWAYS = frozenset(("fill", "leans", "it", "this_chain", "which", "all", "local", "link", "chain"))
"""Parts that may stand in any question over chains."""

_LEANS = frozenset(("leans", "it", "this_chain"))
_SIDED = frozenset(("supplies", "supplied_by", "upstream_of", "downstream_of"))
"""Parts whose meaning hangs on which side of them a link is named."""

_SAYS: dict[Kind, frozenset[str]] = {
    Kind.UPSTREAM: frozenset(
        ("upstream", "upstream_of", "downstream_of", "supplies", "supplied_by", "by", "to", "who", "direct")
    ),
    Kind.DOWNSTREAM: frozenset(
        ("downstream", "downstream_of", "upstream_of", "supplies", "supplied_by", "by", "to", "who", "direct")
    ),
    Kind.NEAR: frozenset(("near", "within", "steps", "away", "upstream", "downstream", "direct")),
    Kind.LINKS: frozenset((*POSITIONS, "does")),
    Kind.FIRMS: frozenset(("who", "firm", "does", *POSITIONS)),
    Kind.UNLISTED: frozenset(("none", "firm", "who")),
    Kind.TARGETS: frozenset(("target", "fills", "who", "firm", *PURPOSES)),
    Kind.STATUS: frozenset(STATUSES),
    Kind.GAPS: frozenset(("gap", "analysis", "target", *PURPOSES)),
}
"""What else each kind of question may say."""


def understand_chains(
    question: str, vocabulary: ChainVocabulary, previous: ChainQuestion | None = None
) -> ChainQuestion | None:
    """What a question asks of the chains; nothing when a word of it plays no part, or the parts ask no one thing.

    A question that names nothing and leans on the one before (那下游呢, and its upstream) is about the same.
    """
    if len(question) > LONGEST:
        return None
    tokens = tokens_of(question, vocabulary.lexicon)
    named = _named(tokens, vocabulary)
    if named is None:
        return None
    chain, link, at = named
    said = [_part(token) if place not in at else "" for place, token in enumerate(tokens)]
    if any(part is None for part in said):
        return None
    parts = {str(part) for part in said if part}
    place = at[1]
    if previous and parts & _LEANS and chain is None and link is None:
        chain, link = _leaned_on(previous, vocabulary, asks_of_chain="this_chain" in parts)
        place = said.index("it") if "it" in said else -1
        if place < 0 and parts & _SIDED:
            return None
    asked = _asked(parts, [str(part or "") for part in said], chain, link, place)
    plain = {"steps" if part.startswith(STEPS) else part for part in parts}
    return asked if asked and plain <= _ALWAYS | _SAYS[asked.kind] else None


def _leaned_on(
    previous: ChainQuestion, vocabulary: ChainVocabulary, *, asks_of_chain: bool
) -> tuple[str | None, str | None]:
    """The chain and the link that the question before was about; of a link, its chain where that is asked about."""
    chain = previous.chain or (vocabulary.chain_of[previous.link] if previous.link else None)
    return (chain, None) if asks_of_chain else (previous.chain, previous.link)


def _named(
    tokens: Sequence[Token], vocabulary: ChainVocabulary
) -> tuple[str | None, str | None, tuple[int, int]] | None:
    """The one chain and the one link that are named, and where; nothing when it is not clear which they are.

    A name that several links bear means the one of the chain that is named.
    """
    chains = {at: ids for at, token in enumerate(tokens) if (ids := _values(token, "chain"))}
    links = {at: ids for at, token in enumerate(tokens) if (ids := _values(token, "link"))}
    either = chains.keys() & links.keys()
    # What may name a chain as well as a link names the link where another word names the chain, and else the chain.
    if chains.keys() - either:
        chains = {at: ids for at, ids in chains.items() if at not in either}
    else:
        links = {at: ids for at, ids in links.items() if at not in either}
    if len(chains) > 1 or len(links) > 1 or any(len(ids) > 1 for ids in chains.values()):
        return None
    chain = next((ids[0] for ids in chains.values()), None)
    named = next(iter(links.values()), ())
    fitting = [id_ for id_ in named if chain is None or vocabulary.chain_of[id_] == chain]
    if links and len(fitting) != 1:
        return None
    return chain, fitting[0] if fitting else None, (next(iter(chains), -1), next(iter(links), -1))


def _asked(parts: set[str], said: Sequence[str], chain: str | None, link: str | None, at: int) -> ChainQuestion | None:
    steps = [int(part.removeprefix(STEPS)) for part in parts if part.startswith(STEPS)]
    purposes = tuple(purpose for purpose in PURPOSES if purpose in parts)
    statuses = tuple(status for status in STATUSES if status in parts)
    positions = tuple(position for position in POSITIONS if position in parts)
    if parts & {"gap", "analysis"} or (purposes and "target" not in parts):
        is_whole = chain and not link and (purposes or "gap" in parts)
        return ChainQuestion(Kind.GAPS, chain, purposes=purposes) if is_whole else None
    if "target" in parts:
        return ChainQuestion(Kind.TARGETS, chain, link, purposes=purposes) if link or chain else None
    if statuses:
        names_links = bool(parts & {"link", "weak", "missing"})  # a risk or a strength may be that of anything
        return ChainQuestion(Kind.STATUS, chain, statuses=statuses) if names_links and not link else None
    if "none" in parts:
        is_of_links = parts & {"firm", "who"} and "link" in parts and not link
        return ChainQuestion(Kind.UNLISTED, chain) if is_of_links else None
    if link and (steps or "near" in parts or {"upstream", "downstream"} <= parts):
        return ChainQuestion(Kind.NEAR, chain, link, steps=steps[0] if steps else 1) if len(steps) < 2 else None
    if link:
        if kind := _direction(said, at):
            is_direct = bool(parts & {"direct", "supplies", "supplied_by"})
            steps_taken = 1 if is_direct and "all" not in parts else None
            return ChainQuestion(kind, chain, link, steps=steps_taken, asks_who="who" in parts)
        return ChainQuestion(Kind.FIRMS, chain, link) if parts & {"who", "firm"} else None
    asks_for_firms = bool(parts & {"firm", "who"})
    if chain and positions and asks_for_firms:
        return ChainQuestion(Kind.FIRMS, chain, positions=positions)
    if chain and (positions or "link" in parts) and not asks_for_firms:
        return ChainQuestion(Kind.LINKS, chain, positions=positions)
    return None


def _direction(said: Sequence[str], at: int) -> Kind | None:
    """Which way a question follows supply from the link that is named at a place, or nothing if that is not clear."""
    found: set[Kind] = set()
    for place, part in enumerate(said):
        is_before = place < at
        if part in ("upstream", "downstream"):
            found.add(Kind(part))
        elif part == "upstream_of":
            found.add(Kind.UPSTREAM if is_before else Kind.DOWNSTREAM)
        elif part in ("downstream_of", "supplied_by"):
            found.add(Kind.DOWNSTREAM if is_before else Kind.UPSTREAM)
        elif part == "supplies":
            found.add(Kind.UPSTREAM if is_before or _is_given(said, at, place) else Kind.DOWNSTREAM)
    return found.pop() if len(found) == 1 else None


def _is_given(said: Sequence[str], at: int, verb: int) -> bool:
    """Whether what stands before a verb is what receives: 给熔窑供应, 熔窑由谁供应."""
    return said[at - 1 : at] == ["to"] or "by" in said[at:verb] or "by" in said[at + 1 : verb]


def _part(token: Token) -> str | None:
    """The part that a word plays; nothing when it plays none."""
    meaning = token.meaning(Role.CHAIN_PART)
    return meaning.name if meaning else None


def _values(token: Token, kind: str) -> tuple[str, ...]:
    return next((m.values for m in token.meanings if m.role is Role.VALUE and m.name == kind), ())
