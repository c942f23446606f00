"""Stores of their own for each test: in files, and in PostgreSQL where `RECORDS_TEST_URL` names a server."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from assistant.keeping.databases import Address
from assistant.keeping.stores import Store
from corpus.schemas import Audience

URL = os.environ.get("RECORDS_TEST_URL", "")

OpenStore = Callable[[Audience], Store]


@contextmanager
def postgresql_database() -> Iterator[str]:
    """The URL of an empty database, which is gone afterwards."""
    if not URL:
        pytest.skip("RECORDS_TEST_URL names no PostgreSQL database")
    name = f"smx_keeping_{uuid4().hex}"
    server = create_engine(URL, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield make_url(URL).set(database=name).render_as_string(hide_password=False)
    finally:
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Address]:
    """An empty database of each kind."""
    if request.param == "sqlite":
        yield tmp_path / "keeping" / "store.sqlite"
    else:
        with postgresql_database() as url:
            yield url


@pytest.fixture
def open_store(address: Address) -> Iterator[OpenStore]:
    """Opens the empty database; as often as wanted."""
    with ExitStack() as opened:
        yield lambda audience: opened.enter_context(Store(address, audience))


@pytest.fixture
def public(open_store: OpenStore) -> Store:
    return open_store("public")


@pytest.fixture
def staff(open_store: OpenStore) -> Store:
    return open_store("staff")
