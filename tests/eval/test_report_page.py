"""The page of a run: what it shows, and what it never holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from eval.errors import RunUnreadable
from eval.reporting.page import render_report, write_report
from eval.runs import Gold, Latency, RowCitation, read_rows, read_run
from tests.eval.report_samples import STARTED, few_resamples, made_row, made_rows, made_run, made_suite

HOSTILE = "\"'><payload onload=alert(1)></script><script>alert(1)</script>{{ 7 * 7 }}&amp;$x_1$"


class Elements(HTMLParser):
    """The elements of a page with their attributes, and its text by the elements it stands in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, attribute: str) -> list[str]:
        return [value for _, attributes in self.found if (value := attributes.get(attribute)) is not None]


def headings(page: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", found) for found in re.findall(r"<h[123][^>]*>(.*?)</h[123]>", page)]


@pytest.fixture(scope="module", autouse=True)
def _quickly() -> Iterator[None]:
    with few_resamples():
        yield


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two runs of two suites, a day apart."""
    folder = tmp_path_factory.mktemp("runs")
    before = made_rows(40, 1) + made_rows(10, 2, "other")
    now = made_rows(42, 3) + made_rows(10, 4, "other")
    return made_run(folder / "before", before), made_run(folder / "now", now, days=1, grouped=True)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of a run that differs from the one before in known ways."""
    folder = tmp_path_factory.mktemp("changed")
    before = [made_row(n, passed=n > 30, latency_ms=10 + n / 10) for n in range(1, 61)]
    now = [made_row(n, passed=n not in (1, 31), latency_ms=20 + n / 10) for n in range(1, 61)]
    now[0] = now[0].model_copy(update={"scores": now[0].scores | {"mrr": 0.0}})
    before += [made_row(61), made_row(62)]
    now += [made_row(62, question="Another question?"), made_row(63), made_row(1, "new")]
    run = made_run(folder / "before", before)
    machine = read_run(run).machine.model_copy(update={"processor": "Another CPU"})
    return render_report(made_run(folder / "now", now, days=1, machine=machine), run)


@pytest.fixture(scope="module")
def page(runs: tuple[Path, Path]) -> str:
    return render_report(runs[1], runs[0])


def test_the_same_run_gives_the_same_bytes(runs: tuple[Path, Path], page: str, tmp_path: Path):
    write_report(runs[1], tmp_path / "report.html", runs[0])
    assert (tmp_path / "report.html").read_bytes() == page.encode()


def test_names_no_address_outside_the_page(page: str):
    elements = Elements(page)
    addresses = [*elements.values("href"), *elements.values("src"), *elements.values("xlink:href")]
    assert [address for address in addresses if not address.startswith(("#", "data:"))] == []
    assert re.findall(r"url\((?!#)", page) == []
    assert "://" not in page.replace('xmlns="http://www.w3.org/2000/svg"', "")


def test_links_lead_to_places_that_exist_once(page: str):
    elements = Elements(page)
    assert [name for name, count in Counter(elements.values("id")).items() if count > 1] == []
    targets = {a[1:] for a in elements.values("href") + elements.values("xlink:href") if a.startswith("#")}
    assert targets - set(elements.values("id")) == set()


def test_text_of_the_data_is_never_markup(tmp_path: Path):
    citation = RowCitation(n=1, document_id=HOSTILE, passage_id=HOSTILE, title=HOSTILE, locator=HOSTILE, quote=HOSTILE)
    texts = {"id", "question", "kind", "outcome", "text", "language", "audience", "suite"}
    hostile = made_row(1).model_copy(
        update=dict.fromkeys(texts, HOSTILE)
        | {"tags": (HOSTILE,), "failures": (HOSTILE,) * 2, "figures_wrong": (HOSTILE,), "found": (HOSTILE,)}
        | {"citations": (citation,), "expected_outcomes": (HOSTILE,), "passed": False}
        | {"gold": Gold(documents=(HOSTILE,), answers=(HOSTILE,)), "sentences": ()}
    )
    suite = made_suite(HOSTILE, [hostile], grouped=True).model_copy(
        update=dict.fromkeys(("path", "model", "generation"), HOSTILE) | {"library": (HOSTILE,)}
    )
    rows = [hostile, made_row(2)]
    run = made_run(
        tmp_path / "run",
        rows,
        id=HOSTILE,
        smx_version=HOSTILE,
        command=(HOSTILE,),
        settings={HOSTILE: HOSTILE},
        suites=(suite, made_suite("cases", rows[1:])),
    )
    elements = Elements(render_report(run, None))
    tags = Counter(tag for tag, _ in elements.found)
    assert tags["payload"] == 0
    assert tags["script"] == 1
    assert elements.values("onload") == []
    assert elements.text.count("{{ 7 * 7 }}") > 20


def test_only_the_script_of_the_page_may_run(page: str):
    policy = next(a["content"] for tag, a in Elements(page).found if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert "default-src 'none'" in policy
    assert re.search(r"script-src 'sha256-[^']+';", policy)


def test_says_in_the_head_what_passed_and_what_changed(runs: tuple[Path, Path], page: str):
    now = [row for row in read_rows(runs[1]) if row.suite == "cases"]
    assert f"{sum(bool(row.passed) for row in now)} of 42 questions passed; no wrong figure." in page
    assert re.search(r"Since the run of <time>2026-03-02 09:30 UTC</time>: \d+ questions fixed, \d+ broken\.", page)


def test_says_what_was_run_and_on_what(page: str):
    text = Elements(page).text
    for told in ("smx eval run", "Example CPU, 2 cores, Python 3.11.2", "numpy 2.4.0", "all-MiniLM-L6-v2", "greystone"):
        assert told in text
    assert "20260302T093000Z-1a2b3c4d" in text


def test_counts_the_answers_with_a_wrong_figure(tmp_path: Path):
    wrong = made_row(2, passed=False, figures_wrong=("7%",), scores={"passed": 0.0, "figure_fidelity": 0.0})
    text = Elements(render_report(made_run(tmp_path / "run", [made_row(1), wrong]), None)).text
    assert "1 of 2 questions passed; 1 answer with a wrong figure." in text
    assert re.search(r"Wrong figures\s+1\s+answers without a wrong figure: 50.0\s%", text)
    assert "Figures that the sources do not bear out: 7%" in text


def test_lacks_what_the_suite_lacks(tmp_path: Path):
    rows = [made_row(1, passed=None, scores={"recall_at_10": 1.0}, expected_outcomes=(), likelihood=None)]
    suite = made_suite("cases", rows).model_copy(
        update={"groups": (), "risk_coverage": (), "confusion": (), "latency_ms": Latency(p50=9, p95=9, p99=9)}
    )
    page = render_report(made_run(tmp_path / "run", rows, suites=(suite,)), None)
    assert headings(page)[1:5] == ["cases", "Ranking", "All other metrics", "Questions, worst first"]
    assert "1 question; no wrong figure." in page
    assert "not judged" in page


def test_shows_no_ranking_where_nothing_was_ranked(tmp_path: Path):
    page = render_report(made_run(tmp_path / "run", [made_row(1, scores={"passed": 1.0})]), None)
    assert "All metrics" in headings(page)
    assert "Ranking" not in headings(page)


def test_a_run_without_questions_or_suites_still_has_a_page(tmp_path: Path):
    assert headings(render_report(made_run(tmp_path / "run", []), None)) == ["Evaluation of 2026-03-02 09:30 UTC"]


def test_without_a_run_before_nothing_is_compared(runs: tuple[Path, Path]):
    page = render_report(runs[1], None)
    assert 'id="difference"' not in page
    assert "Since the run" not in page


def test_a_change_is_called_better_or_worse_only_when_it_is_significant(changed: str):
    section = changed[changed.index('id="difference"') :]
    verdicts = dict(re.findall(r'<th scope="row">([^<]+)</th>.*?data-verdict="([^"]+)"', section))
    assert verdicts["passed"] == "better"
    assert verdicts["latency, p50"] == "worse"
    assert verdicts["MRR@10"] == "no clear change"
    assert verdicts["R@1"] == "no change"
    assert re.search(r'<strong>9\d\.\d.%</strong>\s*.*\s*<span class="change" data-verdict="better">', changed)


def test_lists_the_questions_that_were_fixed_and_broken(changed: str):
    section = changed[changed.index('id="difference"') : changed.index('id="questions"')]
    fixed, broken = section.split("Broken (1)")
    assert "Fixed (29)" in fixed
    assert sorted(int(n) for n in re.findall(r"<bdi>\w\w-(\d+)</bdi>", fixed)) == list(range(2, 31))
    assert re.findall(r"<bdi>(.+?)</bdi>", broken) == ["zh-031"]


def test_says_what_could_not_be_compared(changed: str):
    text = Elements(changed).text
    assert "cases: 1 question was asked only in this run, and not compared: zh-063." in text
    assert "cases: 1 question was asked only in the run before, and not compared: zh-061." in text
    assert "cases: 1 question was worded differently in the run before, and not compared: en-062." in text
    assert "different machines" in text


def test_a_suite_that_was_not_run_before_is_not_compared(changed: str):
    assert "Difference in cases" in changed
    assert "Difference in new" not in changed


def test_tells_why_a_question_failed_and_what_was_expected(tmp_path: Path):
    rows = [
        made_row(2),
        made_row(4, passed=False, refused=True, gold=Gold(documents=("phase-5-en",), answers=("4.5",))),
    ]
    page = render_report(made_run(tmp_path / "run", rows), None)
    failed = Elements(
        page[page.index('class="question"') : page.index("</details>", page.index('class="question"'))]
    ).text
    assert "What is the total investment of phase 4" in failed
    assert "The answer ended not found, not answered or partly answered" in failed
    assert re.search(r"Outcome\s*answered or partly answered\s*Answer\s*4\.5\s*Source\s*phase-5-en", failed)
    assert re.search(r"phase-4-en\s*phase-5-en expected\s*phase-6-en", failed)


def test_each_citation_mark_leads_to_the_passage_it_names(tmp_path: Path):
    page = render_report(made_run(tmp_path / "run", [made_row(1)]), None)
    assert '青石谷园区第1期工程总投资1.5亿元。<a class="cite" href="#q1-1" aria-label="source 1">1</a>' in page
    assert re.search(r'<li id="q1-1" value="1"><b>青石谷园区项目公示</b>.*<blockquote>青石谷园区第1期工程', page)


def test_a_folder_without_a_run_is_refused_with_a_remedy(tmp_path: Path):
    with pytest.raises(RunUnreadable, match=r"run\.json is missing") as refused:
        write_report(tmp_path, tmp_path / "report.html", None)
    assert refused.value.remedy
    assert not (tmp_path / "report.html").exists()


def test_times_are_given_in_utc(page: str):
    assert STARTED.strftime("%Y-%m-03 %H:%M UTC") in page
