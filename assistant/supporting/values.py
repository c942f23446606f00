"""The values of the check: what a model wrote, what it may rest on, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from corpus.schemas import Language


class Reason(StrEnum):
    """Why a sentence is not shown: a closed set."""

    UNKNOWN_SOURCE = "unknown_source"
    NO_SOURCE = "no_source"
    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    DOCUMENT_NUMBER = "document_number"
    LINK = "link"
    SUPPORT = "support"
    LANGUAGE = "language"
    PROMISE = "promise"
    ECHO = "echo"
    MARKUP = "markup"


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence as a model wrote it, without its markers; `sources` are the tokens it cites, in order, each once."""

    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What may be cited by `token`: `text` is what it says, `context` its title, headings and date.

    The text of a passage is its own, that of a record result the sentences in which it was computed. Tokens are
    upper-case letters and digits, with a digit among them.
    """

    token: str
    text: str
    context: str
    language: Language
    kind: Literal["passage", "record"] = "passage"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence may be shown; `why` holds every reason found against it."""

    holds: bool
    why: tuple[Reason, ...] = ()
