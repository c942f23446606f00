"""Lexical search: BM25 over character bigrams for Chinese and stemmed words for English.

A query is a list of terms, each given by the tokens it may appear as: a Chinese word asked of English text is one term
with all its senses and counts once, by the best of them, so that a word with many senses does not outvote the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
import numpy.typing as npt
import Stemmer

from corpus.languages import to_simplified

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


@dataclass(frozen=True, slots=True)
class PassageTokens:
    """A tokenised passage: its headings count for the passage, its sentences for themselves too."""

    headings: Sequence[str]
    sentences: Sequence[Sequence[str]]


def english_tokens(text: str) -> list[str]:
    """Stemmed lower-case words and figures; Chinese characters are passed over."""
    return [_stem(word) for word in _LATIN.findall(_THOUSANDS.sub("", text.lower()))]


def chinese_tokens(text: str) -> list[str]:
    """Character bigrams in Simplified script (a lone character stands for itself), stemmed Latin words and figures."""
    tokens: list[str] = []
    for run in _RUN.finditer(to_simplified(_THOUSANDS.sub("", text.lower()))):
        word = run.group()
        if run.group("han"):
            tokens.extend(word[i : i + 2] for i in range(len(word) - 1)) if len(word) > 1 else tokens.append(word)
        else:
            tokens.append(_stem(word))
    return tokens


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    return str(_stemmer.stemWord(word))


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """A query looked up in one index: for each term its rarity, where it occurs and which tokens stand for it."""

    idf: Floats
    postings: tuple[tuple[Numbers, Floats], ...]
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
        self._sentence_starts = load_mapped(folder / "sentence_starts.npy")
        self._sentence_tokens = load_mapped(folder / "sentence_tokens.npy")
        self.size = int(np.load(folder / "size.npy"))

    def look_up(self, terms: Sequence[Term]) -> LexicalQuery:
        """Prepare a query, its terms in their order; of more than 64 the rarest are kept."""
        found = [(self._postings(term), term) for term in dict.fromkeys(terms)]
        if len(found) > _MOST_TERMS:
            rarest = sorted(range(len(found)), key=lambda place: -found[place][0][2])[:_MOST_TERMS]
            found = [found[place] for place in sorted(rarest)]
        bits: dict[int, int] = {}
        for place, (_, term) in enumerate(found):
            for form in term:
                if form in self._vocabulary:
                    token = self._vocabulary[form]
                    bits[token] = bits.get(token, 0) | 1 << place
        tokens = sorted(bits)
        return LexicalQuery(
            np.array([idf for (_, _, idf), _ in found], np.float32),
            tuple((passages, weights) for (passages, weights, _), _ in found),
            np.array(tokens, np.int32),
            np.array([bits[token] for token in tokens], np.uint64),
        )

    def scores(self, query: LexicalQuery) -> Floats:
        """The BM25 score of every passage, as a share of what a passage full of every term would get."""
        scores = np.zeros(self.size, np.float32)
        for (passages, weights), idf in zip(query.postings, query.idf, strict=True):
            scores[passages] += weights * idf
        return scores / max(float(query.idf.sum()), 1e-9)

    def terms_in_sentences(self, query: LexicalQuery, sentences: Numbers) -> npt.NDArray[np.bool_]:
        """Which terms of the query occur in which of these sentences: one row a sentence, one column a term."""
        starts, ends = self._sentence_starts[sentences], self._sentence_starts[sentences + 1]
        lengths = ends - starts
        masks = np.zeros(len(sentences), np.uint64)
        if lengths.sum() and len(query.tokens):
            within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
            tokens = self._sentence_tokens[np.repeat(starts, lengths) + within]
            places = np.minimum(np.searchsorted(query.tokens, tokens), len(query.tokens) - 1)
            bits = np.where(query.tokens[places] == tokens, query.terms_of_token[places], np.uint64(0))
            filled = lengths > 0
            masks[filled] = np.bitwise_or.reduceat(bits, (np.cumsum(lengths) - lengths)[filled])
        return (masks[:, None] >> np.arange(len(query.idf), dtype=np.uint64) & np.uint64(1)).astype(np.bool_)

    def _postings(self, term: Term) -> tuple[Numbers, Floats, float]:
        """The passages a term occurs in under any of its forms, its weight there without IDF, and its IDF."""
        found = [self._slice(self._vocabulary[form]) for form in term if form in self._vocabulary]
        if not found:
            return np.empty(0, np.int32), np.empty(0, np.float32), _idf(0, self.size)
        if len(found) == 1:
            passages, weights = found[0]
        else:
            everywhere = np.concatenate([passages for passages, _ in found])
            passages, places = np.unique(everywhere, return_inverse=True)
            weights = np.zeros(len(passages), np.float32)
            np.maximum.at(weights, places, np.concatenate([weights for _, weights in found]))
        return passages, weights, _idf(len(passages), self.size)

    def _slice(self, token: int) -> tuple[Numbers, Floats]:
        start, end = self._starts[token], self._starts[token + 1]
        return self._passages[start:end], self._weights[start:end]


def load_mapped(file: Path) -> npt.NDArray[Any]:
    """An array mapped from its file rather than read; an empty one, which cannot be mapped, is read."""
    array: npt.NDArray[Any] = np.load(file, mmap_mode="r" if file.stat().st_size > _HEADER else None)
    return array


def _idf(passages: int, size: int) -> float:
    """Inverse document frequency as in Lucene: ln(1 + (N - n + 0.5) / (n + 0.5))."""
    return float(np.log1p((size - passages + 0.5) / (passages + 0.5)))


def write_lexical_index(folder: Path, passages: Iterable[PassageTokens]) -> None:
    """Write the index of tokenised passages, in order, to a new folder.

    The weight of a term in a passage is its saturated frequency in BM25 (Robertson and Zaragoza 2009),
    f / (f + k1 (1 - b + b |d| / avg|d|)), kept without the IDF so that forms of one term can share theirs.
    """
    folder.mkdir(parents=True)
    numbers: dict[str, int] = {}

    def number(tokens: Iterable[str]) -> Numbers:
        return np.fromiter((numbers.setdefault(token, len(numbers)) for token in tokens), np.int32)

    numbered = [(number(p.headings), [number(sentence) for sentence in p.sentences]) for p in passages]
    vocabulary = marisa_trie.Trie(numbers)
    final = np.zeros(max(len(numbers), 1), np.int32)
    for token, first in numbers.items():
        final[first] = vocabulary[token]

    sentences = [final[sentence] for _, group in numbered for sentence in group]
    whole = [final[np.concatenate([headings, *group])] for headings, group in numbered]
    counted = [np.unique(tokens, return_counts=True) for tokens in whole]
    terms = _joined([t for t, _ in counted])
    frequencies = _joined([f for _, f in counted]).astype(np.float32)
    rows = np.repeat(np.arange(len(whole), dtype=np.int32), [len(t) for t, _ in counted])
    lengths = np.array([len(tokens) for tokens in whole], np.float32)
    mean_length = max(float(lengths.mean()), 1.0) if len(lengths) else 1.0
    saturation = BM25_K1 * (1 - BM25_B + BM25_B * lengths[rows] / mean_length)
    order = np.argsort(terms, kind="stable")

    (folder / "vocabulary.marisa").write_bytes(vocabulary.tobytes())
    np.save(folder / "starts.npy", _starts(np.bincount(terms, minlength=len(numbers))))
    np.save(folder / "passages.npy", rows[order])
    np.save(folder / "weights.npy", (frequencies / (frequencies + saturation))[order].astype(np.float32))
    np.save(folder / "sentence_starts.npy", _starts(np.array([len(tokens) for tokens in sentences], np.int64)))
    np.save(folder / "sentence_tokens.npy", _joined(sentences))
    np.save(folder / "size.npy", len(whole))


def _joined(arrays: Sequence[npt.NDArray[Any]]) -> Numbers:
    return np.concatenate(arrays).astype(np.int32) if arrays else np.empty(0, np.int32)


def _starts(counts: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
