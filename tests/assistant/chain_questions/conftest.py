"""The demonstration's chains as each audience may ask them."""

from __future__ import annotations

import pytest

from index.chains.joining import atlas_of
from index.records.store import RecordStore
from tests.assistant.chain_questions.tables import Asking, Hand, table
from tests.assistant.record_questions.tables import demo_store
from tests.index.records.samples import places


@pytest.fixture(scope="session")
def staff(tmp_path_factory: pytest.TempPathFactory) -> Asking:
    store = demo_store(tmp_path_factory.mktemp("staff-chains"))
    asking = Asking.of(atlas_of(store, []))
    store.close()
    return asking


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Asking:
    folder = tmp_path_factory.mktemp("public-chains")
    demo_store(folder).close()
    store = RecordStore(places(folder)[1], "public")
    asking = Asking.of(atlas_of(store, []))
    store.close()
    return asking


@pytest.fixture(scope="session")
def hand() -> Hand:
    return Hand(table("links"), table("enterprises"), table("targets"))
