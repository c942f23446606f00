import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.settings import SHIPPED_LIBRARY
from tests.assistant.samples import CACHE, Ran, built, write_library

Smx = Callable[..., Ran]
_QUESTION = "第12届风筝节签了多少项目？"
_ANSWER_KEYS = [
    "id", "question", "language", "outcome", "text", "sentences", "citations", "records", "suggestions",
    "composer", "generation", "timings_ms",
]  # fmt: skip
_CITATION_KEYS = [
    "n", "kind", "document_id", "passage_id", "title", "locator", "quote", "url", "audience", "as_of", "status",
    "provenance",
]  # fmt: skip


def process(*arguments: object, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "assistant.cli", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "SMX_CACHE": str(CACHE), **variables},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def lines(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


# --- asking -----------------------------------------------------------------------------------------------------------


def test_prints_an_answer_with_its_source(smx: Smx, small_data: Path) -> None:
    ran = smx("ask", _QUESTION, "--data", small_data)
    assert ran.code == 0
    assert "第12届风筝节签约项目38个，金额52亿元。 [1]" in ran.out
    assert "[1] 第12届风筝节" in ran.out
    assert not ran.err


def test_prints_json_in_the_agreed_shape(smx: Smx, small_data: Path) -> None:
    ran = smx("ask", _QUESTION, "--data", small_data, "--json")
    assert ran.code == 0
    answer = json.loads(ran.out)
    assert list(answer) == _ANSWER_KEYS
    assert (answer["id"], answer["question"], answer["language"]) == (None, _QUESTION, "zh")
    assert (answer["outcome"], answer["records"], answer["composer"]) == ("answered", None, "quoting")
    assert answer["text"] == "".join(sentence["text"] for sentence in answer["sentences"])
    assert [list(sentence) for sentence in answer["sentences"]] == [["text", "citations"]] * len(answer["sentences"])
    for number, citation in enumerate(answer["citations"], start=1):
        assert list(citation) == _CITATION_KEYS
        assert citation["n"] == number
        assert citation["kind"] == "passage"
        assert citation["quote"] in answer["text"]
        assert citation["audience"] == "public"
        assert citation["status"] in ("in_force", "expired", "superseded", "undated")
        assert citation["provenance"] in ("public", "demo", "bureau")
    assert isinstance(answer["timings_ms"]["total"], float)


@pytest.mark.parametrize(
    "question", ["", "？？？", "a" * 100_000, "\x07\x1b", "😀", "三門峡の投資政策を教えてください", "你好"]
)
def test_a_text_that_is_no_question_is_no_error(smx: Smx, small_data: Path, question: str) -> None:
    ran = smx("ask", question, "--data", small_data, "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["outcome"] == "needs_detail"


def test_staff_data_needs_the_staff_audience(smx: Smx, small_data: Path) -> None:
    question = "风筝产业有哪家集团正在洽谈？"
    assert "青鸢" not in smx("ask", question, "--data", small_data).out
    assert "青鸢" in smx("ask", question, "--data", small_data, "--audience", "staff").out


def test_answers_a_batch_line_by_line(smx: Smx, small_data: Path, tmp_path: Path) -> None:
    batch = tmp_path / "q.jsonl"
    asked = [
        {"id": "a", "question": _QUESTION},
        {"id": 2, "question": "它在哪里举办？", "history": [{"question": _QUESTION, "answer": "38个"}]},
        {"id": "c", "question": "风筝产业有哪家集团正在洽谈？", "audience": "staff"},
        {"id": "d", "question": ""},
    ]
    batch.write_text("\ufeff" + "\n\n".join(json.dumps(line, ensure_ascii=False) for line in asked) + "\n", "utf-8")
    ran = smx("ask", "--batch", batch, "--out", tmp_path / "a.jsonl", "--data", small_data)
    assert ran.code == 0
    assert not ran.out
    answers = lines(tmp_path / "a.jsonl")
    assert [answer["id"] for answer in answers] == ["a", "2", "c", "d"]
    assert [list(answer) for answer in answers] == [_ANSWER_KEYS] * 4
    assert "东岸镇" in str(answers[1]["text"])
    assert "青鸢" in str(answers[2]["text"])
    assert answers[3]["outcome"] == "needs_detail"
    shown = smx("ask", "--batch", batch, "--data", small_data)
    assert [json.loads(line)["id"] for line in shown.out.splitlines()] == ["a", "2", "c", "d"]


def test_names_file_and_line_of_a_bad_request_before_anything_is_answered(
    smx: Smx, small_data: Path, tmp_path: Path
) -> None:
    batch = tmp_path / "q.jsonl"
    batch.write_text('{"id": "a", "question": "x"}\n\n{"id": "b"}\n', "utf-8")
    ran = smx("ask", "--batch", batch, "--out", tmp_path / "a.jsonl", "--data", small_data)
    assert ran.code == 2
    assert f"{batch}:3: question" in ran.err
    assert not (tmp_path / "a.jsonl").exists()


def test_a_batch_that_cannot_be_read_is_named(smx: Smx, small_data: Path, tmp_path: Path) -> None:
    missing = smx("ask", "--batch", tmp_path / "none.jsonl", "--data", small_data)
    assert missing.code != 0
    assert "none.jsonl" in missing.err
    (tmp_path / "latin.jsonl").write_bytes(b'{"question": "caf\xe9"}')
    encoded = smx("ask", "--batch", tmp_path / "latin.jsonl", "--data", small_data)
    assert encoded.code == 2
    assert "UTF-8" in encoded.err


# --- searching --------------------------------------------------------------------------------------------------------


def test_shows_matches_in_the_agreed_shape(smx: Smx, small_data: Path) -> None:
    ran = smx("search", _QUESTION, "--data", small_data, "--json", "--limit", 3)
    assert ran.code == 0
    found = json.loads(ran.out)
    assert {"question", "language", "matches"} <= set(found)
    assert [match["rank"] for match in found["matches"]] == list(range(1, len(found["matches"]) + 1))
    assert 1 <= len(found["matches"]) <= 3
    for match in found["matches"]:
        assert list(match) == ["rank", "document_id", "passage_id", "title", "locator", "text", "score", "legs"]
        assert match["title"]
    scores = [match["score"] for match in found["matches"]]
    assert scores == sorted(scores, reverse=True)
    assert found["matches"][0]["document_id"].startswith("fair")
    assert "第12届风筝节" in smx("search", _QUESTION, "--data", small_data).out


def test_searches_a_batch(smx: Smx, small_data: Path, tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_text('{"id": "a", "question": "salt museum"}\n', "utf-8")
    assert smx("search", "--batch", "q.jsonl", "--out", "s.jsonl", "--data", small_data).code == 0
    (found,) = lines(tmp_path / "s.jsonl")
    assert found["id"] == "a"


# --- wrong usage ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["tell"],
        ["ask"],
        ["ask", "a", "b"],
        ["ask", "a", "--batch", "q.jsonl"],
        ["ask", "a", "--audience", "press"],
        ["ask", "a", "--unknown"],
        ["search"],
        ["search", ""],
        ["search", "a", "--limit", "0"],
        ["search", "a", "--limit", "many"],
        ["index"],
        ["index", "burn"],
        ["library", "check"],
        ["serve", "--port", "door"],
    ],
)
def test_wrong_usage_ends_with_two_and_a_message(smx: Smx, small_data: Path, arguments: list[str]) -> None:
    if arguments[:1] in (["ask"], ["search"]):
        arguments = [*arguments, "--data", str(small_data)]
    ran = smx(*arguments)
    assert ran.code == 2
    assert "smx" in ran.err
    assert not ran.out


@pytest.mark.parametrize(
    "arguments", [["--help"], ["ask", "--help"], ["index", "--help"], ["index", "build", "--help"]]
)
def test_helps(smx: Smx, arguments: list[str]) -> None:
    ran = smx(*arguments)
    assert ran.code == 0
    assert ran.out.startswith("usage: smx")


def test_an_unknown_setting_stops_every_command(smx: Smx, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMX_DATTA", "x")
    ran = smx("index", "status")
    assert ran.code == 2
    assert "SMX_DATTA" in ran.err


# --- the index and the library ----------------------------------------------------------------------------------------


def test_builds_tells_what_changed_and_goes_back(smx: Smx, tmp_path: Path) -> None:
    library, data = write_library(tmp_path / "library"), tmp_path / "data"
    first = smx("index", "build", "--library", library, "--data", data)
    assert first.code == 0
    assert "12 documents" in first.out
    assert "embedding" in first.err  # progress goes where it does not disturb what is piped
    assert "up to date" in smx("index", "build", "--library", library, "--data", data).out

    (library / "salt-en.md").unlink()
    text = (library / "fair-zh.md").read_text("utf-8")
    (library / "fair-zh.md").write_text(text.replace("38", "41"), "utf-8")
    (library / "new.txt").write_text("The bridge was opened in 1931.\n", "utf-8")
    changed = smx("index", "build", "--library", library, "--data", data)
    assert "added: 1 (new)" in changed.out
    assert "changed: 1 (fair-zh)" in changed.out
    assert "removed: 1 (salt-en)" in changed.out
    assert "41个" in smx("ask", _QUESTION, "--data", data).out

    status = smx("index", "status", "--data", data)
    assert status.code == 0
    assert str(library) in status.out
    assert "public" in status.out
    assert smx("index", "verify", "--data", data).code == 0
    back = smx("index", "rollback", "--data", data)
    assert back.code == 0
    assert "  public: salt-en" in back.err
    assert "fair-zh" not in back.err
    assert "38个" in smx("ask", _QUESTION, "--data", data).out
    assert smx("index", "verify", "--data", data).code == 0
    last = smx("index", "rollback", "--data", data)
    assert last.code == 1
    assert "no earlier generation" in last.err


def test_builds_from_several_libraries_and_from_plain_files(smx: Smx, tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    (plain / "bridge.txt").write_text("The long bridge was opened in 1931.\n", "utf-8")
    data, library = tmp_path / "data", write_library(tmp_path / "library")
    assert smx("index", "build", "--library", library, "--library", plain, "--data", data).code == 0
    assert "1931" in smx("ask", "When was the long bridge opened?", "--data", data).out
    assert "38个" in smx("ask", _QUESTION, "--data", data).out


def test_a_library_with_bad_files_is_built_of_the_good_ones_and_reports_the_others(smx: Smx, tmp_path: Path) -> None:
    library = write_library(tmp_path / "library")
    (library / "bad.md").write_text("---\nissued: yesterday\naudience: press\n---\nText.\n", "utf-8")
    (library / "binary.txt").write_bytes(b"\x00\xff\xfe" * 50)
    (library / "facts.yaml").write_text("kind: nothing\n", "utf-8")
    checked = smx("library", "check", library)
    assert checked.code == 1
    for place in (
        f"{library / 'bad.md'}:2: issued",
        f"{library / 'bad.md'}:3: audience",
        "binary.txt:1",
        "facts.yaml:1",
    ):
        assert place in checked.err
    ran = smx("index", "build", "--library", library, "--data", tmp_path / "data")
    assert ran.code == 0
    assert "bad.md:2" in ran.err
    assert "problems: 4" in ran.out
    assert "38个" in smx("ask", _QUESTION, "--data", tmp_path / "data").out


def test_a_good_library_has_no_problems(smx: Smx, small_library: Path) -> None:
    ran = smx("library", "check", small_library)
    assert ran.code == 0
    assert "No problems: 12 documents, 8 terms." in ran.out
    assert smx("library", "check", SHIPPED_LIBRARY).code == 0


@pytest.mark.parametrize("command", [["library", "check"], ["index", "build", "--data", "data", "--library"]])
def test_a_library_that_is_not_there_is_named_with_what_to_do(smx: Smx, command: list[str]) -> None:
    ran = smx(*command, "not-there")
    assert ran.code == 1
    assert "not-there" in ran.err
    assert len(ran.err.strip().splitlines()) == 2


def test_an_unreadable_library_file_is_reported_and_the_rest_is_used(smx: Smx, tmp_path: Path) -> None:
    library = write_library(tmp_path / "library")
    (library / "loop.md").symlink_to("loop.md")
    (library / "fifo.md").symlink_to(tmp_path)
    ran = smx("index", "build", "--library", library, "--data", tmp_path / "data")
    assert ran.code == 0
    assert "12 documents" in ran.out
    assert smx("library", "check", library).code == 1


def test_a_build_that_shall_embed_by_ray_without_having_it_says_what_to_install(
    smx: Smx, small_library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMX_EMBEDDING__RAY", "local")
    monkeypatch.setattr("index.ray_rows.find_spec", lambda _: None)
    ran = smx("index", "build", "--library", small_library, "--data", tmp_path / "data")
    assert ran.code == 1
    assert "Ray is not installed" in ran.err
    assert "pip install 'smx[ray]'" in ran.err


def test_an_unwritable_data_folder_is_named(smx: Smx, small_library: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    ran = smx("index", "build", "--library", small_library, "--data", tmp_path / "file" / "data")
    assert ran.code == 1
    assert "file" in ran.err


# --- looking after itself ---------------------------------------------------------------------------------------------


def test_the_doctor_finds_nothing_wrong_with_a_good_installation(
    smx: Smx, small_data: Path, small_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMX_LIBRARY", str(small_library))
    ran = smx("doctor", "--data", small_data)
    assert ran.code == 0, ran.out
    assert "FAIL" not in ran.out
    assert ran.out.count("ok") >= 5


def test_the_doctor_says_what_is_wrong_and_what_to_do(smx: Smx, tmp_path: Path) -> None:
    ran = smx("doctor", "--data", tmp_path / "nothing")
    assert ran.code == 1
    assert "FAIL  index" in ran.out
    assert "smx index build" in ran.out


# --- in a process of its own ------------------------------------------------------------------------------------------


def test_answers_in_a_process_of_its_own_without_the_heavy_libraries(small_data: Path, tmp_path: Path) -> None:
    ran = process("ask", "How many objects does the salt museum hold?", "--data", small_data, folder=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "412 objects" in ran.stdout
    script = (
        "import sys; from assistant.cli import main; main(sys.argv[1:]);"
        "print(sorted({'torch', 'gradio', 'transformers', 'langchain_core', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "ask", _QUESTION, "--data", str(small_data)],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.stdout.rstrip().endswith("[]"), done.stderr


def test_a_fresh_folder_has_one_message_and_no_traceback(tmp_path: Path) -> None:
    ran = process("ask", _QUESTION, folder=tmp_path)
    assert ran.returncode == 1
    assert not ran.stdout
    assert ran.stderr.splitlines() == ["smx: There is no index in data.", "     Run `smx index build`."]
    assert not list(tmp_path.iterdir())


def test_a_terminal_without_chinese_is_no_error(small_data: Path, tmp_path: Path) -> None:
    ran = process("ask", _QUESTION, "--data", small_data, folder=tmp_path, PYTHONIOENCODING="ascii")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "38" in ran.stdout


def test_a_reader_that_goes_away_is_no_error(small_data: Path, tmp_path: Path) -> None:
    batch = tmp_path / "q.jsonl"
    batch.write_text('{"question": "salt museum"}\n' * 300, "utf-8")
    command = f"{sys.executable} -m assistant.cli ask --batch {batch} --data {small_data} | head -n 1"
    ran = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert "Traceback" not in ran.stderr
    assert "Exception" not in ran.stderr


def test_a_build_that_reports_to_a_pipe_is_quiet_enough(small_library: Path, tmp_path: Path) -> None:
    ran = process("index", "build", "--library", small_library, "--data", tmp_path / "data", folder=tmp_path)
    assert ran.returncode == 0
    assert ran.stdout.startswith("Built generation")
    assert "Traceback" not in ran.stderr


def test_built_is_what_the_command_builds(small_library: Path, tmp_path: Path, smx: Smx) -> None:
    data = built(tmp_path / "data", small_library)
    assert "up to date" in smx("index", "build", "--library", small_library, "--data", data).out
