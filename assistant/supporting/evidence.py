"""Evidence: where the names of a sentence may stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from assistant.supporting.texts import Text
from assistant.supporting.tools import ReadSource, SupportTools
from corpus.languages import HAN
from index.lexical import english_tokens

LATIN = r"A-Za-z\u00c0-\u024f"
LATIN_WORD = re.compile(rf"[{LATIN}](?:[{LATIN}\d’'.&-]*[{LATIN}\d])?")
HAN_RUN = re.compile(f"[{HAN}]+")


class Place(NamedTuple):
    """Where something stands: in which text, and at which character."""

    text: int
    at: int


class Evidence:
    """Where names may stand: what is cited, its context, and the question."""

    def __init__(self, sources: Sequence[ReadSource], question: Text, tools: SupportTools) -> None:
        self._tools = tools
        self.texts = (*(text for source in sources for text in source.texts), question)

    @cached_property
    def plain(self) -> str:
        return "\n".join(text.plain for text in self.texts)

    @cached_property
    def chinese(self) -> tuple[Text, ...]:
        return tuple(text for text in self.texts if text.language == "zh")

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset().union(*(text.stems for text in self.texts))

    @cached_property
    def glossed(self) -> Mapping[str, Sequence[Place]]:
        """The stems that its Chinese words may stand for, each with where."""
        places: defaultdict[str, list[Place]] = defaultdict(list)
        for number, text in enumerate(self.texts):
            for unit in text.glossed if text.language == "zh" else ():
                for form in unit.forms:
                    places[form].append(Place(number, unit.at))
        return places

    @cached_property
    def worded(self) -> Mapping[str, Sequence[Place]]:
        """The same of words of more than one character."""
        places: defaultdict[str, list[Place]] = defaultdict(list)
        for number, text in enumerate(self.texts):
            for word, at in text.words if text.language == "zh" else ():
                for sense in word.senses if len(word.surface) > 1 else ():
                    places[sense].append(Place(number, at))
        return places

    @cached_property
    def readings(self) -> Mapping[str, Sequence[Place]]:
        """The stems of what its Chinese names are in English, each with where."""
        places: defaultdict[str, list[Place]] = defaultdict(list)
        for number, text in enumerate(self.texts):
            for name in text.proper if text.language == "zh" else ():
                for stem in english_tokens(name.word.reading):
                    places[stem].append(Place(number, name.at))
        return places

    @cached_property
    def names(self) -> frozenset[str]:
        """What its Chinese names are in English."""
        return frozenset(name.word.reading for text in self.chinese for name in text.proper)

    @cached_property
    def terms(self) -> frozenset[str]:
        """The glossary's terms in it, by their Chinese names."""
        return frozenset(match.term.zh for text in self.texts for match in self._tools.glossary.matches(text.text))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its Latin words that begin with a capital."""
        found = (word for text in self.texts for word in LATIN_WORD.findall(text.text))
        return tuple(dict.fromkeys(word for word in found if word[0].isupper()))

    @cached_property
    def bare_words(self) -> frozenset[str]:
        """The same in lower case, without full stops: us of U.S."""
        bare = (word.lower().replace(".", "") for word in self.words)
        return frozenset(part for word in bare for part in (word, *word.split("-")))

    @cached_property
    def initials(self) -> str:
        return "".join(word[0] for text in self.texts for word in LATIN_WORD.findall(text.text) if word[0].isupper())

    @cached_property
    def runs(self) -> tuple[str, ...]:
        return tuple(HAN_RUN.findall(self.plain))

    def heard(self, word: str) -> list[Place]:
        """Where its Chinese transcribes a foreign name."""
        return [
            Place(number, span.start)
            for number, text in enumerate(self.texts)
            if text.language == "zh"
            for span in self._tools.sounds.heard(word, text.foreign)
        ]
