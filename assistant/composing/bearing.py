"""Bearing: whether a sentence has to do with what was asked, and whether it answers it, however true it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.composing.exhibits import Exhibit
from assistant.content import content_units
from assistant.expecting import Expected, expected_kind, offers
from assistant.understanding import Question
from corpus.languages import language_of
from corpus.quantities import read_quantities, unsupported
from index.gloss import Gloss

_IS_NO_STATEMENT = re.compile(
    r"[:：]\s*$|\byour (?:answer|response|reply|output|code|solution|implementation)\b"
    r"|[你您]的(?:回答|回复|答复|答案|输出)",
    re.IGNORECASE,
)
"""What leads on to something that does not follow, or speaks to whoever writes the answer."""
_LEAST_SHARED = {"zh": 3, "en": 2}  # characters, and stems
_MOST_OF_IT = 0.5


class Bearing:
    """What a question speaks of and what was found to answer it, to hold sentences against.

    A passage also says what nobody asked for, and perhaps what somebody planted in it; a model that picks that up
    gives no answer.
    """

    def __init__(self, question: Question, exhibits: Sequence[Exhibit], gloss: Gloss) -> None:
        self._gloss = gloss
        self._language = question.language
        self._search = question.searches[0] if question.searches else question.text
        self._searches = [self._units(search) for search in question.searches]
        self._expected = expected_kind(self._search)
        found = [text for exhibit in exhibits for text in exhibit.answering]
        self._found = [(text, self._units(text)) for text in found]
        computed = [self._units(exhibit.said) for exhibit in exhibits]
        units = (self._units(question.text), *self._searches, *(units for _, units in self._found), *computed)
        self._asked = frozenset().union(*units)

    def on(self, text: str) -> bool:
        """Whether a sentence states something in words of the question or of what was found to answer it."""
        if _IS_NO_STATEMENT.search(text):
            return False
        units = self._units(text)
        return len(units & self._asked) >= min(_LEAST_SHARED[self._language], max(len(units), 1))

    def answers(self, text: str) -> bool:
        """Whether a sentence tells what was found to answer the question, or answers it as one would expect."""
        units = self._units(text)
        if any(_tells(text, units, *found) for found in self._found):
            return True
        is_close = any(len(units & search) >= _MOST_OF_IT * len(search) for search in self._searches if search)
        return is_close and self._expected is not Expected.ANYTHING and offers(text, self._search, self._expected)

    def _units(self, text: str) -> frozenset[str]:
        if language_of(text) == self._language:
            return content_units(text, self._language)
        return frozenset() if self._language == "zh" else content_units(self._gloss.english(text), "en")


def _tells(text: str, units: frozenset[str], found: str, found_units: frozenset[str]) -> bool:
    figures = len(read_quantities(found))
    if figures and len(unsupported(found, [text])) < figures:
        return True
    return bool(found_units) and len(units & found_units) >= _MOST_OF_IT * min(len(found_units), max(len(units), 1))
