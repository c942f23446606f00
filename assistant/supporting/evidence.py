"""Evidence: where the names of a sentence may stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from assistant.supporting.tools import ReadSource, SupportTools, Text
from corpus.languages import HAN

LATIN = r"A-Za-z\u00c0-\u024f"
LATIN_WORD = re.compile(rf"[{LATIN}](?:[{LATIN}\d’'.&-]*[{LATIN}\d])?")
HAN_RUN = re.compile(f"[{HAN}]+")


class Evidence:
    """Where names may stand: what is cited, its context, and the question."""

    def __init__(self, sources: Sequence[ReadSource], question: Text, tools: SupportTools) -> None:
        self._tools = tools
        self.texts = (*(text for source in sources for text in source.texts), question)
        self.language = sources[0].source.language if sources else question.language

    @cached_property
    def plain(self) -> str:
        return "\n".join(text.plain for text in self.texts)

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset().union(*(text.stems for text in self.texts))

    @cached_property
    def glossed(self) -> frozenset[str]:
        """The stems that its Chinese words may stand for."""
        chinese = (text for text in self.texts if text.language == "zh")
        return frozenset(form for text in chinese for unit in text.glossed for form in unit.forms)

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
    def initials(self) -> str:
        return "".join(word[0] for text in self.texts for word in LATIN_WORD.findall(text.text) if word[0].isupper())

    @cached_property
    def runs(self) -> tuple[str, ...]:
        return tuple(HAN_RUN.findall(self.plain))
