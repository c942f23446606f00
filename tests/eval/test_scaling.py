from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from corpus.chunking import passages_of
from corpus.reading import read_library
from corpus.schemas import Language
from eval.command_line import CommandFailed
from eval.scaling.builds import WatchedBuild, watch_build
from eval.scaling.libraries import questions, shipped_sentences, write_library
from eval.scaling.measuring import build_table, resume_table
from eval.scaling.models import DIMENSION, make_model
from index.embedding import Embedder, compiled

SENTENCES: dict[Language, tuple[str, str]] = {
    "zh": ("铜箔车间在河边。", "果园每年举办采摘节。"),
    "en": ("The railway carries coal.", "Trains leave at noon."),
}
BUILD = """
import pathlib, subprocess, sys, time
print("reading: 0/2")
time.sleep(.3)
rows = pathlib.Path(sys.argv[1], "unfinished", "rows")
rows.mkdir(parents=True)
(rows / "one.rows").touch()
(rows / ".being-written").touch()
print("reading: 2/2")
print("embedding: 0/9")
held = bytearray(50 * 2**20)
with subprocess.Popen([sys.executable, "-c", "import time; held = bytearray(80 * 2**20); time.sleep(1)"]):
    time.sleep(1)
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scaling") / "library"
    write_library(folder, SENTENCES, 1_200, 7)
    return folder


def test_a_library_has_as_many_passages_as_asked_for_in_both_languages(library: Path) -> None:
    passages = [passage for document in read_library([library]).documents for passage in passages_of(document)]
    assert len(passages) == 1_200
    assert {passage.language for passage in passages} == {"zh", "en"}
    assert {sentence for passage in passages for sentence in passage.text.split("。")} - {
        "",
        "铜箔车间在河边",
        "果园每年举办采摘节",
    }


def test_a_library_is_the_beginning_of_a_larger_one_of_its_seed(library: Path, tmp_path: Path) -> None:
    write_library(tmp_path / "larger", SENTENCES, 1_700, 7)
    write_library(tmp_path / "other", SENTENCES, 1_200, 8)
    for name in ("00000.md", "00001.md"):
        text = (library / name).read_text("utf-8")
        assert (tmp_path / "larger" / name).read_text("utf-8") == text
        assert (tmp_path / "other" / name).read_text("utf-8") != text


def test_questions_are_the_beginnings_of_sentences_in_both_languages() -> None:
    asked = questions(SENTENCES, 6, 7)
    assert asked == questions(SENTENCES, 6, 7)
    assert {text in SENTENCES["zh"] for text in asked[::2]} == {True}
    assert {text in SENTENCES["en"] for text in asked[1::2]} == {True}


def test_the_shipped_library_has_sentences_of_both_languages() -> None:
    sentences = shipped_sentences()
    assert all(len(sentences[language]) > 100 for language in ("zh", "en"))


def test_the_model_is_loaded_like_any_other_and_knows_words_apart(tmp_path: Path) -> None:
    embedder = Embedder(compiled(str(make_model(tmp_path / "model", 7)), tmp_path / "cache"))
    vectors = embedder.embed(["copper foil", "foil copper", "a railway"])
    assert vectors.shape == (3, DIMENSION)
    assert vectors[0] @ vectors[1] > 0.99
    assert vectors[0] @ vectors[2] < 0.9


def test_a_build_is_watched_step_by_step_with_the_processes_it_starts(tmp_path: Path) -> None:
    built = watch_build([sys.executable, "-c", BUILD, str(tmp_path)], tmp_path, os.environ)
    assert list(built.steps) == ["starting", "reading", "embedding"]
    assert not built.was_killed
    assert 0.2 < built.steps["reading"] < built.seconds
    assert sum(built.steps.values()) == pytest.approx(built.seconds)
    assert built.peak_bytes > 50 * 2**20
    assert built.peak_of_all_bytes > built.peak_bytes + 80 * 2**20


def test_a_build_is_killed_when_its_time_is_up(tmp_path: Path) -> None:
    built = watch_build([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, os.environ, 0.5)
    assert built.was_killed
    assert built.seconds < 30


def test_a_build_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="no such thing"):
        watch_build([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path, os.environ)


def test_it_is_seen_when_a_build_keeps_something_for_the_next(tmp_path: Path) -> None:
    built = watch_build([sys.executable, "-c", BUILD, str(tmp_path)], tmp_path, os.environ)
    assert 0.3 < built.first_kept == built.last_kept < built.seconds
    again = watch_build([sys.executable, "-c", "import time; time.sleep(.5)"], tmp_path, os.environ)
    assert (again.first_kept, again.last_kept) == (again.seconds, 0)


def test_what_a_kill_costs_is_the_time_from_what_was_last_kept_to_what_is_kept_next() -> None:
    whole = WatchedBuild({"reading": 100.0}, 100.0, 50.0, 2**20, 2**21, 5.0, 95.0, was_killed=False)
    killed = WatchedBuild({"reading": 20.0, "embedding": 40.0}, 60.0, 30.0, 0, 0, 5.0, 59.0, was_killed=True)
    last = WatchedBuild({"embedding": 43.0}, 43.0, 21.0, 0, 0, 2.5, 40.0, was_killed=False)
    told = resume_table(whole, [killed, last])
    assert "| kill 1, while embedding | 60 s | 1.0 + 2.5 = 3.5 s | 3.5% |" in told
    assert "| all builds together | 103 s |  | 103.0% |" in told
    assert "| processor time | 51 s |  | 102.0% |" in told


def test_rates_and_sizes_are_by_passage() -> None:
    whole = WatchedBuild({"reading": 4.0}, 8.0, 2.0, 2**20, 2**21, 1.0, 7.0, was_killed=False)
    told = build_table(whole, 400, {"words": 4_000})
    assert "| build: reading | 4.0 s | 100 passages a second |" in told
    assert "| build: peak memory of the process | 1 MiB |" in told
    assert "10 bytes a passage" in told
