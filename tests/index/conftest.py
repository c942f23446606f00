"""One small index built once for all tests that only search, and tiny embedding models made on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.settings import load_settings
from index.embedding import BUNDLED, Embedder, compiled
from index.gloss import compiled_dictionary
from index.search import Searcher
from tests.index.sites import Site

LIBRARY = {
    "foil.md": """\
# 铜箔车间

示范电子材料厂每年生产四万吨电解铜箔。产品供应锂电池企业。

车间在河边，有八条生产线。
""",
    "orchard.md": """\
# 红山果园

红山果园有九千亩苹果树。果园每年秋天举办采摘节，游客可以住在农家。
""",
    "school.md": """\
# 学校

示范小学有三十名教师。学生在图书馆里读书。
""",
    "railway.md": """\
# Eastern railway

The eastern railway carries coal and timber to the harbour. Trains leave every night.
""",
    "permit.md": """\
# Building permits

The permit office answers within five working days. Applicants pay no fee.
""",
    "hospital.md": """\
# Hospital

The county hospital has 1,200 beds. Its doctors visit villages by boat.
""",
    "talks.md": """\
---
audience: staff
---
# Talks

The visitors asked for a secret warehouse beside the eastern railway.
""",
    "glossary.yaml": """\
kind: glossary
id: terms
terms:
  - {zh: 采摘节, zh_hant: 採摘節, en: harvest fair, aliases_zh: [采摘活动], aliases_en: [picking festival]}
""",
}


@pytest.fixture(scope="session")
def cache() -> Path:
    """Where the bundled model and the dictionary are compiled, once for this machine."""
    folder = load_settings().cache
    compiled(BUNDLED, folder)
    compiled_dictionary(folder)
    return folder


@pytest.fixture(scope="session")
def embedder(cache: Path) -> Embedder:
    return Embedder(compiled(BUNDLED, cache))


@pytest.fixture(scope="session")
def site(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A built library in both languages; tests do not change it."""
    site = Site.under(tmp_path_factory.mktemp("site"), cache, LIBRARY)
    assert site.build().problems == ()
    return site


@pytest.fixture(scope="session")
def searcher(site: Site) -> Searcher:
    return site.searcher()


@pytest.fixture(scope="session")
def make_model(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str | None], Path]:
    """Makes a random sentence-transformers model with a pooling mode, whose card declares a language or none."""

    def make(pooling: str, language: str | None) -> Path:
        import torch
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
        from transformers import BertConfig, BertModel, BertTokenizer

        folder = tmp_path_factory.mktemp(pooling)
        words = [*"[PAD] [UNK] [CLS] [SEP] [MASK] copper foil rail apple the a of".split(), *"铜箔苹果铁路的一二三。.?"]
        words += [f"##{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"] + list("abcdefghijklmnopqrstuvwxyz")
        vocabulary = folder / "vocab.txt"
        vocabulary.write_text("\n".join(words), "utf-8")
        BertTokenizer(vocab=str(vocabulary)).save_pretrained(folder)
        torch.manual_seed(7)
        config = BertConfig(
            vocab_size=len(words),
            hidden_size=16,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=32,
            max_position_embeddings=40,
            initializer_range=0.5,
        )
        BertModel(config).save_pretrained(folder)
        modules = [Transformer(str(folder)), Pooling(16, pooling_mode=pooling)]
        SentenceTransformer(modules=modules, device="cpu").save(str(folder / "model"), create_model_card=False)
        if language:
            (folder / "model/README.md").write_text(f"---\nlanguage: {language}\n---\n# A model\n", "utf-8")
        return folder / "model"

    return make
