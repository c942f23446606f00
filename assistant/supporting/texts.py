"""Texts: what is read of a text that is compared, each part when it is asked for."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from assistant.supporting.units import Unit, units_of
from corpus.languages import has_han, language_of, to_simplified
from corpus.quantities import Quantity, read_quantities
from corpus.schemas import Language
from index.gloss import Word
from index.lexical import english_tokens

if TYPE_CHECKING:
    from assistant.supporting.tools import SupportTools

_CLAUSE_END = re.compile(r"[，,；;:：](?!\d)|、|\s(?:and|while|but)\s")
_NARROW = {
    0xFEE0 + place: place
    for first, last in (("0", "9"), ("A", "Z"), ("a", "z"))
    for place in range(ord(first), ord(last) + 1)
}
_PROPER = re.compile("[A-Z].")


class Placed(NamedTuple):
    """A word of a Chinese text with where it stands."""

    word: Word
    at: int

    @property
    def end(self) -> int:
        return self.at + len(self.word.surface)


class Text:
    """A text with what is read of it when it is asked for."""

    def __init__(self, text: str, tools: SupportTools, language: Language | None = None) -> None:
        self.text = text.translate(_NARROW)
        self.language: Language = language or language_of(text)
        self._tools = tools

    @cached_property
    def plain(self) -> str:
        """In Simplified script and lower case, character for character."""
        lowered = self.text.lower()
        return to_simplified(lowered if len(lowered) == len(self.text) else self.text)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return read_quantities(self.text)

    @cached_property
    def marks(self) -> tuple[int, ...]:
        """Where its clauses end."""
        return tuple(found.start() for found in _CLAUSE_END.finditer(self.text))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Of its Latin words."""
        return frozenset(english_tokens(self.text))

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Of its own language."""
        return units_of(self.text, self.language)

    @cached_property
    def glossed(self) -> tuple[Unit, ...]:
        """In English, whatever its language."""
        return units_of(self.text, "en") if self.language == "en" else self._tools.glossed(self.text)

    @cached_property
    def forms(self) -> frozenset[str]:
        """Of all its units."""
        return frozenset(form for unit in self.units for form in unit.forms)

    @cached_property
    def glossed_forms(self) -> frozenset[str]:
        """Of all its units in English."""
        return frozenset(form for unit in self.glossed for form in unit.forms)

    @cached_property
    def words(self) -> tuple[Placed, ...]:
        """Of Chinese."""
        placed: list[Placed] = []
        at = 0
        for word in self._tools.gloss.words(self.plain):
            found = self.plain.find(word.surface, at)
            at = found if found >= 0 else at
            placed.append(Placed(word, at))
            at += len(word.surface)
        return tuple(placed)

    @cached_property
    def proper(self) -> tuple[Placed, ...]:
        """Those of its Chinese words that the dictionary knows as names."""
        return tuple(placed for placed in self.words if _PROPER.match(placed.word.reading) and _is_han(placed.word))

    @cached_property
    def foreign(self) -> str:
        """Its Chinese, character for character, with a gap for each word that is no name: what may transcribe one."""
        characters = list(self.plain)
        for word, at in self.words:
            if len(word.surface) > 1 and not _PROPER.match(word.reading):
                characters[at : at + len(word.surface)] = " " * len(word.surface)
        return "".join(characters)

    @cached_property
    def english(self) -> str:
        """As the embedding model reads it."""
        reads = self._tools.embedder.card.reads(self.language)
        return self.text if reads else self._tools.gloss.english(self.text)

    def in_terms_of(self, language: Language) -> tuple[Unit, ...]:
        """Its units as they compare with a text of a language."""
        return self.units if self.language == language else self.glossed


def _is_han(word: Word) -> bool:
    return len(word.surface) > 1 and has_han(word.surface)
