"""Figures and data sets made up for the tests of the side-by-side comparison."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from eval.figures import Figures, OwnFigures, Quality
from eval.passage_pool import PooledQuestion
from eval.side_by_side import Comparison
from eval.workbench import DATA_SETS
from tests.eval.fakes import squad_file

PERFECT = {
    "XQuAD en": Quality(recall_at_1=1, recall_at_5=1, mrr=1, questions=4),
    "CMRC dev": Quality(recall_at_1=0.5, recall_at_5=0.75, mrr=0.6, questions=4),
}


def data_sets(folder: Path, articles: tuple[str, ...] = ()) -> Path:
    for file in DATA_SETS.values():
        squad_file(folder / file)
    if articles:
        (folder / "stard").mkdir()
        with gzip.open(folder / "stard/corpus.jsonl.gz", "wt", encoding="utf-8") as lines:
            lines.writelines(
                json.dumps({"name": f"Rule {n}", "content": text}) + "\n" for n, text in enumerate(articles)
            )
    return folder


def question(label: str = "XQuAD en", gold: tuple[str, ...] = ("p000000",), text: str = "When?") -> PooledQuestion:
    return PooledQuestion("q", label, text, gold)


def own(**given: Any) -> OwnFigures:
    values = {
        "system": "smx",
        "passages": 1_000,
        "made_with": "code",
        "build_seconds": 10.0,
        "p50_ms": 2.0,
        "p95_ms": 3.0,
        "quality": PERFECT,
        "cold_seconds": 0.5,
        "peak_bytes": 2**28,
        "disk_bytes": 2**20,
        "batch_mean_ms": 2.1,
        "cold_ask_seconds": 0.6,
        "ask_peak_bytes": 2**29,
        "rebuild_seconds": 1.0,
        "bare_passages_per_second": 110.0,
        "bare_question_ms": 1.0,
    }
    return OwnFigures(**{**values, **given})


def peer(system: str = "LangChain + Chroma", **given: Any) -> Figures:
    values = {
        "system": system,
        "passages": 1_000,
        "made_with": "scripts",
        "build_seconds": 50.0,
        "work_seconds": 40.0,
        "p50_ms": 8.0,
        "p95_ms": 9.0,
        "quality": PERFECT,
        "cold_seconds": 6.0,
        "peak_bytes": 2**29,
        "disk_bytes": 2**21,
    }
    return Figures(**{**values, **given})


def comparison(size: int = 1_000, ours: OwnFigures | None = None, *peers: Figures) -> Comparison:
    return Comparison(size, ours or own(passages=size), peers or (peer(passages=size), peer("Other", p50_ms=6.0)))
