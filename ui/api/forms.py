"""Forms: what the objects that go in and out of the interface have in common."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from corpus.schemas import Bilingual, Language
from index.chains.atlas import Name

PLAIN = r"^[^\x00-\x1f\x7f]*$"
"""Text without control characters."""

Id = Annotated[str, Path(min_length=1, max_length=200, pattern=PLAIN)]
Choices = Annotated[list[Annotated[str, Field(max_length=200, pattern=PLAIN)]], Field(max_length=50)]
Page = Annotated[int, Field(ge=1, le=1_000_000)]
Said = Annotated[str, Field(max_length=20_000)]
"""A text that somebody said; the longest are answered with the advice to ask more shortly."""
Session = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{16,64}$")]
"""Which conversation a question belongs to: random characters that tell nothing of who asks."""


def _whole(value: object) -> object:
    """JSON does not tell 22 from 22.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Whole = BeforeValidator(_whole)
"""Where a whole number is asked for."""
WholeNumber = Annotated[int, Whole]


class Closed(BaseModel):
    """Exactly these members, each of its very type."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class OfAddress(BaseModel):
    """What may stand in the address after the question mark; a name that is not here is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Closed):
    """A text and the language it is in."""

    text: str
    language: Language


class Both(Closed):
    """A name in both languages; where one is not known, the other stands for it."""

    zh: str
    en: str


class Fault(BaseModel):
    """What is wrong with one member of a request."""

    field: str
    message: str


class Problem(BaseModel):
    """A refusal (RFC 9457). `reference` is what to quote when you write to us."""

    type: str
    title: str
    status: int
    detail: str
    reference: str
    errors: list[Fault] = []


def both(name: Name | Bilingual) -> Both:
    """A name as it is handed out."""
    return Both(zh=name.zh or name.en, en=name.en or name.zh)
