"""Computed sentences: whether what a model wrote from them keeps all that was computed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.languages import to_simplified
from corpus.quantities import unsupported

_LEAST_LISTED = 3
_AFTER_COLON = re.compile(r"[：:]\s*(.+)", re.DOTALL)
_BETWEEN_ITEMS = re.compile(r"[、；;]|, ")
_IN_BRACKETS = re.compile(r"[（(].*", re.DOTALL)
_STATE = re.compile(
    r"满足|符合|达到|未知|不明|合格|资格|\b(?:un)?met\b|\bunknown\b|\bmeets?\b|\bsatisf\w+|\bqualif\w+|\beligib\w+",
    re.IGNORECASE,
)
_BETWEEN_STATES = re.compile(r"[；;。：:]|\. ")
_NOT_A_LETTER = re.compile(r"[\W_]+")


def bare(text: str) -> str:
    """The letters and digits of a text, by which sentences are compared whatever stands between them."""
    return _NOT_A_LETTER.sub("", to_simplified(text)).lower()


def is_told(said: str, told: Sequence[str]) -> bool:
    """Whether sentences tell every figure of a computed one, and everything that it lists."""
    joined = bare("".join(told))
    return not unsupported(said, told) and all(bare(item) in joined for item in _listed(said))


def keeps_states(text: str, said: Sequence[str]) -> bool:
    """Whether what a sentence says of met, unmet and unknown conditions stands word for word in computed ones."""
    computed = bare("".join(said))
    return all(bare(part) in computed for part in _BETWEEN_STATES.split(text) if _STATE.search(to_simplified(part)))


def _listed(said: str) -> list[str]:
    """What a sentence lists after its colon; nothing where that is no list."""
    found = _AFTER_COLON.search(said)
    items = _BETWEEN_ITEMS.split(found[1].rstrip("。. ")) if found else []
    return [_IN_BRACKETS.sub("", item) for item in items] if len(items) >= _LEAST_LISTED else []
