"""The parts of a report: which questions, which run, which words, and the plots."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from eval.plots import grouped_bars, latency_histogram, risk_coverage
from eval.reporting.questions import shown_questions
from eval.reporting.run_folders import NoRuns, newest_run, run_before
from eval.reporting.wording import change, counted, duration, figure, interval, interval_of_change, moment, plain
from eval.runs import CoveragePoint, Latency, Metric, Row, Unit, read_run
from tests.eval.report_samples import made_row, made_run

GAP = "\N{NO-BREAK SPACE}"


def metric(value: float = 0.9, low: float | None = 0.85, high: float | None = 0.95, label: str = "passed") -> Metric:
    return Metric(name="passed", label=label, value=value, low=low, high=high, n=12)


def order(folder: Path, rows: list[Row], changes: dict[tuple[str, str], str] | None = None) -> list[str]:
    run = read_run(made_run(folder, rows))
    return [shown.row.id for shown in shown_questions(run, rows, changes or {})]


def test_failed_questions_come_first_then_unjudged_then_passed(tmp_path: Path):
    rows = [made_row(1), made_row(2, passed=None), made_row(3, passed=False)]
    assert order(tmp_path / "run", rows) == ["zh-003", "en-002", "zh-001"]


def test_among_failed_questions_wrong_figures_come_first_then_misplaced_trust(tmp_path: Path):
    scores = {"passed": 0.0}
    rows = [
        made_row(1, passed=False, scores=scores, likelihood=0.6),
        made_row(2, passed=False, scores=scores, likelihood=0.9),
        made_row(3, passed=False, scores=scores, likelihood=0.5, figures_wrong=("3%",)),
    ]
    assert order(tmp_path / "run", rows) == ["zh-003", "en-002", "zh-001"]


def test_at_most_200_questions_of_a_suite_are_shown_and_all_that_changed(tmp_path: Path):
    rows = [made_row(n) for n in range(1, 231)] + [made_row(1, "other")]
    hidden = set(order(tmp_path / "one", rows)) ^ {row.id for row in rows}
    assert len(hidden) == 30
    changed = sorted(hidden)[0]
    shown = order(tmp_path / "two", rows, {("cases", changed): "fixed"})
    assert changed in shown
    assert len(shown) == 202


def test_the_newest_run_is_the_one_started_last(tmp_path: Path):
    made_run(tmp_path / "a", [made_row(1)], days=2)
    made_run(tmp_path / "b", [made_row(1)], days=1)
    assert newest_run(tmp_path).name == "a"


def test_a_broken_run_is_no_reason_not_to_report_on_another(tmp_path: Path):
    made_run(tmp_path / "a", [made_row(1)])
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "run.json").write_text('{"format": 2}', "utf-8")
    (tmp_path / "c").mkdir()
    (tmp_path / "note.txt").touch()
    assert newest_run(tmp_path).name == "a"
    assert run_before(tmp_path / "a") is None


@pytest.mark.parametrize("name", ["empty", "missing"])
def test_without_runs_the_user_is_told_to_make_one(name: str, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoRuns, match="There are no runs in") as refused:
        newest_run(tmp_path / name)
    assert "smx eval run" in refused.value.remedy


def test_the_run_before_is_the_latest_earlier_one_with_questions_in_common(tmp_path: Path):
    made_run(tmp_path / "1", [made_row(1)])
    made_run(tmp_path / "2", [made_row(1)], days=1)
    made_run(tmp_path / "3", [made_row(1, "other")], days=2)
    made_run(tmp_path / "4", [made_row(2)], days=3)
    made_run(tmp_path / "5", [made_row(1)], days=4)
    made_run(tmp_path / "6", [made_row(1)], days=5)
    before = run_before(tmp_path / "5")
    assert before is not None
    assert before.name == "2"
    assert run_before(tmp_path / "1") is None


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [(0.9648, "share", "96.5 %"), (1234.4, "ms", "1,234 ms"), (3.21, "ms", "3.2 ms"), (12, "count", "12")],
)
def test_a_value_is_said_with_its_unit(value: float, unit: Unit, said: str):
    assert figure(value, unit) == said.replace(" ", GAP)


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (0.021, "share", "+2.1 points"),
        (-0.021, "share", "−2.1 points"),
        (-0.0001, "share", "0.0 points"),
        (-29.2, "ms", "−29 ms"),
        (1500, "ms", "+1,500 ms"),
        (-2, "count", "−2"),
    ],
)
def test_a_difference_is_said_with_a_true_sign(value: float, unit: Unit, said: str):
    assert change(value, unit) == said.replace(" ", GAP)


def test_an_interval_names_its_unit_once():
    assert interval(metric()) == f"85.0 to 95.0{GAP}%"
    assert interval(metric(low=None, high=None)) == ""
    assert interval_of_change(-0.065, 0.059, "share") == f"−6.5 to +5.9{GAP}points"
    assert interval_of_change(None, None, "ms") == ""


def test_times_are_said_in_utc_and_to_the_minute():
    started = datetime(2026, 3, 2, 17, 30, 59, tzinfo=timezone(timedelta(hours=8)))
    assert moment(started) == "2026-03-02 09:30 UTC"
    assert duration(started, started.astimezone(UTC) + timedelta(seconds=48)) == "48 s"
    assert duration(started, started + timedelta(seconds=731)) == "12 min"


def test_names_of_the_data_are_put_in_words():
    assert (plain("zh"), plain("out_of_scope"), plain("其他")) == ("Chinese", "out of scope", "其他")
    assert (counted(1, "question"), counted(1200, "question")) == ("1 question", "1,200 questions")


def test_words_in_plots_stay_text_in_every_script():
    rows: list[tuple[str, Sequence[Metric | None]]] = [
        ("繁體中文 $x$ <b> (12)", [metric(label="通过")]),
        ("plain (3)", [None]),
    ]
    drawn = grouped_bars("bars", rows, 'Bars "by" tag')
    assert ">繁體中文 $x$ &lt;b&gt; (12)</text>" in drawn
    assert ">90 %</text>" in drawn
    assert 'aria-label="Bars &quot;by&quot; tag"' in drawn


def test_names_too_long_for_a_plot_are_cut_by_their_width():
    drawn = grouped_bars("bars", [("长" * 30, [metric()]), ("x" * 30, [metric()])], "Bars")
    assert ">" + "长" * 12 + "…<" in drawn
    assert ">" + "x" * 24 + "…<" in drawn


def test_series_are_named_only_where_there_are_several():
    assert ">passed</text>" not in grouped_bars("bars", [("a", [metric()])], "Bars")
    drawn = grouped_bars("bars", [("a", [metric(), metric(label="refused")])], "Bars")
    assert ">passed</text>" in drawn
    assert ">refused</text>" in drawn


def test_plots_take_the_colours_of_the_page():
    drawn = grouped_bars("bars", [("a", [metric()])], "Bars")
    assert "var(--series-1)" in drawn
    assert "var(--ink)" in drawn
    assert "#0000" not in drawn


def test_plots_of_one_page_share_no_name():
    rows = [("a", [metric()])]
    names = [set(re.findall(r' id="([^"]+)"', grouped_bars(name, rows, "Bars"))) for name in ("x", "y")]
    assert names[0]
    assert names[0].isdisjoint(names[1])


@pytest.mark.parametrize("values", [(9.0,), (0.0, 0.0), (5.0, 5.0, 5.0), tuple(map(float, range(1, 400)))])
def test_latencies_of_any_spread_are_drawn_with_their_percentiles(values: tuple[float, ...]):
    middle, most = values[len(values) // 2], values[-1]
    drawn = latency_histogram("latency", Latency(p50=middle, p95=most, p99=most, values=values), "Latency")
    for mark, value in (("p50", middle), ("p95", most), ("p99", most)):
        assert f">{mark} {value:.0f} ms</text>" in drawn


@pytest.mark.parametrize("risks", [(0.0,), (0.0, 0.0), (1.0, 0.5)])
def test_risk_is_drawn_for_any_number_of_points(risks: tuple[float, ...]):
    points = [CoveragePoint(coverage=(n + 1) / len(risks), risk=risk, threshold=0.5) for n, risk in enumerate(risks)]
    assert risk_coverage("risk", points, "Risk").endswith("</svg>")
