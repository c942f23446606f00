"""Accounts: who may work in the staff space, and in which role."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Row, delete, insert, select, update

from assistant.keeping.audit import Actor, write_entry
from assistant.keeping.errors import AccountRefused
from assistant.keeping.lockouts import account_key, forgive
from assistant.keeping.passwords import hashed, problem_of
from assistant.keeping.stores import Store
from assistant.keeping.tables import accounts, staff_sessions
from assistant.keeping.visits import new_id

Role = Literal["reader", "editor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""Each may do what those before it may."""

_NAME = re.compile(r"[\w.@+-]{2,64}")
_LONGEST_SUBJECT = 255  # OpenID Connect Core 1.0, section 2


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody of the staff, who logs in with a password or through an issuer that knows them as a subject."""

    id: str
    name: str
    role: Role
    created_at: datetime
    issuer: str | None = None
    subject: str | None = None

    def may(self, role: Role) -> bool:
        """Whether the account may do what a role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Accounts:
    """The accounts of the staff store.

    Whatever changes what an account may do ends its logins, and is in the audit. All methods raise `KeepingError`;
    those that change something raise `AccountRefused` where it cannot be done.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> tuple[Account, ...]:
        """Every account, by name."""
        with self._store.reading() as connection:
            return tuple(map(account_of, connection.execute(select(accounts).order_by(accounts.c.name))))

    def named(self, name: str) -> Account | None:
        """The account of a name, however it is capitalised."""
        return self._found(accounts.c.name == folded(name))

    def of_subject(self, issuer: str, subject: str) -> Account | None:
        """The account of whom an OpenID Connect issuer knows as a subject."""
        return self._found((accounts.c.issuer == issuer) & (accounts.c.subject == subject))

    def add(self, name: str, role: Role, password: str, by: Actor) -> Account:
        """A new account with a password."""
        _refuse(problem_of(password, name), "Choose another password.")
        return self._added(name, role, by, password_hash=hashed(password))

    def add_of_subject(self, name: str, role: Role, issuer: str, subject: str, by: Actor) -> Account:
        """A new account without a password, for whom an OpenID Connect issuer knows as a subject."""
        is_subject = subject == subject.strip() and 0 < len(subject) <= _LONGEST_SUBJECT and subject.isprintable()
        _refuse(None if is_subject else "That is no subject.", "Copy the one that the login page shows.")
        return self._added(name, role, by, issuer=issuer, subject=subject)

    def set_password(self, name: str, password: str, by: Actor) -> None:
        """Give an account another password; it must log in again, everywhere."""
        _refuse(problem_of(password, name), "Choose another password.")
        kept = hashed(password)
        with self._changing(name) as (connection, account):
            _refuse("This account logs in elsewhere." if account.issuer else None, "Change the password there.")
            connection.execute(update(accounts).where(accounts.c.id == account.id).values(password_hash=kept))
            forgive(connection, account_key(account.name))
            write_entry(connection, by, "password_changed", account=account.name)

    def set_role(self, name: str, role: Role, by: Actor) -> None:
        """Give an account another role."""
        with self._changing(name) as (connection, account):
            connection.execute(update(accounts).where(accounts.c.id == account.id).values(role=role))
            write_entry(connection, by, "role_changed", account=account.name, before=account.role, after=role)

    def remove(self, name: str, by: Actor) -> None:
        """Remove an account."""
        with self._changing(name) as (connection, account):
            connection.execute(delete(accounts).where(accounts.c.id == account.id))
            write_entry(connection, by, "account_removed", account=account.name)

    def log_out_everywhere(self, name: str, by: Actor) -> None:
        """End every login of an account."""
        with self._changing(name) as (connection, account):
            write_entry(connection, by, "logout_everywhere", account=account.name)

    def unlock(self, name: str, by: Actor) -> None:
        """Let an account that was locked after failures try again at once."""
        with self._store.writing() as connection:
            account = _existing(connection, name)
            forgive(connection, account_key(account.name))
            write_entry(connection, by, "account_unlocked", account=account.name)

    def _found(self, condition: Any) -> Account | None:
        with self._store.reading() as connection:
            row = connection.execute(select(accounts).where(condition)).one_or_none()
        return account_of(row) if row else None

    def _added(self, name: str, role: Role, by: Actor, **given: str) -> Account:
        known_as = folded(name)
        is_name = _NAME.fullmatch(known_as)
        _refuse(None if is_name else f"{name!r} is no name.", "Use 2 to 64 letters, digits or . @ + - _.")
        values = {"id": new_id(), "name": known_as, "role": role, "created_at": datetime.now(UTC), **given}
        with self._store.writing() as connection:
            is_taken = connection.execute(select(accounts.c.id).where(accounts.c.name == known_as)).first()
            _refuse(f"There is an account {known_as} already." if is_taken else None, "Choose another name.")
            if "subject" in given:
                same = (accounts.c.issuer == given["issuer"]) & (accounts.c.subject == given["subject"])
                owner = connection.scalar(select(accounts.c.name).where(same))
                _refuse(f"This person has the account {owner} already." if owner else None, "Change or remove it.")
            connection.execute(insert(accounts).values(values))
            write_entry(connection, by, "account_added", account=known_as, role=role)
            return _existing(connection, known_as)

    @contextmanager
    def _changing(self, name: str) -> Iterator[tuple[Connection, Account]]:
        """A change to an account, with which its logins end."""
        with self._store.writing() as connection:
            account = _existing(connection, name)
            connection.execute(delete(staff_sessions).where(staff_sessions.c.account_id == account.id))
            yield connection, account


def folded(name: str) -> str:
    """A name as accounts are known by it."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def account_of(row: Row[Any]) -> Account:
    """The account that a row of its table holds, without the hash of its password."""
    return Account(row.id, row.name, row.role, row.created_at, row.issuer, row.subject)


def _existing(connection: Connection, name: str) -> Account:
    row = connection.execute(select(accounts).where(accounts.c.name == folded(name))).one_or_none()
    if row is None:
        raise AccountRefused(f"There is no account {name!r}.", "`smx staff list` shows the accounts there are.")
    return account_of(row)


def _refuse(problem: str | None, remedy: str) -> None:
    if problem:
        raise AccountRefused(problem, remedy)
