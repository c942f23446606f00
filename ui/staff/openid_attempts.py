"""Attempts to log in through a provider: what the browser keeps until the answer comes, and what is made from it."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.openid.attempts import Ties
from ui.staff.guarding import inside
from ui.staff.tokens import new_secret


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt that began at a moment, and leads to an address of the staff space.

    Whatever the provider is told is made from the secret, which only the browser has, and from the moment.
    """

    secret: str
    begun_at: datetime
    wanted: str

    @property
    def ties(self) -> Ties:
        """What the answer must bring back, the ID token must hold, and the code is exchanged with."""
        began = f"{self.begun_at.timestamp():.0f}"
        return Ties(*(self._made(f"{purpose} {began}") for purpose in ("state", "nonce", "verifier")))

    @property
    def cookie(self) -> str:
        """The attempt as the browser keeps it."""
        wanted = base64.urlsafe_b64encode(self.wanted.encode()).decode().rstrip("=")
        return f"{self.secret}.{self.begun_at.timestamp():.0f}.{wanted}"

    def is_answered_by(self, state: str) -> bool:
        """Whether an answer is that to this very attempt."""
        return hmac.compare_digest(state.encode(), self.ties.state.encode())

    def _made(self, purpose: str) -> str:
        made = hmac.new(self.secret.encode(), purpose.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(made).decode().rstrip("=")


def new_attempt(wanted: str) -> Attempt:
    """An attempt that begins now."""
    return Attempt(new_secret(), datetime.now(UTC).replace(microsecond=0), inside(wanted))


def attempt_in(cookie: str) -> Attempt | None:
    """The attempt that a browser keeps, if it keeps one."""
    try:
        secret, begun_at, wanted = cookie.split(".")
        address = base64.urlsafe_b64decode(wanted + "=" * (-len(wanted) % 4)).decode()
        return Attempt(secret, datetime.fromtimestamp(int(begun_at), UTC), inside(address)) if secret else None
    except (ValueError, OverflowError, OSError):
        return None
