"""The trials by name, each in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from eval.errors import NoSuchTrial
from eval.faults.damaging import Damaging
from eval.faults.files import run_files
from eval.faults.full_disks import run_full_disks
from eval.faults.kills import Kills
from eval.faults.mounts import can_mount
from eval.faults.notes import Tell
from eval.faults.rights import Rights
from eval.faults.wholeness import References
from eval.reports import Row

_LEVELS = 30
_ALL = 1_000


def run_faults(folder: Path, only: Sequence[str], kills: int, files: int, tell: Tell) -> list[Row]:
    """Run the trials with these names, or all. Raises `NoSuchTrial`, `CommandFailed`, `OSError`."""
    prepared = cache(lambda: References(folder / "references"))
    trials: dict[str, Callable[[Path], list[Row]]] = {
        "kills": lambda place: Kills(prepared(), place, tell).run(kills),
        "disk": lambda place: run_full_disks(prepared(), place, _LEVELS, tell),
        "rights": lambda place: Rights(prepared(), place, tell).run(_ALL),
        "damage": lambda place: Damaging(prepared(), place, tell).run(_ALL),
        "files": lambda place: run_files(prepared(), place, files, tell),
    }
    if unknown := [name for name in only if name not in trials]:
        raise NoSuchTrial(f"There is no trial {', '.join(unknown)}; there are {', '.join(trials)}.")
    rows: list[Row] = []
    for name in only or trials:
        if name == "disk" and not can_mount():
            tell("disk: left out; a small file system can only be made by the superuser")
            continue
        (place := folder / name).mkdir()
        rows += trials[name](place)
    return rows
