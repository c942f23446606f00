"""Servers beside the service that can be killed and started again: Redis, and PostgreSQL in a folder of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from eval.command_line import CommandFailed
from eval.loading.serving import free_port

_START_SECONDS = 30.0


class Killable:
    """A server on a port of this machine, which ends without a chance to put anything in order."""

    def __init__(self, command: Sequence[str], port: int) -> None:
        self._command = command
        self._port = port
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until it can be reached. Raises `CommandFailed`."""
        self._process = subprocess.Popen(  # noqa: S603
            self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        until = time.monotonic() + _START_SECONDS
        while True:
            try:
                socket.create_connection(("127.0.0.1", self._port), timeout=1).close()
                return
            except OSError:
                if time.monotonic() > until:
                    raise CommandFailed(f"{self._command[0]} did not start.") from None
                time.sleep(0.05)

    def kill(self) -> None:
        """End it and all it started."""
        if self._process is not None:
            os.killpg(self._process.pid, 9)
            self._process.wait()
            self._process = None


class Redis(Killable):
    """Counts in memory; nothing of them survives."""

    def __init__(self) -> None:
        port = free_port()
        super().__init__(["redis-server", "--bind", "127.0.0.1", "--port", str(port), "--save", ""], port)
        self.url = f"redis://127.0.0.1:{port}/0"


class Postgres(Killable):
    """A database that keeps what it has acknowledged."""

    def __init__(self, folder: Path) -> None:
        port, programs = free_port(), _postgres_programs()
        # The server does not run as root.
        owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        folder.mkdir()
        if owner:
            shutil.chown(folder, "postgres")
            for above in folder.parents:
                if above.owner() == "root" and above != Path("/tmp"):  # noqa: S108
                    above.chmod(above.stat().st_mode | 0o011)
        made = [str(programs / "initdb"), "--pgdata", str(folder / "data"), "--auth", "trust", "--username", "smx"]
        subprocess.run([*owner, *made, "--encoding", "UTF8"], check=True, capture_output=True)  # noqa: S603
        options = ["-D", str(folder / "data"), "-p", str(port), "-c", "listen_addresses=127.0.0.1", "-k", str(folder)]
        super().__init__([*owner, str(programs / "postgres"), *options], port)
        self.url = f"postgresql+pg8000://smx@127.0.0.1:{port}/postgres"


def has_redis() -> bool:
    """Whether a Redis can be started here."""
    return shutil.which("redis-server") is not None


def has_postgres() -> bool:
    """Whether a PostgreSQL can be started here."""
    return _postgres_programs().is_dir()


def _postgres_programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    return found[-1] if found else Path("/usr/lib/postgresql/none")
