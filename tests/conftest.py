"""Every test runs offline, on one thread, with no settings from outside, and the same way each time."""

from __future__ import annotations

import os

# Set before anything is imported: these libraries read their environment only once.
os.environ.update(
    ANONYMIZED_TELEMETRY="False",
    GRADIO_ANALYTICS_ENABLED="False",
    HF_HUB_DISABLE_TELEMETRY="1",
    HF_HUB_OFFLINE="1",
    OMP_NUM_THREADS="1",
    OPENBLAS_NUM_THREADS="1",
    TOKENIZERS_PARALLELISM="false",
)

import ipaddress
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from xdist.scheduler import LoadScopeScheduling

settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.load_profile("repeatable")


_CHROMIUM = Path("/usr/bin/chromium")
_ARGUMENTS = (
    "--no-sandbox --disable-gpu --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync "
    "--test-third-party-cookie-phaseout"
).split()


class ByFolder(LoadScopeScheduling):  # type: ignore[misc]  # xdist says nothing of types
    """Where several processes run the tests, each takes a folder at a time: what is built for it is built once."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0].rpartition("/")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFolder:
    return ByFolder(config, log)


class NetworkBlockedError(OSError):
    """A test tried to reach another machine."""


_attempts: list[str] = []


def _is_here(host: object) -> bool:
    if not host or host in {"localhost", b"localhost"}:
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else str(host)).is_loopback
    except ValueError:
        return False


def _refuse(host: object) -> None:
    if not _is_here(host):
        _attempts.append(str(host))
        raise NetworkBlockedError(f"the network is blocked in tests; something asked for {host!r}")


@pytest.fixture(autouse=True, scope="session")
def _only_this_machine() -> Iterator[None]:
    """Connections and name look-ups reach this machine only."""

    def guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
        def connect_here(self: socket.socket, address: Any) -> Any:
            if self.family != socket.AF_UNIX:
                _refuse(address[0])
            return connect(self, address)

        return connect_here

    def look_up_here(host: Any, *rest: Any, **named: Any) -> Any:
        _refuse(host)
        return look_up(host, *rest, **named)

    look_up = socket.getaddrinfo
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
        patch.setattr(socket, "getaddrinfo", look_up_here)
        yield


@pytest.fixture(autouse=True)
def network_attempts() -> Iterator[list[str]]:
    """The hosts asked for so far; what is left in it fails the test, since a library may swallow the refusal."""
    _attempts.clear()
    yield _attempts
    assert not _attempts, f"the network was asked for: {_attempts}"


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("SMX_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    """An empty folder to build in, gone after the test."""
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; where it is not installed its tests are skipped, but never by the build server.

    It is closed after each module: while it is open an event loop runs, and other tests need to run one of their own.
    """
    if not _CHROMIUM.exists() and not os.environ.get("CI"):
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS)
        yield chromium
        chromium.close()
