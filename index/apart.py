"""Apart: a part of a build run in a process of its own, since a damaged store can crash or hang what opens it.

It ends with the build that waits for it: otherwise it would go on writing to what the next build clears away.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence


def run_apart(module: str, arguments: Sequence[str], seconds: float) -> str | None:
    """Run a module, which calls `end_with_the_build`; what it says is wrong, or nothing when it ended well."""
    command = [sys.executable, "-m", module, *arguments]
    # Its standard input stays open for as long as the build lives; that is how it learns of the build's end.
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            status = process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            return f"not done in {seconds:.0f} seconds"
        said = process.stderr.read() if process.stderr else ""
    return (said.strip().splitlines() or [f"exit status {status}"])[-1] if status else None


def end_with_the_build() -> None:
    """End this process when the one that runs it ends."""
    threading.Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)
