"""The service as a process of its own, told to stop while it answers."""

from __future__ import annotations

import asyncio
import json
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

import pytest

from eval.loading.asking import NotAnswered, Told, ask
from eval.loading.serving import Serving
from eval.scripted_model import ScriptedServer, says
from tests.assistant.samples import built, write_library

QUESTION = "茶叶企业每家可以申请多少补贴？"
WORDED = "每家茶叶企业可以申请30万元补贴。[S1]茶叶企业补贴由县农业局受理。[S1]"
Serve = Callable[..., Serving]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stopping")
    return built(folder / "data", write_library(folder / "library"))


@pytest.fixture
def serve(data: Path, tmp_path: Path) -> Iterator[Serve]:
    """Serves with a model that takes so many seconds for an answer."""
    model = ScriptedServer(says(""))
    started: list[Serving] = []

    def begin(seconds: float, **settings: str) -> Serving:
        model.then(says(*WORDED, pause=seconds / len(WORDED)))
        given = {"SMX_DATA": str(data), "SMX_MODEL__NAME": "scripted", "SMX_MODEL__ADDRESS": model.address}
        started.append(Serving(tmp_path, given | settings))
        started[-1].start()
        started[-1].wait_until_ready()
        return started[-1]

    with model:
        yield begin
        for served in started:
            served.stop(signal.SIGKILL)


def asking(served: Serving, aside: ThreadPoolExecutor) -> Future[Told]:
    """An answer that is under way."""
    under_way = aside.submit(lambda: asyncio.run(ask(served.door, QUESTION, "one")))
    time.sleep(0.7)
    return under_way


def forwarded(served: Serving, address: str) -> int:
    """How a question is answered that a proxy forwards for an address."""
    connection = HTTPConnection("127.0.0.1", served.port, timeout=20)
    headers = {"X-Forwarded-For": f"203.0.113.9, {address}", "Content-Type": "application/json"}
    connection.request("POST", "/api/v1/ask", json.dumps({"question": "你好"}), headers)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status


def test_told_to_stop_it_ends_the_answers_under_way_and_takes_no_others(serve: Serve):
    served = serve(2, SMX_LIMITS__QUESTIONS="1")
    # The proxy on this machine is trusted, what its client says of others is not.
    assert [forwarded(served, address) for address in ("192.0.2.1", "192.0.2.2", "192.0.2.1")] == [200, 200, 429]
    with ThreadPoolExecutor(2) as aside:
        under_way = asking(served, aside)
        stopped = aside.submit(served.stop)
        time.sleep(0.4)
        assert served.state() == "stopping"
        assert forwarded(served, "192.0.2.3") == 503
        told = under_way.result(20)
        assert (told.id, told.outcome) == ("one", "answered")
        assert "县农业局受理" in told.text
        assert stopped.result(20) == 0


def test_it_does_not_wait_for_answers_longer_than_it_may(serve: Serve):
    served = serve(30, SMX_SERVER__STOP_SECONDS="0.2")
    with ThreadPoolExecutor(1) as aside:
        under_way = asking(served, aside)
        started = time.monotonic()
        assert served.stop() == 0
        assert time.monotonic() - started < 20
        with pytest.raises(NotAnswered):
            under_way.result(20)


def test_a_page_that_is_open_is_let_go_and_nothing_is_amiss_in_the_log(serve: Serve):
    served = serve(0)
    listening = HTTPConnection("127.0.0.1", served.port, timeout=20)
    listening.request("GET", "/gradio_api/heartbeat/somebody")
    response = listening.getresponse()
    assert response.read1()
    assert served.stop() == 0
    listening.close()
    said = served.log.read_text("utf-8").splitlines()
    assert [line for line in said if not line.startswith("Serving")] == []
