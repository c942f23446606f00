"""Looks the locked dependencies up among known vulnerabilities.

A vulnerability fails. Where the advisory service cannot be asked, or knows none of the packages, that is said plainly
and does not fail: whoever works without a network must not be stopped by it, nor led to believe that all is well.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parents[1] / "requirements.lock"
FINE, VULNERABLE = 0, 1
_PATIENCE_SECONDS = 300


def audit(command: list[str]) -> tuple[int, str]:
    """What the command of pip-audit finds, as an exit code and a text."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_PATIENCE_SECONDS)  # noqa: S603
    except subprocess.TimeoutExpired:
        return FINE, "NOT AUDITED: the advisory service did not answer in time."
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return FINE, f"NOT AUDITED: the advisory service cannot be asked.\n{done.stderr.strip()[-300:]}"
    return judged(found)


def judged(found: list[dict[str, Any]]) -> tuple[int, str]:
    """The verdict on what pip-audit says of each package."""
    harmed = [f"  {p['name']} {p['version']}: {v['id']}" for p in found for v in p.get("vulns", ())]
    skipped = [package["name"] for package in found if "skip_reason" in package]
    if harmed:
        return VULNERABLE, "Known vulnerabilities:\n" + "\n".join(harmed)
    if len(skipped) == len(found):
        return FINE, "NOT AUDITED: the advisory service knows none of the packages here."
    left_out = f"; not audited: {', '.join(skipped)}" if skipped else ""
    return FINE, f"No known vulnerability in {len(found) - len(skipped)} packages{left_out}."


if __name__ == "__main__":
    tool = [sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--no-deps", "--disable-pip"]
    code, text = audit([*tool, "--format", "json", "--progress-spinner", "off"])
    print(text)  # noqa: T201
    sys.exit(code)
