"""The audit: who did what in the staff space, when and from where. Entries are added and never changed or removed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import Connection, func, insert, select

from assistant.keeping.stores import Store
from assistant.keeping.tables import audit

Action = Literal[
    "login",
    "login_failed",
    "login_locked",
    "logout",
    "logout_everywhere",
    "account_added",
    "account_removed",
    "account_unlocked",
    "role_changed",
    "password_changed",
    "switch_turned",
    "feedback_handled",
    "log_exported",
    "log_purged",
    "conversation_forgotten",
    "file_added",
    "file_replaced",
    "file_removed",
    "upload_discarded",
    "index_built",
    "index_rolled_back",
    "document_corrected",
]
"""What is worth an entry."""

NOBODY = "?"
"""Who tried to log in under a name that no account has; what was typed may be a password, so it is not written down."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the name of an account, and the network address it acts from."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act. `detail` names what was acted on and how; it holds no secrets."""

    number: int
    at: datetime
    who: str
    what: Action
    detail: Mapping[str, str]
    address: str


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Some entries, newest first, and how many there are in all."""

    entries: tuple[AuditEntry, ...]
    total: int


class Audit:
    """The audit of the staff store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, actor: Actor, what: Action, **detail: str) -> None:
        """Write an entry. Raises `KeepingError`."""
        with self._store.writing() as connection:
            write_entry(connection, actor, what, **detail)

    def page(self, *, who: str | None = None, what: Action | None = None, number: int = 1, size: int = 50) -> AuditPage:
        """A page of entries, the first being number 1. Raises `KeepingError`."""
        wanted = [audit.c[key] == value for key, value in (("who", who), ("what", what)) if value is not None]
        with self._store.reading() as connection:
            total = connection.scalar(select(func.count()).select_from(audit).where(*wanted)) or 0
            newest = select(audit).where(*wanted).order_by(audit.c.number.desc())
            rows = connection.execute(newest.limit(size).offset((number - 1) * size)).all()
        entries = (
            AuditEntry(row.number, row.at, row.who, row.what, json.loads(row.detail), row.address) for row in rows
        )
        return AuditPage(tuple(entries), total)


def write_entry(connection: Connection, actor: Actor, what: Action, **detail: str) -> None:
    """Write an entry together with what else the connection changes: both are stored, or neither."""
    said = json.dumps(detail, ensure_ascii=False)
    connection.execute(
        insert(audit).values(at=datetime.now(UTC), who=actor.name, what=what, detail=said, address=actor.address)
    )
