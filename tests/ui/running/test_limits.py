from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

import pytest

from tests.ui.running.conftest import RedisServer
from ui.running import limits as counting
from ui.running.clients import client_of
from ui.running.limits import Limits, Rates


def passed(limits: Limits, times: int, client: str = "192.0.2.7") -> list[bool]:
    """Which of so many questions of a client may pass."""

    async def ask() -> list[bool]:
        return [await limits.seconds_to_wait("questions", client) == 0 for _ in range(times)]

    return asyncio.run(ask())


def test_a_client_may_ask_so_often_and_is_then_told_how_long_to_wait():
    limits = Limits(Rates(questions=3))
    assert passed(limits, 5) == [True, True, True, False, False]
    assert 0 < asyncio.run(limits.seconds_to_wait("questions", "192.0.2.7")) <= 60


def test_another_client_and_another_limit_are_counted_apart():
    limits = Limits(Rates(questions=1, requests=1))
    assert passed(limits, 2) == [True, False]
    assert passed(limits, 2, "192.0.2.8") == [True, False]
    assert asyncio.run(limits.seconds_to_wait("requests", "192.0.2.7")) == 0


def test_nothing_is_limited_where_no_number_is_set():
    assert all(passed(Limits(Rates(requests=1)), 200))


def test_processes_that_share_redis_count_together(redis: RedisServer):
    one, other = (Limits(Rates(questions=3), redis.url) for _ in range(2))
    assert passed(one, 2) == [True, True]
    assert passed(other, 2) == [True, False]
    assert passed(one, 1) == [False]


def test_where_redis_goes_away_each_process_counts_by_itself_until_it_is_back(
    redis: RedisServer, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(counting, "_PAUSE_SECONDS", 0.0)
    limits = Limits(Rates(questions=2), redis.url)
    assert passed(limits, 3) == [True, True, False]
    redis.stop()
    assert passed(limits, 4) == [True, True, False, False]  # counted anew, and never an error
    redis.start()
    assert passed(limits, 3) == [True, True, False]
    said = [record.message for record in caplog.records if record.levelno >= logging.WARNING]
    assert [line.partition(" (")[0].partition(";")[0] for line in said] == ["Redis is away", "Redis is back"]


def test_a_redis_that_does_not_answer_is_left_alone_for_a_while(redis: RedisServer, monkeypatch: pytest.MonkeyPatch):
    limits, tries = Limits(Rates(questions=5), redis.url), 0
    redis.stop()
    wait: Callable[..., int] = limits._wait

    def counted(limiter, *rest):
        nonlocal tries
        tries += limiter is limits._shared
        return wait(limiter, *rest)

    monkeypatch.setattr(limits, "_wait", counted)
    assert all(passed(limits, 5))
    assert tries == 1


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1%eth0", "2001:db8:1:2::/64"),
        ("", "local"),
        (None, "local"),
        ("<script>", "local"),
    ],
)
def test_a_client_is_an_address_or_the_network_of_one_subscriber(host: str | None, client: str):
    assert client_of(host) == client
