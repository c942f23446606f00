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
from tests.ui.staff.papers import paper_library

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


def test_the_fields_of_a_document_are_told_with_where_they_are_said_and_what_its_text_says(
    smx: Smx, tmp_path: Path
) -> None:
    library = paper_library(tmp_path / "papers")
    where = ("--library", library, "--data", tmp_path / "data")
    (library / "kiln-notice.md.yaml").write_text('number: 示商〔2026〕3号\nrejected: {issued: "2026-01-20"}\n', "utf-8")
    new = smx("library", "fields", library / "kiln-notice.md", *where)
    assert new.code == 0
    assert "It is not in the index yet" in new.out
    for line in (
        "title          示例市窑炉改造申报通知  (from its heading or file name)",
        "kind           notice  (in the file)",
        "issuer         别的局  (in the file)\n               the text says otherwise: 示例市商务局\n"
        "                 “示例市商务局”",
        "number         示商〔2026〕3号  (beside it, in kiln-notice.md.yaml; as the text says)\nlevel ",
        "issued         not stated\n               found not to be so: 2026-01-20\neffective ",
        "audience       public  (by default)",
    ):
        assert line in new.out
    smx("index", "build", *where)
    paper = smx("library", "fields", "bamboo.pdf", *where).out
    assert paper.startswith(f"{library / 'bamboo.pdf'}  bamboo\ntitle ")
    assert (
        "effective      not stated\n               the text says: 2025-07-01\n"
        "                 “本办法自2025年7月1日起施行。”\n"
    ) in paper
    assert "the text says: bamboo-old\n                 “《示例市竹艺企业补贴办法》同时废止。”" in paper
    (library / "bamboo.pdf.yaml").write_text("issuer: 示例市人民政府\n", "utf-8")
    changed = smx("library", "fields", "bamboo.pdf", *where).out
    assert "not yet what is served" in changed
    assert "issuer         示例市人民政府  (beside it, in bamboo.pdf.yaml; as the text says)\nnumber" in changed
    (library / "bamboo-old.md").unlink()
    smx("index", "build", *where)
    gone = smx("library", "fields", "bamboo.pdf", *where).out
    assert "the text says that it replaces “示例市竹艺企业补贴办法”, which is not in the library" in gone


def test_what_is_read_of_a_statute_is_told_as_not_confirmed(smx: Smx, library: Path, tmp_path: Path) -> None:
    text = "# 示例市灯塔管理条例\n\n（2024年5月1日示例市人民代表大会常务委员会通过）\n\n"
    articles = "".join(f"第{number}条　灯塔由示例市商务局管理。\n\n" for number in "一二三四五")
    (library / "lighthouses.md").write_text(f"{text}{articles}第六条　本条例自2024年7月1日起施行。\n", "utf-8")
    told = smx("library", "fields", library / "lighthouses.md", "--library", library, "--data", tmp_path / "data").out
    assert (
        "effective      2024-07-01  (read from the text, not confirmed)\n               the text says: 2024-07-01\n"
        "                 “第六条　本条例自2024年7月1日起施行。”"
    ) in told.replace("第六条 ", "第六条　")


def test_what_has_no_fields_is_no_document_or_cannot_be_read_is_said(smx: Smx, tmp_path: Path) -> None:
    library = paper_library(tmp_path / "papers")
    where = ("--library", library, "--data", tmp_path / "data")
    facts = smx("library", "fields", library / "bamboo-figures.yaml", *where)
    assert (facts.code, "has no such fields" in facts.out) == (0, True)
    (library / "bamboo.pdf.yaml").write_text("issued: soon\n", "utf-8")
    wrong = smx("library", "fields", library / "bamboo.pdf", *where)
    assert wrong.code == 1
    assert f"{library}/bamboo.pdf.yaml:1: issued: expected a date as YYYY, YYYY-MM or YYYY-MM-DD" in wrong.err
    beside = smx("library", "fields", library / "bamboo.pdf.yaml", *where)
    assert (beside.code, "holds the fields of bamboo.pdf; name that file" in beside.err) == (2, True)
    missing = smx("library", "fields", "missing.md", *where)
    assert (missing.code, "missing.md is no file of the library" in missing.err) == (2, True)


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
