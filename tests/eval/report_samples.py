"""Made-up runs of made-up questions, with figures that are computed as those of real runs are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from eval import statistics
from eval.runs import Gold, Machine, Row, RowCitation, RowSentence, Run, SuiteRun, write_run
from eval.summaries import confusion_of, groups_of, latency_of, metrics_of, risk_coverage_of

STARTED = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

_TEXTS = {
    "zh": ("青石谷园区第{n}期工程的总投资是多少？", "青石谷园区第{n}期工程总投资{n}.5亿元。", "第{n}条"),
    "en": (
        "What is the total investment of phase {n} of the Greystone Valley park?",
        "Phase {n} of the Greystone Valley park has a total investment of {n}.5 billion yuan.",
        "Phase {n}",
    ),
}
_TITLES = {"zh": "青石谷园区项目公示", "en": "Projects of the Greystone Valley park"}
_REFUSED = {"zh": "没有找到可以引用的内容。", "en": "Nothing was found that could be quoted."}
_KINDS = ("answerable", "answerable", "answerable", "trap", "follow_up", "comparison", "unanswerable", "out_of_scope")


@contextmanager
def few_resamples() -> Iterator[None]:
    """Runs are made and compared faster; how exact their intervals are does not matter to the page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(statistics, "RESAMPLES", 50)
        yield


def made_row(
    number: int, suite: str = "cases", passed: bool | None = True, refused: bool = False, **changed: Any
) -> Row:
    """One answered question, right or wrong, or a refused one."""
    language = "zh" if number % 2 else "en"
    question, sentence, locator = (text.format(n=number) for text in _TEXTS[language])
    document = f"phase-{number}-{language}"
    expected = ("not_found",) if refused == (passed is not False) else ("answered", "partly_answered")
    outcome = "not_found" if refused else "answered"
    scores = {"language_correct": 1.0, "recall_at_1": float(number % 3 > 0), "mrr": 1.0 if number % 3 else 0.5}
    if passed is not None:
        scores["passed"] = float(passed)
    if refused:
        scores["refusal_precision"] = float(passed is not False)
    else:
        scores |= {"citation_precision": float(passed is not False), "figure_fidelity": 1.0}
    if expected == ("not_found",):
        scores["refusal_recall"] = float(refused)
    row = Row(
        suite=suite,
        id=f"{language}-{number:03}",
        question=question,
        language=language,
        audience="staff" if number % 4 == 0 else "public",
        kind=_KINDS[number % len(_KINDS)],
        tags=("traditional",) if number % 9 == 0 else (),
        expected_outcomes=expected,
        outcome=outcome,
        passed=passed,
        failures=(f"does not say {number}.5", f"ended {outcome}, not {' or '.join(expected)}")
        if passed is False
        else (),
        text=_REFUSED[language] if refused else sentence,
        sentences=(
            (RowSentence(text=_REFUSED[language], framing=True),)
            if refused
            else (RowSentence(text=sentence, citations=(1,)),)
        ),
        citations=()
        if refused
        else (
            RowCitation(
                n=1,
                document_id=document,
                passage_id=f"{document}#1",
                title=_TITLES[language],
                locator=locator,
                quote=sentence,
            ),
        ),
        gold=Gold(documents=() if refused else (document,), answers=() if refused else (f"{number}.5",)),
        found=tuple(f"phase-{n}-{language}" for n in range(max(number - 2, 1), number + 3)),
        likelihood=None if refused else 0.5 + (number % 50) / 100,
        scores=scores,
        latency_ms=8 + number % 13 + (number % 29 == 0) * 60,
    )
    return row.model_copy(update=changed)


def made_rows(count: int, seed: int, suite: str = "cases") -> list[Row]:
    """Questions of which about one in nine is answered wrongly, and one in five refused."""
    chance = Random(seed)
    rows = []
    for number in range(1, count + 1):
        row = made_row(number, suite, passed=chance.random() > 0.11, refused=number % 5 == 0)
        rows.append(row.model_copy(update={"latency_ms": round(chance.lognormvariate(2.6, 0.5), 2)}))
    return rows


def made_suite(name: str, rows: Sequence[Row], grouped: bool = False) -> SuiteRun:
    """The suite of these rows, summed up as a whole and, when asked for, by what they have in common."""
    return SuiteRun(
        name=name,
        kind="cases",
        path=f"eval/cases/{name}",
        questions=len(rows),
        library=("greystone",),
        generation="20260302T093000Z-1a2b3c4d",
        model="all-MiniLM-L6-v2",
        documents=64,
        passages=512,
        metrics=metrics_of(rows),
        groups=groups_of(rows) if grouped else (),
        risk_coverage=risk_coverage_of(rows),
        confusion=confusion_of(rows),
        latency_ms=latency_of(rows),
    )


def made_run(folder: Path, rows: Sequence[Row], days: int = 0, grouped: bool = False, **changed: Any) -> Path:
    """A run folder of these rows, started so many days after the first."""
    names = dict.fromkeys(row.suite for row in rows)
    started = STARTED + timedelta(days=days)
    run = Run(
        id=folder.name,
        started_at=started,
        finished_at=started + timedelta(seconds=42),
        command=("smx", "eval", "run"),
        smx_version="0.1.0",
        settings={"embedding.model": ""},
        machine=Machine(processor="Example CPU", cores=2, python="3.11.2", packages={"numpy": "2.4.0"}),
        suites=tuple(made_suite(name, [row for row in rows if row.suite == name], grouped) for name in names),
    )
    write_run(folder, run.model_copy(update=changed), rows)
    return folder
