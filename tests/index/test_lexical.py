from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.lexical import (
    BM25_B,
    BM25_K1,
    LexicalIndex,
    Term,
    chinese_tokens,
    english_tokens,
)
from index.lexical_writing import Measured, written_index
from index.tokens import PassageTokens, TokenCollector, Tokens

TOKENS = st.sampled_from("abcdefg")
SENTENCES = st.lists(st.lists(TOKENS, max_size=6), max_size=4)
PASSAGES = st.lists(st.builds(PassageTokens, st.lists(TOKENS, max_size=3), SENTENCES), max_size=8)
QUERIES = st.lists(st.lists(st.sampled_from("abcdefgz"), max_size=3).map(tuple), max_size=6)


def collected(passages: Sequence[PassageTokens]) -> Tokens:
    collector = TokenCollector()
    for tokens in passages:
        collector.add(tokens)
    return collector.tokens()


def write(folder: Path, pieces: Sequence[Tokens]) -> None:
    measured = Measured()
    for piece in pieces:
        measured.add(piece)
    with written_index(folder, measured) as add:
        for piece in pieces:
            add(piece)


def written(folder: Path, *passages: PassageTokens, cut: int = 0) -> LexicalIndex:
    """An index written of two pieces: the passages before the cut, and the others."""
    pieces = [collected(piece) for piece in (passages[:cut], passages[cut:])]
    write(folder / "lexical", pieces)
    return LexicalIndex(folder / "lexical")


def passage(text: str) -> PassageTokens:
    return PassageTokens((), [english_tokens(text)])


def scores(index: LexicalIndex, terms: Sequence[Term]) -> np.ndarray:
    return index.scores(index.look_up(terms), np.arange(index.size, dtype=np.int32))


def naive_scores(passages: list[PassageTokens], terms: list[Term]) -> list[float]:
    """BM25 written as its formula reads, where each term counts by the form that weighs most."""
    bags = [Counter([*p.headings, *(token for sentence in p.sentences for token in sentence)]) for p in passages]
    mean = max(sum(bag.total() for bag in bags) / len(bags), 1) if bags else 1
    scores, mass = [0.0] * len(bags), 0.0
    for term in dict.fromkeys(terms):
        count = sum(any(bag[form] for form in term) for bag in bags)
        idf = math.log(1 + (len(bags) - count + 0.5) / (count + 0.5))
        mass += idf
        for number, bag in enumerate(bags):
            length = BM25_K1 * (1 - BM25_B + BM25_B * bag.total() / mean)
            scores[number] += idf * max((bag[form] / (bag[form] + length) for form in term if bag[form]), default=0.0)
    return [score / max(mass, 1e-9) for score in scores]


@settings(max_examples=150)
@given(PASSAGES, QUERIES, st.integers(0, 8))
def test_scores_are_those_of_bm25(passages: list[PassageTokens], terms: list[Term], cut: int) -> None:
    with TemporaryDirectory() as folder:
        index = written(Path(folder), *passages, cut=cut)
        found = scores(index, terms)
        assert np.allclose(found, naive_scores(passages, terms), atol=1e-5)


@settings(max_examples=150)
@given(PASSAGES, QUERIES)
def test_the_terms_of_a_sentence_are_those_of_which_a_form_stands_in_it(
    passages: list[PassageTokens], terms: list[Term]
) -> None:
    sentences = [sentence for p in passages for sentence in p.sentences]
    some = np.arange(len(sentences))[::-2]
    with TemporaryDirectory() as folder:
        index = written(Path(folder), *passages)
        found = index.terms_in_sentences(index.look_up(terms), some)
        expected = [
            [any(form in sentences[number] for form in term) for term in dict.fromkeys(terms)] for number in some
        ]
        assert found.tolist() == expected


def test_among_thousands_of_words_a_term_is_found_only_where_it_stands(tmp_path: Path) -> None:
    words = [f"w{number}" for number in range(10_000)]
    index = written(tmp_path, PassageTokens((), [[word] for word in words]))
    for asked in (["w0"], ["w4095", "w4096", "w9999"]):
        query = index.look_up([(word,) for word in asked])
        found = index.terms_in_sentences(query, np.arange(len(words)))
        assert [words[sentence] for sentence in np.flatnonzero(found.any(axis=1))] == asked
        assert found.sum() == len(asked)


def test_an_index_is_the_same_in_however_many_pieces_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [passage(f"coal train {number % 3} harbour {number}") for number in range(40)]
    tokens = collected(texts)
    write(tmp_path / "whole", [tokens])
    monkeypatch.setattr("index.lexical_writing._AT_ONCE", 7)
    pieces = [collected(texts[:13]), *(tokens.rows(first, first + 9) for first in (13, 22, 31))]
    write(tmp_path / "pieces", pieces)
    names = [sorted(path.name for path in (tmp_path / folder).iterdir()) for folder in ("whole", "pieces")]
    assert names[0] == names[1]
    for name in names[0]:
        assert (tmp_path / "whole" / name).read_bytes() == (tmp_path / "pieces" / name).read_bytes()


def test_a_term_with_many_forms_counts_once(tmp_path: Path) -> None:
    index = written(tmp_path, passage("plant works mill"), passage("plant garden"))
    one = scores(index, [("plant", "work", "mill"), ("garden",)])
    assert one[1] > one[0]


def test_a_term_asked_twice_counts_once(tmp_path: Path) -> None:
    index = written(tmp_path, passage("coal"), passage("timber"))
    twice, once = (scores(index, [("coal",)] * n + [("timber",)]) for n in (2, 1))
    assert twice.tolist() == once.tolist()


def test_headings_count_for_the_passage_and_for_no_sentence(tmp_path: Path) -> None:
    index = written(tmp_path, PassageTokens(["harbour"], [["coal"]]))
    query = index.look_up([("harbour",)])
    assert index.scores(query, np.array([0], np.int32))[0] > 0
    assert index.terms_in_sentences(query, np.array([0])).tolist() == [[False]]


@pytest.mark.parametrize("passages", [[], [PassageTokens((), ())], [PassageTokens((), [()])]])
def test_an_index_of_no_words_scores_nothing(passages: list[PassageTokens], tmp_path: Path) -> None:
    index = written(tmp_path, *passages)
    assert index.size == len(passages)
    assert scores(index, [("coal",)]).tolist() == [0.0] * len(passages)
    assert scores(index, []).tolist() == [0.0] * len(passages)


def test_unknown_words_score_nothing_and_weigh_in_what_could_be_reached(tmp_path: Path) -> None:
    index = written(tmp_path, passage("coal"), passage("timber"))
    assert scores(index, [("unheard",)]).tolist() == [0, 0]
    known, mixed = scores(index, [("coal",)]), scores(index, [("coal",), ("unheard",)])
    assert 0 < mixed[0] < known[0]


def test_of_more_than_64_terms_the_rarest_are_kept_in_their_order(tmp_path: Path) -> None:
    common, rare = [f"common{n}" for n in range(40)], [f"rare{n}" for n in range(64)]
    index = written(tmp_path, PassageTokens((), [[*common, *rare]]), PassageTokens((), [common]))
    query = index.look_up([(token,) for token in [*rare[32:], *common, *rare[:32]]])
    assert len(query.idf) == 64
    found = index.terms_in_sentences(query, np.array([0, 1]))
    assert found[0].all()
    assert not found[1].any()


def test_english_words_meet_in_their_stems_and_figures_without_thousands_separators() -> None:
    assert english_tokens("Railways carry 1,200 tonnes") == english_tokens("railway carries 1200 tonne")
    assert english_tokens("3.5 and 40,000.25") == ["3.5", "and", "40000.25"]
    assert english_tokens("1,23 4") == ["1", "23", "4"]
    assert english_tokens("铜箔 foil") == ["foil"]


def test_chinese_text_becomes_pairs_of_simplified_characters() -> None:
    assert chinese_tokens("电解铜箔") == ["电解", "解铜", "铜箔"]
    assert chinese_tokens("電解銅箔") == chinese_tokens("电解铜箔")
    assert chinese_tokens("铜") == ["铜"]
    assert chinese_tokens("年产1,200吨copper Foils，铜") == ["年产", "1200", "吨", "copper", "foil", "铜"]


@pytest.mark.parametrize("text", ["", "。，！", "🙂 — …", "___"])
def test_text_of_symbols_has_no_tokens(text: str) -> None:
    assert english_tokens(text) == chinese_tokens(text) == []
