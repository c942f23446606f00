"""Asking about one thing: the address that opens the chat with it."""

from __future__ import annotations

from urllib.parse import urlencode


def about_address(kind: str, id_: str) -> str:
    """The path of the chat with a thing to ask about."""
    return f"/?{urlencode({'about': f'{kind}:{id_}'})}"
