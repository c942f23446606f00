"""References: a short code that joins what a reader was told to what the log says."""

from __future__ import annotations

import secrets


def new_reference() -> str:
    """Eight characters, new each time, easy to read out on the telephone."""
    return secrets.token_hex(4).upper()
