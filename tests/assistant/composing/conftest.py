"""An assistant whose answers a scripted model writes, over real HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from functools import partial
from typing import Any

import pytest

from assistant.composing import Composer
from assistant.flow import Assistant
from assistant.modelling import chat_model
from tests.assistant.samples import TODAY, Asked
from tests.modelling_server import Script, ScriptedServer


@pytest.fixture
def scripted() -> Iterator[Callable[..., tuple[Asked, ScriptedServer]]]:
    """A library asked on a day, answered by a model that follows these scripts, and the server of that model."""
    with ExitStack() as open_until_the_end:

        def made(
            over: Asked, *scripts: Script, today: date = TODAY, seconds: float = 20, **settings: Any
        ) -> tuple[Asked, ScriptedServer]:
            server = open_until_the_end.enter_context(ScriptedServer(*scripts))
            model = chat_model(server.settings(deadline_seconds=seconds, **settings))
            assert model is not None
            open_until_the_end.callback(model.close)
            assistant = Assistant(over.index, lambda: today, Composer(model, seconds))
            return Asked(assistant, over.index, over.data, over.audience), server

        yield made


@pytest.fixture
def writing(ask: Asked, scripted: Callable[..., Any]) -> Callable[..., tuple[Asked, ScriptedServer]]:
    """The small library, answered by a model that follows these scripts."""
    return partial(scripted, ask)


@pytest.fixture
def through(scripted: Callable[..., tuple[Asked, ScriptedServer]]) -> Callable[..., Asked]:
    """A library asked through a model that follows a script."""
    return lambda over, script, **options: scripted(over, script, **options)[0]
