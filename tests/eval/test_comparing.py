from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.commands.saying import FINE, WRONG_USAGE
from eval.comparing import Difference, compare
from eval.errors import RunUnreadable
from eval.runs import Row, write_run
from tests.eval.measured import made_row, made_run

BEFORE = [made_row(f"q{n}", passed=n < 10) for n in range(20)]
AFTER = [made_row(f"q{n}", passed=n < 18 and n != 3, latency_ms=10.0 + n) for n in range(20)]


def folders(tmp_path: Path, before: Sequence[Row], after: Sequence[Row]) -> tuple[Path, Path]:
    for name, rows in (("a", before), ("b", after)):
        write_run(tmp_path / name, made_run(rows), rows)
    return tmp_path / "a", tmp_path / "b"


def differences(tmp_path: Path, before: Sequence[Row], after: Sequence[Row]) -> dict[str, Difference]:
    (suite,) = compare(*folders(tmp_path, before, after))
    return {difference.label: difference for difference in suite.differences}


def test_questions_that_came_to_pass_or_to_fail_are_named(tmp_path: Path):
    (suite,) = compare(*folders(tmp_path, BEFORE, AFTER))
    assert suite.fixed == tuple(f"q{n}" for n in range(10, 18))
    assert suite.broken == ("q3",)


def test_a_share_is_compared_by_the_questions_that_changed(tmp_path: Path):
    passed = differences(tmp_path, BEFORE, AFTER)["passed"]
    assert (passed.before, passed.after, passed.n) == (0.5, 0.85, 20)
    assert passed.p == pytest.approx(2 * (1 + 9) / 2**9)
    assert passed.low is not None
    assert passed.high is not None
    assert 0 < passed.low < 0.35 < passed.high


def test_a_graded_figure_is_compared_by_permutation(tmp_path: Path):
    before = [made_row(str(n), scores={"mrr": 0.25}) for n in range(12)]
    after = [made_row(str(n), scores={"mrr": 0.5}) for n in range(12)]
    mrr = differences(tmp_path, before, after)["MRR@10"]
    assert (mrr.low, mrr.high) == (0.25, 0.25)
    assert mrr.p < 0.005


def test_a_question_with_a_part_in_one_run_only_still_counts(tmp_path: Path):
    before = [made_row("1", scores={"refusal_precision": 1.0}), made_row("2", scores={})]
    after = [made_row("1", scores={"refusal_precision": 1.0}), made_row("2", scores={"refusal_precision": 0.0})]
    refused = differences(tmp_path, before, after)["rightly refused, of the refused"]
    assert (refused.before, refused.after, refused.n) == (1, 0.5, 2)


def test_equal_runs_differ_by_nothing(tmp_path: Path):
    assert {(d.before - d.after, d.p) for d in differences(tmp_path, AFTER, AFTER).values()} == {(0, 1)}


def test_questions_in_one_run_only_or_worded_otherwise_count_in_nothing(tmp_path: Path):
    before = [made_row("same"), made_row("gone"), made_row("reworded")]
    after = [made_row("same"), made_row("new", passed=False), made_row("reworded", passed=False, question="Else?")]
    (suite,) = compare(*folders(tmp_path, before, after))
    assert (suite.shared, suite.only_before, suite.only_after, suite.reworded) == (
        1,
        ("gone",),
        ("new",),
        ("reworded",),
    )
    assert suite.broken == ()


def test_runs_without_a_question_in_common_cannot_be_compared(tmp_path: Path):
    with pytest.raises(RunUnreadable, match="share no question"):
        compare(*folders(tmp_path, [made_row("1")], [made_row("2")]))


def test_the_command_prints_differences_and_names_what_was_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    before, after = folders(tmp_path, [*BEFORE, made_row("gone")], AFTER)
    assert main(["eval", "compare", str(before), str(after)]) == FINE
    printed = capsys.readouterr().out
    assert "cases: 20 questions in both runs" in printed
    assert "only in the first run (1): gone" in printed
    assert "fixed (8): q10 q11" in printed
    assert "broken (1): q3" in printed
    assert any(line.split()[:5] == ["passed", "0.500", "0.850", "+0.350", "+0.100"] for line in printed.splitlines())


def test_a_folder_without_a_run_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["eval", "compare", str(tmp_path), str(tmp_path)]) == WRONG_USAGE
    assert "holds no run" in capsys.readouterr().err
