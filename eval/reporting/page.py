"""The page of a run: everything in one HTML file that asks for nothing outside itself."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from eval.comparing import SuiteComparison, compare
from eval.reporting.changes import SuiteChanges, reservations, suite_changes
from eval.reporting.questions import Key, Shown, shown_questions
from eval.reporting.suites import section
from eval.reporting.wording import counted, duration, figure, interval, moment, plain
from eval.runs import Row, Run, read_rows, read_run

_TEMPLATES = Path(__file__).parents[1] / "templates"
_FILTERS = {function.__name__: function for function in (counted, duration, figure, interval, moment, plain)}


@dataclass(frozen=True, slots=True)
class _Comparison:
    """The run before, and what changed since."""

    previous: Run
    notes: tuple[str, ...]
    suites: tuple[SuiteChanges, ...]
    fixed: tuple[Shown, ...]
    broken: tuple[Shown, ...]


def write_report(run: Path, out: Path, previous: Path | None) -> None:
    """Write the page of a run folder; the same folders give the same bytes.

    `previous` is the run folder it is compared with. Raises `RunUnreadable`, `OSError`.
    """
    out.write_text(render_report(run, previous), "utf-8", newline="\n")


def render_report(run: Path, previous: Path | None) -> str:
    """The page of a run folder as HTML. Raises `RunUnreadable`, `OSError`."""
    this, rows = read_run(run), read_rows(run)
    compared = compare(previous, run) if previous else ()
    changes = suite_changes(compared)
    metrics = {suite.name: suite.metrics for suite in changes}
    questions = shown_questions(this, rows, _turned(changes))
    script = _text("report.js")
    pages = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters.update(_FILTERS)
    return pages.get_template("report.html").render(
        run=this,
        sections=[
            section(number, suite, [row for row in rows if row.suite == suite.name], metrics.get(suite.name, {}))
            for number, suite in enumerate(this.suites, start=1)
        ],
        comparison=_comparison(this, read_run(previous), compared, questions) if previous else None,
        questions=questions,
        left_out=len(rows) - len(questions),
        filters=_filters([shown.row for shown in questions]),
        style=_text("report.css"),
        script=script,
        script_digest=_digest(script),
        mark=_text("mark.svg"),
    )


def _comparison(
    this: Run, previous: Run, compared: Sequence[SuiteComparison], questions: Sequence[Shown]
) -> _Comparison:
    in_order = sorted(questions, key=lambda shown: (shown.row.suite, shown.row.id))
    return _Comparison(
        previous=previous,
        notes=tuple(reservations(this, previous, compared)),
        suites=suite_changes(compared),
        fixed=tuple(shown for shown in in_order if shown.change == "fixed"),
        broken=tuple(shown for shown in in_order if shown.change == "broken"),
    )


def _turned(changes: Sequence[SuiteChanges]) -> dict[Key, str]:
    fixed = {(suite.name, name): "fixed" for suite in changes for name in suite.fixed}
    return fixed | {(suite.name, name): "broken" for suite in changes for name in suite.broken}


def _filters(rows: Sequence[Row]) -> list[tuple[str, str, list[str]]]:
    """What questions can be filtered by: attribute, title and the values there are, where there is a choice."""
    values = {
        "suite": sorted({row.suite for row in rows}),
        "kind": sorted({row.kind for row in rows}),
        "language": sorted({row.language for row in rows}),
        "outcome": sorted({row.outcome for row in rows}),
    }
    return [(name, name.capitalize(), there) for name, there in values.items() if len(there) > 1]


def _text(name: str) -> Markup:
    """A file of our own, which goes into the page as it is."""
    return Markup((_TEMPLATES / name).read_text("utf-8").strip())  # noqa: S704


def _digest(script: str) -> str:
    """The one script the page lets run, so that nothing else in it ever does."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
