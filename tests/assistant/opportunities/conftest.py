"""The stores of a made-up table of projects, as staff and as the public have them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.opportunities.naming import Names
from corpus.glossaries import Glossary
from corpus.languages import Script
from corpus.schemas import Term
from index.records.store import RecordStore
from tests.assistant.opportunities.projects import write_stores

GLOSSARY = Glossary((Term(zh="独立投资", zh_hant="獨立投資", en="sole investment"),))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("opportunities")


@pytest.fixture(scope="module")
def stores(folder: Path) -> Iterator[tuple[RecordStore, RecordStore]]:
    made = write_stores(folder)
    yield made
    for store in made:
        store.close()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordStore]:
    """The public store with so many projects that they take three pages."""
    staff, public = write_stores(tmp_path_factory.mktemp("many"), more=45)
    yield public
    staff.close()
    public.close()


@pytest.fixture(scope="module")
def public(stores: tuple[RecordStore, RecordStore]) -> RecordStore:
    return stores[1]


def names(store: RecordStore, script: Script = "hans") -> Names:
    return Names.of(store, GLOSSARY, script)
