"""Asking of chains: whether a question is one over chains, and what the atlas says to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.assembly import OpenIndex
from assistant.conversations import Turn
from corpus.languages import script_of, to_simplified

if TYPE_CHECKING:
    from assistant.quoting import DraftSentence
    from assistant.record_answers import RecordAnswer

_REMEMBERED = 20  # turns
_MAY_BE = re.compile(
    r"链|环节|[上中下]游|供应|供给|供货|相邻|步|级|谁|企业|公司|厂|目标|薄弱|缺"
    r"|\b(?:chains?|links?|upstream|downstream|suppl\w+|fe(?:ed|eds|d)|neighbou?r\w*|steps?|who|firms?|compan\w+|enterprises?"
    r"|targets?|gaps?|adjacent|makers?|producers?)\b",
    re.IGNORECASE,
)
"""Without one of these no question is about chains; what follows needs the whole atlas."""


@dataclass(frozen=True, slots=True)
class NotAssessed:
    """A chain of which staff asked what only tables hold, and of which there are none; its name in words."""

    chain: str


def asked_of_chains(
    text: str, turns: Sequence[Turn], index: OpenIndex
) -> RecordAnswer | tuple[DraftSentence, ...] | NotAssessed | None:
    """What the chains say to a question after earlier turns: computed from records, or quoted from a chain's document.

    Nothing where it is no question over chains, or one that texts answer. Raises `SearchIndexError`.
    """
    if not _MAY_BE.search(to_simplified(text)) or not index.has_chains:
        return None
    # Imported here: most questions are not about chains.
    from assistant.chain_answers import chain_answer
    from assistant.chain_questions import Kind, understand_chains
    from assistant.chain_quotes import chain_quotes

    previous = None
    for turn in turns[-_REMEMBERED:]:
        previous = understand_chains(turn.question, index.chain_vocabulary, previous)
    asked = understand_chains(text, index.chain_vocabulary, previous)
    if asked is None:
        return None
    subject = index.chains.link(asked.link) if asked.link else index.chains.chain(asked.chain) if asked.chain else None
    script = script_of(text)
    if subject is not None and subject.stated.origin == "facts":
        if asked.kind in (Kind.TARGETS, Kind.STATUS, Kind.GAPS):
            name = subject.name.said("en" if script == "latn" else "zh")
            return NotAssessed(name) if index.chains.is_for_staff else None
        return chain_quotes(asked, index, script)
    return chain_answer(asked, index.chains, script)
