"""Literals: text as Markdown that shows exactly it, and links whose title is such text."""

from __future__ import annotations

import re
from html import escape

from ui.texts import Texts

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_ENTITY = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def literal(text: str) -> str:
    """Markdown that shows exactly this text: no tag, image, link or emphasis can arise from it."""
    return _PUNCTUATION.sub(lambda found: _ENTITY.get(found[1], f"\\{found[1]}"), " ".join(text.split()))


def numbered_link(n: int, title: str, address: str, texts: Texts) -> str:
    """The chip of a numbered source."""
    described = escape(f"{texts['source']} {n}: {title}").replace("\\", "\\\\").replace("\n", " ")
    return f'[\\[{n}\\]]({address} "{described}")'
