"""Digests of models, kept for as long as the files of a model stay as they were: reading them all takes a while."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path

from filelock import FileLock

from corpus.files import FileState
from corpus.whole_files import written_whole


def remembered_digest(files: Sequence[Path], memory: Path, compute: Callable[[], str]) -> str:
    """The digest of some files: the one in the file `memory` if it was computed of these files as they are."""
    looked_at_ns = time.time_ns()
    states = [_known_by(file, looked_at_ns) for file in files]
    try:
        known = json.loads(memory.read_text("utf-8"))
        if all(states) and known["states"] == states:
            return str(known["digest"])
    except (OSError, ValueError, TypeError, KeyError):
        pass
    digest = compute()
    with suppress(OSError), FileLock(memory.with_suffix(".lock")), written_whole(memory) as temporary:
        # Where it cannot be written, the next build computes it again.
        temporary.write_text(json.dumps({"digest": digest, "states": states}), "utf-8")
    return digest


def _known_by(file: Path, looked_at_ns: int) -> list[object] | None:
    """The file and its state, unless that may stay the same through a change."""
    state = FileState.of(file.stat())
    return [str(file), *astuple(state)] if state.is_settled(looked_at_ns) else None
