"""Requests: questions as programs send them, checked where they enter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.conversations import Conversation, Turn
from assistant.settings import SettingsError
from corpus.schemas import Audience


class RequestError(SettingsError):
    """A line of a batch is not a question."""

    remedy = 'Each line is one JSON object such as {"id": "1", "question": "…"}.'


class AskRequest(BaseModel):
    """A question; `history` holds earlier turns as {"question", "answer"}, as {"role", "content"}, or as questions."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    question: str
    id: str | None = None
    audience: Audience | None = None
    history: tuple[Turn, ...] = Field(default=())

    @field_validator("id", mode="before")
    @classmethod
    def _id_as_text(cls, value: object) -> object:
        return str(value) if isinstance(value, int) else value

    @field_validator("history", mode="before")
    @classmethod
    def _turns(cls, value: object) -> object:
        return _turns_of(value) if isinstance(value, list | tuple) else value

    def conversation(self, audience: Audience) -> Conversation:
        """The conversation this asks to go on with."""
        return Conversation(self.question, self.audience or audience, self.history)


def read_request(line: str, number: int, file: Path) -> AskRequest:
    """The request on a line of a batch. Raises `RequestError` naming file, line and field."""
    try:
        return AskRequest.model_validate(json.loads(line))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "line"
        raise RequestError(f"{file}:{number}: {field}: {first['msg']}.") from error
    except ValueError as error:
        raise RequestError(f"{file}:{number}: not JSON: {error}.") from error


def _turns_of(history: list[Any] | tuple[Any, ...]) -> list[Turn]:
    turns: list[Turn] = []
    for entry in history:
        if isinstance(entry, Turn):
            turns.append(entry)
        elif isinstance(entry, str):
            turns.append(Turn(entry))
        elif isinstance(entry, dict) and "question" in entry:
            turns.append(Turn(str(entry["question"]), str(entry.get("answer") or entry.get("text") or "")))
        elif isinstance(entry, dict) and "role" in entry:
            said = str(entry.get("content") or "")
            if entry["role"] == "user":
                turns.append(Turn(said))
            elif turns:
                turns[-1] = Turn(turns[-1].question, said)
        else:
            raise ValueError('expected {"question", "answer"}, {"role", "content"} or a question as text')
    return turns
