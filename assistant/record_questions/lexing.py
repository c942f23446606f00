"""Lexing: a question cut into the words of a lexicon so that the fewest characters are left unknown."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from assistant.record_questions.meanings import Meaning, Role, Token
from corpus.languages import has_han, to_simplified
from corpus.quantities import Quantity, read_quantities
from corpus.quantities.folding import fold
from corpus.records.fields import EntityName

Meanings = tuple[Meaning, ...]

LONGEST = 400
"""How many characters a question over records may have."""

_HYPHEN = re.compile(r"(?<=[a-z])[-‑](?=[a-z])")
_WORD = re.compile(r"[a-z0-9_]+(?:['’][a-z]+)?", re.ASCII)
_LITERAL = re.compile("[“\"'「‘]([^“”\"'「」‘’]{1,60})[”\"'」’]")
_UNKNOWN = Meaning(Role.UNKNOWN)
_QUANTITY = Meaning(Role.QUANTITY)


class Lexicon:
    """Words with their meanings, found at a place of a text."""

    def __init__(self, meanings: Mapping[str, frozenset[Meaning]]) -> None:
        """The words must be `folded`."""
        self._meanings = {word: tuple(sorted(found, key=repr)) for word, found in meanings.items()}
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for word in meanings:
            lengths[word[0]].add(len(word))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def words_at(self, text: str, start: int, entity: EntityName | None = None) -> Iterator[tuple[str, Meanings]]:
        """The words that begin at a place of a folded text, the longest first; Latin ones only where words begin.

        For an entity, only those that mean something in a question about it.
        """
        if start and _is_latin(text[start]) and _is_latin(text[start - 1]):
            return
        for length in self._lengths.get(text[start], ()):
            end = start + length
            word = text[start:end]
            if self._is_said(word, entity) and not (
                end < len(text) and _is_latin(text[end]) and _is_latin(text[end - 1])
            ):
                yield word, self._meanings[word]

    def _is_said(self, word: str, entity: EntityName | None) -> bool:
        meanings = self._meanings.get(word, ())
        return bool(meanings) and (entity is None or any(m.entity in (None, entity) for m in meanings))


def folded(text: str) -> str:
    """The form in which words are compared, character for character: width, script, case and hyphens are no matter."""
    plain = to_simplified(fold(text))
    lowered = "".join(character.lower() if len(character.lower()) == 1 else character for character in plain)
    return _HYPHEN.sub(" ", lowered)


def tokens_of(question: str, lexicon: Lexicon, entity: EntityName | None = None) -> tuple[Token, ...]:
    """The words of a question: of all ways to cut it the one with the least unknown, then with the fewest words.

    Of ways with as many words, the one with the longest word is taken.
    """
    text = " ".join(question.split())
    plain = folded(text)
    quantities = {found.span.start: found for found in read_quantities(to_simplified(text))}
    best: list[tuple[int, int, int]] = [(0, 0, 0)] * (len(plain) + 1)
    chosen: list[Token | None] = [None] * len(plain)
    for start in range(len(plain) - 1, -1, -1):
        if plain[start] == " ":
            best[start] = best[start + 1]
            continue
        ways = [
            (best[start + len(token.text)], cost, token)
            for cost, token in _tokens_at(text, plain, start, quantities, lexicon.words_at(plain, start, entity))
        ]
        best[start], chosen[start] = min(
            (
                ((unknown + cost, words + 1, squares - len(token.text) ** 2), token)
                for (unknown, words, squares), cost, token in ways
            ),
            key=lambda way: way[0],
        )
    return tuple(_joined(_path(chosen)))


def _tokens_at(
    text: str, plain: str, start: int, quantities: Mapping[int, Quantity], words: Iterable[tuple[str, Meanings]]
) -> Iterator[tuple[int, Token]]:
    """The tokens that may begin here, the longest words first, each with how many unknown characters it has."""
    if literal := _LITERAL.match(text, start):
        yield 0, Token(literal[0], (Meaning(Role.LITERAL, literal[1].strip()),))
    for word, meanings in words:
        yield 0, Token(text[start : start + len(word)], meanings)
    if quantity := quantities.get(start):
        yield 0, Token(quantity.text, (_QUANTITY,), quantity)
    whole = _WORD.match(plain, start)
    end = whole.end() if whole else start + 1
    yield end - start, Token(text[start:end], (_UNKNOWN,))


def _path(chosen: list[Token | None]) -> Iterator[Token]:
    at = 0
    while at < len(chosen):
        token = chosen[at]
        if token is not None:
            yield token
        at += len(token.text) if token else 1


def _joined(tokens: Iterator[Token]) -> Iterator[Token]:
    """Unknown Chinese characters beside each other as one word."""
    waiting: Token | None = None
    for token in tokens:
        is_unknown = waiting is not None and waiting.meanings == token.meanings == (_UNKNOWN,)
        if waiting and is_unknown and has_han(waiting.text) and has_han(token.text):
            waiting = Token(waiting.text + token.text, (_UNKNOWN,))
            continue
        if waiting:
            yield waiting
        waiting = token
    if waiting:
        yield waiting


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
