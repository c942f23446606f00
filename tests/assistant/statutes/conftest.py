"""A library of made-up statutes, built once and asked before and after the newest of them takes effect."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.assistant.samples import Asked, asked, built
from tests.corpus.statutes.samples import ENGLISH, NEW, OLD, REPEALED

BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)
_FILES = {
    "old.md": OLD,
    "new.txt": NEW,
    "repealed.md": REPEALED,
    "new-en.md": f"---\ntranslation_of: new\n---\n{ENGLISH}",
    "visit.md": "# 参观须知\n\n示例登记大厅周一至周五开放。第二条通道供团体使用。\n",
}


@pytest.fixture(scope="session")
def statutes_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("statutes")
    (folder / "library").mkdir()
    for name, text in _FILES.items():
        (folder / "library" / name).write_text(text, "utf-8")
    return built(folder / "data", folder / "library")


@pytest.fixture(scope="session")
def ask_on(statutes_data: Path) -> Iterator[Callable[[date], Asked]]:
    """Asks on a day."""
    asking = {day: asked(statutes_data, today=day) for day in (BEFORE, AFTER)}
    yield asking.__getitem__
    for one in asking.values():
        one.index.get().close()


@pytest.fixture
def ask(ask_on: Callable[[date], Asked]) -> Asked:
    """Asks when the newest version is in force."""
    return ask_on(AFTER)
