from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.keeping.keeper import Keeper
from assistant.keeping.stores import Store
from assistant.keeping.switches import Switches
from corpus.schemas import Bilingual
from tests.ui.fakes import FakeAssistant, FakeLibrary
from ui.api.application import api_application
from ui.api.asking import Asking
from ui.desk import Desk
from ui.running.service import service_of

QUESTION = "第29届黄河文化旅游节签了多少项目？"


def served(desk: Desk) -> TestClient:
    service, app = service_of(), FastAPI()
    app.mount("/api", api_application(FakeLibrary(), Asking(desk), desk, service.readiness))
    return TestClient(app, base_url="http://smx.test")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "public.sqlite", "public") as opened:
        yield opened


@pytest.fixture
def api(store: Store) -> Iterator[Any]:
    with Keeper(store, "public", 30) as keeper, served(Desk(FakeAssistant(), service_of(), keeper)) as speaking:
        yield speaking


def test_what_is_said_of_an_answer_is_kept(api):
    answer = api.post("/api/v1/ask", json={"question": QUESTION}).json()
    said = {"answer_id": answer["answer_id"], "helpful": False, "comment": "电话 13800138000"}
    kept = api.post("/api/v1/feedback", json=said)
    assert (kept.status_code, kept.json()) == (200, {"status": "kept"})


def test_of_an_answer_that_was_never_given_nothing_is_kept(api):
    assert api.post("/api/v1/feedback", json={"answer_id": "0" * 32, "helpful": True}).status_code == 404


def test_where_nothing_is_kept_there_is_nothing_to_say_it_of():
    with served(Desk(FakeAssistant(), service_of())) as api:
        assert api.post("/api/v1/feedback", json={"answer_id": "0" * 32, "helpful": True}).status_code == 404


def test_a_closed_interface_says_so_in_the_words_of_the_bureau(store):
    Switches(store).turn("public_api", is_open=False, by="x", message=Bilingual(zh="周一恢复。", en="Back on Monday."))
    with Keeper(store, "public", 30) as keeper, served(Desk(FakeAssistant(), service_of(), keeper)) as api:
        refused = api.post("/api/v1/ask", json={"question": QUESTION})
    assert refused.status_code == 503
    assert "周一恢复。" in refused.json()["detail"]
