"""Checking: whether the shelves of a generation open and find their own passages.

Run as `python -m index.checking FOLDER` in a process of its own, since a damaged store can crash or hang it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np

from index.errors import BuildFailed
from index.shelves import Shelf

_SAMPLED = 20  # passages of each language whose vector must find itself
_SECONDS = 300


def check_generation(folder: Path) -> None:
    """Raise `BuildFailed` unless every shelf in a generation's folder opens, counts and finds as it should."""
    command = [sys.executable, "-m", "index.checking", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise BuildFailed("The new index did not open in time; it was not published.") from error
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1]
        raise BuildFailed(f"The new index did not open and find its own passages; it was not published: {reason}")


def _check_shelf(folder: Path) -> None:
    shelf = Shelf(folder)
    for part in shelf.parts:
        for row in np.linspace(0, part.size - 1, min(part.size, _SAMPLED)).astype(int):
            near = shelf.store.nearest(part.language, np.array(part.vectors[row]), 5)
            # Passages with the same words have the same vector, so any of them may come first.
            if not near or not np.allclose(part.vectors[near[0]], part.vectors[row], atol=1e-3):
                raise SystemExit(f"{folder}: the {part.language} passage {row} does not find itself")
    shelf.close()


if __name__ == "__main__":
    for manifest in sorted(Path(sys.argv[1]).glob("*/shelf.json")):
        _check_shelf(manifest.parent)
