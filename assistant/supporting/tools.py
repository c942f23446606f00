"""Tools: what of an index is needed to hold sentences against sources, with what was read of the sources."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from assistant.supporting.instructing import is_instruction
from assistant.supporting.sounding import Sounds
from assistant.supporting.texts import Text
from assistant.supporting.units import Unit
from assistant.supporting.values import Source
from corpus.blocks import blocks_of
from corpus.documents import Span
from corpus.glossaries import Glossary
from corpus.languages import to_simplified
from corpus.schemas import Language
from corpus.segmenting import sentence_spans
from index.embedding import Embedder
from index.gloss import Gloss
from index.lexical import LexicalIndex, english_tokens

if TYPE_CHECKING:
    from assistant.assembly import OpenIndex

Floats = npt.NDArray[np.float32]
_MOST_READ = 256  # texts; several questions' sources


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
