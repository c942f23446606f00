"""Logins: how somebody of the staff is let in by a password, and known by a token until the login ends.

A token is a secret of 256 bits that only the browser holds: the store has its digest, from which it cannot be made.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, insert, or_, select, update

from assistant.keeping.accounts import Account, account_of, folded
from assistant.keeping.audit import NOBODY, Actor, write_entry
from assistant.keeping.databases import keep_others_out
from assistant.keeping.lockouts import account_key, address_key, count_failure, forgive, locked_until, take_back
from assistant.keeping.passwords import hashed, is_outdated, is_right, make_ready
from assistant.keeping.stores import Store
from assistant.keeping.tables import accounts, failures, staff_sessions

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)

_SEEN_EVERY = timedelta(minutes=1)  # not every request of a page needs a write


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of a name and a password: an account, or a moment until which nothing may be tried, or neither."""

    account: Account | None = None
    locked_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Login:
    """A login that has not ended, as its account sees it."""

    begun_at: datetime
    seen_at: datetime
    address: str


class Sessions:
    """The logins of the staff store. All methods raise `KeepingError`."""

    def __init__(self, store: Store, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._store = store
        self._now = now
        make_ready()

    def attempt(self, name: str, password: str, address: str) -> Attempt:
        """Try a name and a password. It takes as long for a name that does not exist.

        Each try counts as a failure before it is judged, so that many at once are no way around a lockout; the right
        password takes the failures of its account back, and its own of the address.
        """
        known_as = folded(name)
        own, keys = account_key(known_as), (account_key(known_as), address_key(address))
        with self._store.writing() as connection:
            keep_others_out(connection, failures)
            row = connection.execute(select(accounts).where(accounts.c.name == known_as)).one_or_none()
            actor = Actor(row.name if row else NOBODY, address)
            if end := locked_until(connection, keys, self._now()):
                write_entry(connection, actor, "login_locked")
                return Attempt(locked_until=end)
            count_failure(connection, keys, self._now())
        if not is_right(password, row.password_hash if row else None) or row is None:
            with self._store.writing() as connection:
                write_entry(connection, actor, "login_failed")
            return Attempt()
        renewed = hashed(password) if is_outdated(row.password_hash) else row.password_hash
        with self._store.writing() as connection:
            # Unless the account was given another password or removed while this one was judged.
            unchanged = (accounts.c.id == row.id) & (accounts.c.password_hash == row.password_hash)
            if connection.execute(update(accounts).where(unchanged).values(password_hash=renewed)).rowcount == 0:
                return Attempt()
            forgive(connection, own)
            take_back(connection, address_key(address))
            now = connection.execute(select(accounts).where(accounts.c.id == row.id)).one()
        return Attempt(account_of(now))

    def begin(self, account: Account, address: str) -> str:
        """The token of a new login of an account that has proved itself here or at its issuer."""
        token, now = secrets.token_urlsafe(32), self._now()
        with self._store.writing() as connection:
            _remove_ended(connection, now)
            connection.execute(
                insert(staff_sessions).values(
                    token_digest=_digest(token), account_id=account.id, begun_at=now, seen_at=now, address=address
                )
            )
            through = {"issuer": account.issuer} if account.issuer else {}
            write_entry(connection, Actor(account.name, address), "login", **through)
        return token

    def account(self, token: str) -> Account | None:
        """Whose login a token is, unless it has ended: by itself after a pause or half a day, or on somebody's word."""
        now, own = self._now(), staff_sessions.c.token_digest == _digest(token)
        joined = staff_sessions.join(accounts, accounts.c.id == staff_sessions.c.account_id)
        with self._store.reading() as connection:
            row = connection.execute(
                select(accounts, staff_sessions.c.begun_at, staff_sessions.c.seen_at).select_from(joined).where(own)
            ).one_or_none()
        if row is None or row.seen_at <= now - IDLE or row.begun_at <= now - LONGEST:
            return None
        if row.seen_at <= now - _SEEN_EVERY:
            with self._store.writing() as connection:
                connection.execute(update(staff_sessions).where(own).values(seen_at=now))
        return account_of(row)

    def end(self, token: str, address: str) -> None:
        """End a login."""
        own = staff_sessions.c.token_digest == _digest(token)
        joined = staff_sessions.join(accounts, accounts.c.id == staff_sessions.c.account_id)
        with self._store.writing() as connection:
            name = connection.scalar(select(accounts.c.name).select_from(joined).where(own))
            if name is not None:
                connection.execute(delete(staff_sessions).where(own))
                write_entry(connection, Actor(name, address), "logout")

    def of_account(self, account: Account) -> tuple[Login, ...]:
        """The logins of an account that have not ended, newest first."""
        now, table = self._now(), staff_sessions.c
        live = (table.account_id == account.id, table.seen_at > now - IDLE, table.begun_at > now - LONGEST)
        with self._store.reading() as connection:
            rows = connection.execute(select(staff_sessions).where(*live).order_by(table.begun_at.desc())).all()
        return tuple(Login(row.begun_at, row.seen_at, row.address) for row in rows)


def _remove_ended(connection: Connection, now: datetime) -> None:
    ended = or_(staff_sessions.c.seen_at <= now - IDLE, staff_sessions.c.begun_at <= now - LONGEST)
    connection.execute(delete(staff_sessions).where(ended))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
