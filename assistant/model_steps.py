"""Model steps: the steps of an answer that a chat model takes, made from the settings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.composing import Composer
    from assistant.proposing import Proposer
    from assistant.settings import ModelSettings


@dataclass(frozen=True, slots=True)
class ModelSteps:
    """The steps of an answer that a chat model takes: finding the words, and reading what the rules could not read."""

    composer: Composer | None = None
    proposer: Proposer | None = None


@contextmanager
def model_steps(settings: ModelSettings) -> Iterator[ModelSteps]:
    """The steps of the model of the settings, open within the context; none where they name none.

    Raises `SettingsError`.
    """
    # Imported here: without a model none of its libraries is loaded.
    from assistant.modelling import chat_model

    model = chat_model(settings)
    if model is None:
        yield ModelSteps()
        return
    from assistant.composing import Composer
    from assistant.proposing import Proposer

    with closing(model):
        proposer = Proposer(model, settings.deadline_seconds) if settings.understanding else None
        yield ModelSteps(Composer(model, settings.deadline_seconds), proposer)
