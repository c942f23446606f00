"""With the staff space switched on, nobody who has not logged in gets anything of it, by any way there is.

`LEAK_QUESTIONS=2000` asks more than the questions of every day.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.browsing import Browsing
from assistant.grouping import embedding_of
from assistant.keeping.audit import Actor
from assistant.keeping.feedback import Feedback
from assistant.keeping.keeper import Keeper
from assistant.keeping.questions import QuestionLog
from assistant.keeping.stores import Store
from tests.assistant.keeping.samples import kept as kept_question
from tests.assistant.samples import Asked, asked, built
from tests.ui.conftest import made_app
from tests.ui.staff.conftest import PASSWORD, Staff, files_of
from tests.ui.staff.planting import ids_in, leaks, planted_library, probes
from ui.staff.space import staff_space

COUNT = int(os.environ.get("LEAK_QUESTIONS", "130"))
STREAMS = ("heartbeat", "queue/data")
PAGES = ("opportunities", "opportunities.csv", "opportunities.xlsx", "documents", "matching", "chains")
ASIDE = ("", "q=Qivvex", "q=Zarquon", "sort=lead", "audience=staff", "published=no", "investor=stated")
ASKED = ("question=目标企业", "question=牵头领导&audience=staff", "audience=staff", "q=Zarquon", "size=100")
PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")


@dataclass(frozen=True, slots=True)
class Site:
    """Somebody who has not logged in, before everything that is served, and what is behind it."""

    client: TestClient
    app: Any
    library: Path
    ids: dict[str, list[str]]
    as_staff: Asked


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    library = planted_library(tmp_path_factory.mktemp("planted") / "library")
    data = built(tmp_path_factory.mktemp("planted-data") / "data", library)
    with ExitStack() as opened:
        public = opened.enter_context(Store(data / "keeping" / "public.sqlite", "public"))
        staff = opened.enter_context(Store(data / "keeping" / "staff.sqlite", "staff"))
        of_public = opened.enter_context(Keeper(public, "public", 184))
        of_staff = opened.enter_context(Keeper(staff, "staff", 184))
        for_all, for_staff = asked(data), asked(data, "staff")
        answering = for_staff.assistant, Browsing(for_staff.index), embedding_of(for_staff.index)
        space = staff_space(answering, of_staff, (public, staff), files_of(data, library))
        planted = {"question": "Qivvex911?", "answer": "Qivvex912"}
        QuestionLog(public).add([kept_question("?", "s-1", id="q-1", **planted)])
        QuestionLog(staff).add([kept_question("?", "s-2", id="q-2", channel="staff", **planted)])
        space.of_public.feedback.give(Feedback("q-1", helpful=False, comment="Qivvex913"))
        space.of_public.feedback.handle("q-1", "seen", "Qivvex914", "qivvex915")
        space.accounts.add("qivvex916", "admin", PASSWORD, Actor("qivvex917", "here"))
        app = made_app(for_all.assistant, Browsing(for_all.index), hosts=["smx.test"], keeper=of_public, staff=space)
        client = opened.enter_context(TestClient(app, base_url="http://smx.test", raise_server_exceptions=False))
        while client.get("/readyz").status_code != 200:
            time.sleep(0.1)
        yield Site(client, app, library, ids_in(library), for_staff)
        for_all.index.get().close()
        for_staff.index.get().close()


def paths_of(routes: Any, prefix: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    """Every path there is below some routes, whatever is mounted there, with the methods that it takes."""
    for route in routes:
        path = prefix + getattr(route, "path", "")
        inner = getattr(route, "app", None)
        found = getattr(route, "routes", None) or getattr(inner, "routes", None)
        included = getattr(route, "original_router", None)  # how FastAPI holds the routes of a router
        gradio = getattr(inner, "_gradio", None)
        if found:
            yield from paths_of(found, path)
        elif included is not None:
            yield from paths_of(included.routes, prefix + getattr(route.include_context, "prefix", ""))
        elif gradio is not None:
            yield path, frozenset({"GET", "POST"})
            yield from paths_of(gradio.routes, path)
        else:
            yield path, frozenset(getattr(route, "methods", None) or {"GET", "POST"})


def filled(path: str, site: Site) -> Iterator[str]:
    """The path with what might stand in its parameters."""
    if not PARAMETER.search(path):
        yield path
        return
    ids = [one for table in site.ids.values() for one in (table[0], table[-1])]
    values = ("planted-zh", "planted-en", "staff-targets-zh", "q-1", "q-2", "target", "project", "public_chat", *ids)
    for value in dict.fromkeys(values):
        yield PARAMETER.sub(value, path)


def test_every_route_there_is_gives_nothing_away_without_a_login(site):
    listed = dict(paths_of(site.app.routes))
    assert "/staff/documents/{document_id}/original" in listed
    assert {"/documents", "/staff/log", "/staff/documents", "/api/v1/ask", "/mcp", "/staff/login"} <= listed.keys()
    assert any(path.startswith("/staff/chat/") and "queue" in path for path in listed), "Gradio was not walked"
    walked, login_only = 0, set()
    for path, methods in listed.items():
        for address in filled(path or "/", site):
            for method in sorted(methods | {"GET", "POST"}):
                below_staff = address == "/staff" or address.startswith("/staff/")
                if any(stream in address for stream in STREAMS) and not below_staff:
                    continue  # streams of the public chat, which never end
                for accept in ("text/html", "application/json"):
                    answer = site.client.request(method, address, headers={"Accept": accept}, follow_redirects=False)
                    walked += 1
                    assert not leaks(answer.text), f"{method} {address}"
                    assert answer.status_code < 500, f"{method} {address}: {answer.status_code}"
                    if below_staff and answer.status_code < 300:
                        login_only.add(address)
                    if below_staff and answer.status_code in (303, 307):
                        assert answer.headers["location"].startswith("/staff/"), address
    assert login_only == {"/staff/login"}
    assert walked > 500


def test_nobody_gets_to_the_staffs_gradio_by_another_spelling(site):
    for path in (
        "/staff//chat/", "/staff/./chat/", "/staff/%2e/chat/", "/Staff/chat/", "/staff/login/../chat/",
        "/staff/login/", "/staff/login%2f..%2fchat/", "/staff/chat/gradio_api/info", "/staff/chat/config",
        "/staff/chat/gradio_api/file=/etc/passwd", "/staff/chat/gradio_api/queue/data?session_hash=x",
        "/staff/chat/gradio_api/startup-events", "/staff;x/chat/", "//staff/chat/", "/embed/staff/chat/",
        "/assets/../staff/chat/", "/staff/chat/theme.css", "/staff/page/x",
    ):  # fmt: skip
        answer = site.client.get(path, follow_redirects=False)
        assert answer.status_code in (307, 401, 404), path
        assert "gradio" not in answer.text.lower(), path


def test_a_made_up_cookie_is_no_login(site):
    for cookie in ("smx-login=x", "smx-login=", "__Host-smx-login=x", "smx-login=" + "A" * 4000, "smx-form=x"):
        answer = site.client.get("/staff/log", headers={"Cookie": cookie}, follow_redirects=False)
        assert answer.status_code == 401, cookie


@pytest.mark.parametrize("path", ["/staff/", "/staff/chat/gradio_api/queue/join", "/staff/x", "/", "/gradio_api/x"])
def test_no_websocket_is_opened(site, path):
    with pytest.raises(Exception), site.client.websocket_connect(path):  # noqa: B017, PT011  # whatever it says
        pytest.fail("it was opened")


def test_what_is_looked_for_is_found_where_it_may_stand(site):
    """Otherwise finding none anywhere else would mean nothing."""
    staff = Staff(site.client, "qivvex916")
    held = [
        staff.get(path).text for path in ("log", "log/q-2", "feedback", "documents/planted-zh", "chains/demo-chain-a")
    ]
    records = staff.get(f"records/target?id={site.ids['targets'][0]}").text
    site.client.cookies.clear()
    assert all(leaks(page) for page in (*held, records))
    assert not leaks("Zarquon12", "What is Zarquon12?")


def test_staff_who_ask_the_same_are_told(site):
    """The questions do ask for what is marked."""
    answers = ((question, site.as_staff(question, *earlier)) for question, earlier in probes(site.library, 120))
    told = [question for question, answer in answers if leaks(f"{answer}", question)]
    assert len(told) >= 15


def test_things_of_the_staff_cannot_be_asked_about(site):
    for kind in ("document", "project", "target", "chain", "link", "enterprise", "policy", "event"):
        ids = ["planted-zh", "planted-en", *site.ids.get(f"{kind}s", ()), *site.ids["targets"][:5]]
        for id_ in ids:
            for path in ("/", "/embed"):
                page = site.client.get(f"{path}?about={kind}:{id_}", headers={"Accept-Language": "en"})
                assert not leaks(page.text), (kind, id_)


def test_lists_exports_and_searches_hold_nothing_of_the_staffs(site):
    ids = "&".join(f"id={one}" for table in site.ids.values() for one in table[:60])
    entities = ("project", "target", "chain", "link", "enterprise", "policy", "event", "project_stage")
    addresses = [
        *(f"/records/{entity}?{ids}" for entity in entities),
        *(f"/{path}?{query}" for path in PAGES for query in ASIDE),
        *(f"/api/v1/{path}?{query}" for path in ("search", "documents", "projects", "chains") for query in ASKED),
        *(f"/api/v1/chains/{one}" for one in site.ids["chains"]),
        *(f"/chains/{one}" for one in site.ids["chains"]),
        *(f"/{prefix}opportunities/{one}" for prefix in ("", "api/v1/projects/") for one in site.ids["projects"][:60]),
    ]  # fmt: skip
    for address in addresses:
        for language in ("zh-CN", "en"):
            answer = site.client.get(address, headers={"Accept-Language": language})
            assert answer.status_code < 500, address
            assert not leaks(answer.text), address


def test_no_question_gets_an_answer_from_what_is_for_staff(site):
    started, found = time.monotonic(), []
    for question, earlier in probes(site.library, COUNT):
        history = [{"question": text, "answer": ""} for text in earlier]
        for body in (
            site.client.post("/api/v1/ask", json={"question": question, "history": history, "audience": "public"}),
            *([site.client.get("/api/v1/search", params={"question": question})] if len(question) % 4 == 0 else ()),
        ):
            assert body.status_code == 200, (question, body.text)
            found += [(question, mark) for mark in leaks(body.text, question)]
    assert not found
    print(f"{COUNT} questions, {time.monotonic() - started:.0f} s, no mark")  # noqa: T201


def test_the_other_channels_give_away_as_little(site):
    tool = {"jsonrpc": "2.0", "id": 1, "method": "tools/call"}
    taken = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2025-06-18"}
    for number, (question, _) in enumerate(probes(site.library, 24)):
        told = {"name": "ask", "arguments": {"question": question, "audience": "staff"}}
        sound = {"name": ("ask", "search")[number % 2], "arguments": {"question": question}}
        answers = [
            site.client.post("/v1/chat/completions", json={"messages": [{"role": "user", "content": question}]}),
            site.client.post("/mcp", json=tool | {"params": told}, headers=taken),
            site.client.post("/mcp", json=tool | {"params": sound}, headers=taken),
            site.client.post("/api/v1/ask", json={"question": question, "audience": "staff"}),
        ]
        assert answers[2].status_code == 200, answers[2].text
        assert "result" in answers[2].text, answers[2].text
        for answer in answers:
            assert not leaks(answer.text, question), question
    for name, arguments in (
        ("projects", {}),
        ("chains", {}),
        *(("chains", {"chain": one}) for one in site.ids["chains"]),
    ):
        answer = site.client.post("/mcp", json=tool | {"params": {"name": name, "arguments": arguments}}, headers=taken)
        assert not leaks(answer.text), (name, arguments)


def test_the_public_chat_page_gives_away_as_little(site):
    about = ("document:planted-zh", f"project:{site.ids['projects'][0]}", f"target:{site.ids['targets'][0]}", "")
    for number, (question, _) in enumerate(probes(site.library, 12)):
        said = {"data": [question, None], "fn_index": 0, "session_hash": f"leak{number}"}
        query = {"about": about[number % len(about)]}
        joined = site.client.post("/gradio_api/queue/join", params=query, json=said)
        assert joined.status_code == 200, joined.text
        heard = site.client.get("/gradio_api/queue/data", params={"session_hash": f"leak{number}"})
        assert "process_completed" in heard.text, heard.text[:300]
        assert '"success": true' in heard.text or '"success":true' in heard.text, heard.text[:500]
        assert not leaks(heard.text, question), question
