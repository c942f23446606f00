"""Passwords: kept as Argon2id hashes; to compare takes the same time whether or not there is an account."""

from __future__ import annotations

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 1_000

_hasher = PasswordHasher()
_at_once = BoundedSemaphore(2)  # each takes 64 MiB while it works


def problem_of(password: str, name: str) -> str | None:
    """Why a password is not accepted for an account, or nothing where it is."""
    if len(password) < SHORTEST:
        return f"A password has at least {SHORTEST} characters."
    if len(password) > LONGEST:
        return f"A password has at most {LONGEST} characters."
    if len(set(password)) < 5 or password.casefold() in (name.casefold() * 4)[: len(password)]:
        return "A password is not one character repeated, nor the name of its account."
    return None


def hashed(password: str) -> str:
    """The hash that is kept of a password."""
    with _at_once:
        return _hasher.hash(password)


def is_right(password: str, kept: str | None) -> bool:
    """Whether a password is the one that was hashed; without a hash it takes as long to say no."""
    compared = kept or _nobodys()
    try:
        with _at_once:
            _hasher.verify(compared, password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def make_ready() -> None:
    """Make what is compared with where there is no account, so that the first time takes no longer than others."""
    _nobodys()


def is_outdated(kept: str) -> bool:
    """Whether a hash was made with other parameters than those of today."""
    return _hasher.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    return hashed("the password of nobody at all")
