"""Tokens of passages as numbers, as they are collected from texts and read back from a written index."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import marisa_trie
import numpy as np

from index.lexical import load_mapped
from index.ragged import Ragged, Starts


@dataclass(frozen=True, slots=True)
class PassageTokens:
    """A tokenised passage: its headings count for the passage, its sentences for themselves too."""

    headings: Sequence[str]
    sentences: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of passages in order as numbers: n stands for `vocabulary[n]`.

    `headings` has a row a passage, `sentences` a row a sentence, and passage p has the sentences from `passages[p]` to
    before `passages[p + 1]`.
    """

    vocabulary: Sequence[str]
    passages: Starts
    headings: Ragged
    sentences: Ragged

    def rows(self, first: int, last: int) -> Tokens:
        """The tokens of the passages from the first to before the last."""
        passages = self.passages[first : last + 1]
        sentences = self.sentences.rows(int(passages[0]), int(passages[-1]))
        return Tokens(self.vocabulary, passages - passages[0], self.headings.rows(first, last), sentences)


class TokenCollector:
    """Numbers the tokens of passages as they come."""

    def __init__(self) -> None:
        self._numbers = _Numbering()
        self._passages = array("q", [0])
        self._headings, self._heading_ends = array("i"), array("q", [0])
        self._sentences, self._sentence_ends = array("i"), array("q", [0])

    def add(self, passage: PassageTokens) -> None:
        """Take in the next passage."""
        self._append(passage.headings, self._headings, self._heading_ends)
        for sentence in passage.sentences:
            self._append(sentence, self._sentences, self._sentence_ends)
        self._passages.append(len(self._sentence_ends) - 1)

    def tokens(self) -> Tokens:
        """All that was taken in."""
        return Tokens(
            list(self._numbers),
            np.array(self._passages, np.int64),
            Ragged(np.array(self._heading_ends, np.int64), np.array(self._headings, np.int32)),
            Ragged(np.array(self._sentence_ends, np.int64), np.array(self._sentences, np.int32)),
        )

    def _append(self, tokens: Iterable[str], numbers: array[int], ends: array[int]) -> None:
        numbers.extend(map(self._numbers.__getitem__, tokens))
        ends.append(len(numbers))


class _Numbering(dict[str, int]):
    """Gives each token it is asked for a number, the next one to a new token."""

    def __missing__(self, token: str) -> int:
        self[token] = number = len(self)
        return number


def stored_tokens(folder: Path, passages: Starts) -> Tokens:
    """The tokens of a written index, whose passages have the sentences that `passages` says."""
    vocabulary = marisa_trie.Trie()
    vocabulary.mmap(str(folder / "vocabulary.marisa"))
    headings, sentences = (
        Ragged(load_mapped(folder / f"{name}_starts.npy"), load_mapped(folder / f"{name}_tokens.npy"))
        for name in ("heading", "sentence")
    )
    return Tokens([vocabulary.restore_key(n) for n in range(len(vocabulary))], passages, headings, sentences)
