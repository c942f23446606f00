"""A PostgreSQL server that goes away in the middle of everything and comes back."""

from __future__ import annotations

import gc
import logging
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from sqlalchemy import make_url, select

from assistant.keeping.feedback import Feedback
from assistant.keeping.keeper import Keeper, Receipt
from assistant.keeping.stores import Store
from assistant.keeping.switches import Switches
from assistant.keeping.tables import feedback, questions
from assistant.keeping.visits import Visit
from tests.assistant.keeping.conftest import postgresql_database
from tests.assistant.keeping.samples import answer


class Wire:
    """A way to a server that can be cut and mended."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._ends: list[socket.socket] = []
        self._is_cut = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        self._is_cut = True
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self._ends.clear()

    def mend(self) -> None:
        self._is_cut = False

    def close(self) -> None:
        self.cut()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                if self._is_cut:
                    near.close()
                    continue
                far = socket.socket(socket.AF_UNIX)
                far.connect(self._server)
                self._ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pump, args=(one, other), daemon=True).start()

    @staticmethod
    def _pump(one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65_536):
                other.sendall(data)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@pytest.fixture
def wire_and_store() -> Iterator[tuple[Wire, Store]]:
    with postgresql_database() as url:
        made = make_url(url)
        wire = Wire(str(made.query["unix_sock"]))
        through = made.set(host="127.0.0.1", port=wire.port, query={}).render_as_string(hide_password=False)
        with Store(through, "public") as store:
            yield wire, store
        wire.close()
        gc.collect()  # here, and not in a test that has nothing to do with it


# The driver leaves a lost connection's socket to be closed when it is collected.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_no_acknowledged_feedback_is_lost_and_all_goes_on_by_itself(wire_and_store: tuple[Wire, Store], caplog):
    wire, store = wire_and_store
    is_over = threading.Event()
    acknowledged: list[str] = []
    asked: list[str] = []
    slowest = 0.0

    def reader(keeper: Keeper) -> None:
        nonlocal slowest
        while not is_over.is_set():
            visit = Visit("one", "page")
            started = time.monotonic()
            keeper.note("签了多少项目？", answer(), visit)
            keeper.closed("page")
            slowest = max(slowest, time.monotonic() - started)
            asked.append(visit.asked)
            if keeper.take_feedback(Feedback(visit.asked, helpful=True)) is Receipt.DONE:
                acknowledged.append(visit.asked)

    with caplog.at_level(logging.CRITICAL), Keeper(store, "public", days=184) as keeper:
        Switches(store).turn("public_api", is_open=False, by="li")
        readers = [threading.Thread(target=reader, args=(keeper,)) for _ in range(4)]
        for one in readers:
            one.start()
        for _ in range(2):
            time.sleep(0.7)
            wire.cut()
            time.sleep(0.5)
            before = len(acknowledged)
            wire.mend()
            deadline = time.monotonic() + 20
            while len(acknowledged) < before + 8:
                assert time.monotonic() < deadline, "nothing is acknowledged any more"
                time.sleep(0.05)
        is_over.set()
        for one in readers:
            one.join()
        assert keeper.closed("api")
    with store.reading() as connection:
        stored = set(connection.scalars(select(feedback.c.question_id)))
        kept = set(connection.scalars(select(questions.c.id)))
    assert set(acknowledged) <= stored
    assert kept == set(asked)
    assert slowest < 0.5
