"""Visits: how questions come in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Literal, get_args

Channel = Literal["page", "embed", "api", "openai", "mcp", "staff"]
"""What a question came through."""

CHANNELS: tuple[Channel, ...] = get_args(Channel)


def new_id() -> str:
    """A random id for a question or a conversation, which nobody can guess."""
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class Visit:
    """Which conversation a question belongs to, by a random id that tells nothing of who asks, and how it came in.

    `asked` is the random id of this one question, by which feedback names it.
    """

    session: str
    channel: Channel
    asked: str = field(default_factory=new_id)
