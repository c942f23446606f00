"""Full disks: a small file system that runs out at each stage of a build, while the index on it is being served."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from eval.command_line import CommandFailed
from eval.faults.libraries import PROBES, put
from eval.faults.mounts import fill, release, small_disk
from eval.faults.notes import Tell, asked_meanwhile, none, some
from eval.faults.processes import Smx
from eval.faults.serving import Asking
from eval.faults.wholeness import References, left_over
from eval.loading.serving import UNLIMITED, Serving
from eval.reports import Row

_DISK = 48_000_000


def run_full_disks(references: References, folder: Path, levels: int, tell: Tell) -> list[Row]:
    """Build with so many amounts of free space, from none to nearly enough. Raises `CommandFailed`, `OSError`."""
    library, builds = references.library, Smx(folder / "builds")
    stages: Counter[str] = Counter()
    silent, damaged, failed, left = (list[str]() for _ in range(4))
    with small_disk(folder / "disk", _DISK) as disk:
        data = disk / "data"
        arguments = ("index", "build", "--library", library, "--data", data)
        put(library, "before")
        if (built := builds.run(*arguments)).code:
            raise CommandFailed(f"The first build failed:\n{built.err}")
        references.note(data)
        needed = 2 * sum(path.stat().st_size for path in data.rglob("*") if path.is_file())
        amounts = [needed * number // levels for number in range(levels)]
        with (
            Serving(folder, {**UNLIMITED, "SMX_DATA": str(data)}) as served,
            Asking(served.door, PROBES) as asking,
        ):
            for number, amount in enumerate(amounts):
                put(library, "after" if number % 2 == 0 else "before")
                fill(disk, amount)
                ended = builds.run(*arguments)
                if ended.code == 0:
                    stages["none"] += 1
                else:
                    stages[(ended.err.splitlines() or ["starting"])[_last_step(ended.err)].partition(":")[0]] += 1
                    if not (ended.is_honest and "disk" in ended.err and "full" in ended.err and str(disk) in ended.err):
                        silent.append(f"{amount:,} bytes: {ended.code} {ended.err[-400:]}")
                if wrong := references.faults(data, ("before", "after")):
                    damaged.append(f"{amount:,} bytes: {'; '.join(wrong)}")
                release(disk)
                again = builds.run(*arguments)
                state = "after" if number % 2 == 0 else "before"
                if wrong := [f"exit {again.code}"] * bool(again.code) or references.faults(data, (state,)):
                    failed.append(f"{amount:,} bytes: {'; '.join(wrong)} {again.err[-300:] if again.code else ''}")
                if remains := [*left_over(data, ("unfinished",)), *builds.left()]:
                    left.append(f"{amount:,} bytes: {'; '.join(remains)}")
                references.note(data)
                tell(f"disk full at {amount:,} bytes: exit {ended.code}")
    where = ", ".join(f"{stage} {number}" for stage, number in stages.most_common())
    return [
        some("disk full: builds", len(amounts), f"ran out in: {where}"),
        none("disk full: no message that says so, where and what to do", silent),
        none("disk full: left a damaged or half-visible generation", damaged),
        none("disk full: the build with space again failed or was unlike one from nothing", failed),
        none("disk full: something left after that", left),
        *asked_meanwhile("disk full", asking, references.is_right),
    ]


def _last_step(said: str) -> int:
    """Which of the lines names the step that was under way."""
    lines = said.splitlines()
    steps = [
        number for number, line in enumerate(lines) if line.rpartition(": ")[2].count("/") == 1 and "smx" not in line
    ]
    return steps[-1] if steps else 0
