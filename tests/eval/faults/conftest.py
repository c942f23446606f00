"""The indexes that are built from nothing, made once for all trials."""

from __future__ import annotations

import pytest

from eval.faults.wholeness import References


@pytest.fixture(scope="package")
def references(tmp_path_factory: pytest.TempPathFactory) -> References:
    return References(tmp_path_factory.mktemp("references"))
