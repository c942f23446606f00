"""An assistant whose answers a scripted model writes, over real HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from assistant.composing import Composer
from assistant.flow import Assistant
from assistant.modelling import chat_model
from tests.assistant.samples import TODAY, Asked
from tests.modelling_server import Script, ScriptedServer


@pytest.fixture
def writing(ask: Asked) -> Iterator[Callable[..., tuple[Asked, ScriptedServer]]]:
    """The small library, answered by a model that follows these scripts."""
    with ExitStack() as open_until_the_end:

        def made(*scripts: Script, seconds: float = 20, **settings: Any) -> tuple[Asked, ScriptedServer]:
            server = open_until_the_end.enter_context(ScriptedServer(*scripts))
            model = chat_model(server.settings(deadline_seconds=seconds, **settings))
            assert model is not None
            open_until_the_end.callback(model.close)
            assistant = Assistant(ask.index, lambda: TODAY, Composer(model, seconds))
            return Asked(assistant, ask.index, ask.data), server

        yield made
