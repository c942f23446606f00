"""Kills: builds ended with all they started, at moments spread evenly over their length and between their steps."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median

from eval.faults.libraries import PROBES, put
from eval.faults.notes import Tell, asked_meanwhile, none, some
from eval.faults.processes import Ended, Process, Smx
from eval.faults.serving import Asking
from eval.faults.wholeness import References, left_over
from eval.loading.serving import UNLIMITED, Serving
from eval.reports import Row

_SEED = 7
_ALL = 1_000  # more than a build has steps
_UNFINISHED = "unfinished"
"""The folder in which a build may keep what the next one goes on with."""

_STEPS = """
import os, signal, sys
data, left = os.path.abspath(sys.argv.pop(1)), int(sys.argv.pop(1))
depth, count = data.count(os.sep), 0
NAMES = {"os.rename", "os.mkdir", "shutil.rmtree", "os.link", "shutil.copyfile"}
def step(event, values):
    global count
    if event in NAMES:
        path = os.fspath(values[0])
    elif event == "open" and isinstance(values[0], str) and values[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        path = values[0]
    else:
        return
    if os.path.abspath(path).startswith(data + os.sep):
        count += 1
        if count == left:
            os.killpg(0, signal.SIGKILL)
sys.addaudithook(step)
from assistant.cli import main
code = main(sys.argv[1:])
print("steps:", count)
sys.exit(code)
"""
"""Runs smx and kills it with its group before a numbered one of the steps at which it writes names in a data folder."""


@dataclass(slots=True)
class _Seen:
    """What was seen after the kills."""

    killed: int = 0
    ended_first: int = 0
    stages: Counter[str] = field(default_factory=Counter)
    damaged: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    unequal: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @property
    def harmed(self) -> int:
        """How many things were seen that must never be."""
        return sum(map(len, (self.damaged, self.failed, self.unequal, self.left)))


class Kills:
    """An index in a folder, and a service that answers from it throughout."""

    def __init__(self, references: References, folder: Path, tell: Tell) -> None:
        self._library, self._data = references.library, folder / "data"
        self._smx, self._tell = Smx(folder / "builds"), tell
        self._references = references
        self._folder = folder
        self._state = "before"
        put(self._library, self._state)
        self._usual = [self._built().seconds]
        self._references.note(self._data)

    def run(self, kills: int, most_steps: int = _ALL) -> list[Row]:
        """Kill so many builds at random moments, and at most so many between steps. Raises `CommandFailed`."""
        with (
            Serving(self._folder, {**UNLIMITED, "SMX_DATA": str(self._data)}) as served,
            Asking(served.door, PROBES) as asking,
        ):
            at_random = self._at_random(kills)
            at_steps = self._at_steps(most_steps)
        return [
            *_rows("killed at random", at_random, self._usual),
            *_rows("killed between steps", at_steps, self._usual),
            *asked_meanwhile("killed", asking, self._references.is_right),
        ]

    def _at_random(self, kills: int) -> _Seen:
        chance, seen = random.Random(_SEED), _Seen()  # noqa: S311  # the same moments each time
        moments = [(number + chance.random()) / kills for number in range(kills)]
        chance.shuffle(moments)
        while seen.killed < kills and seen.ended_first < kills:
            share = moments[(seen.killed + seen.ended_first) % kills]
            length = median(self._usual[-9:])
            self._go_on()
            process = self._build()
            is_killed = process.kill_after(share * length)
            self._judge(process, seen, is_killed=is_killed)
            if seen.killed % 10 == 0 and is_killed:
                self._tell(f"{seen.killed} of {kills} builds killed at random, {seen.harmed} with harm")
        return seen

    def _at_steps(self, most: int) -> _Seen:
        seen = _Seen()
        for number in count(1):
            if number > most:
                return seen
            self._go_on()
            arguments = ("index", "build", "--library", self._library, "--data", self._data)
            process = self._smx.start_python("-c", _STEPS, self._data, number, *arguments)
            if process.end().code == 0:
                return seen  # it has no such step any more
            self._judge(process, seen, is_killed=True)
            if number % 10 == 0:
                self._tell(f"{number} builds killed between steps, {seen.harmed} with harm")
        return seen

    def _judge(self, process: Process, seen: _Seen, *, is_killed: bool) -> None:
        """Look at what a build left that was killed, and at what the next one makes of it."""
        ended = process.end()
        seen.killed += is_killed
        seen.ended_first += not is_killed
        if is_killed:
            stage = ended.err.strip().splitlines()[-1:] or ["starting"]
            seen.stages[stage[0].partition(":")[0]] += 1
        if faults := self._references.faults(self._data, ("before", "after")):
            seen.damaged.append(f"{seen.killed}: {'; '.join(faults)}")
        built = self._built()
        seen.seconds.append(built.seconds)
        if built.code != 0:
            seen.failed.append(f"{seen.killed}: {built.err[-500:]}")
        if faults := self._references.faults(self._data, (self._state,)):
            seen.unequal.append(f"{seen.killed}: {'; '.join(faults)}")
        if left := [*left_over(self._data, (_UNFINISHED,)), *self._smx.left()]:
            seen.left.append(f"{seen.killed}: {'; '.join(left)}")
        self._references.note(self._data)

    def _go_on(self) -> None:
        self._state = "after" if self._state == "before" else "before"
        put(self._library, self._state)

    def _build(self) -> Process:
        return self._smx.start("index", "build", "--library", self._library, "--data", self._data)

    def _built(self) -> Ended:
        return self._build().end()


def _rows(how: str, seen: _Seen, usual: Sequence[float]) -> list[Row]:
    stages = ", ".join(f"{stage} {number}" for stage, number in seen.stages.most_common())
    slowest = f"slowest {max(seen.seconds, default=0.0):.1f} s; undisturbed {median(usual):.1f} s"
    return [
        some(f"{how}: builds", seen.killed, f"{stages}; {seen.ended_first} ended before their moment"),
        none(f"{how}: left a damaged or half-visible generation", seen.damaged),
        none(f"{how}: the next build failed or hung", seen.failed),
        none(f"{how}: the next build unlike one from nothing", seen.unequal),
        none(f"{how}: something left after the next build", seen.left),
        Row(f"{how}: the next build, median", median(seen.seconds or [0.0]), unit="s", note=slowest),
    ]
