from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from eval import bench
from eval.bench import SIDE_BY_SIDE, BenchError, run_bench
from eval.growth import Growth
from eval.growth_plot import draw_growth
from eval.side_by_side import Comparison, SideBySide
from tests.eval.comparing_fakes import comparison, data_sets, own, peer

COMPARISONS = [comparison(size) for size in (1_000, 10_000)]


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> None:
    def compare(_, sizes: list[int]) -> Iterator[Comparison]:
        assert sizes == [1_000, 10_000]
        yield from COMPARISONS

    monkeypatch.setattr(SideBySide, "compare", compare)


def run(tmp_path: Path, sizes: tuple[int, ...]) -> str:
    reports: list[str] = []
    grown = Growth(sizes, tmp_path / "kept", tmp_path / "F.svg")
    run_bench(tmp_path / "bench", [SIDE_BY_SIDE], False, lambda _: None, reports.append, grown)
    return reports[-1]


def test_the_report_has_the_standings_a_table_for_each_size_and_the_plot(tmp_path: Path, compared: None):
    data_sets(tmp_path / "bench")
    report = run(tmp_path, (10_000, 1_000))
    assert "| 10,000 passages: query p50 / bare pass | ≤ 2.00 × |" in report
    assert report.index("### 1,000 passages") < report.index("### 10,000 passages") < report.index("](F.svg)")
    assert (tmp_path / "F.svg").is_file()


def test_too_many_passages_are_refused_before_anything_is_installed(tmp_path: Path):
    data_sets(tmp_path / "bench")
    with pytest.raises(BenchError, match=r"hold 20\..*--sizes"):
        run(tmp_path, (1_000,))
    assert not (tmp_path / "kept").exists()


def test_the_section_can_be_named_with_the_others(tmp_path: Path):
    with pytest.raises(BenchError, match=r"search, .*side-by-side"):
        run_bench(tmp_path, ["side"], False, lambda _: None, lambda _: None)
    assert SIDE_BY_SIDE not in bench.SECTIONS


def test_the_plot_is_a_drawing_of_its_own_with_every_system_by_name():
    drawing = draw_growth(COMPARISONS)
    texts = "".join(ET.fromstring(drawing).itertext())
    for expected in ("smx", "LangChain + Chroma", "Other", "query p50, ms", "10,000"):
        assert expected in texts
    assert draw_growth(COMPARISONS) == drawing


def test_a_peer_without_figures_is_left_out_of_the_plot():
    failed = peer("Slow", p50_ms=None, cold_seconds=None, peak_bytes=None)
    drawing = draw_growth([comparison(1_000, own(), failed, peer())])
    texts = "".join(ET.fromstring(drawing).itertext())
    assert "Slow" not in texts
    assert "LangChain" in texts
