"""Databases: where things are kept, a SQLite file of their own or PostgreSQL by URL."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    SQLAlchemyError,
    StatementError,
)
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.pool import QueuePool

from assistant.keeping.errors import KeepingError, NoDatabase, NotTaken, Unreachable

Address = Path | str
"""A SQLite file, or a PostgreSQL database by URL."""

_WAIT_SECONDS = 10
_PRAGMAS = (
    f"PRAGMA busy_timeout = {_WAIT_SECONDS * 1000}",  # first: the next one may have to wait
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # what was acknowledged outlives a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what a reader had deleted is overwritten
)
_WRITING = "smx_writing"
_ONE_MOMENT = text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
_REFUSED_STATES = ("22", "23", "42")
"""Classes of PostgreSQL's states: the data, a constraint or the statement is at fault, not the server."""


class Database:
    """One database. Reading sees one moment; writing is all or nothing, and done when it has returned.

    Used from any thread. Connections are tried before use, so that a database that was gone and came back is simply
    used again.
    """

    def __init__(self, address: Address) -> None:
        """Raises `NoDatabase` where the address names none; nothing is opened yet."""
        self.shown = _shown(address)
        self._engine = _sqlite(address) if isinstance(address, Path) else _server(address)
        self._writing = self._engine.execution_options(**{_WRITING: True})
        # What the driver raises while a lost connection is put back is not translated by the toolkit.
        self._broken = (SQLAlchemyError, OSError, self._engine.dialect.loaded_dbapi.Error)

    @property
    def is_file(self) -> bool:
        """Whether this is a SQLite file."""
        return self._engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the database as it is at one moment. Raises `KeepingError`."""
        with self._told(), self._engine.begin() as connection:
            if not self.is_file:
                connection.execute(_ONE_MOMENT)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are stored for good when this ends, or not at all. Raises `KeepingError`."""
        with self._told(), self._writing.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except self._broken as error:
            raise self._in_words(error) from error

    def _in_words(self, error: Exception) -> KeepingError:
        cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
        said = f"{self.shown}: {_first_line(cause)}"
        return NotTaken(said) if _is_refusal(error) else Unreachable(said)


def _is_refusal(error: Exception) -> bool:
    """Whether what was written is at fault, so that it would be refused again."""
    if not isinstance(error, StatementError):
        return isinstance(error, SQLAlchemyError) and not isinstance(error, NoConnection)
    if not isinstance(error, DBAPIError) or isinstance(error, IntegrityError | DataError):
        return True
    if error.connection_invalidated:
        return False
    told = error.orig.args[0] if error.orig and error.orig.args else None
    return isinstance(told, dict) and str(told.get("C", ""))[:2] in _REFUSED_STATES


def _first_line(cause: BaseException) -> str:
    told = cause.strerror if isinstance(cause, OSError) else cause.args[0] if cause.args else cause
    words = told.get("M", told) if isinstance(told, dict) else told  # pg8000 tells its errors as fields
    return (str(words).splitlines() or [type(cause).__name__])[0]


def _sqlite(file: Path) -> Engine:
    address = str(file.absolute())

    def connect() -> sqlite3.Connection:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))  # nobody else on the machine reads what people asked
        return sqlite3.connect(address, check_same_thread=False, isolation_level=None, timeout=_WAIT_SECONDS)

    def prepare(connection: sqlite3.Connection, _: object) -> None:
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    def begin(connection: Connection) -> None:
        # A transaction that begins by reading could not wait for another writer when it comes to write.
        is_writing = connection.get_execution_options().get(_WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_timeout=_WAIT_SECONDS)
    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


def _server(url: str) -> Engine:
    try:
        made = make_url(url)
        made.get_dialect().import_dbapi()
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise NoDatabase(f"A URL for keeping names no usable database: {error}") from error
    if made.get_backend_name() != "postgresql":
        raise NoDatabase(f"What was asked is kept in files or in PostgreSQL, not in {made.get_backend_name()}.")
    return create_engine(made, pool_pre_ping=True, pool_timeout=_WAIT_SECONDS, connect_args={"timeout": _WAIT_SECONDS})


def _shown(address: Address) -> str:
    """The address as messages name it, without a password."""
    if isinstance(address, Path):
        return str(address)
    try:
        return make_url(address).render_as_string(hide_password=True)
    except ArgumentError:
        return "the database"


def insert_into(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An insertion that can say what is done where there is such a row already."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, save those that are there already."""
    if rows:
        # Only an insertion that returns something is sent with many rows at once, and not one after the other.
        statement = insert_into(connection, table).on_conflict_do_nothing().returning(*table.primary_key)
        connection.execute(statement, rows)


def keep_others_out(connection: Connection, table: Table) -> None:
    """Let nobody else write to a table until this transaction ends. In a file there is one writer anyway."""
    if connection.dialect.name != "sqlite":
        connection.execute(text(f"LOCK TABLE {table.name} IN EXCLUSIVE MODE"))


LOCK_FOR_MIGRATION = text("SELECT pg_advisory_xact_lock(7307125)")
"""Held by the one process that brings a PostgreSQL database up to date; any number that others do not use."""
