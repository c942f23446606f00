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


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a model: turns to go on from, and whether one JSON object is wanted."""

    turns: tuple[ChatTurn, ...]
    as_json: bool = False
