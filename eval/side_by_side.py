"""Side by side: smx and its peers on the same passages, questions and weights, at growing sizes.

What is measured is kept by system and size, so that a comparison that was stopped goes on where it stood.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from eval.command_line import CommandFailed
from eval.figures import ROUNDS_UP_TO, Figures, OwnFigures, keep, kept
from eval.passage_pool import Pool, passage_id, read_pool
from eval.peer_systems import PEERS, Inputs, Peer, PeerEnvironment
from eval.smx_system import made_with, measure_smx

SIZES = (1_000, 10_000, 100_000)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All systems at one size."""

    size: int
    own: OwnFigures
    peers: tuple[Figures, ...]


class SideBySide:
    """Compares at one size after another; what it builds and keeps lies in one folder."""

    def __init__(self, bench: Path, folder: Path, tell: Callable[[str], None]) -> None:
        self._pool: Pool = read_pool(bench)
        self._folder = folder / self._pool.digest
        self._environment = PeerEnvironment(folder / "peers")
        self._tell = tell

    def compare(self, sizes: Sequence[int]) -> Iterator[Comparison]:
        """The figures of each size. Raises `TooFewPassages`, `CommandFailed`, `OSError`."""
        self._pool.first(max(sizes))
        self._environment.install(self._tell)
        for size in sizes:
            inputs = self._inputs(size)
            own = self._own(inputs, first_build=size == min(sizes))
            yield Comparison(size, own, tuple(self._peer(peer, inputs) for peer in PEERS))

    def _own(self, inputs: Inputs, first_build: bool) -> OwnFigures:
        file = inputs.folder / "smx.json"
        if figures := kept(OwnFigures, file, made_with()):
            return figures
        self._tell(f"smx: {inputs.size:,} passages")
        figures = measure_smx(inputs, self._library(inputs), first_build)
        keep(figures, file)
        return figures

    def _peer(self, peer: Peer, inputs: Inputs) -> Figures:
        file = inputs.folder / f"{peer.module}.json"
        if figures := kept(Figures, file, self._environment.made_with):
            return figures
        vectors = None if inputs.size <= ROUNDS_UP_TO else self._vectors(inputs)
        self._tell(f"{peer.name}: {inputs.size:,} passages")
        try:
            figures = self._environment.measure(peer, inputs, vectors)
        except CommandFailed as error:
            # One peer that breaks is told of and tried again next time; the others are still compared.
            self._tell(f"  {error}")
            reason = str(error).splitlines()[-1]
            return Figures(system=peer.name, passages=inputs.size, made_with="", failure=f"failed: {reason}")
        keep(figures, file)
        rmtree(inputs.folder / peer.module, ignore_errors=True)
        return figures

    def _vectors(self, inputs: Inputs) -> Path:
        folder = self._folder / "vectors"
        self._tell(f"embedding {inputs.size:,} passages for the peers, what is there already excepted")
        self._environment.embed(inputs.passages, folder)
        return folder

    def _inputs(self, size: int) -> Inputs:
        folder = self._folder / str(size)
        folder.mkdir(parents=True, exist_ok=True)
        passages, questions = folder / "passages.jsonl", folder / "questions.jsonl"
        texts, asked = self._pool.first(size), self._pool.answered_within(size)
        _write_lines(passages, [{"id": passage_id(number), "text": text} for number, text in enumerate(texts)])
        _write_lines(questions, [{"id": question.id, "question": question.text} for question in asked])
        return Inputs(folder, passages, questions, asked, size)

    def _library(self, inputs: Inputs) -> Path:
        library = inputs.folder / "library"
        library.mkdir(exist_ok=True)
        for number, text in enumerate(self._pool.first(inputs.size)):
            (library / f"{passage_id(number)}.md").write_text(text, "utf-8")
        return library


def _write_lines(file: Path, rows: Sequence[dict[str, str]]) -> None:
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
