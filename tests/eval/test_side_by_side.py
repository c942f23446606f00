from __future__ import annotations

from pathlib import Path

import pytest

from eval import side_by_side
from eval.command_line import CommandFailed
from eval.figures import Figures, OwnFigures
from eval.peer_systems import PEERS, Inputs, Peer, PeerEnvironment
from eval.side_by_side import SideBySide
from tests.eval.comparing_fakes import data_sets, own, peer


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was measured, in order; measuring itself is left out."""
    done: list[str] = []

    def measure_smx(inputs: Inputs, library: Path, first_build: bool) -> OwnFigures:
        done.append(f"smx {inputs.size} of {len(list(library.iterdir()))}{' first' if first_build else ''}")
        return own(passages=inputs.size)

    def measure(_: PeerEnvironment, one: Peer, inputs: Inputs, vectors: Path | None) -> Figures:
        done.append(f"{one.module} {inputs.size}{' with vectors' if vectors else ''}")
        return peer(one.name, passages=inputs.size)

    monkeypatch.setattr(side_by_side, "measure_smx", measure_smx)
    monkeypatch.setattr(side_by_side, "made_with", lambda: "code")
    monkeypatch.setattr(PeerEnvironment, "measure", measure)
    monkeypatch.setattr(PeerEnvironment, "made_with", "scripts", raising=False)
    monkeypatch.setattr(PeerEnvironment, "__init__", lambda self, folder: None)
    monkeypatch.setattr(PeerEnvironment, "install", lambda self, tell: done.append("install"))
    monkeypatch.setattr(
        PeerEnvironment, "embed", lambda self, passages, vectors: done.append(f"embed {passages.stat().st_size}")
    )
    return done


def compare(tmp_path: Path, *sizes: int) -> list[side_by_side.Comparison]:
    return list(SideBySide(tmp_path / "bench", tmp_path / "kept", lambda _: None).compare(sizes))


def test_smx_and_every_peer_are_measured_at_every_size(tmp_path: Path, measured: list[str]):
    data_sets(tmp_path / "bench")
    first, second = compare(tmp_path, 10, 20)
    names = [one.module for one in PEERS]
    assert measured == [
        "install",
        "smx 10 of 10 first",
        *(f"{name} 10" for name in names),
        "smx 20 of 20",
        *(f"{name} 20" for name in names),
    ]
    assert (first.size, second.own.passages, [figures.system for figures in second.peers]) == (
        10,
        20,
        [one.name for one in PEERS],
    )


def test_what_was_measured_before_is_not_measured_again(tmp_path: Path, measured: list[str], monkeypatch):
    data_sets(tmp_path / "bench")
    before = compare(tmp_path, 10)
    measured.clear()
    assert compare(tmp_path, 10) == before
    assert measured == ["install"]
    monkeypatch.setattr(side_by_side, "made_with", lambda: "changed code")
    compare(tmp_path, 10)
    assert measured == ["install", "install", "smx 10 of 10 first"]


def test_above_the_first_size_vectors_are_made_once_for_all_peers(
    tmp_path: Path, measured: list[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(side_by_side, "ROUNDS_UP_TO", 10)
    data_sets(tmp_path / "bench")
    compare(tmp_path, 10, 20)
    assert [line for line in measured if "vectors" in line] == [f"{one.module} 20 with vectors" for one in PEERS]


def test_a_peer_that_breaks_does_not_stop_the_others_and_is_tried_again(
    tmp_path: Path, measured: list[str], monkeypatch: pytest.MonkeyPatch
):
    def measure(_: PeerEnvironment, one: Peer, inputs: Inputs, vectors: Path | None) -> Figures:
        measured.append(one.module)
        if one is PEERS[0]:
            raise CommandFailed("python ended with 1:\nTraceback\nMemoryError")
        return peer(one.name, passages=inputs.size)

    monkeypatch.setattr(PeerEnvironment, "measure", measure)
    data_sets(tmp_path / "bench")
    [comparison] = compare(tmp_path, 10)
    assert [figures.failure for figures in comparison.peers] == ["failed: MemoryError", "", "", ""]
    measured.clear()
    compare(tmp_path, 10)
    assert measured == ["install", PEERS[0].module]
