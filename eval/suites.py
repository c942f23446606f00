"""Suites: which kind of data lies at a path, told from what it holds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from eval.bipia import is_bipia, read_bipia
from eval.case_files import is_cases, read_cases
from eval.errors import SuiteUnreadable
from eval.im_tqa import is_im_tqa, read_im_tqa
from eval.mtrag import is_mtrag, read_mtrag
from eval.questions import Suite, spread
from eval.squad_suite import is_squad, read_squad_suite
from eval.stard import is_stard, read_stard

SHIPPED_CASES = Path(__file__).parent / "cases"


def read_suites(paths: Sequence[Path], folder: Path, libraries: Sequence[Path], most: int | None) -> list[Suite]:
    """The suite at each path, under names of their own; libraries made from data sets are written into the folder.

    `libraries`, when given, are what cases are asked of; `most` is how many questions are kept of a suite.
    Raises `SuiteUnreadable`, `OSError`.
    """
    suites: list[Suite] = []
    for number, path in enumerate(paths):
        suite = _read(path, folder / str(number), libraries)
        same = sum(other.name == suite.name or other.name.startswith(f"{suite.name}-") for other in suites)
        name = f"{suite.name}-{same + 1}" if same else suite.name
        suites.append(replace(suite, name=name, questions=spread(suite.questions, most)))
    return suites


def _read(path: Path, folder: Path, libraries: Sequence[Path]) -> Suite:
    if not path.exists():
        raise SuiteUnreadable(f"{path} does not exist.")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        suite = _read_folder(path, folder, libraries) if path.is_dir() else _read_file(path, folder, libraries)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise SuiteUnreadable(f"{path} breaks the rules of its format: {type(error).__name__}: {error}") from error
    if suite is None:
        raise SuiteUnreadable(
            f"{path} holds none of what can be asked: cases, SQuAD, STARD, IM-TQA, MTRAG or BIPIA data."
        )
    if not suite.questions:
        raise SuiteUnreadable(f"{path} holds no questions.")
    ids = Counter(question.id for question in suite.questions)
    if repeated := [name for name, count in ids.items() if count > 1]:
        raise SuiteUnreadable(f"{path}: several questions have the id {repeated[0]}.")
    return suite


def _read_folder(path: Path, folder: Path, libraries: Sequence[Path]) -> Suite | None:
    if is_stard(path):
        return read_stard(path, folder)
    if is_im_tqa(path):
        return read_im_tqa(path, folder)
    if is_bipia(path):
        return read_bipia(path, folder)
    if any(is_cases(file) for file in path.iterdir()):
        return read_cases(path, libraries)
    return None


def _read_file(path: Path, folder: Path, libraries: Sequence[Path]) -> Suite | None:
    if is_cases(path):
        return read_cases(path, libraries)
    if path.suffix == ".json" and is_squad(json.loads(path.read_text("utf-8"))):
        return read_squad_suite(path, folder)
    if path.suffix == ".jsonl":
        with path.open(encoding="utf-8") as lines:
            if is_mtrag(json.loads(next(lines, "null"))):
                return read_mtrag(path, folder)
    return None
