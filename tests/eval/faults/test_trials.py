"""Each trial in short: a few builds killed, a disk filled, a right taken, a few files damaged, of each a handful."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.errors import NoSuchTrial
from eval.faults.damaging import Damaging
from eval.faults.files import run_files
from eval.faults.full_disks import run_full_disks
from eval.faults.kills import Kills
from eval.faults.mounts import can_mount
from eval.faults.rights import Rights
from eval.faults.trials import run_faults
from eval.faults.wholeness import References
from eval.reports import Row


def silent(_: str) -> None:
    """Nothing."""


def assert_all_met(rows: list[Row]) -> None:
    assert rows
    assert [row for row in rows if row.failed] == []


def test_killed_builds_leave_what_is_served_and_nothing_else(references: References, tmp_path: Path) -> None:
    assert_all_met(Kills(references, tmp_path, silent).run(2, most_steps=2))


@pytest.mark.skipif(not can_mount(), reason="a small file system can only be made by the superuser")
def test_a_full_disk_is_told_and_the_next_build_goes_well(references: References, tmp_path: Path) -> None:
    assert_all_met(run_full_disks(references, tmp_path, 2, silent))


def test_rights_that_are_gone_are_told_and_the_service_goes_on(references: References, tmp_path: Path) -> None:
    assert_all_met(Rights(references, tmp_path, silent).run(1))


def test_damaged_files_are_named_refused_and_mended(references: References, tmp_path: Path) -> None:
    rows = Damaging(references, tmp_path, silent).run(2)
    assert_all_met([row for row in rows if "refused" not in row.measure and "while served" not in row.measure])


def test_damaged_and_harmful_files_harm_nothing_that_is_served(references: References, tmp_path: Path) -> None:
    assert_all_met(run_files(references, tmp_path, 8, silent))


def test_a_trial_that_there_is_not_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoSuchTrial, match="earthquake"):
        run_faults(tmp_path, ["earthquake"], 1, 1, silent)
