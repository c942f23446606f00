"""Logins through a provider: each is spent once, and what fails is counted and written down."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete

from assistant.keeping.audit import NOBODY, Actor, write_entry
from assistant.keeping.databases import insert_into
from assistant.keeping.lockouts import address_key, count_failure, locked_until
from assistant.keeping.stores import Store
from assistant.keeping.tables import spent_states

LONGEST = timedelta(minutes=10)
"""From the button to the answer of the provider."""


class OpenIdLogins:
    """What the staff store knows of logins through one issuer. All methods raise `KeepingError`."""

    def __init__(self, store: Store, issuer: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._store = store
        self._issuer = issuer
        self._now = now

    def spend(self, state: str, begun_at: datetime) -> bool:
        """Whether a login that began then may go on: in time, and for the first time in any process."""
        now = self._now()
        if not now - LONGEST < begun_at <= now + LONGEST:  # another process may be ahead of this one
            return False
        digest = hashlib.sha256(state.encode()).hexdigest()
        with self._store.writing() as connection:
            # What has been spent is remembered for as long as its time might not be over by any clock.
            connection.execute(delete(spent_states).where(spent_states.c.spent_at < now - 3 * LONGEST))
            added = insert_into(connection, spent_states).values(digest=digest, spent_at=now)
            return connection.execute(added.on_conflict_do_nothing()).rowcount == 1

    def locked_until(self, address: str) -> datetime | None:
        """Until when nobody may log in from a network address, if that is so now."""
        with self._store.reading() as connection:
            return locked_until(connection, (address_key(address),), self._now())

    def refuse(self, why: str, address: str, **detail: str) -> None:
        """Count whom or what was not to be believed as a failure of the address it came from."""
        with self._store.writing() as connection:
            count_failure(connection, (address_key(address),), self._now())
            actor = Actor(NOBODY, address)
            write_entry(connection, actor, "login_failed", issuer=self._issuer, why=why, **detail)
