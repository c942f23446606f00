"""Conversations: what was said before this question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.schemas import Audience

if TYPE_CHECKING:
    from assistant.subjects import Subject


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question and, where it is known, what was answered."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A question with the turns before it, oldest first, asked by one audience; `about` is what it may lean on."""

    question: str
    audience: Audience = "public"
    turns: tuple[Turn, ...] = ()
    about: Subject | None = None
