"""A real model with random weights, served over HTTP."""

from collections.abc import Callable

from assistant.modelling import ChatModel, ChatTurn
from eval.scripted_model import ScriptedServer, replies
from tests.babbling_model import babble

EVIDENCE = "[S1] 三门峡市面积10496平方公里。 [S2] The city signed 37 projects worth 4.2 billion yuan in 2024."


def test_a_real_model_with_random_weights_can_be_asked(server: ScriptedServer, model: Callable[..., ChatModel]) -> None:
    server.then(replies(babble))
    chat = model()
    first, again = ("".join(chat.stream([ChatTurn("user", EVIDENCE)], 60)) for _ in range(2))
    assert first == again
    assert len(first) > 150
    assert "[S1]" in first
    assert first not in EVIDENCE
    assert chat.counts.completion_tokens == 300
