"""Writing lexical indexes: the BM25 index made of the tokens of passages, piece by piece.

Beside what `LexicalIndex` reads, the tokens of headings are written, so that a part of an index can become a part of
the next one without any text being looked at again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import marisa_trie
import numpy as np
import numpy.typing as npt

from index.array_writing import ArrayWriter, StartsWriter
from index.lexical import BM25_B, BM25_K1
from index.ragged import starts_of
from index.tokens import Tokens

Numbers = npt.NDArray[np.int32]
Pieces = Callable[[], Iterator[Tokens]]
"""Gives the pieces of an index in order, as often as it is called."""

_AT_ONCE = 4_000_000  # occurrences
_OCCURRENCE = np.dtype([("term", np.int32), ("passage", np.int32), ("frequency", np.int32)])


def write_lexical_index(folder: Path, pieces: Pieces) -> None:
    """Write the index of the passages of all pieces, in order, to a new folder. Raises `OSError`.

    The weight of a term in a passage is its saturated frequency in BM25 (Robertson and Zaragoza 2009),
    f / (f + k1 (1 - b + b |d| / avg|d|)), kept without the IDF so that forms of one term can share theirs.
    """
    folder.mkdir(parents=True)
    sizes, words = np.zeros(4, np.int64), set[str]()
    for tokens in pieces():
        sizes += (len(tokens.passages) - 1, len(tokens.sentences.starts) - 1, *_lengths(tokens))
        words.update(tokens.vocabulary[number] for number in _used(tokens).tolist())
    vocabulary = marisa_trie.Trie(sorted(words))
    (folder / "vocabulary.marisa").write_bytes(vocabulary.tobytes())
    size = int(sizes[0])
    np.save(folder / "size.npy", size)
    occurrences = folder / "occurrences.tmp"
    counts, saturation = _write_tokens(folder, occurrences, pieces, vocabulary, *sizes.tolist())
    saturation *= BM25_K1 * BM25_B / max(float(sizes[2:].sum()) / max(size, 1), 1.0)
    saturation += BM25_K1 * (1 - BM25_B)
    _write_postings(folder, occurrences, counts, saturation)
    occurrences.unlink()


def _write_tokens(
    folder: Path, occurrences: Path, pieces: Pieces, vocabulary: marisa_trie.Trie, *sizes: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Write the tokens and where they occur; how many passages each token occurs in, and the passages' lengths."""
    size, sentences, heading_tokens, sentence_tokens = sizes
    counts = np.zeros(len(vocabulary), np.int64)
    lengths = np.zeros(size, np.float32)
    renumbering = _Renumbering(vocabulary)
    with ExitStack() as stack:
        heading_starts = stack.enter_context(StartsWriter(folder / "heading_starts.npy", size))
        heading_values = stack.enter_context(ArrayWriter(folder / "heading_tokens.npy", np.int32, heading_tokens))
        sentence_starts = stack.enter_context(StartsWriter(folder / "sentence_starts.npy", sentences))
        sentence_values = stack.enter_context(ArrayWriter(folder / "sentence_tokens.npy", np.int32, sentence_tokens))
        file = stack.enter_context(occurrences.open("wb"))
        first = 0
        for tokens in pieces():
            headings = renumbering.of(tokens, tokens.headings.values)
            inside = renumbering.of(tokens, tokens.sentences.values)
            heading_starts.append(tokens.headings.lengths)
            heading_values.append(headings)
            sentence_starts.append(tokens.sentences.lengths)
            sentence_values.append(inside)
            of_headings = tokens.headings.lengths
            of_sentences = np.diff(tokens.sentences.starts[tokens.passages])
            found = _occurrences(np.concatenate([headings, inside]), [of_headings, of_sentences])
            lengths[first : first + len(of_headings)] = of_headings + of_sentences
            counts += np.bincount(found["term"], minlength=len(counts))
            found["passage"] += first
            file.write(found.data)
            first += len(of_headings)
    return counts, lengths


def _write_postings(
    folder: Path, occurrences: Path, counts: npt.NDArray[np.int64], saturation: npt.NDArray[np.float32]
) -> None:
    """Write the occurrences in the order of their tokens; as they come, they are in that of their passages."""
    starts = starts_of(counts)
    np.save(folder / "starts.npy", starts)
    total = int(starts[-1])
    if not total:
        np.save(folder / "passages.npy", np.empty(0, np.int32))
        for name in ("weights.npy", "highest_weights.npy"):
            np.save(folder / name, np.empty(0, np.float32))
        return
    passages = np.lib.format.open_memmap(folder / "passages.npy", "w+", np.int32, (total,))
    weights = np.lib.format.open_memmap(folder / "weights.npy", "w+", np.float32, (total,))
    ends = starts[:-1].copy()
    with occurrences.open("rb") as file:
        while len(found := np.fromfile(file, _OCCURRENCE, _AT_ONCE)):
            # Stable: those of one token stay in the order of their passages.
            found = found[np.argsort(found["term"], kind="stable")]
            terms, firsts, lengths = np.unique(found["term"], return_index=True, return_counts=True)
            places = np.repeat(ends[terms] - firsts, lengths) + np.arange(len(found))
            ends[terms] += lengths
            passages[places] = found["passage"]
            weights[places] = found["frequency"] / (found["frequency"] + saturation[found["passage"]])
    np.save(folder / "highest_weights.npy", np.maximum.reduceat(weights, starts[:-1]))
    passages.flush()
    weights.flush()


class _Renumbering:
    """Gives tokens the numbers of a vocabulary that all pieces share."""

    def __init__(self, vocabulary: marisa_trie.Trie) -> None:
        self._vocabulary = vocabulary
        self._words: Sequence[str] = ()
        self._numbers = np.empty(0, np.int32)

    def of(self, tokens: Tokens, values: npt.NDArray[np.int32]) -> Numbers:
        """The numbers of some of a piece's tokens; pieces may share a vocabulary with the piece before."""
        if tokens.vocabulary is not self._words:
            self._words = tokens.vocabulary
            self._numbers = np.full(len(self._words), -1, np.int32)
        new = np.unique(values[self._numbers[values] < 0])
        self._numbers[new] = [self._vocabulary[self._words[number]] for number in new.tolist()]
        numbers: Numbers = self._numbers[values]
        return numbers


def _lengths(tokens: Tokens) -> tuple[int, int]:
    return len(tokens.headings.values), len(tokens.sentences.values)


def _used(tokens: Tokens) -> npt.NDArray[np.int32]:
    return np.union1d(tokens.headings.values, tokens.sentences.values)


def _occurrences(tokens: Numbers, lengths: Sequence[npt.NDArray[np.int64]]) -> npt.NDArray[np.void]:
    """Each token of each passage once, by token and then by passage, with how often it occurs.

    `lengths` tell how many tokens each passage has, once for all headings and once for all sentences.
    """
    size = max(len(lengths[0]), 1)
    pairs = tokens.astype(np.int64) * size
    passages = np.arange(len(lengths[0]))
    pairs += np.concatenate([np.repeat(passages, numbers) for numbers in lengths])
    pairs.sort()
    firsts = np.flatnonzero(np.diff(pairs, prepend=-1))
    found = np.empty(len(firsts), _OCCURRENCE)
    found["term"] = pairs[firsts] // size
    found["passage"] = pairs[firsts] % size
    found["frequency"] = np.diff(firsts, append=len(pairs))
    return found
