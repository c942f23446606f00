"""The glossary: which terms stand in a text, and what they are called in the other language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.documents import Span
from corpus.languages import has_han, to_simplified
from corpus.schemas import Term


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term at a span of a text, whichever of its names stands there."""

    term: Term
    span: Span


class Glossary:
    """Terms found by any of their names: Chinese in either script, English in any case, also with a plural s."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """A name that two terms claim belongs to the one whose main name it is, or else to the first."""
        self.terms = tuple(terms)
        self._terms: dict[str, Term] = {}
        for term in self.terms:
            for name in (term.zh, term.zh_hant, term.en):
                self._terms.setdefault(_folded(name), term)
        for term in self.terms:
            for name in (*term.aliases_zh, *term.aliases_en):
                self._terms.setdefault(_folded(name), term)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for name in self._terms:
            lengths[name[0]].add(len(name))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def matches(self, text: str) -> tuple[TermMatch, ...]:
        """The terms of a text from left to right, at each place the one with the longest name; they do not overlap."""
        folded = _folded(text)
        found: list[TermMatch] = []
        start = 0
        while start < len(folded):
            end = self._end(folded, start)
            if end is None:
                start += 1
                continue
            name = folded[start:end]
            found.append(TermMatch(self._terms.get(name) or self._terms[name[:-1]], Span(start, end)))
            start = end
        return tuple(found)

    def translations(self, text: str) -> dict[str, str]:
        """Each term as the text has it, with its main name in the other language."""
        written = {text[match.span.start : match.span.end]: match.term for match in self.matches(text)}
        return {name: term.en if has_han(name) else term.zh for name, term in written.items()}

    def _end(self, folded: str, start: int) -> int | None:
        """Where the longest name that begins here ends."""
        if start and _is_latin(folded[start]) and _is_latin(folded[start - 1]):
            return None
        for length in self._lengths.get(folded[start], ()):
            end = min(start + length, len(folded))
            if folded[start:end] not in self._terms:
                continue
            if _ends_word(folded, end):
                return end
            if folded[end] == "s" and _ends_word(folded, end + 1):
                return end + 1
        return None


def _folded(text: str) -> str:
    """The text as names are compared, character for character."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(character.lower()[:1] for character in text)
    return to_simplified(lowered)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _ends_word(folded: str, end: int) -> bool:
    return end >= len(folded) or not (_is_latin(folded[end]) and _is_latin(folded[end - 1]))
