"""Builds watched from outside: how long each step takes, what all their processes hold, and builds that are killed."""

from __future__ import annotations

import resource
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.command_line import CommandFailed
from eval.scaling.keeping import Kept

_POLL_SECONDS = 0.2
_PAGE_BYTES = resource.getpagesize()


@dataclass(frozen=True, slots=True)
class WatchedBuild:
    """A build from its start to its end or its death: seconds of each step in order, and of processors.

    `peak_bytes` is the most that the process held, `peak_of_all_bytes` the most it and those it started held at once,
    what they share counted for each. `first_kept` and `last_kept` are the seconds after which something was kept for
    another build for the first and the last time, all of them and none where nothing was.
    """

    steps: Mapping[str, float]
    seconds: float
    processor_seconds: float
    peak_bytes: int
    peak_of_all_bytes: int
    first_kept: float
    last_kept: float
    was_killed: bool


def watch_build(
    command: Sequence[str], data: Path, environment: Mapping[str, str], killed_after: float | None = None
) -> WatchedBuild:
    """Run a build that writes to a data folder, and kill it once so many seconds have passed.

    Raises `CommandFailed`.
    """
    spent_before = processor_seconds()
    began = time.perf_counter()
    told: list[tuple[float, str]] = [(began, "starting")]
    peak = peak_of_all = 0
    was_killed = False
    kept, moments = Kept.of(data), list[float]()
    with subprocess.Popen(  # noqa: S603
        command,
        env={**environment, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        said: list[str] = []

        def listen() -> None:
            for line in process.stdout or ():
                said.append(line)
                step, _, done = line.partition(": ")
                if done.startswith("0/"):
                    told.append((time.perf_counter(), step))

        listening = threading.Thread(target=listen)
        listening.start()
        while process.poll() is None:
            sizes = _resident(process.pid)
            peak, peak_of_all = max([peak, *sizes[:1]]), max(peak_of_all, sum(sizes))
            if (now := Kept.of(data)) != kept and now.parts >= kept.parts:
                kept = now
                moments.append(time.perf_counter() - began)
            if killed_after is not None and time.perf_counter() - began > killed_after:
                process.kill()
                was_killed = True
            time.sleep(_POLL_SECONDS)
        listening.join()
    ended = time.perf_counter()
    if process.returncode and not was_killed:
        raise CommandFailed(f"{' '.join(command)} ended with {process.returncode}:\n{''.join(said[-20:])}")
    ends = [moment for moment, _ in told[1:]] + [ended]
    steps: dict[str, float] = {}
    for (start, step), end in zip(told, ends, strict=True):
        steps[step] = steps.get(step, 0.0) + end - start
    spent = processor_seconds() - spent_before
    seconds = ended - began
    first, last = (moments[0], moments[-1]) if moments else (seconds, 0.0)
    return WatchedBuild(steps, seconds, spent, peak, peak_of_all, first, last, was_killed)


def processor_seconds() -> float:
    """What processes this one started and waited for have used so far, and those that these waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _resident(pid: int) -> list[int]:
    """The bytes that a process and those it started hold in memory, itself first; nothing once it has ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
        others = Path(f"/proc/{pid}/task").iterdir()
        for task in others:
            if task.name != str(pid):
                children += (task / "children").read_text("ascii").split()
    except OSError:
        return []
    return [pages * _PAGE_BYTES, *(size for child in children for size in _resident(int(child)))]
