"""The address that opens the chat with one thing to ask about."""

from __future__ import annotations

from urllib.parse import urlencode

from assistant.subjects import SubjectKind

ABOUT = "about"
"""The parameter of the address that names the thing, as its kind and its id."""


def about_address(kind: SubjectKind, id_: str) -> str:
    """The path of the chat with a thing to ask about."""
    return f"/?{urlencode({ABOUT: f'{kind}:{id_}'}, safe=':')}"
