"""Two processes of smx behind nginx as it is shipped, with one Redis and one PostgreSQL: what they share, what not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import httpx2
import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import create_engine, text

from assistant.keeping.accounts import Accounts
from assistant.keeping.audit import Actor
from assistant.keeping.stores import Store
from eval.loading.proxies import HOST, Nginx, has_nginx
from eval.loading.servers import Postgres, Redis, has_postgres, has_redis
from eval.loading.serving import Serving
from tests.assistant.samples import built, write_library
from ui.staff.tokens import form_token

pytestmark = pytest.mark.skipif(
    not (has_nginx() and has_redis() and has_postgres()), reason="nginx, Redis or PostgreSQL is not installed"
)

PASSWORD = "long enough for a test"
QUESTIONS_A_MINUTE = 6
BOX = "#chat-question textarea"
FINISHED = "#chat-log a[href$='#copy']"


@dataclass(frozen=True, slots=True)
class Both:
    """The two processes and the proxy before them."""

    one: Serving
    other: Serving
    proxy: Nginx

    def asked_at(self, port: int) -> int:
        """How many requests a process has answered that came through the proxy."""
        return sum(count for ports, count in self.proxy.passed_to().items() if ports[-1:] == (port,))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    folder = tmp_path_factory.mktemp("several")
    data = built(folder / "data", write_library(folder / "library"))
    redis, database = Redis(), Postgres(folder / "database")
    with ExitStack() as running:
        for server in (redis, database):
            running.callback(server.kill)
            server.start()
        staff_url = staff_database(database.url)
        settings = {
            "SMX_DATA": str(data),
            "SMX_LIMITS__QUESTIONS": str(QUESTIONS_A_MINUTE),
            "SMX_SERVER__REDIS_URL": redis.url,
            "SMX_SERVER__ALLOWED_HOSTS": json.dumps([HOST, "127.0.0.1"]),
            "SMX_SERVER__TRUSTED_PROXIES": '["127.0.0.1"]',
            "SMX_SERVER__STAFF_SPACE": "true",
            "SMX_KEEPING__PUBLIC_URL": database.url,
            "SMX_KEEPING__STAFF_URL": staff_url,
        }
        first, second = Serving(folder, settings), Serving(folder, settings)
        processes = (first, second)
        for process in processes:
            running.callback(process.stop)
            process.start()
        for process in processes:
            process.wait_until_ready()
        proxy = Nginx(folder / "nginx", [process.port for process in processes])
        running.callback(proxy.kill)
        proxy.start()
        yield Both(first, second, proxy)


def staff_database(url: str) -> str:
    """A second database beside the first, with an account in it."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CREATE DATABASE staff"))
    engine.dispose()
    staff_url = url.removesuffix("/postgres") + "/staff"
    with Store(staff_url, "staff") as store:
        Accounts(store).add("li.ming", "reader", PASSWORD, Actor("test", "here"))
    return staff_url


@pytest.fixture
def page(browser: Browser, both: Both) -> Iterator[Page]:
    address = f"https://127.0.0.1:{both.proxy.door.port}"
    context = browser.new_context(base_url=address, ignore_https_errors=True, locale="zh-CN")
    yield context.new_page()
    context.close()


def directly(process: Serving, client_address: str) -> httpx2.Client:
    """As the proxy asks a process for a client over TLS."""
    headers = {"X-Forwarded-For": client_address, "X-Forwarded-Proto": "https", "Accept": "text/html"}
    return httpx2.Client(base_url=f"http://127.0.0.1:{process.port}", headers=headers | {"Host": HOST}, timeout=30)


def test_a_login_made_at_one_process_holds_at_the_other_and_ends_at_both(both: Both):
    here = {"Sec-Fetch-Site": "same-origin"}
    with directly(both.one, "192.0.2.1") as one, directly(both.other, "192.0.2.1") as other:
        secret = one.get("/staff/login").headers["set-cookie"].split(";")[0]
        given = {"name": "li.ming", "password": PASSWORD, "form_token": form_token(secret.partition("=")[2])}
        answered = one.post("/staff/login", data=given, headers=here | {"Cookie": secret})
        assert answered.status_code == 303
        login = answered.headers["set-cookie"].split(";")[0]
        assert login.startswith("__Host-smx-login=")
        mine = here | {"Cookie": login}
        assert [process.get("/staff/account", headers=mine).status_code for process in (one, other)] == [200, 200]
        out = other.post("/staff/logout", data={"form_token": form_token(login.partition("=")[2])}, headers=mine)
        assert out.status_code == 303
        assert [process.get("/staff/account", headers=mine).status_code for process in (one, other)] == [303, 303]


def test_questions_of_a_client_are_counted_together(both: Both):
    with directly(both.one, "192.0.2.2") as one, directly(both.other, "192.0.2.2") as other:
        statuses = [
            process.post("/api/v1/ask", json={"question": "你好"}).status_code
            for process in (one, other) * (QUESTIONS_A_MINUTE // 2 + 1)
        ]
    assert statuses == [200] * QUESTIONS_A_MINUTE + [429, 429]


def test_a_chat_stays_with_one_process_and_goes_on_at_the_other_when_that_ends(both: Both, page: Page):
    page.goto("/")
    page.fill(BOX, "第12届风筝节签了多少项目？")
    page.keyboard.press("Enter")
    expect(page.locator(FINISHED)).to_have_count(1)
    page.fill(BOX, "第11届呢？")
    page.keyboard.press("Enter")
    expect(page.locator(FINISHED)).to_have_count(2)
    held, others = sorted((both.one, both.other), key=lambda process: -both.asked_at(process.port))
    assert both.asked_at(held.port)
    assert not both.asked_at(others.port)
    held.stop()
    page.fill(BOX, "茶叶企业每家可以申请多少补贴？")
    page.keyboard.press("Enter")
    expect(page.locator("#chat-log .bot-row").last).to_contain_text("30万元")
    assert both.asked_at(others.port)
