"""Sections of the benchmark on a made-up set, the command line being a real process."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cli import main
from assistant.commands.saying import WRONG_USAGE
from eval import bench, finding, speed
from eval.bench import BenchError, run_bench
from eval.command_line import CommandFailed, CommandLine, Found, default_environment
from eval.squad import Item
from eval.workbench import DATA_SETS, Workbench
from tests.eval.fakes import item, squad_file


@pytest.fixture
def data_sets(tmp_path: Path) -> Path:
    for file in DATA_SETS.values():
        squad_file(tmp_path / "bench" / file)
    return tmp_path / "bench"


def run(data_sets: Path, *only: str) -> list[str]:
    reports: list[str] = []
    run_bench(data_sets, only, False, lambda _: None, reports.append)
    return reports


def test_measures_answering_through_the_command_line(data_sets: Path):
    (report,) = run(data_sets, "traps")
    figures = {cells[1].strip(): cells[3].strip() for line in report.splitlines() if (cells := line.split("|"))[2:]}
    assert figures["SQuAD 2.0, answerable: gold answer in the text"] == "1.0000"
    assert figures["SQuAD 2.0, same topic but unanswerable: answered"] == "0.0000"


class SearchesForTheWords(CommandLine):
    """Finds the paragraphs of a library in the order of their names, whatever is asked."""

    def build(self, library: Path, data: Path, cache: Path | None = None) -> float:
        data.mkdir(parents=True)
        (data / "names").write_text("\n".join(sorted(path.stem for path in library.iterdir())), "utf-8")
        return 1.0

    def search(self, data: Path, items: tuple[Item, ...] | list[Item]) -> list[Found]:  # type: ignore[override]
        return [Found(tuple((data / "names").read_text("utf-8").splitlines())) for _ in items]


@pytest.fixture
def searching(data_sets: Path, tmp_path: Path) -> Workbench:
    workbench = Workbench(data_sets, tmp_path, None, lambda _: None)
    workbench.smx = SearchesForTheWords(tmp_path)
    return workbench


def test_every_direction_of_search_is_compared_with_its_target(searching: Workbench):
    rows = list(finding.measure(searching))
    assert len(rows) == 9
    assert all(row.target for row in rows)
    assert [row.value for row in rows[:6]] == [pytest.approx(0.2)] * 6
    assert [row.value for row in rows[6:]] == [0, 0, 0]


def test_either_version_of_a_paragraph_is_right_in_a_library_of_both_languages(searching: Workbench):
    *_, english, chinese = finding.measure(searching)
    assert english.note.startswith("R@1 0.2000")
    assert chinese.note.startswith("R@1 0.2000")  # found in English, asked in Chinese


def test_an_unknown_section_is_named_with_those_there_are(data_sets: Path):
    with pytest.raises(BenchError, match=r"called sped; there are search, .*speed"):
        run(data_sets, "sped")


def test_missing_data_sets_are_all_named_before_anything_is_measured(tmp_path: Path):
    with pytest.raises(BenchError, match=r"(?s)cmrc2018_dev\.json.*DRCD_dev\.json"):
        run(tmp_path, "search")


def test_only_what_the_chosen_sections_need_must_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    squad_file(tmp_path / DATA_SETS["squad2"])
    monkeypatch.setitem(bench.SECTIONS, "traps", bench.Section("Traps", ("squad2",), lambda _: iter(())))
    assert run(tmp_path, "traps")[0].startswith("## Traps\n")


def test_the_command_says_what_is_missing_and_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["eval", "bench", str(tmp_path)]) == WRONG_USAGE
    assert "xquad-dev.en.json" in capsys.readouterr().err


def test_a_command_that_fails_says_why(tmp_path: Path):
    with pytest.raises(CommandFailed, match=r"smx ask .* ended with 1:\nsmx: "):
        CommandLine(tmp_path).ask_once(tmp_path / "data", "Who?")


def test_what_is_measured_runs_on_default_settings(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SMX_DATA", "elsewhere")
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    assert not {"SMX_DATA", "OMP_NUM_THREADS"} & set(default_environment())


def test_the_thousand_passages_are_of_all_sets_by_turns():
    names = [f"{name}-{number:05d}.md" for name in ("cmrc", "squad2", "xquad-en") for number in range(3)]
    first = sorted(map(Path, names), key=speed._in_turn)[:4]
    assert [path.stem for path in first] == ["cmrc-00000", "squad2-00000", "xquad-en-00000", "cmrc-00001"]


def test_questions_for_single_processes_are_spread_and_as_many_as_asked_for():
    items = [item(number) for number in range(100)]
    assert [found.id for found in speed._spread(items, 4)] == ["q0", "q25", "q50", "q75"]
    assert [found.id for found in speed._spread(items[:2], 4)] == ["q0", "q1", "q0", "q1"]
