"""Switches: the public chat and the public API can be closed at once, in all processes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

from sqlalchemy import select

from assistant.keeping.databases import insert_into
from assistant.keeping.stores import Store
from assistant.keeping.tables import switches
from assistant.keeping.visits import Channel
from corpus.schemas import Bilingual

SwitchName = Literal["public_chat", "public_api"]
SWITCHES: tuple[SwitchName, ...] = get_args(SwitchName)

_OF_CHANNEL: dict[Channel, SwitchName] = {
    "page": "public_chat",
    "embed": "public_chat",
    "api": "public_api",
    "openai": "public_api",
    "mcp": "public_api",
}


@dataclass(frozen=True, slots=True)
class Switch:
    """Whether a part of the service is open, what readers are told where it is not, and who last changed it, when."""

    name: SwitchName
    is_open: bool = True
    message: Bilingual | None = None
    changed_by: str = ""
    changed_at: datetime | None = None


OPEN: dict[SwitchName, Switch] = {name: Switch(name) for name in SWITCHES}
"""The switches of a service where nobody ever closed anything."""


def switch_of(channel: Channel) -> SwitchName | None:
    """The switch that closes a channel; nothing closes the staff's own."""
    return _OF_CHANNEL.get(channel)


class Switches:
    """The switches of the public store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> dict[SwitchName, Switch]:
        """Every switch as it stands. Raises `KeepingError`."""
        with self._store.reading() as connection:
            rows = connection.execute(select(switches).where(switches.c.name.in_(SWITCHES))).all()
        return OPEN | {
            row.name: Switch(
                row.name,
                row.is_open,
                Bilingual(zh=row.message_zh, en=row.message_en) if row.message_zh and row.message_en else None,
                row.changed_by,
                row.changed_at,
            )
            for row in rows
        }

    def turn(self, name: SwitchName, *, is_open: bool, by: str, message: Bilingual | None = None) -> None:
        """Open or close a part of the service, for every process within two seconds. Raises `KeepingError`."""
        values = {
            "is_open": is_open,
            "message_zh": message.zh if message else "",
            "message_en": message.en if message else "",
            "changed_by": by,
            "changed_at": datetime.now(UTC),
        }
        with self._store.writing() as connection:
            statement = insert_into(connection, switches).values(name=name, **values)
            connection.execute(statement.on_conflict_do_update(index_elements=[switches.c.name], set_=values))
