from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.embedding import Embedder
from index.gloss import Gloss, compiled_dictionary
from index.preparing import Readable
from index.row_making import chunk_rows
from index.row_parts import RowParts
from index.rows import Rows
from index.tokens import Tokens
from tests.index.sites import Site

CHINESE = (
    Readable("zh", ("铜箔车间",), ("示范厂每年生产四万吨电解铜箔。", "产品供应锂电池企业。")),
    Readable("zh", (), ("红山果园有九千亩苹果树。",)),
    Readable("zh", ("空",), ()),
)
ENGLISH = (Readable("en", ("Railway",), ("It carries coal.", "Trains leave every night.")),)


@pytest.fixture
def gloss(site: Site, cache: Path) -> Gloss:
    return Gloss(compiled_dictionary(cache), site.current / "glossary.marisa")


@pytest.fixture(params=[CHINESE, ENGLISH], ids=["zh", "en"])
def rows(request: pytest.FixtureRequest, gloss: Gloss, embedder: Embedder) -> Rows:
    return chunk_rows(request.param, gloss, embedder)


@pytest.fixture
def parts(tmp_path: Path) -> RowParts:
    return RowParts(tmp_path / "rows", "makers")


def assert_same(one: Rows, other: Rows) -> None:
    assert one.vectors.dtype == other.vectors.dtype == np.float32
    assert one.sentences.values.dtype == other.sentences.values.dtype == np.float16
    for first, second in zip(arrays(one), arrays(other), strict=True):
        assert first.dtype == second.dtype
        np.testing.assert_array_equal(first, second)
    assert one.own.vocabulary == other.own.vocabulary
    assert (one.gloss and one.gloss.vocabulary) == (other.gloss and other.gloss.vocabulary)


def arrays(rows: Rows) -> list[np.ndarray]:
    tokens: list[Tokens] = [tokens for tokens in (rows.own, rows.gloss) if tokens]
    found: list[np.ndarray] = [rows.keys, rows.vectors, rows.sentences.starts, rows.sentences.values]
    for kind in tokens:
        ragged = (kind.headings, kind.sentences)
        found += [kind.passages, *(array for part in ragged for array in (part.starts, part.values))]
    return found


def test_a_part_is_taken_as_it_was_kept(rows: Rows, parts: RowParts) -> None:
    assert parts.take(rows.keys) is None
    parts.keep(rows)
    taken = parts.take(rows.keys)
    assert taken is not None
    assert_same(taken, rows)
    assert [path.name for path in parts.folder.iterdir()] == [parts.file(rows.keys).name]


def test_a_part_of_other_makers_or_other_passages_is_not_taken(rows: Rows, parts: RowParts) -> None:
    parts.keep(rows)
    others = replace(parts, makers="other makers")
    assert others.take(rows.keys) is None
    assert parts.take(rows.keys ^ np.uint8(1)) is None
    parts.file(rows.keys).rename(others.file(rows.keys))
    assert others.take(rows.keys) is None


def test_a_part_of_other_passages_under_this_name_is_not_taken(rows: Rows, parts: RowParts) -> None:
    parts.keep(rows)
    parts.file(rows.keys).rename(parts.file(rows.keys ^ np.uint8(1)))
    assert parts.take(rows.keys ^ np.uint8(1)) is None


def test_a_damaged_part_is_not_taken(rows: Rows, parts: RowParts) -> None:
    parts.keep(rows)
    file = parts.file(rows.keys)
    whole = file.read_bytes()
    for place in np.linspace(0, len(whole) - 1, 50).astype(int).tolist():
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert parts.take(rows.keys) is None
        file.write_bytes(whole[:place])
        assert parts.take(rows.keys) is None
    file.write_bytes(whole)
    assert parts.take(rows.keys) is not None


def test_the_key_of_a_passage_tells_language_headings_and_sentences_apart() -> None:
    read = [
        Readable("en", ("a",), ("b", "c")),
        Readable("zh", ("a",), ("b", "c")),
        Readable("en", ("a", "b"), ("c",)),
        Readable("en", (), ("a", "b", "c")),
        Readable("en", ("a",), ("bc",)),
        Readable("en", ("a",), ("c", "b")),
    ]
    assert len({passage.key for passage in read}) == len(read)
    assert read[0].key == Readable("en", ("a",), ("b", "c")).key


def test_rows_of_a_chunk_do_not_depend_on_the_chunk_before(gloss: Gloss, embedder: Embedder) -> None:
    first = chunk_rows(CHINESE, gloss, embedder)
    chunk_rows(ENGLISH, gloss, embedder)
    again = chunk_rows(CHINESE, gloss, embedder)
    np.testing.assert_allclose(again.vectors, first.vectors, atol=1e-5)
    assert again.own.vocabulary == first.own.vocabulary
    assert len(first.keys) == len(first.vectors) == 3
    assert first.sentences.starts.tolist() == [0, 2, 3, 3]
