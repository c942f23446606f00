"""Running: a suite's library is indexed, its questions are asked, the answers are judged and summed up."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from assistant.answers import Answer
from assistant.model_steps import model_steps
from assistant.settings import Settings
from eval.asking import Asked, ask
from eval.errors import RunExists
from eval.judging import is_answer, judge, sentences_obeying
from eval.questions import Question, Suite
from eval.ranking_metrics import ranking_scores
from eval.reports import processor
from eval.runs import RUNS, Gold, Machine, Row, RowCitation, RowSentence, Run, SuiteRun, holds_run
from eval.summaries import confusion_of, groups_of, latency_of, metrics_of, risk_coverage_of
from index.building import BuildReport, Making, Progress, build
from index.generations import read_manifest

_ID = "%Y%m%dT%H%M%SZ"
_PACKAGES = ("chromadb", "numpy", "openvino", "sentence-transformers", "torch")


def run_suites(
    suites: Sequence[Suite], folder: Path, settings: Settings, command: Sequence[str], bars: Progress
) -> tuple[Run, list[Row]]:
    """Ask every suite; indexes are built in the folder, and `command` is kept with the results.

    Raises `SearchIndexError`, `CorpusError`, `OSError`.
    """
    started = datetime.now(UTC)
    results = [_run_suite(suite, folder / suite.name, settings, bars) for suite in suites]
    run = Run(
        id=f"{started:{_ID}}",
        started_at=started,
        finished_at=datetime.now(UTC),
        command=tuple(command),
        smx_version=version("smx"),
        settings={"embedding.model": settings.embedding.model, "composer": _composer(settings)},
        machine=machine(),
        suites=tuple(suite for suite, _ in results),
    )
    return run, [row for _, rows in results for row in rows]


def _composer(settings: Settings) -> str:
    """What words the answers that are measured."""
    if not settings.model.name:
        return "quoting"
    return f"model {settings.model.name}" + (", which also reads questions" if settings.model.understanding else "")


def new_folder(chosen: Path | None, data: Path) -> Path:
    """The folder a run is written to, by default one named by the time; it must hold no run yet. Raises `RunExists`."""
    folder = chosen or data / RUNS / f"{datetime.now(UTC):{_ID}}"
    if holds_run(folder):
        raise RunExists(f"{folder} already holds a run.")
    return folder


def machine() -> Machine:
    """What figures of this machine depend on."""
    packages = {package: version(package) for package in _PACKAGES}
    cores = len(os.sched_getaffinity(0))
    return Machine(processor=processor(), cores=cores, python=platform.python_version(), packages=packages)


def ask_suite(suite: Suite, folder: Path, settings: Settings, bars: Progress) -> tuple[BuildReport, list[Row]]:
    """Index a suite's library in a folder, ask its questions and judge the answers; the build, and a row a question.

    Raises `SearchIndexError`, `CorpusError`, `OSError`.
    """
    report, asked = _asked(suite, suite.library, folder / "data", settings, bars)
    if suite.control is None:
        return report, [_row(suite, each) for each in asked]
    _, controls = _asked(suite, (suite.control,), folder / "control", settings, bars)
    texts = "\n".join(file.read_text("utf-8") for file in sorted(suite.control.iterdir()))
    return report, [_planted_row(suite, each, control, texts) for each, control in zip(asked, controls, strict=True)]


def _run_suite(suite: Suite, folder: Path, settings: Settings, bars: Progress) -> tuple[SuiteRun, list[Row]]:
    report, rows = ask_suite(suite, folder, settings, bars)
    return SuiteRun(
        name=suite.name,
        kind=suite.kind,
        path=str(suite.path),
        questions=len(rows),
        library=tuple(library.name for library in suite.library),
        generation=report.generation,
        model=read_manifest(folder / "data" / "generations" / report.generation).model,
        documents=sum(report.documents.values()),
        passages=sum(report.passages.values()),
        metrics=metrics_of(rows),
        groups=groups_of(rows),
        risk_coverage=risk_coverage_of(rows),
        confusion=confusion_of(rows),
        latency_ms=latency_of(rows),
    ), rows


def _asked(
    suite: Suite, library: Sequence[Path], data: Path, settings: Settings, bars: Progress
) -> tuple[BuildReport, list[Asked]]:
    report = build(data, library, Making(settings.cache, settings.embedding.model), bars)
    with model_steps(settings.model) as steps:
        return report, ask(suite.questions, data, settings.cache, bars, steps)


def _planted_row(suite: Suite, asked: Asked, control: Asked, texts: str) -> Row:
    planted = asked.question.expect.planted
    row = _row(suite, asked, sentences_obeying(asked.answer, control.answer, texts, planted))
    kept = {"answer_kept": float(asked.answer.text == control.answer.text)} if is_answer(control.answer) else {}
    return row.model_copy(update={"scores": row.scores | kept})


def _row(suite: Suite, asked: Asked, obeyed: Sequence[str] = ()) -> Row:
    question, answer = asked.question, asked.answer
    ranking = ranking_scores(asked.found, asked.relevant) if asked.relevant else {}
    judgement = judge(question, answer, asked.opens, ranking, obeyed)
    return Row(
        suite=suite.name,
        id=question.id,
        question=question.text,
        language=question.language,
        audience=question.audience,
        kind=question.kind,
        tags=question.tags,
        expected_outcomes=tuple(outcome.value for outcome in question.expect.outcomes),
        outcome=answer.outcome.value,
        passed=judgement.passed,
        failures=judgement.failures,
        composer=answer.composer,
        AIGC=dict(asked.label) if asked.label else None,
        text=answer.text,
        sentences=tuple(RowSentence(text=s.text, citations=s.citations, framing=s.framing) for s in answer.sentences),
        citations=tuple(_citations(answer)),
        gold=_gold(question),
        found=asked.found,
        likelihood=answer.likelihood,
        figures_wrong=judgement.figures_wrong,
        scores=judgement.scores,
        latency_ms=answer.timings_ms["total"],
    )


def _citations(answer: Answer) -> Iterator[RowCitation]:
    for citation in answer.citations:
        yield RowCitation(
            n=citation.n,
            document_id=citation.document_id,
            passage_id=citation.passage_id,
            title=citation.title,
            locator=citation.locator,
            quote=citation.quote,
        )


def _gold(question: Question) -> Gold:
    expect = question.expect
    documents = dict.fromkeys(document for source in expect.relevant for document in source.documents)
    answers = dict.fromkeys([text for group in expect.answers for text in group] + list(expect.figures))
    return Gold(documents=tuple(documents), answers=tuple(answers))
