"""Figures of one system at one size, kept in a file so that a comparison that was stopped goes on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.command_line import Found
from eval.metrics import mean_reciprocal_rank, percentile, recall
from eval.passage_pool import ASKED, PooledQuestion

ROUNDS_UP_TO = 1_000
"""Passages up to which builds are made several times, and peers embed the passages themselves."""

_WARM_UP = 5  # questions whose times do not count


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Quality(_Value):
    """How well the answering passages of so many questions were found."""

    recall_at_1: float
    recall_at_5: float
    mrr: float
    questions: int


class Figures(_Value):
    """What was measured of a system; what is missing was not reached, and `failure` says why.

    `build_seconds` are those of the whole process, `work_seconds` leave out its imports and the loading of the model.
    `made_with` names what the figures depend on besides passages and questions.
    """

    system: str
    passages: int
    made_with: str
    measured_at: datetime = Field(default_factory=lambda: datetime.now(UTC))
    failure: str = ""
    vectors_given: bool = False
    build_seconds: float | None = None
    work_seconds: float | None = None
    disk_bytes: int | None = None
    quality: dict[str, Quality] = {}
    p50_ms: float | None = None
    p95_ms: float | None = None
    cold_seconds: float | None = None
    peak_bytes: int | None = None

    @property
    def passages_per_second(self) -> float | None:
        """How fast whole builds are that begin with nothing but the passages."""
        return None if self.build_seconds is None or self.vectors_given else self.passages / self.build_seconds


class OwnFigures(Figures):
    """What was measured of smx, with what it is held against."""

    build_seconds: float
    disk_bytes: int
    p50_ms: float
    cold_seconds: float
    peak_bytes: int
    batch_mean_ms: float
    cold_ask_seconds: float
    ask_peak_bytes: int
    rebuild_seconds: float
    bare_passages_per_second: float
    bare_question_ms: float
    first_build_seconds: float | None = None

    @property
    def passages_per_second(self) -> float:
        """How fast whole builds are."""
        return self.passages / self.build_seconds


_Figures = TypeVar("_Figures", bound=Figures)


def quality(questions: Sequence[PooledQuestion], found: Sequence[Sequence[str]]) -> dict[str, Quality]:
    """The quality of what was found, by set of questions; questions beyond the last that was asked do not count."""
    asked = list(zip(questions, found, strict=False))
    measured = {}
    for label in ASKED:
        matches = [Found(tuple(ids)) for question, ids in asked if question.label == label]
        gold = [question.gold for question, _ in asked if question.label == label]
        measured[label] = Quality(
            recall_at_1=recall(matches, gold, 1),
            recall_at_5=recall(matches, gold, 5),
            mrr=mean_reciprocal_rank(matches, gold),
            questions=len(matches),
        )
    return measured


def warm(milliseconds: Sequence[float]) -> dict[str, float]:
    """The percentiles of the times of questions, save the first few."""
    counted = milliseconds[min(_WARM_UP, len(milliseconds) - 1) :]
    return {"p50_ms": percentile(counted, 0.5), "p95_ms": percentile(counted, 0.95)}


def size_on_disk(folder: Path) -> int:
    """The bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def kept(model: type[_Figures], file: Path, made_with: str) -> _Figures | None:
    """Figures measured before with the same, or nothing."""
    try:
        figures = model.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return None
    return figures if figures.made_with == made_with else None


def keep(figures: Figures, file: Path) -> None:
    """Write figures to a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(figures.model_dump_json(indent=1), "utf-8")
