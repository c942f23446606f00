"""Peers by their protocol: real processes, a peer made up for the test, and none of the packages of the real ones."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

from eval import peer_systems
from eval.command_line import CommandFailed
from eval.peer_systems import PEERS, Inputs, Peer, PeerEnvironment
from tests.eval.comparing_fakes import question
from tests.eval.fakes import PARAGRAPHS, QUESTIONS

SCRIPTS = Path(peer_systems.__file__).parent / "peers"
OVERLAP = Peer("Overlap", "overlap")
SCRIPT = '''
import json, sys, time
from eval.peers.protocol import main

class Overlap:
    """Finds the passages that share most words with the question."""

    def build(self, store, passages):
        store.mkdir(parents=True)
        rows = dict(zip(passages.ids, passages.texts))
        (store / "rows.json").write_text(json.dumps([rows, passages.vectors]))

    def open(self, store):
        print("a library that talks")
        rows, _ = json.loads((store / "rows.json").read_text())
        words = {key: set(text.lower().split()) for key, text in rows.items()}
        return lambda asked: sorted(words, key=lambda key: -len(words[key] & set(asked.lower().split())))

main(Overlap)
'''


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PeerEnvironment:
    """An environment whose interpreter is this one and whose only peer is made up."""
    scripts = tmp_path / "eval" / "peers"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "eval" / "__init__.py").touch()
    (scripts / "overlap.py").write_text(SCRIPT, "utf-8")
    python = tmp_path / "peers" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', "utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(peer_systems, "_SCRIPTS", scripts)
    return PeerEnvironment(tmp_path / "peers")


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    passages, questions = tmp_path / "passages.jsonl", tmp_path / "questions.jsonl"
    rows = [json.dumps({"id": f"p{number}", "text": text}) for number, text in enumerate(PARAGRAPHS)]
    passages.write_text("\n".join(rows) + "\n", "utf-8")
    questions.write_text("".join(json.dumps({"question": text}) + "\n" for text, _ in QUESTIONS), "utf-8")
    asked = tuple(question(gold=(f"p{number}",), text=text) for number, (text, _) in enumerate(QUESTIONS))
    return Inputs(tmp_path, passages, questions, asked, len(PARAGRAPHS))


def test_a_peer_is_built_and_searched_in_processes_of_its_own(environment: PeerEnvironment, inputs: Inputs):
    figures = environment.measure(OVERLAP, inputs, None)
    assert figures.failure == ""
    assert figures.quality["XQuAD en"].recall_at_1 == 1
    assert figures.quality["XQuAD en"].questions == len(QUESTIONS)
    assert figures.build_seconds is not None
    assert figures.work_seconds is not None
    assert figures.build_seconds > figures.work_seconds > 0
    assert figures.peak_bytes is not None
    assert figures.peak_bytes > 2**20
    assert figures.disk_bytes == (inputs.folder / "overlap" / "rows.json").stat().st_size


def test_given_vectors_reach_the_peer_in_the_order_of_the_passages(environment: PeerEnvironment, inputs: Inputs):
    vectors = inputs.folder / "vectors"
    vectors.mkdir()
    np.save(vectors / "0000000.npy", np.arange(12, dtype=np.float32).reshape(6, 2))
    figures = environment.measure(OVERLAP, inputs, vectors)
    stored = json.loads((inputs.folder / "overlap" / "rows.json").read_text("utf-8"))
    assert stored[1] == [[0, 1], [2, 3], [4, 5], [6, 7]]
    assert figures.passages_per_second is None


def test_no_question_is_asked_once_time_is_up(
    environment: PeerEnvironment, inputs: Inputs, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(peer_systems, "_ASKING_SECONDS", 0)
    assert environment.measure(OVERLAP, inputs, None).quality["XQuAD en"].questions == 1


def test_a_peer_that_takes_too_long_is_stopped_and_says_at_what(
    environment: PeerEnvironment, inputs: Inputs, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(peer_systems, "_SEARCH_SECONDS", 0.001)
    figures = environment.measure(OVERLAP, inputs, None)
    assert figures.failure == "search stopped after 0.001 s"
    assert figures.build_seconds is not None
    assert figures.p50_ms is None


def test_a_peer_that_breaks_says_why(environment: PeerEnvironment, inputs: Inputs):
    with pytest.raises(CommandFailed, match=r"No module named eval\.peers\.absent"):
        environment.measure(Peer("Absent", "absent"), inputs, None)


def test_figures_are_of_the_scripts_they_were_made_with(environment: PeerEnvironment, tmp_path: Path):
    (tmp_path / "eval" / "peers" / "overlap.py").write_text(SCRIPT + "\n", "utf-8")
    assert PeerEnvironment(tmp_path / "peers").made_with != environment.made_with


def test_what_is_installed_as_it_is_pinned_is_not_installed_again(environment: PeerEnvironment, tmp_path: Path):
    shutil.copy(SCRIPTS / "requirements.txt", tmp_path / "peers")
    told: list[str] = []
    environment.install(told.append)
    assert told == []
    assert (tmp_path / "peers" / "bin" / "python").exists()


def test_an_environment_of_other_pins_is_made_anew(
    environment: PeerEnvironment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    pins = tmp_path / "none.txt"
    pins.write_text("# nothing is pinned\n", "utf-8")
    monkeypatch.setattr(peer_systems, "_REQUIREMENTS", pins)
    told: list[str] = []
    environment.install(told.append)
    environment.install(told.append)
    assert len(told) == 1
    assert (tmp_path / "peers" / "pyvenv.cfg").is_file()


def test_every_peer_has_a_script_and_every_package_one_version():
    assert [peer.name for peer in PEERS if not (SCRIPTS / f"{peer.module}.py").is_file()] == []
    pins = (SCRIPTS / "requirements.txt").read_text("utf-8").splitlines()
    assert [pin for pin in pins if pin.count("==") != 1 or "+" in pin] == []
    assert [pin for pin in pins if pin.startswith(("nvidia", "cuda", "triton"))] == []
