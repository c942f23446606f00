"""Question cases: the project's own format, read from YAML files and checked as they enter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from assistant.answers import Outcome
from assistant.conversations import Turn
from assistant.settings import SHIPPED_LIBRARY
from corpus.quantities import read_quantities
from corpus.schemas import Audience, Language
from eval.errors import SuiteUnreadable
from eval.questions import Expectation, Question, Relevant, Suite

CaseKind = Literal[
    "answerable", "unanswerable", "trap", "follow_up", "comparison", "aggregation", "eligibility", "adversarial",
    "out_of_scope", "staff_only",
]  # fmt: skip
Tag = Literal["traditional", "typo", "mixed", "conflict", "time", "cross_language", "number_format"]


def _with_a_figure(text: str) -> str:
    if not read_quantities(text):
        raise ValueError("no figure can be read in it")
    return text


Text = Annotated[str, Field(min_length=1)]
Figure = Annotated[str, AfterValidator(_with_a_figure)]
AnyOf = Annotated[tuple[Text, ...], Field(min_length=1)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class EarlierTurn(_Entry):
    """A question asked before, and its answer."""

    question: Text
    answer: str = ""


class Expected(_Entry):
    """What must hold of the answer."""

    outcomes: Annotated[tuple[Outcome, ...], Field(min_length=1)]
    figures: tuple[Figure, ...] = ()
    facts: tuple[AnyOf, ...] = ()
    cites: tuple[AnyOf, ...] = ()
    absent: tuple[Text, ...] = ()
    wrong_figures: tuple[Figure, ...] = ()


class Case(_Entry):
    """One question and what is expected of its answer."""

    id: Annotated[str, Field(pattern=r"^(inv|staff)-(zh|en)-\d+$")]
    question: Text
    language: Language
    audience: Audience
    kind: CaseKind
    tags: tuple[Tag, ...] = ()
    history: tuple[EarlierTurn, ...] = ()
    expect: Expected
    why: str = ""


class CaseFile(_Entry):
    """A file of cases about one library, asked on one day."""

    kind: Literal["cases"]
    title: Text
    library: Text
    as_of: date
    cases: Annotated[tuple[Case, ...], Field(min_length=1)]


def is_cases(file: Path) -> bool:
    """Whether a file says of itself that it holds cases."""
    if file.suffix not in (".yaml", ".yml"):
        return False
    value = _loaded(file)
    return isinstance(value, dict) and value.get("kind") == "cases"


def read_cases(path: Path, libraries: Sequence[Path]) -> Suite:
    """The cases of a file, or of all files of a folder; `libraries`, when given, are asked instead of the one named.

    Raises `SuiteUnreadable`, `OSError`.
    """
    places = [path] if path.is_file() else sorted(file for file in path.iterdir() if is_cases(file))
    files = {place: _read(place) for place in places}
    _check_ids(files)
    named = {file.library for file in files.values()}
    if not libraries and len(named) > 1:
        raise SuiteUnreadable(f"{path}: the files are about several libraries ({', '.join(sorted(named))}); name each.")
    asked = tuple(_question(case, file.as_of) for file in files.values() for case in file.cases)
    return Suite(path.stem, "cases", path, asked, tuple(libraries) or (_shipped(named.pop(), path),))


def _read(file: Path) -> CaseFile:
    try:
        return CaseFile.model_validate(_loaded(file))
    except ValidationError as error:
        wrong = (f"  {'.'.join(map(str, found['loc']))}: {found['msg']}" for found in error.errors()[:10])
        raise SuiteUnreadable(f"{file} is no file of cases:\n" + "\n".join(wrong)) from error


def _loaded(file: Path) -> object:
    try:
        return yaml.safe_load(file.read_bytes())
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SuiteUnreadable(f"{file} is not YAML: {error}") from error


def _check_ids(files: dict[Path, CaseFile]) -> None:
    seen: dict[str, Path] = {}
    for place, file in files.items():
        for case in file.cases:
            if case.id in seen:
                raise SuiteUnreadable(f"{place}: the id {case.id} is also in {seen[case.id]}.")
            seen[case.id] = place


def _shipped(name: str, path: Path) -> Path:
    folder = SHIPPED_LIBRARY.parent / name
    if not folder.is_dir():
        raise SuiteUnreadable(f"{path}: no library called {name!r} is shipped; name its folder with --library.")
    return folder


def _question(case: Case, as_of: date) -> Question:
    expect = case.expect
    return Question(
        id=case.id,
        text=case.question,
        language=case.language,
        kind=case.kind,
        audience=case.audience,
        tags=case.tags,
        history=tuple(Turn(turn.question, turn.answer) for turn in case.history),
        asked_on=as_of,
        expect=Expectation(
            outcomes=expect.outcomes,
            answers=expect.facts,
            figures=expect.figures,
            wrong_figures=expect.wrong_figures,
            absent=expect.absent,
            cites=expect.cites,
            relevant=tuple(Relevant(group) for group in expect.cites),
        ),
    )
