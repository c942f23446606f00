"""The page served on this machine, and a browser to look at it with."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Page
from starlette.testclient import TestClient

from assistant.browsing import Browsing
from assistant.keeping.keeper import Keeper
from assistant.keeping.stores import Store
from tests.assistant.opportunities.projects import write_stores
from tests.ui.fakes import FakeAssistant, FakeLibrary
from tests.ui.host_site import HostSite, hosting
from ui.answering import Answering
from ui.app import create_app
from ui.site import Site

_PATIENCE_SECONDS = 20


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Gradio's queue keeps statistics in ways that pandas is about to drop; nothing here depends on them."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"))


def made_app(assistant: Answering, library: Browsing | None = None, **options: Any) -> FastAPI:
    """The application, made inside a running event loop: without one Gradio leaves loops of its own unclosed."""

    async def make() -> FastAPI:
        return create_app(assistant, library or FakeLibrary(), Site(**options))

    with ThreadPoolExecutor(1) as aside:
        return aside.submit(lambda: asyncio.run(make())).result()


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: where it is, and the assistant and the store behind it."""

    address: str
    assistant: FakeAssistant
    store: Store


@contextmanager
def running(assistant: Answering, library: Browsing, **options: Any) -> Iterator[str]:
    """The address at which an assistant and its library are served."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(
            uvicorn.Config(
                made_app(assistant, library, **options), log_level="error", ws="none", timeout_graceful_shutdown=1
            )
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            deadline = time.monotonic() + _PATIENCE_SECONDS
            while not server.started:
                assert thread.is_alive(), "the server stopped while starting"
                assert time.monotonic() < deadline, "the server did not start in time"
                time.sleep(0.02)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(_PATIENCE_SECONDS)
            assert not thread.is_alive(), "the server did not stop"


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeLibrary]:
    """The small library with a real store of fifty published projects."""
    staff, public = write_stores(tmp_path_factory.mktemp("projects"), more=45)
    yield FakeLibrary(public)
    staff.close()
    public.close()


@pytest.fixture(scope="session")
def host_site() -> Iterator[HostSite]:
    """Somebody else's site, which may show the chat."""
    with hosting() as site:
        yield site


@pytest.fixture(scope="session")
def served(library: FakeLibrary, host_site: HostSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all browser tests: each opens its own page, and with it a conversation of its own."""
    assistant = FakeAssistant()
    with (
        Store(tmp_path_factory.mktemp("keeping") / "public.sqlite", "public") as store,
        Keeper(store, "public", days=184) as keeper,
        running(assistant, library, embed_origins=[host_site.origin], keeper=keeper) as address,
    ):
        yield Served(address, assistant, store)


class Visit:
    """A browser page, what it asked for and what it complained about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))


@pytest.fixture
def visiting(browser: Browser, served: Served) -> Iterator[Any]:
    """Opens pages of the server; afterwards none may have asked outside, or broken the security policy."""
    contexts = []
    visits: list[Visit] = []

    def visit(path: str = "/", *, locale: str = "zh-CN", width: int = 1280, **options: Any) -> Visit:
        context = browser.new_context(
            base_url=served.address, locale=locale, viewport={"width": width, "height": 820}, **options
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        visits.append(Visit(context.new_page()))
        visits[-1].page.goto(path)
        return visits[-1]

    yield visit
    for context in contexts:
        context.close()
    outside = [u for v in visits for u in v.requests if not u.startswith((served.address, "data:", "blob:"))]
    assert not outside, f"asked outside for {outside}"
    assert not [complaint for visit in visits for complaint in visit.complaints]


@pytest.fixture(scope="session")
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def make_app() -> Callable[..., FastAPI]:
    return made_app


@pytest.fixture(scope="session")
def client(assistant: FakeAssistant, library: FakeLibrary) -> Iterator[TestClient]:
    """Speaks to the application without a browser, in Chinese."""
    app = made_app(assistant, library, hosts=["smx.test"], embed_origins=["https://www.host.test"])
    with TestClient(app, base_url="http://smx.test", headers={"Accept-Language": "zh-CN"}) as speaking:
        yield speaking
