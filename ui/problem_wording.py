"""What is wrong with the files of a library, and what is to be known of them, in the reader's language.

The library tells it in English (`corpus.problems`), which the command line prints as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from string import Formatter

from corpus.languages import to_traditional
from corpus.problems import Note, Problem
from corpus.records.entities import ENTITIES
from corpus.schemas import FieldsBeside
from ui.languages import InterfaceLanguage
from ui.problem_texts import EXPECTED_TEXTS, FOUND_TEXTS, NAMED_THINGS, NOTE_TEXTS, PROBLEM_FIELDS
from ui.texts import TEXTS

_IN_OTHER_WORDS = frozenset(("phrase", "what", "records", "where"))
"""What is put into a phrase and is itself in these tables."""
_NAMES = r"[\w-]+(?:, [\w-]+)*"
_SHAPES = {"choices": _NAMES, "last": _NAMES}
_LABELS = {"id": "upload_id", "translation_of": "upload_translation_of"}
_OF_THE_LIBRARY = ("file", "row")
"""Of which what was found is told in the library's words also where it is put in quotation marks, as cells are."""
_TOLD_TWICE = re.compile(r'"(?:nothing|a list of \d+|fields: .*|".*")"', re.S)
"""What was found in YAML of records, which is put in quotation marks as if it were a cell."""
_WHOLE, _COUNTED = ("file", "folder"), ("page", "slide")
_LISTS = frozenset(("names", "choices"))


class ProblemWording:
    """Says problems and notes in a language; what is in none of the tables stays in English."""

    def __init__(self, language: InterfaceLanguage) -> None:
        self._is_english = language == "en"
        self._texts = TEXTS[language]
        entities = [(entity.zh, entity.en_plural) for entity in ENTITIES.values()]
        things = [*NAMED_THINGS, *entities]
        is_traditional = language == "zh-Hant"
        self._fields = dict(PROBLEM_FIELDS)
        if is_traditional:
            self._fields = {english: to_traditional(chinese) for english, chinese in PROBLEM_FIELDS.items()}
        self._expected = Phrases((*EXPECTED_TEXTS, *things), is_traditional=is_traditional)
        self._found = Phrases(FOUND_TEXTS, is_traditional=is_traditional)
        self._notes = Phrases((*NOTE_TEXTS, *things), is_traditional=is_traditional)

    def problem(self, problem: Problem) -> str:
        """What is wrong, without the file and the line."""
        expected, found, field = problem.expected, problem.found, problem.field
        if not self._is_english:
            if field in _OF_THE_LIBRARY or _TOLD_TWICE.fullmatch(found):
                found = found.removeprefix('"').removesuffix('"')
            expected = self._expected.said(expected) or expected
            found = self._found.said(found) or _quoted(found)
            field = self._field(field)
        return self._texts["problem_said"].format(field=field, expected=expected, found=found)

    def note(self, note: Note) -> str:
        """What is to be known, without the file and the line."""
        if self._is_english:
            return note.text
        colons = list(re.finditer(": ", note.text))
        # A sheet or a column may have a colon in its name, and so may a file that is attached.
        is_of_file = bool(colons) and note.text[: colons[0].start()] in self._fields
        for colon in colons if is_of_file else reversed(colons):
            if said := self._notes.said(note.text[colon.end() :]):
                return self._texts["note_said"].format(about=self._field(note.text[: colon.start()]), said=said)
        return self._notes.said(note.text) or note.text

    def has_place(self, told: Problem | Note) -> bool:
        """Whether it is about one line, page or row, and not about the file as a whole."""
        if told.line > 1:
            return True
        return told.field not in _WHOLE if isinstance(told, Problem) else told.text.partition(": ")[0] in _COUNTED

    def _field(self, name: str) -> str:
        """What a problem is about; a field is named with the word that stands in the file."""
        first = name.partition(".")[0]
        if name in self._fields:
            return self._fields[name]
        label = self._texts.get(_LABELS.get(first, first)) if first in FieldsBeside.model_fields else None
        return self._texts["problem_field"].format(label=label, name=name) if label else name


class Phrases:
    """English phrases in Chinese; each pair is of Chinese and English words with the same slots."""

    def __init__(self, pairs: Sequence[tuple[str, str]], *, is_traditional: bool) -> None:
        self._whole: dict[str, str] = {}
        self._patterns: list[tuple[int, re.Pattern[str], str]] = []
        for chinese, english in pairs:
            said = to_traditional(chinese) if is_traditional else chinese
            parts = list(Formatter().parse(english))
            if any(slot for _, slot, _, _ in parts):
                pattern = "".join(re.escape(plain) + _slot(slot) for plain, slot, _, _ in parts)
                self._patterns.append((sum(len(plain) for plain, *_ in parts), re.compile(pattern, re.S), said))
            else:
                self._whole[english.format()] = said.format()
        # What says the most itself comes first: the others fit more than what is meant by them.
        self._patterns.sort(key=lambda each: -each[0])

    def said(self, english: str) -> str | None:
        """The phrase in Chinese; nothing where it is not known."""
        if english in self._whole:
            return self._whole[english]
        for _, pattern, said in self._patterns:
            if match := pattern.fullmatch(english):
                return said.format(**{slot: self._put_in(slot, held) for slot, held in match.groupdict().items()})
        return None

    def _put_in(self, slot: str, held: str) -> str:
        if slot in _LISTS:
            return held.replace(", ", "、")
        return (self.said(held) if slot in _IN_OTHER_WORDS else None) or _quoted(held)


@cache
def problem_wording(language: InterfaceLanguage) -> ProblemWording:
    """How problems and notes are said in a language."""
    return ProblemWording(language)


def _slot(name: str | None) -> str:
    return f"(?P<{name}>{_SHAPES.get(name, '.+?')})" if name else ""


def _quoted(text: str) -> str:
    """What is quoted from a file, in Chinese quotation marks."""
    is_quoted = len(text) > 1 and text[0] == text[-1] == '"'
    return f"“{text[1:-1]}”" if is_quoted else text
