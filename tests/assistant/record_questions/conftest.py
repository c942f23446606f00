"""The stores that questions are asked of, each made once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.records.store import RecordStore
from tests.assistant.record_questions.tables import Asking, demo_store, other_store
from tests.index.records.samples import places


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    """Asks the demonstration's records."""
    store = demo_store(tmp_path_factory.mktemp("demo-records"))
    yield Asking.of(store)
    store.close()


@pytest.fixture(scope="session")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    """Asks the made-up table of another place."""
    store = other_store(tmp_path_factory.mktemp("other-records"))
    yield Asking.of(store)
    store.close()


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    """Asks the public shelf of the demonstration's records."""
    folder = tmp_path_factory.mktemp("public-records")
    demo_store(folder).close()
    store = RecordStore(places(folder)[1], "public")
    yield Asking.of(store)
    store.close()
