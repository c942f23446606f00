"""How a command speaks: its exit codes, what it prints, and what it says of an error."""

from __future__ import annotations

import sys

FINE, BROKEN, WRONG_USAGE = 0, 1, 2


class UsageError(Exception):
    """The command was given something it cannot take."""


def say(text: str) -> None:
    """Print what the command was asked for, at once: a command that goes on is read while it does."""
    print(text, flush=True)


def warn(text: str) -> None:
    """Print what is not part of the result."""
    print(text, file=sys.stderr)


def report(code: int, message: str, remedy: str) -> int:
    """Print an error with what to do about it; the exit code."""
    warn(f"smx: {message.strip()}" + (f"\n     {remedy}" if remedy else ""))
    return code
