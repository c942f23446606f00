"""The command `smx library watch`: the index is rebuilt when the files of the libraries have changed and settled."""

from __future__ import annotations

import argparse
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from assistant.commands.saying import FINE, UsageError, report, say

if TYPE_CHECKING:
    from assistant.settings import Settings
    from corpus.files import FileState

_LOOK_SECONDS = 1.0
_AGAIN_SECONDS = 60.0  # after a build that failed, though the files stay as they are

_States = dict[Path, "FileState | None"]


def watch(options: argparse.Namespace, settings: Settings) -> NoReturn:
    """Build now and after each change, when no file has changed for a while, until told to stop."""
    from filelock import FileLock, Timeout

    if options.quiet < 0:
        raise UsageError("--quiet must be 0 or more.")
    settings.data.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(settings.data / "watch.lock", timeout=0):
            signal.signal(signal.SIGTERM, _stop)
            say(f"Watching {', '.join(map(str, settings.library))}")
            _watch(options, settings)
    except Timeout:
        raise UsageError(f"The libraries of {settings.data} are being watched already.") from None


def _watch(options: argparse.Namespace, settings: Settings) -> NoReturn:
    seen: _States | None = None
    built: _States | None = None
    changed_at, again_at = 0.0, float("inf")
    while True:
        states, now = _states(settings.library), time.monotonic()
        if states != seen:
            seen, changed_at = states, now
        is_due = seen != built or now >= again_at
        if is_due and now - changed_at >= options.quiet:
            is_fine = _build(options, settings)
            built, again_at = seen, float("inf") if is_fine else time.monotonic() + _AGAIN_SECONDS
        time.sleep(_LOOK_SECONDS)


def _build(options: argparse.Namespace, settings: Settings) -> bool:
    """Build and say what came of it; a build that fails is told of and is no end."""
    from assistant.commands.indexing import build
    from corpus.errors import CorpusError
    from index.errors import SearchIndexError

    say(f"{time.strftime('%Y-%m-%d %H:%M:%S')} building")
    try:
        return build(options, settings) == FINE
    except (SearchIndexError, CorpusError) as error:
        report(1, str(error), error.remedy)
    except OSError as error:
        report(
            1, f"{error.strerror or error}: {error.filename or ''}", "Check the path, its rights and the free space."
        )
    return False


def _states(folders: Sequence[Path]) -> _States:
    """The states of all files; a folder or a file that cannot be looked at has none."""
    from corpus.errors import LibraryUnreadable
    from corpus.files import FileState, library_files

    states: _States = {}
    for folder in folders:
        try:
            files = [folder / path for path in library_files(folder)[0]]
        except LibraryUnreadable:
            files = [folder]
        for file in files:
            try:
                states[file] = FileState.of(file.stat())
            except OSError:
                states[file] = None
    return states


def _stop(*_: Any) -> NoReturn:
    raise SystemExit(FINE)
