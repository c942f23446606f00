"""Progress of long work, on the terminal or nowhere."""

from __future__ import annotations

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn


class Silent:
    """Shows nothing, for tests and measurements."""

    def start(self, step: str, total: int) -> None:
        """Nothing."""

    def advance(self, parts: int) -> None:
        """Nothing."""


class Bars:
    """A bar for each step, on standard error so that output can be piped."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._step: TaskID | None = None

    def start(self, step: str, total: int) -> None:
        """Begin a bar."""
        self._step = self._bars.add_task(step, total=total)

    def advance(self, parts: int) -> None:
        """Move the last bar on."""
        if self._step is not None:
            self._bars.advance(self._step, parts)


def bars() -> Progress:
    """The bars to show a build with; a context manager."""
    from rich.console import Console

    columns = TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    return Progress(*columns, console=Console(stderr=True))
