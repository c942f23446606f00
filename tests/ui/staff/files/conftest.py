"""A staff space over a library of its own, into which files are put."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ui.conftest import running as served_here
from tests.ui.staff.conftest import Kept, opening


@pytest.fixture(scope="package")
def side(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    with opening(tmp_path_factory.mktemp("files")) as (kept, _):
        yield kept


@pytest.fixture(scope="package")
def here(side: Kept) -> Iterator[str]:
    """Where it is served."""
    with served_here(side.assistant, side.browsing, keeper=side.keeper, staff=side.space) as address:
        yield address
