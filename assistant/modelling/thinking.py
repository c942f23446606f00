"""Leaving out what a model thinks aloud before it answers."""

from __future__ import annotations

_OPENS, _CLOSES = "<think>", "</think>"


class ThoughtFilter:
    """Takes `<think>…</think>` out of text that comes in pieces cut anywhere."""

    def __init__(self) -> None:
        self._held = ""
        self._thinking = False

    def feed(self, piece: str) -> str:
        """What of the text so far is certain to be no thought."""
        text, said = self._held + piece, []
        while True:
            mark = _CLOSES if self._thinking else _OPENS
            before, found, after = text.partition(mark)
            if not found:
                break
            said.append("" if self._thinking else before)
            text, self._thinking = after, not self._thinking
        kept = next((n for n in range(min(len(text), len(mark) - 1), 0, -1) if mark.startswith(text[-n:])), 0)
        self._held = text[len(text) - kept :]
        if not self._thinking:
            said.append(text[: len(text) - kept])
        return "".join(said)

    def finish(self) -> str:
        """What was held back and turned out to be no mark."""
        held, self._held = self._held, ""
        return "" if self._thinking else held
