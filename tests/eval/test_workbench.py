from __future__ import annotations

from pathlib import Path

import pytest

from eval.answering import half
from eval.workbench import DATA_SETS, Workbench
from tests.eval.fakes import PARAGRAPHS, squad_file


def bench_of(tmp_path: Path, most: int | None) -> Workbench:
    squad_file(tmp_path / "bench" / DATA_SETS["squad2"])
    return Workbench(tmp_path / "bench", tmp_path, most, lambda _: None)


@pytest.mark.parametrize(
    ("most", "asked"), [(None, "01234"), (9, "01234"), (5, "01234"), (3, "013"), (2, "02"), (1, "0")]
)
def test_questions_are_spread_over_the_set_when_not_all_are_asked(tmp_path: Path, most: int | None, asked: str):
    items = bench_of(tmp_path, most).items("squad2")
    assert [item.id for item in items] == [f"q{number}" for number in asked]


def test_a_library_lacks_what_is_left_out(tmp_path: Path):
    left_out = half("squad2", len(PARAGRAPHS), seed=1)
    library = bench_of(tmp_path, None).library("half", ("squad2",), left_out)
    assert {path.stem for path in library.iterdir()}.isdisjoint(left_out)
    assert len(list(library.iterdir())) == 2


def test_half_of_a_set_is_the_same_for_the_same_seed_only():
    assert half("set", 101, 1) == half("set", 101, 1) != half("set", 101, 2)
    assert len(half("set", 101, 1)) == 50
