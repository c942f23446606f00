"""Stores: the database of an audience with what is kept in it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from sqlalchemy import Connection

from assistant.keeping.databases import Address, Database
from assistant.keeping.migrating import bring_up_to_date
from corpus.schemas import Audience


class Store:
    """A database in its present form. Used from any thread, and by several processes at once.

    It is opened with its first use, and tried again with each further one while that fails: a database that is down
    when the service starts is used as soon as it is there.
    """

    def __init__(self, address: Address, audience: Audience) -> None:
        """Raises `NoDatabase` where the address names none."""
        self._database = Database(address)
        self._audience: Audience = audience
        self._is_open = False
        self._lock = threading.Lock()

    @property
    def shown(self) -> str:
        """Where the store is, as messages name it, without a password."""
        return self._database.shown

    def open(self) -> None:
        """Bring the database to its present form, unless that has been done. Raises `KeepingError`."""
        if self._is_open:
            return
        with self._lock:
            if not self._is_open:
                bring_up_to_date(self._database, self._audience)
                self._is_open = True

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the store as it is at one moment. Raises `KeepingError`."""
        self.open()
        with self._database.reading() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are stored for good when this ends, or not at all. Raises `KeepingError`."""
        self.open()
        with self._database.writing() as connection:
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
