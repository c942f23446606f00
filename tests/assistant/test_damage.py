"""An index that is missing or damaged gives one message with what to do, and never a traceback."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from index.generations import Generations
from tests.assistant.samples import Ran

Smx = Callable[..., Ran]
_QUESTION = "第12届风筝节签了多少项目？"
_REMEDIES = ("smx index build", "smx index rollback")


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def fill_with_garbage(file: Path) -> None:
    file.write_bytes(b"\xde\xad\xbe\xef" * 64)


def delete(file: Path) -> None:
    file.unlink()


_WAYS = [cut, fill_with_garbage, delete]


@pytest.mark.parametrize("way", _WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize(
    "name",
    [
        "manifest.json",
        "library.json",
        "glossary.marisa",
        "public/shelf.json",
        "public/catalogue.sqlite",
        "public/chroma/zh-0/chroma.sqlite3",
        "public/zh/vectors.npy",
        "public/zh/sentences.npy",
        "public/zh/sentence_starts.npy",
        "public/zh/own/vocabulary.marisa",
        "public/zh/own/weights.npy",
        "public/zh/own/size.npy",
        "public/zh/gloss/starts.npy",
    ],
)
def test_a_damaged_file_is_reported_with_what_to_do(
    smx: Smx, copied_data: Path, name: str, way: Callable[[Path], None]
) -> None:
    way(Generations(copied_data).current() / name)
    for command in ("ask", "search"):
        ran = smx(command, _QUESTION, "--data", copied_data)
        assert ran.code == 1, ran.out
        assert any(remedy in ran.err + ran.out for remedy in _REMEDIES), ran.err


def test_a_damaged_answer_in_json_is_unavailable_or_a_message(smx: Smx, copied_data: Path) -> None:
    cut(Generations(copied_data).current() / "public/catalogue.sqlite")
    ran = smx("ask", _QUESTION, "--data", copied_data, "--json")
    assert ran.code == 1
    assert not ran.out or json.loads(ran.out)["outcome"] == "unavailable"


@pytest.mark.parametrize("text", ["", "\n", "../../etc\n", "20990101T000000000000Z\n", "\xff\xfe"])
def test_a_pointer_to_nothing_is_reported(smx: Smx, copied_data: Path, text: str) -> None:
    (copied_data / "current").write_bytes(text.encode("latin-1"))
    for command in (["ask", _QUESTION], ["index", "status"], ["index", "verify"]):
        ran = smx(*command, "--data", copied_data)
        assert ran.code == 1, command
        assert any(remedy in ran.err for remedy in _REMEDIES)


@pytest.mark.parametrize(
    "command", [["ask", "x"], ["search", "x"], ["index", "status"], ["index", "verify"], ["index", "rollback"]]
)
def test_no_index_is_reported_with_what_to_do(smx: Smx, tmp_path: Path, command: list[str]) -> None:
    ran = smx(*command, "--data", tmp_path / "nothing")
    assert ran.code == 1
    assert "There is no" in ran.err


def test_verify_names_every_damaged_file(smx: Smx, copied_data: Path) -> None:
    current = Generations(copied_data).current()
    cut(current / "public/zh/vectors.npy")
    delete(current / "staff/catalogue.sqlite")
    ran = smx("index", "verify", "--data", copied_data)
    assert ran.code == 1
    assert "public/zh/vectors.npy: changed" in ran.err
    assert "staff/catalogue.sqlite: missing" in ran.err


def test_a_build_mends_a_damaged_index(smx: Smx, copied_data: Path, small_library: Path) -> None:
    for name in ("public/chroma/zh-0/chroma.sqlite3", "public/catalogue.sqlite", "public/zh/vectors.npy"):
        fill_with_garbage(Generations(copied_data).current() / name)
        assert smx("index", "build", "--library", small_library, "--data", copied_data).code == 0
        assert "38个" in smx("ask", _QUESTION, "--data", copied_data).out
