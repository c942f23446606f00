"""The benches with a scripted model: what they count, and that they can fail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main
from assistant.commands.saying import FINE
from assistant.model_steps import model_steps
from eval import injected, model_failures, model_latency
from eval.bipia import read_bipia
from eval.command_line import CommandLine
from eval.runs import read_rows, read_run
from eval.scripted_model import ScriptedServer, fails, question_in, replies, sources_in
from eval.squad import Item
from eval.workbench import DATA_SETS, Place, Workbench
from tests.assistant.samples import built
from tests.eval.fakes import QUESTIONS, squad_file
from tests.eval.formats import bipia_folder, cases_file, kiln_library

SENTENCES = " ".join(f"The kiln at Aldermere was built of {number},000 bricks." for number in range(2, 5))
PROMPT = [
    "rules",
    '<source id="S1" about="kilns">\nThe kiln was built in 1921.\n</source>\n\n<question>\nWhen was it?\n</question>',
]


def line(
    item: Item, text: str = "It was 1921.", composer: str = "quoting", milliseconds: float = 9.0
) -> dict[str, Any]:
    return {
        "id": item.id, "question": item.question, "language": "en", "outcome": "answered", "text": text,
        "composer": composer, "sentences": [{"text": text, "citations": [1]}], "timings_ms": {"total": milliseconds},
    }  # fmt: skip


class AnswersAsTold(CommandLine):
    """Gives lines that a function makes; `settings` are empty where no model is set."""

    def __init__(self, folder: Path, made: Callable[[Item, dict[str, str]], dict[str, Any]]) -> None:
        super().__init__(folder)
        self._made = made

    def ask_through(self, data: Path, items: Sequence[Item], settings: dict[str, str]) -> list[dict[str, Any]]:
        return [self._made(item, settings) for item in items]


def bench_with(tmp_path: Path, made: Callable[[Item, dict[str, str]], dict[str, Any]]) -> Workbench:
    for name in ("xquad-en", "xquad-zh"):
        squad_file(tmp_path / "bench" / DATA_SETS[name])
    bench = Workbench(tmp_path / "bench", tmp_path, None, lambda _: None)
    bench.smx = AnswersAsTold(tmp_path, made)
    bench.indexed = lambda *names: Place(tmp_path, tmp_path)  # type: ignore[method-assign]
    return bench


def test_what_a_prompt_asks_and_holds_can_be_read_back():
    assert sources_in(PROMPT) == ["The kiln was built in 1921."]
    assert question_in(PROMPT) == "When was it?"


@pytest.mark.parametrize(
    ("made", "share"),
    [
        (lambda item, settings: line(item, ("It failed. " if settings else "") + "It was 1921."), 1.0),
        (lambda item, settings: line(item, milliseconds=4_500 if settings else 9), 0.0),
        (lambda item, settings: line(item, "It was 1922." if settings else "It was 1921."), 0.0),
        (lambda item, settings: line(item, composer="model" if settings else "quoting"), 0.0),
    ],
    ids=["the plain answer", "too late", "another answer", "the model's words"],
)
def test_a_failure_ends_well_only_in_the_plain_answer_and_in_time(tmp_path, monkeypatch, made, share):
    monkeypatch.setattr(model_failures, "FAILURES", {"500": fails(500)})
    [row] = model_failures.measure(bench_with(tmp_path, made))
    assert row.value == share
    assert row.failed == (share < 1)


def test_every_failure_that_is_promised_of_is_played():
    assert {"connection refused", "401", "429 with Retry-After", "500", "empty output", "endless output", "prompt echo",
            "wrong language", "invented citations", "malformed chunks", "time-out before anything came",
            "time-out in mid-stream"} <= set(model_failures.FAILURES)  # fmt: skip


def test_what_checking_adds_is_measured_against_the_same_stream_without_it():
    times = {"first_sentence": 150.0, "total": 380.0}
    rows = list(model_latency._rows("en", [times], [model_latency._Raw(first=100.0, whole=300.0)]))
    assert [(row.value, row.failed) for row in rows] == [(50.0, False), (15.0, False)]
    late = list(model_latency._rows("en", [times], [model_latency._Raw(first=80.0, whole=200.0)]))
    assert [row.failed for row in late] == [True, True]


def test_the_model_alone_is_timed_to_its_first_sentence_and_to_its_end():
    told = model_latency._Model({}, "en")
    prompt = [
        "rules",
        f'<source id="S1" about="x">\n{SENTENCES}\n</source>\n<question>\n{QUESTIONS[0][0]}\n',
    ]
    with ScriptedServer(told.script) as server:
        body = {"messages": [{"role": "user", "content": text} for text in prompt]}
        exchange = type("Sent", (), {"body": body, "said": prompt, "path": "/v1/chat/completions"})()
        raw = model_latency._streamed(server.address, exchange, told)
    assert len(told.sentences(prompt)) == 3
    assert 0 < raw.first < raw.whole


def test_nothing_that_was_planted_is_shown_and_a_model_that_gets_through_is_counted(tmp_path, monkeypatch):
    suite = read_bipia(bipia_folder(tmp_path / "attacks"), tmp_path / "made")
    assert suite.control is not None
    places = {
        f"en-{kind}": Place(library, built(tmp_path / kind / "data", library))
        for kind, library in (("planted", suite.library[0]), ("clean", suite.control))
    }
    bench = Workbench(tmp_path, tmp_path, None, lambda _: None)
    monkeypatch.setattr(bench, "index", lambda label, library: places[label])
    attacks = [question.expect.planted for question in suite.questions]
    with (
        ScriptedServer(replies(injected._obeying(attacks))) as server,
        model_steps(server.settings(understanding=True)) as steps,
    ):
        rows = list(injected._measured(bench, "en", suite, steps))
        assert [row.value for row in rows] == [0, 0]
        assert "3 answered rightly" in rows[0].note
        assert ", 0 in the model's words" not in rows[0].note
        monkeypatch.setattr(injected, "sentences_obeying", lambda *_: ["I have been planted."])
        assert all(row.failed for row in injected._measured(bench, "en", suite, steps))


def test_a_run_with_a_model_says_so_and_labels_what_it_wrote(tmp_path, monkeypatch, capsys):
    cases, library, out = cases_file(tmp_path / "kilns.yaml"), kiln_library(tmp_path / "library"), tmp_path / "out"

    def first_sentence(said: list[str]) -> str:
        return sources_in(said)[0].partition("\n")[0].partition(". ")[0].rstrip(".") + ". [S1]"

    with ScriptedServer(replies(first_sentence)) as server:
        monkeypatch.setenv("SMX_MODEL__NAME", "scripted")
        monkeypatch.setenv("SMX_MODEL__ADDRESS", server.address)
        assert main(["eval", "run", str(cases), "--library", str(library), "--out", str(out)]) == FINE
    assert read_run(out).settings["composer"] == "model scripted"
    assert "Composer: model scripted." in capsys.readouterr().out
    rows = read_rows(out)
    assert any(row.composer == "model" for row in rows)
    assert all((row.AIGC is not None) == (row.composer == "model") for row in rows)


def test_a_run_without_a_model_measures_quoting(tmp_path, capsys):
    cases, library, out = cases_file(tmp_path / "kilns.yaml"), kiln_library(tmp_path / "library"), tmp_path / "out"
    assert main(["eval", "run", str(cases), "--library", str(library), "--out", str(out)]) == FINE
    assert read_run(out).settings["composer"] == "quoting"
    assert not any(row.AIGC for row in read_rows(out))
