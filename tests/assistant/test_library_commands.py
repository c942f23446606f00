from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.assistant.samples import CACHE, Ran

Smx = Callable[..., Ran]
ORCHARD = "# Orchard\n\nThe orchard sells apples in autumn.\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "orchard.md").write_text(ORCHARD, "utf-8")
    return folder


def test_a_file_is_added_answered_from_removed_and_proved_to_be_gone(smx: Smx, library: Path, tmp_path: Path) -> None:
    where = ("--library", library, "--data", tmp_path / "data")
    notice = tmp_path / "ferry.md"
    notice.write_text("# Ferry\n\nThe ferry of Exampleton leaves at noon.\n", "utf-8")
    added = smx("library", "add", notice, "--library", library, "--folder", "news")
    assert added.code == 0
    assert "ferry: Ferry (en, public, 1 passages)" in added.out
    smx("index", "build", *where)
    assert "leaves at noon" in smx("ask", "When does the ferry of Exampleton leave?", "--data", tmp_path / "data").out

    removed = smx("library", "remove", "ferry", *where)
    assert removed.code == 0
    assert str(library / "removed/news/ferry.md") in removed.out
    pending = smx("library", "status", *where)
    assert pending.code == 1
    assert "Served until the next build, and in no file any more: ferry" in pending.out
    smx("index", "build", *where)
    proved = smx("library", "status", *where)
    assert proved.code == 0
    assert "holds no document, record or chain that no file has" in proved.out
    assert "which a rollback would serve" in proved.out


def test_what_is_refused_or_unknown_is_said_with_an_exit_code(smx: Smx, library: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7")
    refused = smx("library", "add", broken, "--library", library)
    assert (refused.code, f"Refused {broken}." in refused.out) == (1, True)
    assert str(broken) in refused.err
    assert smx("library", "remove", "vineyard", "--library", library, "--data", tmp_path / "data").code == 2
    assert smx("library", "add", broken, "--library", library, "--folder", "removed").code == 2
    assert smx("library", "add", broken, "--library", library, "--library", tmp_path).code == 2
    assert smx("library", "add", tmp_path / "missing.md", "--library", library).code == 1


@contextmanager
def watching(library: Path, data: Path) -> Iterator[tuple[subprocess.Popen[str], Callable[[str], str]]]:
    """A watch in a process of its own, and what waits for a line of it."""
    command = [sys.executable, "-m", "assistant.cli", "library", "watch", "--quiet", "0.5"]
    with subprocess.Popen(
        [*command, "--library", str(library), "--data", str(data)],
        cwd=data.parent,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "SMX_CACHE": str(CACHE)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout
        lines: queue.Queue[str] = queue.Queue()

        def read() -> None:
            for line in process.stdout or ():
                lines.put(line)

        reading = threading.Thread(target=read, daemon=True)
        reading.start()

        def wait_for(text: str) -> str:
            while text not in (line := lines.get(timeout=120)):
                pass
            return line

        try:
            yield process, wait_for
        finally:
            process.kill()
            reading.join()


def test_a_watch_builds_after_changes_goes_on_after_a_failure_and_ends_when_told(
    smx: Smx, library: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    with watching(library, data) as (process, wait_for):
        wait_for("added: 1 (orchard)")
        again = smx("library", "watch", "--library", library, "--data", data)
        assert (again.code, "being watched already" in again.err) == (2, True)
        (library / "ferry.md").write_text("# Ferry\n\nThe ferry leaves at noon.\n", "utf-8")
        wait_for("added: 1 (ferry)")
        library.rename(tmp_path / "away")
        wait_for("cannot be read")
        (tmp_path / "away").rename(library)
        wait_for("up to date")
        (library / "ferry.md").unlink()
        wait_for("removed: 1 (ferry)")
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    assert smx("library", "status", "--library", library, "--data", data).code == 0
