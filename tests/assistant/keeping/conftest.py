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
from assistant.keeping.tables import TABLES
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


@pytest.fixture(scope="session")
def kept_databases() -> Iterator[Callable[[Audience], str]]:
    """One PostgreSQL database for each audience, brought to its form once, since that takes a second."""
    with ExitStack() as made:
        urls: dict[Audience, str] = {}

        def url(audience: Audience) -> str:
            if audience not in urls:
                urls[audience] = made.enter_context(postgresql_database())
            return urls[audience]

        yield url


@contextmanager
def empty_store(
    request: pytest.FixtureRequest, tmp_path: Path, kept_databases: Callable[[Audience], str], audience: Audience
) -> Iterator[Store]:
    if request.param == "sqlite":
        with Store(tmp_path / "keeping" / "store.sqlite", audience) as store:
            yield store
        return
    with Store(kept_databases(audience), audience) as store:
        with store.writing() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))  # the audit, too, begins anew
            connection.execute(text(f"TRUNCATE {', '.join(table.name for table in TABLES[audience])} RESTART IDENTITY"))
        yield store


@pytest.fixture(params=["sqlite", "postgresql"])
def public(request, tmp_path, kept_databases) -> Iterator[Store]:
    """An empty store of what the public asks, in each kind of database."""
    with empty_store(request, tmp_path, kept_databases, "public") as store:
        yield store


@pytest.fixture(params=["sqlite", "postgresql"])
def staff(request, tmp_path, kept_databases) -> Iterator[Store]:
    """An empty store of the staff, in each kind of database."""
    with empty_store(request, tmp_path, kept_databases, "staff") as store:
        yield store
