from __future__ import annotations

import pytest

from eval.standings import standings, standings_table
from tests.eval.comparing_fakes import PERFECT, comparison, own, peer


def rows(size: int = 1_000, **given):
    smallest = comparison()
    compared = smallest if size == 1_000 else comparison(size, own(passages=size, **given))
    return {row.measure.partition(": ")[2]: row for row in standings(compared, smallest)}


def test_queries_are_held_against_the_fastest_peer():
    row = rows()["query p50 / fastest peer"]
    assert row.value == pytest.approx(2 / 6)
    assert row.target is not None
    assert (row.target.bound, row.target.at_most) == (0.5, True)
    assert "Other: 6.00 ms" in row.note


def test_building_is_held_against_whole_processes_and_against_their_work_alone():
    found = rows()
    assert found["build / fastest peer"].value == pytest.approx(100 / 20)
    assert found["build / fastest peer at work"].value == pytest.approx(100 / 25)


def test_building_at_a_size_with_given_vectors_is_held_against_the_smallest_size():
    row = rows(10_000, build_seconds=80.0)["build / fastest peer"]
    assert row.value == pytest.approx(125 / 20)
    assert row.note.endswith("at 1,000")


@pytest.mark.parametrize(
    ("measure", "small", "large", "huge"),
    [
        ("build / bare pass", None, 0.85, 0.85),
        ("query p50 / bare pass", None, 2, None),
        ("rebuild after one change / build", None, 0.03, 0.03),
        ("cold `smx ask` / LangChain + Chroma", 0.4, 0.4, 0.4),
        ("peak memory serving", 1.5, 1.5, 1.5),
    ],
)
def test_targets_hold_at_the_sizes_they_were_set_for(measure: str, small, large, huge):
    targets = [rows(size)[measure].target for size in (1_000, 10_000, 100_000)]
    assert [target and target.bound for target in targets] == [small, large, huge]


def test_serving_is_the_greater_of_searching_and_asking():
    assert rows()["peak memory serving"].value == 0.5


def test_peers_without_figures_leave_out_what_is_held_against_them():
    failed = peer(build_seconds=None, work_seconds=None, p50_ms=None, cold_seconds=None, quality={}, failure="no time")
    alone = comparison(1_000, own(), failed)
    measures = [row.measure for row in standings(alone, alone)]
    assert not [measure for measure in measures if "peer" in measure or "LangChain" in measure]
    assert "LangChain + Chroma (no time) | – | –" in standings_table(alone)


def test_the_table_has_a_line_for_each_system_and_says_what_was_asked():
    lines = standings_table(comparison()).splitlines()
    assert lines[0] == "### 1,000 passages"
    assert lines[4] == ("| smx | 1.000 / 1.000 / 1.000 | 0.500 / 0.750 / 0.600 | 100 | 2.0 / 3.0 | 0.50 | 256 | 1 |")
    assert [line.split(" | ")[0] for line in lines[5:7]] == ["| LangChain + Chroma", "| Other"]
    assert lines[8].startswith("4 of XQuAD en, 4 of CMRC dev.")


def test_the_table_says_where_a_system_was_asked_less_and_where_vectors_were_given():
    few = {**PERFECT, "CMRC dev": PERFECT["CMRC dev"].model_copy(update={"questions": 3})}
    shown = standings_table(comparison(1_000, own(), peer(quality=few, vectors_given=True)))
    assert "0.500 / 0.750 / 0.600 (first 3) | – |" in shown
    assert "given the vectors" in shown


def test_a_first_build_is_told_where_it_was_measured():
    measured = comparison(1_000, own(first_build_seconds=20.0))
    values = {row.measure: row.value for row in standings(measured, measured)}
    assert values["1,000 passages: first build on a machine"] == 50
    assert "first build on a machine" not in rows()
