"""Lexical search: BM25 over character bigrams for Chinese and stemmed words for English.

A query is a list of terms, each given by the tokens it may appear as: a Chinese word asked of English text is one term
with all its senses and counts once, by the best of them, so that a word with many senses does not outvote the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
import numpy.typing as npt
import Stemmer

from corpus.languages import to_simplified
from index.postings import Postings, best_of, scores_at

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int32]
Term = tuple[str, ...]

_LATIN = re.compile(r"[^\W\d_\u3400-\u9fff]+|\d+(?:\.\d+)*")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_RUN = re.compile(r"(?P<han>[\u3400-\u9fff]+)|[^\W\d_\u3400-\u9fff]+|\d+(?:\.\d+)*")
_stemmer = Stemmer.Stemmer("english")

BM25_K1 = 1.5
BM25_B = 0.75
_MOST_TERMS = 64
_HEADER = 128  # bytes before the data of an .npy file
_LAST_BITS = (1 << 12) - 1


def english_tokens(text: str) -> list[str]:
    """Stemmed lower-case words and figures; Chinese characters are passed over."""
    return [_stem(word) for word in _LATIN.findall(_THOUSANDS.sub("", text.lower()))]


def chinese_tokens(text: str) -> list[str]:
    """Character bigrams in Simplified script (a lone character stands for itself), stemmed Latin words and figures."""
    tokens: list[str] = []
    for run in _RUN.finditer(to_simplified(_THOUSANDS.sub("", text.lower()))):
        word = run.group()
        if run.group("han"):
            tokens.extend(map(add, word, word[1:])) if len(word) > 1 else tokens.append(word)
        else:
            tokens.append(_stem(word))
    return tokens


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    return str(_stemmer.stemWord(word))


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """A query looked up in one index: how rare its terms are, where they occur and which tokens stand for them."""

    idf: Floats
    postings: Sequence[Postings]
    """Where those of its terms occur that do, in their order."""
    tokens: Numbers
    """Every token of the query that the index knows, sorted."""
    terms_of_token: npt.NDArray[np.uint64]
    """For each of `tokens`, a bit for each term it stands for."""


class LexicalIndex:
    """An inverted index with BM25 weights over passages, and the tokens of their sentences, mapped from files."""

    def __init__(self, folder: Path) -> None:
        self._vocabulary = marisa_trie.Trie()
        self._vocabulary.mmap(str(folder / "vocabulary.marisa"))
        self._starts = load_mapped(folder / "starts.npy")
        self._passages = load_mapped(folder / "passages.npy")
        self._weights = load_mapped(folder / "weights.npy")
        self._highest_weights = load_mapped(folder / "highest_weights.npy")
        self._sentence_starts = load_mapped(folder / "sentence_starts.npy")
        self._sentence_tokens = load_mapped(folder / "sentence_tokens.npy")
        self.size = int(np.load(folder / "size.npy"))

    def frequency(self, token: str) -> int:
        """How many passages a token occurs in."""
        if token not in self._vocabulary:
            return 0
        number = self._vocabulary[token]
        return int(self._starts[number + 1] - self._starts[number])

    def tokens(self) -> list[str]:
        """Every token that occurs."""
        return list(self._vocabulary)

    def look_up(self, terms: Sequence[Term]) -> LexicalQuery:
        """Prepare a query, its terms in their order; of more than 64 the rarest are kept."""
        known = [self._tokens(term) for term in dict.fromkeys(terms)]
        counts = np.array([self._count(tokens) for tokens in known], np.int64)
        idf = np.log1p((self.size - counts + 0.5) / (counts + 0.5)).astype(np.float32)  # as in Lucene
        if len(known) > _MOST_TERMS:
            rarest = np.sort(np.argsort(-idf, kind="stable")[:_MOST_TERMS])
            known, idf = [known[place] for place in rarest], idf[rarest]
        bits: dict[int, int] = {}
        for place, tokens in enumerate(known):
            for token in tokens:
                bits[token] = bits.get(token, 0) | 1 << place
        sorted_tokens = sorted(bits)
        shares = idf / max(float(idf.sum()), 1e-9)
        return LexicalQuery(
            idf,
            [self._postings(tokens, share) for tokens, share in zip(known, shares, strict=True) if tokens],
            np.array(sorted_tokens, np.int32),
            np.array([bits[token] for token in sorted_tokens], np.uint64),
        )

    def best(self, query: LexicalQuery, limit: int) -> Numbers:
        """The passages with the highest BM25 scores above zero, highest first."""
        return best_of(query.postings, self.size, limit)

    def scores(self, query: LexicalQuery, passages: Numbers) -> Floats:
        """The BM25 scores of some passages, as shares of what a passage full of every term would get."""
        return scores_at(query.postings, passages)

    def terms_in_sentences(self, query: LexicalQuery, sentences: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Which terms of the query occur in which of these sentences: one row a sentence, one column a term."""
        starts = self._sentence_starts[sentences]
        lengths = self._sentence_starts[sentences + 1] - starts
        ends = lengths.cumsum()
        masks = np.zeros(len(sentences), np.uint64)
        if len(query.tokens) and ends[-1:].any():
            tokens = self._sentence_tokens[np.repeat(starts - ends + lengths, lengths) + np.arange(ends[-1])]
            # The last bits of a token tell of most tokens that they are not asked for.
            asked = np.zeros(_LAST_BITS + 1, np.bool_)
            asked[query.tokens & _LAST_BITS] = True
            places = asked[tokens & _LAST_BITS].nonzero()[0]
            tokens = tokens[places]
            nearest = np.minimum(query.tokens.searchsorted(tokens), len(query.tokens) - 1)
            bits = np.where(query.tokens[nearest] == tokens, query.terms_of_token[nearest], np.uint64(0))
            np.bitwise_or.at(masks, ends.searchsorted(places, "right"), bits)
        return (masks[:, None] >> np.arange(len(query.idf), dtype=np.uint64) & np.uint64(1)).astype(np.bool_)

    def _tokens(self, term: Term) -> list[int]:
        """The tokens of a term's forms that the index knows."""
        return [token for form in term if (token := self._vocabulary.get(form)) is not None]

    def _count(self, tokens: Sequence[int]) -> int:
        """How many passages any of these tokens occurs in."""
        if len(tokens) < 2:
            return sum(end - start for start, end in self._bounds(tokens))
        occurs = np.zeros(self.size, np.bool_)
        for start, end in self._bounds(tokens):
            occurs[self._passages[start:end]] = True
        return int(np.count_nonzero(occurs))

    def _postings(self, tokens: Sequence[int], share: np.float32) -> Postings:
        forms = [(self._passages[start:end], self._weights[start:end]) for start, end in self._bounds(tokens)]
        return Postings(forms, share, float(share) * float(self._highest_weights[list(tokens)].max()))

    def _bounds(self, tokens: Sequence[int]) -> Iterator[tuple[int, int]]:
        return ((int(self._starts[token]), int(self._starts[token + 1])) for token in tokens)


def load_mapped(file: Path) -> npt.NDArray[Any]:
    """An array mapped from its file rather than read; an empty one, which cannot be mapped, is read."""
    array: npt.NDArray[Any] = np.load(file, mmap_mode="r" if file.stat().st_size > _HEADER else None)
    return array.view(np.ndarray)  # numpy's own class for mapped arrays takes microseconds for each slice
