"""What programs and the terminal are given of an answer that a model worded."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answers import Answer, Piece, Sentence
from assistant.commands.asking import as_it_comes
from assistant.model_steps import ModelSteps, model_steps
from assistant.rendering import answer_as_json, answer_as_text
from assistant.settings import Settings
from eval.scripted_model import ScriptedServer, fails, says
from tests.assistant.samples import Asked, Ran

TEA = "茶叶企业每家可以申请多少补贴？"
WORDED = "茶叶企业每家可申请30万元补贴。"


@pytest.fixture
def smx_with(monkeypatch: pytest.MonkeyPatch, smx: Callable[..., Ran]) -> Callable[..., Ran]:
    """Runs a command with a chat model."""

    def run(server: ScriptedServer, *arguments: object) -> Ran:
        monkeypatch.setenv("SMX_MODEL__NAME", "scripted")
        monkeypatch.setenv("SMX_MODEL__ADDRESS", server.address)
        return smx(*arguments)

    return run


def worded(answer: Answer) -> Answer:
    return replace(answer, composer="model")


def test_only_what_a_model_worded_carries_the_label(ask: Asked) -> None:
    plain = ask(TEA)
    assert "notice" not in answer_as_json(plain, None)
    assert "AI生成" not in answer_as_text(plain)
    assert answer_as_json(worded(plain), None)["notice"].startswith("AI生成")
    assert "AI生成" in answer_as_text(worded(plain))
    english = ask("What subsidy may each tea firm apply for?")
    assert answer_as_json(worded(english), None)["notice"].startswith("AI-generated")


def test_a_file_carries_the_implicit_label_of_what_a_model_wrote_and_of_nothing_else(ask: Asked) -> None:
    plain = ask(TEA)
    assert "AIGC" not in answer_as_json(plain, None)
    label = answer_as_json(worded(plain), None)["AIGC"]
    assert list(label) == [
        "Label", "ContentProducer", "ProduceID", "ReservedCode1", "ContentPropagator", "PropagateID", "ReservedCode2",
    ]  # fmt: skip
    assert (label["Label"], label["ContentProducer"]) == ("1", "云溪县招商局")
    other = answer_as_json(replace(worded(plain), question="?"), None)["AIGC"]
    assert label["ProduceID"] == answer_as_json(worded(plain), None)["AIGC"]["ProduceID"] != other["ProduceID"]
    read = answer_as_json(replace(plain, reading=TEA), None)
    assert (read["AIGC"]["Label"], read["reading"]) == ("1", TEA)
    assert "notice" not in read


def test_the_command_line_answers_through_the_model_of_the_settings(
    small_data: Path, smx_with: Callable[..., Ran]
) -> None:
    with ScriptedServer(says(f"{WORDED}[S1]")) as server:
        found = json.loads(smx_with(server, "ask", TEA, "--json", "--data", small_data).out)
    assert (found["composer"], found["text"]) == ("model", WORDED)
    assert found["notice"].startswith("AI生成")
    assert found["AIGC"]["ContentProducer"] == "云溪县招商局"
    assert set(found["timings_ms"]) == {"first_sentence", "total"}


def test_the_lines_of_a_batch_written_to_a_file_carry_the_label(
    small_data: Path, smx_with: Callable[..., Ran], tmp_path: Path
) -> None:
    batch, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    batch.write_text(json.dumps({"question": TEA}) + "\n" + json.dumps({"question": "你好"}) + "\n", "utf-8")
    with ScriptedServer(says(f"{WORDED}[S1]")) as server:
        smx_with(server, "ask", "--batch", batch, "--out", out, "--data", small_data)
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert ["notice" in line for line in lines] == [True, False]


def test_a_failing_model_is_no_failure_of_the_command(small_data: Path, smx_with: Callable[..., Ran]) -> None:
    with ScriptedServer(fails(401)) as server:
        ran = smx_with(server, "ask", TEA, "--data", small_data)
    assert ran.code == 0
    assert "语言模型没有应答" in ran.out
    assert "茶叶企业每家可以申请补贴30万元。 [1]" in ran.out


def test_a_terminal_shows_sentences_as_they_come(ask: Asked, capsys: pytest.CaptureFixture[str]) -> None:
    whole = worded(ask("第12届风筝节签了多少项目？"))
    first = replace(whole, sentences=(whole.sentences[0],))
    _, rest = as_it_comes(iter([Piece(replace(whole, sentences=())), Piece(first), Piece(first), Piece(whole, True)]))
    printed = capsys.readouterr().out
    assert printed == f"{whole.sentences[0].text} [1]"
    assert printed + rest == answer_as_text(whole)


def test_a_terminal_shows_a_plain_answer_below_what_had_begun(ask: Asked, capsys: pytest.CaptureFixture[str]) -> None:
    plain = ask(TEA)
    begun = replace(worded(plain), sentences=(Sentence(WORDED, (1,)),))
    _, rest = as_it_comes(iter([Piece(begun), Piece(plain, True)]))
    assert capsys.readouterr().out == f"{WORDED} [1]"
    assert rest == f"\n\n{answer_as_text(plain)}"


def test_without_a_model_none_of_its_libraries_is_loaded() -> None:
    with model_steps(Settings().model) as steps:
        assert steps == ModelSteps()
    code = (
        "import sys; from assistant.model_steps import model_steps; from assistant.settings import Settings\n"
        "import assistant.flow, ui.streaming; model_steps(Settings().model).__enter__()\n"
        "assert not {'assistant.composing', 'langchain', 'openai', 'tiktoken'} & set(sys.modules)"
    )

    subprocess.run([sys.executable, "-c", code], check=True)
