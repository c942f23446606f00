"""A small real library served over HTTP for programs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.browsing import Browsing
from assistant.flow import Assistant
from tests.assistant.matching.library import DAY, write_matching_library
from tests.assistant.samples import built, opened
from tests.ui.conftest import running


@pytest.fixture(scope="session")
def real_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the public shelf of real policies and the demonstration's records is served."""
    folder = tmp_path_factory.mktemp("api")
    index = opened(built(folder / "data", write_matching_library(folder / "library")))

    def today() -> date:
        return DAY

    with running(Assistant(index, today), Browsing(index, today)) as address:
        yield address
    index.get().close()
