"""Rebuilding, as every process sees it that serves the same data folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.rebuilding import Rebuilding, Work
from index.generations import Generations

BY = "li.ming"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


@pytest.fixture
def nothing(tmp_path: Path) -> Path:
    """A library that is not there: a build of it ends soon, and badly."""
    return tmp_path / "no-library"


@pytest.fixture
def ours(data: Path, nothing: Path) -> Iterator[Rebuilding]:
    with closing(Rebuilding(data, (nothing,))) as rebuilding:
        yield rebuilding


def ended(rebuilding: Rebuilding) -> Work:
    while (work := rebuilding.work) is None or work.is_running:
        time.sleep(0.05)
    return work


def test_a_build_is_seen_by_every_process_and_begun_by_one(ours: Rebuilding, data: Path, nothing: Path):
    another = Rebuilding(data, (nothing,))
    assert another.work is None
    assert ours.begin(BY)
    seen = another.work
    assert seen is not None
    assert (seen.by, seen.is_running, seen.has_succeeded) == (BY, True, None)
    assert not another.begin("wang.fang")
    assert not ours.begin("wang.fang")
    work = ended(another)
    assert (work.by, work.begun_at, work.has_succeeded) == (BY, seen.begun_at, False)
    assert any(str(nothing) in line for line in work.lines)
    assert work == ours.work
    assert another.begin("wang.fang")
    assert ended(ours).by == "wang.fang"
    another.close()


def test_a_build_of_the_command_line_is_seen_while_it_runs(ours: Rebuilding, data: Path):
    with Generations(data).building():
        work = ours.work
        assert work is not None
        assert (work.by, work.lines, work.is_running) == ("", (), True)
        assert work.begun_at == Generations(data).building_since()
        assert not ours.begin(BY)
    assert ours.work is None


def test_a_build_that_is_ended_with_its_process_has_failed(ours: Rebuilding, data: Path, nothing: Path):
    assert ours.begin(BY)
    ours.close()
    work = Rebuilding(data, (nothing,)).work
    assert work is not None
    assert (work.is_running, work.has_succeeded) == (False, False)


def test_a_build_outlives_a_process_that_is_killed_and_is_still_seen(ours: Rebuilding, data: Path, nothing: Path):
    code = (
        "import pathlib, sys\n"
        "from assistant.rebuilding import Rebuilding\n"
        "rebuilding = Rebuilding(pathlib.Path(sys.argv[1]), (pathlib.Path(sys.argv[2]),))\n"
        "print(rebuilding.begin(sys.argv[3]), flush=True); sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", code, str(data), str(nothing), BY]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as began:
        assert began.stdout
        assert began.stdout.readline() == "True\n"
        os.kill(began.pid, signal.SIGKILL)
    work = ours.work
    assert work is not None
    assert work.is_running
    assert not ours.begin("wang.fang")
    work = ended(ours)
    assert work.has_succeeded is None
    assert any(str(nothing) in line for line in work.lines)


@pytest.mark.parametrize("text", ["", "{", "[1]\nnothing of ours\n", '{"by": "li.m'])
def test_a_file_that_is_not_whole_tells_of_no_build(ours: Rebuilding, data: Path, text: str):
    (data / "build.log").write_text(text, "utf-8")
    assert ours.work is None
