"""Databases: where the records of a shelf are kept, a file of their own or a server named by URL."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.pool import QueuePool

_READING = ("PRAGMA query_only = ON", "PRAGMA mmap_size = 4294967296", "PRAGMA cache_size = -32000")
_WRITING = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a store is: a SQLite file, or any database SQLAlchemy knows, by URL and, if wanted, schema.

    Each shelf has a place of its own; in a server that is a database, or a schema that only its readers may use. A
    store that is written again must be opened anew, so that each generation is best given its own.
    """

    address: Path | str
    schema: str | None = None

    @property
    def shown(self) -> str:
        """The place as messages name it, without a password."""
        if isinstance(self.address, Path):
            return str(self.address)
        return make_url(self.address).render_as_string(hide_password=True)


def reading_engine(place: Place) -> Engine:
    """An engine that can only read; it may be used from several threads."""
    if isinstance(place.address, Path):
        return _sqlite(place.address, "?mode=ro&immutable=1", _READING)
    return create_engine(place.address, pool_pre_ping=True).execution_options(postgresql_readonly=True)


def writing_engine(place: Place) -> Engine:
    """An engine that writes. A file is written without a journal: one that is not finished is not used."""
    if isinstance(place.address, Path):
        return _sqlite(place.address, "?mode=rwc", _WRITING)
    return create_engine(place.address)


def _sqlite(file: Path, mode: str, pragmas: tuple[str, ...]) -> Engine:
    address = file.absolute().as_uri() + mode

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, check_same_thread=False)

    def prepare(connection: sqlite3.Connection, _: object) -> None:
        for pragma in pragmas:
            connection.execute(pragma)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "connect", prepare)
    return engine
