"""Runs: what a measurement writes and what reports and comparisons read, `run.json` beside `rows.jsonl`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.errors import RunUnreadable

SuiteKind = Literal["cases", "squad", "stard", "im-tqa", "mtrag", "bipia"]
Unit = Literal["share", "ms", "count"]
Grouping = Literal["language", "kind", "audience", "tag"]

RUNS = "eval-runs"
"""The folder under the data folder that runs are written to unless another is named."""

_Model = TypeVar("_Model", bound=BaseModel)

_RUN, _ROWS = "run.json", "rows.jsonl"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Metric(_Value):
    """One figure of a suite over `n` questions; `low` and `high` bound its 95 % interval."""

    name: str
    label: str
    value: float
    low: float | None = None
    high: float | None = None
    n: int
    unit: Unit = "share"
    higher_is_better: bool = True


class Group(_Value):
    """The metrics of the questions that have one value of a property in common."""

    by: Grouping
    value: str
    metrics: tuple[Metric, ...]


class CoveragePoint(_Value):
    """When only what is at least `threshold` likely is answered: the share answered, and the share wrong of those."""

    coverage: float
    risk: float
    threshold: float


class OutcomeCount(_Value):
    """How many questions of which one outcome was expected ended in another, or in the same."""

    expected: str
    actual: str
    count: int


class Latency(_Value):
    """Milliseconds to answer: three percentiles, and each question's in the order asked."""

    p50: float
    p95: float
    p99: float
    values: tuple[float, ...] = ()


class SuiteRun(_Value):
    """One suite as it was run; `library` names what was indexed."""

    name: str
    kind: SuiteKind
    path: str
    questions: int
    library: tuple[str, ...] = ()
    generation: str
    model: str
    documents: int
    passages: int
    metrics: tuple[Metric, ...]
    groups: tuple[Group, ...] = ()
    risk_coverage: tuple[CoveragePoint, ...] = ()
    confusion: tuple[OutcomeCount, ...] = ()
    latency_ms: Latency


class Machine(_Value):
    """What the figures depend on."""

    processor: str
    cores: int
    python: str
    packages: dict[str, str]


class Run(_Value):
    """A whole run; times are UTC."""

    format: Literal[1] = 1
    id: str
    started_at: datetime
    finished_at: datetime
    command: tuple[str, ...]
    smx_version: str
    settings: dict[str, str]
    machine: Machine
    suites: tuple[SuiteRun, ...]


class RowSentence(_Value):
    """A sentence of an answer; `framing` ones are the assistant's own words."""

    text: str
    citations: tuple[int, ...] = ()
    framing: bool = False


class RowCitation(_Value):
    """A source of an answer."""

    n: int
    document_id: str
    passage_id: str
    title: str
    locator: str
    quote: str


class Gold(_Value):
    """What the data holds to be right."""

    documents: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


class Row(_Value):
    """One question as it was answered; `passed` is nothing where the data does not say what is right.

    `scores` are this question's part in each metric it counts in; `found` are document ids, best first. `AIGC` is the
    implicit label of text that a model wrote.
    """

    suite: str
    id: str
    question: str
    language: str
    audience: str
    kind: str
    tags: tuple[str, ...] = ()
    expected_outcomes: tuple[str, ...] = ()
    outcome: str
    passed: bool | None
    failures: tuple[str, ...] = ()
    composer: str = "quoting"
    AIGC: dict[str, str] | None = None
    text: str
    sentences: tuple[RowSentence, ...] = ()
    citations: tuple[RowCitation, ...] = ()
    gold: Gold = Gold()
    found: tuple[str, ...] = Field((), max_length=10)
    likelihood: float | None = None
    figures_wrong: tuple[str, ...] = ()
    scores: dict[str, float] = {}
    latency_ms: float


def write_run(folder: Path, run: Run, rows: Iterable[Row]) -> None:
    """Write both files of a run, making the folder. Raises `OSError`."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _ROWS).open("w", encoding="utf-8") as lines:
        lines.writelines(row.model_dump_json() + "\n" for row in rows)
    (folder / _RUN).write_text(run.model_dump_json(indent=1) + "\n", "utf-8")


def holds_run(folder: Path) -> bool:
    """Whether a folder holds either file of a run."""
    return any((folder / name).exists() for name in (_RUN, _ROWS))


def read_run(folder: Path) -> Run:
    """The run in a folder. Raises `RunUnreadable`, `OSError`."""
    file = folder / _RUN
    if not file.is_file():
        raise RunUnreadable(f"{folder} holds no run: {_RUN} is missing.")
    return _checked(Run, file.read_bytes(), str(file))


def read_rows(folder: Path) -> tuple[Row, ...]:
    """The questions of the run in a folder, in the order asked. Raises `RunUnreadable`, `OSError`."""
    file = folder / _ROWS
    if not file.is_file():
        raise RunUnreadable(f"{folder} holds no run: {_ROWS} is missing.")
    lines = enumerate(file.read_bytes().splitlines(), start=1)
    return tuple(_checked(Row, line, f"{file}:{number}") for number, line in lines if line.strip())


def _checked(model: type[_Model], text: bytes, place: str) -> _Model:
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "file"
        raise RunUnreadable(f"{place}: {field}: {first['msg']}.") from error
