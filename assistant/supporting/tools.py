"""Tools: what is needed to hold sentences against sources, with what was read of either."""

from __future__ import annotations

import math
import re
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from assistant.supporting.instructing import is_instruction
from assistant.supporting.sounding import Sounds
from assistant.supporting.units import Unit, units_of
from assistant.supporting.values import Source
from corpus.blocks import blocks_of
from corpus.documents import Span
from corpus.glossaries import Glossary
from corpus.languages import has_han, language_of, to_simplified
from corpus.quantities import Quantity, read_quantities
from corpus.schemas import Language
from corpus.segmenting import sentence_spans
from index.embedding import Embedder
from index.gloss import Gloss, Word
from index.lexical import LexicalIndex, english_tokens

if TYPE_CHECKING:
    from assistant.assembly import OpenIndex

Floats = npt.NDArray[np.float32]
_CLAUSE_END = re.compile(r"[，,；;:：](?!\d)|、|\s(?:and|while|but)\s")
_NARROW = {
    0xFEE0 + place: place
    for first, last in (("0", "9"), ("A", "Z"), ("a", "z"))
    for place in range(ord(first), ord(last) + 1)
}
_PROPER = re.compile("[A-Z].")
_MOST_READ = 256  # texts; several questions' sources


class Placed(NamedTuple):
    """A word of a Chinese text with where it stands."""

    word: Word
    at: int

    @property
    def end(self) -> int:
        return self.at + len(self.word.surface)

    @classmethod
    def end_of(cls, plain: str) -> Placed:
        """The end of a text, where no word stands."""
        return cls(Word("", "", ()), len(plain))


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


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a source with its place in the source's text."""

    text: Text
    span: Span
    vector: Floats


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A source, read: its sentences without those that give orders to whoever reads them."""

    source: Source
    sentences: tuple[Said, ...]
    context: Text

    @property
    def texts(self) -> tuple[Text, ...]:
        """All that it says."""
        return (*(said.text for said in self.sentences), self.context)


class SupportTools:
    """The index's model, gloss, glossary and word counts; `instructions` are the prompts, which no answer repeats.

    Safe to use from several threads. What is read of sources is kept, since an answer cites few of them many times.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - all of an index that the check looks at
        self,
        embedder: Embedder,
        gloss: Gloss,
        sounds: Sounds,
        glossary: Glossary,
        lexicons: Mapping[Language, tuple[LexicalIndex, ...]],
        instructions: Iterable[str] = (),
    ) -> None:
        self.embedder = embedder
        self.gloss = gloss
        self.sounds = sounds
        self.glossary = glossary
        self.instructions = tuple(instructions)
        self._lexicons = lexicons
        self._sizes = {language: sum(part.size for part in parts) for language, parts in lexicons.items()}
        self._read: OrderedDict[Source, ReadSource] = OrderedDict()
        self._reading = Lock()
        self._rarities: dict[tuple[str, Language], float] = {}

    @classmethod
    def of(cls, index: OpenIndex, instructions: Iterable[str] = ()) -> SupportTools:
        """The tools of an open index."""
        lexicons: dict[Language, tuple[LexicalIndex, ...]] = {name: index.lexicons(name) for name in ("zh", "en")}
        return cls(index.searcher.embedder, index.gloss, Sounds(index.sounds), index.glossary, lexicons, instructions)

    def text(self, text: str, language: Language | None = None) -> Text:
        """A text to be read."""
        return Text(text, self, language)

    def source(self, source: Source) -> ReadSource:
        """A source, read once."""
        with self._reading:
            if found := self._read.get(source):
                self._read.move_to_end(source)
                return found
        read = self._read_source(source)
        with self._reading:
            self._read[source] = read
            while len(self._read) > _MOST_READ:
                self._read.popitem(last=False)
        return read

    def glossed(self, text: str) -> tuple[Unit, ...]:
        """The words of a Chinese text with the English stems each may stand for."""
        plain = to_simplified(text)
        units: list[Unit] = []
        at = 0
        for word in self.gloss.words(text):
            found = plain.find(word.surface, at)
            at = found + len(word.surface) if found >= 0 else at
            if forms := frozenset(word.senses).union(english_tokens(word.reading)):
                units.append(Unit(max(0, found), forms))
        return tuple(units)

    def warm(self) -> None:
        """Read what takes a second or two when it is first asked for: the dictionary's common words."""
        self.is_common("a")

    def is_common(self, word: str) -> bool:
        """Whether an English word is no name."""
        return self._common.issuperset(english_tokens(word))

    @cached_property
    def _common(self) -> frozenset[str]:
        return self.gloss.common_words()

    def rarity(self, unit: Unit, language: Language) -> float:
        """How much a unit tells: inverse document frequency, of the commonest of its forms."""
        return min((self._rarity(form, language) for form in unit.forms), default=0.0)

    def _rarity(self, form: str, language: Language) -> float:
        known = self._rarities.get((form, language))
        if known is None:
            count = sum(part.frequency(form) for part in self._lexicons.get(language, ()))
            size = max(self._sizes.get(language, 0), count, 1)
            known = math.log1p((size - count + 0.5) / (count + 0.5))
            if len(self._rarities) > 100_000:
                self._rarities.clear()
            self._rarities[form, language] = known
        return known

    def _read_source(self, source: Source) -> ReadSource:
        spans = [
            span
            for span in sentence_spans(source.text, blocks_of(source.text))
            if not is_instruction(source.text[span.start : span.end])
        ]
        texts = [Text(source.text[span.start : span.end], self, source.language) for span in spans]
        vectors = self.embedder.embed([text.english for text in texts]) if texts else ()
        sentences = tuple(map(Said, texts, spans, vectors))
        return ReadSource(source, sentences, Text(source.context, self))
