"""A scripted server, and models that reach it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest

from assistant.modelling import ChatModel, ChatTurn, ModelFailure, chat_model
from assistant.settings import ModelSettings
from eval.scripted_model import ScriptedServer, says

TURNS = (ChatTurn("system", "Be brief."), ChatTurn("user", "三门峡在哪里？"))


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of asking."""

    pieces: tuple[str, ...]
    failure: ModelFailure | None

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def kind(self) -> str | None:
        return self.failure.kind if self.failure else None


def heard(model: ChatModel, seconds: float = 20) -> Heard:
    """Everything the model says until its end or its failure."""
    pieces: list[str] = []
    try:
        pieces.extend(model.stream(TURNS, seconds))
    except ModelFailure as failure:
        return Heard(tuple(pieces), failure)
    return Heard(tuple(pieces), None)


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.modelling.streaming._PAUSE_SECONDS", 0.05)


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer(says("三门峡市在", "河南省西部。")) as running:
        yield running


@pytest.fixture
def made() -> Iterator[Callable[[ModelSettings], ChatModel]]:
    """Makes models that are closed after the test."""
    with ExitStack() as stack:

        def make(settings: ModelSettings) -> ChatModel:
            model = chat_model(settings)
            assert model is not None
            stack.callback(model.close)
            return model

        yield make


@pytest.fixture
def model(server: ScriptedServer, made: Callable[[ModelSettings], ChatModel]) -> Callable[..., ChatModel]:
    """Makes a model of the scripted server."""

    def make(**changes: Any) -> ChatModel:
        return made(server.settings(**changes))

    return make
