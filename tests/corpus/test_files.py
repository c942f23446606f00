from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from corpus import files
from corpus.files import content_of, library_files, state_of, text_of
from corpus.problems import Problem

TEXT = "三门峡市商务局\r\n按产业链开展招商。"


def test_hidden_files_the_readme_and_what_office_leaves_are_no_part_of_a_library(tmp_path: Path) -> None:
    for name in ("a.md", "b.TXT", "README.md", ".hidden.md", "~$b.docx", "sub/README.md", "sub/c.yml", ".git/d.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found, problems = library_files(tmp_path)
    assert [path.as_posix() for path in found] == ["a.md", "b.TXT", "sub/README.md", "sub/c.yml"]
    assert problems == ()


def test_a_file_of_a_kind_that_nothing_reads_is_a_problem(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.rar", "LICENCE"):
        (tmp_path / name).write_text("x")
    found, problems = library_files(tmp_path)
    assert [path.name for path in found] == ["a.pdf"]
    assert {(Path(problem.file).name, problem.found) for problem in problems} == {
        ("b.rar", '".rar"'),
        ("LICENCE", '"LICENCE"'),
    }


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    expected = "files that can be read"
    assert library_files(tmp_path)[1] == (Problem(str(tmp_path), 1, "folder", expected, "none"),)


def test_links_are_not_followed_out_of_the_library(tmp_path: Path) -> None:
    library, outside = tmp_path / "library", tmp_path / "outside"
    library.mkdir()
    outside.mkdir()
    (outside / "secret.md").write_text("secret")
    (library / "a.md").write_text("open")
    (library / "link.md").symlink_to(outside / "secret.md")
    (library / "folder").symlink_to(outside)
    (library / "inside.md").symlink_to(library / "a.md")
    found, problems = library_files(library)
    assert [path.name for path in found] == ["a.md", "inside.md"]
    assert [Path(problem.file).name for problem in problems] == ["link.md"]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("gb18030"),
    ],
)
def test_text_is_read_as_written_from_every_usual_encoding(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.md").write_bytes(data)
    content = content_of(tmp_path / "a.md")
    assert isinstance(content, bytes)
    assert text_of(content, "a.md") == TEXT


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("Résumé d'un café à Genève".encode("latin-1"), "the byte 0xe9"),
        (TEXT.encode() + b"\xff", "the byte 0xff"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "the byte 0x89"),
        (b"abc\n\x00\x01", "binary data"),
        (b"", "nothing"),
    ],
)
def test_what_is_not_text_is_a_problem(data: bytes, found: str) -> None:
    problem = text_of(data, "a.md")
    assert isinstance(problem, Problem)
    assert (problem.file, problem.found) == ("a.md", found)


def test_a_file_that_is_too_large_or_not_regular_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_LARGEST_BYTES", 10)
    (tmp_path / "a.md").write_text("x" * 11)
    (tmp_path / "b.md").mkdir()
    (tmp_path / "d.md").write_text("x" * 10)
    for name in ("a.md", "b.md", "c.md"):
        assert isinstance(state_of(tmp_path / name), Problem)
    assert not isinstance(state_of(tmp_path / "d.md"), Problem)
    assert isinstance(content_of(tmp_path / "c.md"), Problem)
