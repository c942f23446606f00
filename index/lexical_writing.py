"""Writing lexical indexes: the tokens of passages as numbers, and the BM25 index made of them.

Beside what `LexicalIndex` reads, the tokens of headings are written, so that a part of an index can become a part of
the next one without any text being looked at again.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import marisa_trie
import numpy as np
import numpy.typing as npt

from index.lexical import BM25_B, BM25_K1, load_mapped
from index.ragged import Ragged, Starts, joined_rows, starts_of

Numbers = npt.NDArray[np.int32]


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


def write_lexical_index(folder: Path, parts: Sequence[Tokens]) -> None:
    """Write the index of the passages of all parts, in order, to a new folder.

    The weight of a term in a passage is its saturated frequency in BM25 (Robertson and Zaragoza 2009),
    f / (f + k1 (1 - b + b |d| / avg|d|)), kept without the IDF so that forms of one term can share theirs.
    """
    folder.mkdir(parents=True)
    vocabulary, tokens = _renumbered(parts)
    size = len(tokens.passages) - 1
    heading_lengths = tokens.headings.lengths
    sentence_lengths = np.diff(tokens.sentences.starts[tokens.passages])
    terms, rows, frequencies = _counted(tokens, heading_lengths, sentence_lengths)
    lengths = (heading_lengths + sentence_lengths).astype(np.float32)
    mean_length = max(float(lengths.mean()), 1.0) if size else 1.0
    saturation = BM25_K1 * (1 - BM25_B + BM25_B * lengths / mean_length)

    (folder / "vocabulary.marisa").write_bytes(vocabulary.tobytes())
    starts = starts_of(np.bincount(terms, minlength=len(vocabulary)))
    weights = (frequencies / (frequencies + saturation[rows])).astype(np.float32)
    np.save(folder / "starts.npy", starts)
    np.save(folder / "passages.npy", rows)
    np.save(folder / "weights.npy", weights)
    np.save(folder / "highest_weights.npy", np.maximum.reduceat(weights, starts[:-1]) if len(weights) else weights)
    np.save(folder / "heading_starts.npy", tokens.headings.starts)
    np.save(folder / "heading_tokens.npy", tokens.headings.values)
    np.save(folder / "sentence_starts.npy", tokens.sentences.starts)
    np.save(folder / "sentence_tokens.npy", tokens.sentences.values)
    np.save(folder / "size.npy", size)


def _renumbered(parts: Sequence[Tokens]) -> tuple[marisa_trie.Trie, Tokens]:
    """The parts as one, with the numbers of a vocabulary of just the tokens that occur in them."""
    used = {id(part.vocabulary): np.zeros(len(part.vocabulary), np.bool_) for part in parts}
    for part in parts:
        used[id(part.vocabulary)][part.headings.values] = True
        used[id(part.vocabulary)][part.sentences.values] = True
    vocabularies = {id(part.vocabulary): part.vocabulary for part in parts}
    occurring = {key: [words[n] for n in np.flatnonzero(used[key]).tolist()] for key, words in vocabularies.items()}
    vocabulary = marisa_trie.Trie(word for words in occurring.values() for word in words)
    numbers = {key: np.zeros(len(words), np.int32) for key, words in vocabularies.items()}
    for key, words in occurring.items():
        numbers[key][used[key]] = [vocabulary[word] for word in words]

    def renumbered(rows: Ragged, part: Tokens) -> Ragged:
        return Ragged(rows.starts, numbers[id(part.vocabulary)][rows.values])

    return vocabulary, Tokens(
        (),
        starts_of(np.concatenate([np.diff(part.passages) for part in parts])),
        joined_rows([renumbered(part.headings, part) for part in parts]),
        joined_rows([renumbered(part.sentences, part) for part in parts]),
    )


def _counted(
    tokens: Tokens, heading_lengths: Starts, sentence_lengths: Starts
) -> tuple[Numbers, Numbers, npt.NDArray[np.float32]]:
    """Each token of each passage once, by token and then by passage: the token, the passage, how often it occurs."""
    size = max(len(tokens.passages) - 1, 1)
    pairs = np.concatenate([tokens.headings.values, tokens.sentences.values]).astype(np.int64)
    pairs *= size
    passages = np.arange(len(tokens.passages) - 1)
    pairs += np.concatenate([np.repeat(passages, heading_lengths), np.repeat(passages, sentence_lengths)])
    pairs.sort()
    firsts = np.flatnonzero(np.diff(pairs, prepend=-1))
    frequencies = np.diff(firsts, append=len(pairs)).astype(np.float32)
    found = pairs[firsts]
    return (found // size).astype(np.int32), (found % size).astype(np.int32), frequencies
