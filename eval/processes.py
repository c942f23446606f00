"""Processes watched from outside: how long each line of their output takes, and the most memory they hold."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from eval.command_line import CommandFailed


class TookTooLong(Exception):
    """A process was stopped because its time was up; the message says after how long."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What a process printed, the milliseconds before each line since the one before it, and its peak memory."""

    lines: tuple[str, ...]
    milliseconds: tuple[float, ...]
    peak_bytes: int


def run_within(seconds: float, command: Sequence[str], folder: Path, environment: dict[str, str]) -> tuple[float, str]:
    """Run a command in a folder; the seconds it took and what it printed. Raises `CommandFailed`, `TookTooLong`."""
    started = time.perf_counter()
    try:
        done = subprocess.run(  # noqa: S603
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=seconds
        )
    except subprocess.TimeoutExpired:
        raise TookTooLong(f"stopped after {seconds:,g} s") from None
    if done.returncode:
        raise _failure(command, done.returncode, done.stderr)
    return time.perf_counter() - started, done.stdout


def watch(command: Sequence[str], folder: Path, environment: dict[str, str]) -> Watched:
    """Run a Python command that prints a line as soon as it has one. Raises `CommandFailed`.

    The first line's time begins with the process.
    """
    lines: list[str] = []
    times = [time.perf_counter()]
    peak = 0
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        with subprocess.Popen(  # noqa: S603
            command,
            cwd=folder,
            env=environment | {"PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process:
            for line in process.stdout or ():
                times.append(time.perf_counter())
                lines.append(line)
                peak = max(peak, _peak_bytes(process.pid))
        if process.returncode:
            errors.seek(0)
            raise _failure(command, process.returncode, errors.read())
    milliseconds = tuple((after - before) * 1000 for before, after in pairwise(times))
    return Watched(tuple(lines), milliseconds, peak)


def _peak_bytes(pid: int) -> int:
    """The most memory a process has held so far; nothing once it has ended.

    Unlike `ru_maxrss` it holds nothing of the process that started it.
    """
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii")
    except OSError:
        return 0
    _, _, held = status.partition("VmHWM:")
    return int(held.split()[0]) * 1024 if held else 0


def _failure(command: Sequence[str], code: int, said: str) -> CommandFailed:
    called = " ".join([Path(command[0]).name, *command[1:]])
    return CommandFailed(f"{called} ended with {code}:\n{said.strip()}")
