"""Picturing: pages of originals as pictures, the latest of them kept in memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path

from corpus.readers.drawing import DrawingRoom

_MOST_BYTES = 32_000_000


class PagePictures:
    """Draws each page once as long as it is among the latest; safe to use from several threads."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._room = DrawingRoom()
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, int], bytes] = OrderedDict()

    def picture(self, original: Path, number: int) -> bytes | None:
        """A page as PNG, or nothing where it cannot be drawn; originals are named by what they hold."""
        key = original.name, number
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        picture = self._room.picture(original, number)
        if picture is not None:
            with self._lock:
                self._kept[key] = picture
                while sum(map(len, self._kept.values())) > self._most_bytes:
                    self._kept.popitem(last=False)
        return picture
