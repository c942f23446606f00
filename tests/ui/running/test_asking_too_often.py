"""The chat where a client, or a site that embeds it, asks too often: a sentence in place of an answer."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.answers import Outcome
from tests.ui.fakes import FakeAssistant, FakeLibrary
from ui.desk import Desk
from ui.dialogue import Dialogue
from ui.exchanging import Exchanging
from ui.running.limits import Limits, Rates
from ui.running.service import service_of

QUESTION = "第29届签了多少项目？"


def request(address: str, embed: str | None = None) -> Any:
    """What Gradio tells of the request behind an event."""
    state = SimpleNamespace() if embed is None else SimpleNamespace(embed=embed)
    where = SimpleNamespace(path="/gradio_api/queue/join")
    return SimpleNamespace(
        client=SimpleNamespace(host=address), query_params={}, cookies={}, headers={}, url=where, state=state
    )


def last_answer(exchanging: Exchanging, asking: Any) -> Any:
    """The answer that the conversation ends with."""

    async def ask() -> Dialogue:
        updates = [update async for update in exchanging.ask(QUESTION, Dialogue(), asking)]
        dialogue: Dialogue = updates[-1][0]
        return dialogue

    return asyncio.run(ask()).exchanges[-1].answer


@pytest.mark.parametrize(
    ("rates", "first", "second", "said"),
    [
        (Rates(questions=1), request("192.0.2.1"), request("192.0.2.1"), "您在短时间内提了很多问题"),
        (Rates(embed_questions=1), request("192.0.2.1", "a"), request("192.0.2.2", "a"), "从这个网站来的提问现在很多"),
    ],
)
def test_the_reader_is_told_when_to_ask_again_and_can_read_on(rates: Rates, first: Any, second: Any, said: str):
    service = service_of(Limits(rates))
    exchanging = Exchanging(Desk(FakeAssistant(), service), FakeLibrary())
    assert last_answer(exchanging, first).outcome is Outcome.ANSWERED
    told = last_answer(exchanging, second)
    assert told.outcome is Outcome.UNAVAILABLE
    assert said in told.text
    assert service.metrics.registry.get_sample_value(
        "smx_limited_total", {"limit": "questions" if rates.questions else "embed_questions"}
    )
    assert last_answer(exchanging, request("192.0.2.9", "b")).outcome is Outcome.ANSWERED
