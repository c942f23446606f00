"""Losing: a foreign name of the nearest sentence of a source that is missing where something else is said instead.

Across languages no place in one sentence answers to a place in the other. So a name that is replaced is told by two
things together: what the source names is missing, and the sentence says something that the source does not.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.supporting.kinship import are_forms, kin_of
from assistant.supporting.naming import phrases
from assistant.supporting.texts import Text
from assistant.supporting.tools import ReadSource, SupportTools
from index.lexical import english_tokens

_LEAST_LETTERS = 4  # of a name; shorter ones are initials and abbreviations, which are put in other words


def loses_name(claim: Text, near: Sequence[Text], sources: Sequence[ReadSource], tools: SupportTools) -> bool:
    """Whether a Chinese sentence lacks a name of the English one that it is nearest to, and says something else."""
    if claim.language != "zh" or not near or near[0].language != "en":
        return False
    lost = any(not _is_kept(name, claim, tools) for name in _names(near[0], tools))
    return lost and _says_more(claim, sources)


def _names(said: Text, tools: SupportTools) -> list[str]:
    words = (word.text for phrase in phrases(said.text) for word in phrase if not word.text.isupper())
    return [word for word in words if len(word) >= _LEAST_LETTERS and _is_name(word, tools)]


def _is_name(word: str, tools: SupportTools) -> bool:
    return bool(kin_of(word.lower())) or not tools.is_common(word.lower())


def _is_kept(name: str, claim: Text, tools: SupportTools) -> bool:
    lowered = name.lower()
    if lowered in claim.plain or any(kin in claim.plain for kin in kin_of(lowered)):
        return True
    if not claim.glossed_forms.isdisjoint(english_tokens(lowered)):
        return True
    if any(are_forms(lowered, form) for form in claim.glossed_forms):
        return True
    return bool(tools.sounds.heard(name, claim.foreign)) or tools.sounds.spells(name, claim.plain)


def _says_more(claim: Text, sources: Sequence[ReadSource]) -> bool:
    """Whether a word of the sentence stands for nothing in the sources."""
    stems = frozenset().union(*(text.stems for source in sources for text in source.texts))
    return any(len(word.surface) > 1 and word.senses and stems.isdisjoint(word.senses) for word, _ in claim.words)
