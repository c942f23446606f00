"""A staff space over the small library and empty stores, with one account of each role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.browsing import Browsing
from assistant.flow import Assistant
from assistant.grouping import embedding_of
from assistant.keeping.accounts import ROLES
from assistant.keeping.audit import Actor
from assistant.keeping.keeper import Keeper
from assistant.keeping.stores import Store
from assistant.rebuilding import Rebuilding
from assistant.reviewing import Reviewing
from assistant.surveying import Surveying
from assistant.uploading import Uploads
from tests.assistant.samples import asked, built, write_library
from tests.ui.conftest import made_app
from tests.ui.conftest import running as served_here
from ui.staff.space import StaffSpace, staff_space
from ui.staff.tokens import form_token

HTML = {"Accept": "text/html", "Accept-Language": "en"}
HERE = {"Sec-Fetch-Site": "same-origin"}
PASSWORD = "long enough for a test"


@dataclass(frozen=True, slots=True)
class Kept:
    """The folder of an index and the stores beside it."""

    data: Path
    library: Path
    public: Store
    staff: Store
    space: StaffSpace
    assistant: Assistant
    browsing: Browsing
    keeper: Keeper


def files_of(data: Path, library: Path) -> tuple[Rebuilding, Reviewing]:
    """What looks after a library and its index."""
    libraries = (library,)
    return Rebuilding(data, libraries), Reviewing(Uploads(data, libraries), Surveying(data, libraries))


@contextmanager
def opening(folder: Path, write: Callable[[Path], Path] = write_library) -> Iterator[tuple[Kept, FastAPI]]:
    """The application with the staff space switched on over a library in a new folder, and what is behind it."""
    library = write(folder / "library")
    data = built(folder / "data", library)
    with ExitStack() as open_until_the_end:
        public = open_until_the_end.enter_context(Store(data / "keeping" / "public.sqlite", "public"))
        staff = open_until_the_end.enter_context(Store(data / "keeping" / "staff.sqlite", "staff"))
        of_public = open_until_the_end.enter_context(Keeper(public, "public", 184))
        of_staff = open_until_the_end.enter_context(Keeper(staff, "staff", 184))
        for_all, for_staff = asked(data), asked(data, "staff")
        answering = for_staff.assistant, Browsing(for_staff.index), embedding_of(for_staff.index)
        space = staff_space(answering, of_staff, (public, staff), files_of(data, library))
        for role in ROLES:
            space.accounts.add(f"{role}.li", role, PASSWORD, Actor("test", "here"))
        app = made_app(for_all.assistant, Browsing(for_all.index), hosts=["smx.test"], keeper=of_public, staff=space)
        yield (
            Kept(data, library, public, staff, space, for_all.assistant, Browsing(for_all.index), of_public),
            app,
        )
        for index in (for_all.index, for_staff.index):
            index.get().close()


@pytest.fixture(scope="package")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Kept, FastAPI]]:
    """The application of most tests."""
    with opening(tmp_path_factory.mktemp("staff")) as opened:
        yield opened


@pytest.fixture(scope="package")
def kept(opened: tuple[Kept, FastAPI]) -> Kept:
    return opened[0]


@pytest.fixture(scope="package")
def running(opened: tuple[Kept, FastAPI]) -> Iterator[TestClient]:
    """The application as it runs, for clients of its own to be made from."""
    with TestClient(opened[1], base_url="http://smx.test") as client:
        yield client


@pytest.fixture
def stranger(running: TestClient) -> TestClient:
    """Somebody who has not logged in."""
    running.cookies.clear()
    return running


@pytest.fixture(scope="package")
def address(kept: Kept) -> Iterator[str]:
    """Where browsers find the application."""
    with served_here(kept.assistant, kept.browsing, keeper=kept.keeper, staff=kept.space) as address:
        yield address


class Staff:
    """A browser of the staff as far as forms go."""

    def __init__(self, client: httpx2.Client, account: str) -> None:
        self.client = client
        client.cookies.clear()
        client.get("/staff/login", headers=HTML)
        token = form_token(client.cookies["smx-form"])
        self.login = client.post(
            "/staff/login",
            data={"name": account, "password": PASSWORD, "form_token": token},
            headers=HTML | HERE,
            follow_redirects=False,
        )
        self.token = form_token(client.cookies["smx-login"])

    def get(self, path: str):
        return self.client.get(f"/staff/{path}", headers=HTML, follow_redirects=False)

    def post(self, path: str, /, **fields: str):
        return self.client.post(
            f"/staff/{path}", data=fields | {"form_token": self.token}, headers=HTML | HERE, follow_redirects=False
        )


@pytest.fixture
def reader(running: TestClient) -> Staff:
    return Staff(running, "reader.li")


@pytest.fixture
def editor(running: TestClient) -> Staff:
    return Staff(running, "editor.li")


@pytest.fixture
def admin(running: TestClient) -> Staff:
    return Staff(running, "admin.li")
