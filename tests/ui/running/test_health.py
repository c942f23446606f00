from __future__ import annotations

import threading

from starlette.testclient import TestClient

from tests.ui.conftest import made_app
from tests.ui.fakes import FakeAssistant, FakeLibrary
from ui.running.service import service_of


class ColdLibrary(FakeLibrary):
    """A library that is warm when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.may_be_warm = threading.Event()

    def warm(self) -> None:
        assert self.may_be_warm.wait(10)


def test_a_process_is_alive_before_it_is_ready_and_not_ready_once_it_stops():
    library, service = ColdLibrary(), service_of()
    app = made_app(FakeAssistant(), library, hosts=["smx.test"], service=service)
    with TestClient(app, base_url="http://smx.test") as client:

        def ready() -> tuple[int, str]:
            answer = client.get("/readyz")
            return answer.status_code, answer.json()["status"]

        assert client.get("/healthz").status_code == 200
        assert ready() == (503, "starting")
        library.may_be_warm.set()
        while ready() == (503, "starting"):
            pass
        assert ready() == (200, "ready")
        service.readiness.stop()
        assert ready() == (503, "stopping")
        assert client.get("/healthz").status_code == 200


def test_a_library_that_cannot_be_tried_is_served_all_the_same(caplog):
    class Failing(FakeLibrary):
        def warm(self) -> None:
            raise RuntimeError

    with TestClient(made_app(FakeAssistant(), Failing(), hosts=["smx.test"]), base_url="http://smx.test") as client:
        while client.get("/readyz").status_code == 503:
            pass
    assert "could not be tried" in caplog.text
