"""The section on statutes, on three made-up ones, the command line being a real process."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.bench import run_bench
from eval.statute_files import gaps, read_statutes, repealed, replaced
from tests.corpus.statutes.samples import OLD, REPEALED

LATER = OLD.replace("三十日内", "十日内通过网上平台").replace(
    "2000年1月1日起施行。", "2025年7月1日起施行。《中华人民共和国示例备案条例》同时废止。"
).replace("2018年10月26日", "2024年12月25日")  # fmt: skip


@pytest.fixture
def laws(tmp_path: Path) -> Path:
    folder = tmp_path / "laws" / "national"
    folder.mkdir(parents=True)
    (folder / "示例登记法(2018-10-26).md").write_text(OLD, "utf-8")
    (folder / "示例登记法(2024-12-25).md").write_text(LATER, "utf-8")
    (folder / "示例备案条例(2005-03-01).md").write_text(REPEALED, "utf-8")
    (folder / "示例通知.md").write_text("# 示例通知\n\n请按第三条办理。\n", "utf-8")
    return tmp_path


def test_expected_articles_and_versions_are_counted_from_the_files(laws: Path):
    statutes = read_statutes(laws / "laws")
    assert [(statute.document_id, list(statute.articles)) for statute in statutes] == [
        ("示例备案条例(2005-03-01)", ["第一条", "第二条", "第三条"]),
        ("示例登记法(2018-10-26)", ["第一条", "第二条", "第三条"]),
        ("示例登记法(2024-12-25)", ["第一条", "第二条", "第三条"]),
    ]
    assert sum(map(gaps, statutes)) == 0
    assert {old: new.document_id for old, new in replaced(statutes).items()} == {
        "示例登记法(2018-10-26)": "示例登记法(2024-12-25)"
    }
    assert list(repealed(statutes)) == ["示例备案条例(2005-03-01)"]


def test_statutes_are_measured_through_the_command_line(laws: Path):
    reports: list[str] = []
    run_bench(laws, ["statutes"], False, lambda _: None, reports.append)
    figures = {cells[1].strip(): cells[3].strip() for line in reports[0].splitlines() if (cells := line.split("|"))[2:]}
    assert figures["articles found as locators"] == "1.0000"
    assert figures["asked for by number: that article quoted, and nothing else"] == "1.0000"
    assert figures["asked for an article that there is not: said so"] == "1.0000"
    assert figures["replaced or repealed text cited for a question of today"] == "0.0000"
