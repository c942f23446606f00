"""Progress: how a build tells how far it has come."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Is told how far a build has come."""

    def start(self, step: str, total: int) -> None:
        """A step of `total` parts begins."""

    def advance(self, parts: int) -> None:
        """So many more parts of it are done."""
