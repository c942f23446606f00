"""Bearing: whether a sentence has to do with what was asked, however true it is."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.composing.exhibits import Exhibit
from assistant.content import content_units
from assistant.understanding import Question
from corpus.languages import language_of
from index.gloss import Gloss

_LEAST_SHARED = {"zh": 2, "en": 1}  # characters, and stems


class Bearing:
    """What a question speaks of and what was found to answer it, to hold sentences against.

    A passage also says what nobody asked for, and perhaps what somebody planted in it; a model that picks that up
    gives no answer.
    """

    def __init__(self, question: Question, exhibits: Sequence[Exhibit], gloss: Gloss) -> None:
        self._gloss = gloss
        self._language = question.language
        found = [text for exhibit in exhibits for text in (*exhibit.answering, exhibit.said) if text]
        parts = (self._units(text) for text in (question.text, *question.searches, *found))
        self._asked = frozenset(unit for units in parts for unit in units)

    def on(self, text: str) -> bool:
        """Whether a sentence shares words with the question or with what answers it."""
        return len(self._units(text) & self._asked) >= _LEAST_SHARED[self._language]

    def _units(self, text: str) -> frozenset[str]:
        if language_of(text) == self._language:
            return content_units(text, self._language)
        return frozenset() if self._language == "zh" else content_units(self._gloss.english(text), "en")
