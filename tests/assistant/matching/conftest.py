"""The library of what can be matched, built once, for either audience."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assembly import OpenIndex
from tests.assistant.matching.library import DAY, write_matching_library
from tests.assistant.samples import Asked, asked, built


@pytest.fixture(scope="session")
def matching_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("matching")
    return built(folder / "data", write_matching_library(folder / "library"))


@pytest.fixture(scope="session")
def ask_matching(matching_data: Path) -> Iterator[Asked]:
    """Asks the public shelf."""
    asking = asked(matching_data, today=DAY)
    yield asking
    asking.index.get().close()


@pytest.fixture(scope="session")
def public(ask_matching: Asked) -> OpenIndex:
    return ask_matching.index.get()


@pytest.fixture(scope="session")
def staff(matching_data: Path) -> Iterator[OpenIndex]:
    index = asked(matching_data, "staff", DAY).index.get()
    yield index
    index.close()
