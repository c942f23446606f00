"""What a site wishes of the chat that it frames: text and colours of its own, each checked and limited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from starlette.datastructures import QueryParams

Theme = Literal["light", "dark", "auto"]

MOST_QUESTIONS = 4
LONGEST_TEXT = 120

_COLOUR = re.compile(r"[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Wishes:
    """A greeting and first questions, shown as plain text; the theme; an accent with the colour of words on it.

    `has_close` is whether the site lays a button over the upper corner.
    """

    greeting: str
    questions: tuple[str, ...]
    theme: Theme
    accent: str
    on_accent: str
    has_close: bool


def wishes_in(query: QueryParams) -> Wishes:
    """The wishes of an address; what is too long is cut, what makes no sense is left aside."""
    questions = (_line(text) for text in query.getlist("question")[:MOST_QUESTIONS])
    accent = query.get("accent", "").lower()
    known = bool(_COLOUR.fullmatch(accent))
    return Wishes(
        _line(query.get("greeting", "")),
        tuple(dict.fromkeys(filter(None, questions))),
        _theme(query.get("theme", "")),
        f"#{accent}" if known else "",
        _readable_on(accent) if known else "",
        query.get("frame") == "dialog",
    )


def _theme(text: str) -> Theme:
    return "light" if text == "light" else "dark" if text == "dark" else "auto"


def _line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:LONGEST_TEXT].strip()


def _readable_on(colour: str) -> str:
    """Black or white, whichever stands out more; by the contrast ratio of WCAG, one of them has at least 4.5."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#000000" if (luminance + 0.05) ** 2 > 0.05 * 1.05 else "#ffffff"
