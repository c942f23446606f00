"""What a chat model is given: turns of a conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class ChatTurn:
    """What one side says."""

    role: Role
    text: str
