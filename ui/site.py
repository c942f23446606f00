"""A site: how the public side is served."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.keeping.keeper import Keeper
from ui.running.service import Service, service_of
from ui.staff.space import StaffSpace


@dataclass(frozen=True, slots=True)
class Site:
    """Which host names are answered to, which origins may frame the chat, and what bounds and keeps the questions.

    With a keeper, questions are kept, and readers can say whether an answer helped or have a conversation deleted.
    The staff space is served where it is given.
    """

    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    embed_origins: tuple[str, ...] = ()
    service: Service = field(default_factory=service_of)
    keeper: Keeper | None = None
    staff: StaffSpace | None = None
