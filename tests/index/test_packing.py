from __future__ import annotations

from pathlib import Path

import pytest

from index.packing import PackedTools, own
from index.row_making import RowTools


@pytest.fixture
def tools(tmp_path: Path) -> RowTools:
    tools = RowTools(tmp_path / "here" / "model", tmp_path / "here" / "words-1", tmp_path / "here" / "terms")
    (tools.model / "cache").mkdir(parents=True)
    (tools.model / "model.bin").write_bytes(b"\0weights\0")
    (tools.model / "model.json").write_text("{}", "utf-8")
    tools.dictionary.write_bytes(b"words")
    tools.glossary.write_bytes(b"terms")
    return tools


def test_what_is_unpacked_is_what_was_packed(tools: RowTools, tmp_path: Path) -> None:
    there = PackedTools.of(tools).unpacked(own(tmp_path / "there"))
    assert {file.name: file.read_bytes() for file in there.model.iterdir()} == {
        "model.bin": b"\0weights\0",
        "model.json": b"{}",
    }
    assert (there.dictionary.read_bytes(), there.glossary.read_bytes()) == (b"words", b"terms")


def test_what_is_there_is_not_written_again(tools: RowTools, tmp_path: Path) -> None:
    packed = PackedTools.of(tools)
    first = packed.unpacked(own(tmp_path / "there"))
    (first.model / "cache").mkdir()
    assert packed.unpacked(own(tmp_path / "there")) == first
    assert (first.model / "cache").is_dir()


def test_a_damaged_file_is_written_again(tools: RowTools, tmp_path: Path) -> None:
    packed = PackedTools.of(tools)
    there = packed.unpacked(own(tmp_path / "there"))
    (there.model / "model.bin").write_bytes(b"other weights")
    there.glossary.unlink()
    assert packed.unpacked(own(tmp_path / "there")) == there
    assert (there.model / "model.bin").read_bytes() == b"\0weights\0"
    assert there.glossary.read_bytes() == b"terms"


def test_another_glossary_leaves_the_model_where_it_is(tools: RowTools, tmp_path: Path) -> None:
    first = PackedTools.of(tools).unpacked(own(tmp_path / "there"))
    tools.glossary.write_bytes(b"other terms")
    second = PackedTools.of(tools).unpacked(own(tmp_path / "there"))
    assert (second.model, second.dictionary) == (first.model, first.dictionary)
    assert (first.glossary.read_bytes(), second.glossary.read_bytes()) == (b"terms", b"other terms")


def test_a_folder_of_another_user_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert own(tmp_path / "there") == own(tmp_path / "there")
    monkeypatch.setattr("os.getuid", lambda: (tmp_path / "there").stat().st_uid + 1)
    with pytest.raises(PermissionError, match="another user"):
        own(tmp_path / "there")
