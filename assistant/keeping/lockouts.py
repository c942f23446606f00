"""Lockouts: whoever fails to log in again and again has to wait, longer each time."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from sqlalchemy import Connection, delete, select, update

from assistant.keeping.databases import insert_into
from assistant.keeping.tables import failures

_FREE_OF_ACCOUNT, _FREE_OF_ADDRESS = 5, 20  # many people may share an address
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
_FORGOTTEN_AFTER = timedelta(hours=24)


def account_key(name: str) -> str:
    """What failures under a name are counted by; the name cannot be read from it, since it may be a password."""
    return f"account:{hashlib.sha256(name.encode()).hexdigest()}"


def address_key(address: str) -> str:
    """What failures from a network address are counted by: itself, or of the sixth version the network it is in."""
    try:
        known = ip_address(address)
    except ValueError:
        return f"address:{address[:64]}"
    if isinstance(known, IPv6Address):
        return f"address:{IPv6Address(int(known) >> 64 << 64)}/64"
    return f"address:{known}"


def locked_until(connection: Connection, keys: tuple[str, ...], now: datetime) -> datetime | None:
    """Until when none of these may be tried, if that is so now."""
    ends = connection.scalars(select(failures.c.locked_until).where(failures.c.subject.in_(keys))).all()
    return max((end for end in ends if end is not None and end > now), default=None)


def count_failure(connection: Connection, keys: tuple[str, ...], now: datetime) -> None:
    """Count a failure under each key, and lock those that have had their share."""
    connection.execute(delete(failures).where(failures.c.last_at < now - _FORGOTTEN_AFTER))
    counted = {
        row.subject: row.times for row in connection.execute(select(failures).where(failures.c.subject.in_(keys)))
    }
    for key in keys:
        times = counted.get(key, 0) + 1
        values = {"times": times, "last_at": now, "locked_until": _end_of_wait(key, times, now)}
        statement = insert_into(connection, failures).values(subject=key, **values)
        connection.execute(statement.on_conflict_do_update(index_elements=[failures.c.subject], set_=values))


def forgive(connection: Connection, key: str) -> None:
    """Forget all failures under a key."""
    connection.execute(delete(failures).where(failures.c.subject == key))


def take_back(connection: Connection, key: str) -> None:
    """Count one failure less under a key that was not locked: it was none after all."""
    less = {"times": failures.c.times - 1, "locked_until": None}
    connection.execute(update(failures).where(failures.c.subject == key).values(less))


def _end_of_wait(key: str, times: int, now: datetime) -> datetime | None:
    over = times - (_FREE_OF_ACCOUNT if key.startswith("account:") else _FREE_OF_ADDRESS)
    return None if over < 0 else now + min(_FIRST_WAIT * 2 ** min(over, 10), _LONGEST_WAIT)
