"""Writing lexical indexes: the BM25 index made of the tokens of passages, piece by piece.

Beside what `LexicalIndex` reads, the tokens of headings are written, so that a part of an index can become a part of
the next one without any text being looked at again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import marisa_trie
import numpy as np
import numpy.typing as npt

from index.array_writing import ArrayWriter, StartsWriter
from index.lexical import BM25_B, BM25_K1
from index.ragged import starts_of
from index.tokens import Tokens

Numbers = npt.NDArray[np.int32]

_AT_ONCE = 4_000_000  # occurrences
_OCCURRENCE = np.dtype([("term", np.int32), ("passage", np.int32), ("frequency", np.int32)])


class Measured:
    """How much of everything there is in the pieces of an index, and which words."""

    def __init__(self) -> None:
        self.passages = self.sentences = self.heading_tokens = self.sentence_tokens = 0
        self.words: set[str] = set()

    def add(self, tokens: Tokens) -> None:
        """Take in the next piece."""
        self.passages += len(tokens.passages) - 1
        self.sentences += len(tokens.sentences.starts) - 1
        self.heading_tokens += len(tokens.headings.values)
        self.sentence_tokens += len(tokens.sentences.values)
        used = np.zeros(len(tokens.vocabulary), np.bool_)
        for values in (tokens.headings.values, tokens.sentences.values):
            used[values] = True
        self.words.update(map(tokens.vocabulary.__getitem__, np.flatnonzero(used).tolist()))


@contextmanager
def written_index(folder: Path, measured: Measured) -> Iterator[Callable[[Tokens], None]]:
    """Write an index to a new folder: what is given takes in the pieces, in order, that were measured.

    The weight of a term in a passage is its saturated frequency in BM25 (Robertson and Zaragoza 2009),
    f / (f + k1 (1 - b + b |d| / avg|d|)), kept without the IDF so that forms of one term can share theirs.
    Raises `OSError`.
    """
    folder.mkdir(parents=True)
    vocabulary = marisa_trie.Trie(sorted(measured.words))
    (folder / "vocabulary.marisa").write_bytes(vocabulary.tobytes())
    np.save(folder / "size.npy", measured.passages)
    writing = _TokensWriting(folder, measured, vocabulary)
    with writing.stack:
        yield writing.add
    tokens = measured.heading_tokens + measured.sentence_tokens
    saturation = writing.lengths * (BM25_K1 * BM25_B / max(tokens / max(measured.passages, 1), 1.0))
    _write_postings(folder, writing.occurrences, writing.counts, saturation + BM25_K1 * (1 - BM25_B))
    writing.occurrences.unlink()


class _TokensWriting:
    """The tokens of an index as far as they are written, and where they occur."""

    def __init__(self, folder: Path, measured: Measured, vocabulary: marisa_trie.Trie) -> None:
        self.stack = stack = ExitStack()
        self.occurrences = folder / "occurrences.tmp"
        self.counts = np.zeros(len(vocabulary), np.int64)
        self.lengths = np.zeros(measured.passages, np.float32)
        self._renumbering = _Renumbering(vocabulary)
        self._first = 0
        self._heading_starts = stack.enter_context(StartsWriter(folder / "heading_starts.npy", measured.passages))
        self._sentence_starts = stack.enter_context(StartsWriter(folder / "sentence_starts.npy", measured.sentences))
        self._headings, self._sentences = (
            stack.enter_context(ArrayWriter(folder / f"{name}_tokens.npy", np.int32, size))
            for name, size in (("heading", measured.heading_tokens), ("sentence", measured.sentence_tokens))
        )
        self._occurrences = stack.enter_context(self.occurrences.open("wb"))

    def add(self, tokens: Tokens) -> None:
        """Write the next piece."""
        headings = self._renumbering.of(tokens, tokens.headings.values)
        sentences = self._renumbering.of(tokens, tokens.sentences.values)
        of_headings = tokens.headings.lengths
        of_sentences = np.diff(tokens.sentences.starts[tokens.passages])
        found = _occurrences(np.concatenate([headings, sentences]), [of_headings, of_sentences])
        self.counts += np.bincount(found["term"], minlength=len(self.counts))
        self.lengths[self._first : self._first + len(of_headings)] = of_headings + of_sentences
        found["passage"] += self._first
        self._first += len(of_headings)
        self._heading_starts.append(of_headings)
        self._headings.append(headings)
        self._sentence_starts.append(tokens.sentences.lengths)
        self._sentences.append(sentences)
        self._occurrences.write(found.data)


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
        self._number_of = dict(vocabulary.items())  # many times as fast as asking the trie
        self._words: Sequence[str] = ()
        self._numbers = np.empty(0, np.int32)

    def of(self, tokens: Tokens, values: npt.NDArray[np.int32]) -> Numbers:
        """The numbers of some of a piece's tokens; pieces may share a vocabulary with the piece before."""
        if tokens.vocabulary is not self._words:
            self._words = tokens.vocabulary
            self._numbers = np.full(len(self._words), -1, np.int32)
        is_new = np.zeros(len(self._words), np.bool_)
        is_new[values] = True
        new = np.flatnonzero(is_new & (self._numbers < 0)).tolist()
        self._numbers[new] = [self._number_of[self._words[number]] for number in new]
        numbers: Numbers = self._numbers[values]
        return numbers


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
