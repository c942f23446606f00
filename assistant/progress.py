"""Progress of long work, on the terminal or nowhere."""

from __future__ import annotations

from collections.abc import Callable

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


class Lines:
    """A line for each step and each tenth of it, for whoever reads the output of a build while it goes on."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._step, self._total, self._done, self._told = "", 0, 0, 0

    def start(self, step: str, total: int) -> None:
        """Name the step."""
        self._step, self._total, self._done, self._told = step, total, 0, 0
        self._say(f"{step}: 0/{total}")

    def advance(self, parts: int) -> None:
        """Say how far it is, when a tenth more is done."""
        self._done += parts
        tenth = self._done * 10 // self._total if self._total else 10
        if tenth > self._told:
            self._told = tenth
            self._say(f"{self._step}: {self._done}/{self._total}")


def bars() -> Progress:
    """The bars to show a build with; a context manager."""
    from rich.console import Console

    columns = TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    return Progress(*columns, console=Console(stderr=True))
