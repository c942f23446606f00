"""The audit of dependencies: its verdict on each thing the advisory service may say."""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

AUDIT = runpy.run_path(str(Path(__file__).parents[1] / ".ci/audit.py"))["audit"]
SOUND = {"name": "sound", "version": "1.0", "vulns": []}
HARMED = {"name": "harmed", "version": "1.0", "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["1.1"]}]}
UNKNOWN = {"name": "unknown", "skip_reason": "Dependency not found"}


def audited(*packages: dict[str, Any]) -> tuple[int, str]:
    said = json.dumps({"dependencies": packages})
    verdict: tuple[int, str] = AUDIT([sys.executable, "-c", f"print({said!r})"])
    return verdict


def test_a_known_vulnerability_fails_and_is_named():
    assert audited(SOUND, HARMED, UNKNOWN) == (1, "Known vulnerabilities:\n  harmed 1.0: PYSEC-2026-1")


def test_nothing_known_is_fine_and_says_what_was_not_looked_up():
    assert audited(SOUND, UNKNOWN) == (0, "No known vulnerability in 1 packages; not audited: unknown.")


@pytest.mark.parametrize(
    "verdict", [audited(UNKNOWN), AUDIT([sys.executable, "-c", "import sys; sys.exit('no route to host')"])]
)
def test_what_could_not_be_audited_is_told_plainly_and_does_not_fail(verdict: tuple[int, str]):
    assert verdict[0] == 0
    assert verdict[1].startswith("NOT AUDITED: the advisory service ")
