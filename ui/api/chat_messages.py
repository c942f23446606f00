"""What a client of chat completions sends, read as a conversation."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from assistant.conversations import Conversation, Turn
from ui.api.forms import Said

_MOST_MESSAGES = 200
_ASKED_WITH = 20  # earlier turns that can still bear on a question


class Refused(Exception):
    """The request asks for what is not done here; `parameter` says which of its members does."""

    def __init__(self, parameter: str) -> None:
        super().__init__(parameter)
        self.parameter = parameter


class _Open(BaseModel):
    """Clients send parameters of many makes; those that change nothing here are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Part(_Open):
    """A part of a message; of those that are not text nothing can be read."""

    type: str
    text: Said = ""


class Message(_Open):
    """A message of a conversation."""

    role: str
    content: Said | Annotated[list[Part], Field(max_length=_MOST_MESSAGES)] | None = None

    @property
    def said(self) -> str:
        """Its text."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class StreamOptions(_Open):
    """What a stream is to tell beside the answer."""

    include_usage: bool | None = None


class ChatBody(_Open):
    """A request for a chat completion, as far as it is read."""

    model: Annotated[str, Field(max_length=200)]
    messages: Annotated[list[Message], Field(min_length=1, max_length=_MOST_MESSAGES)]
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    n: int | None = None
    response_format: dict[str, Any] | None = None
    tool_choice: str | dict[str, Any] | None = None

    @property
    def wants_usage(self) -> bool:
        """Whether the stream is to end with the usage."""
        return bool(self.stream_options and self.stream_options.include_usage)

    def conversation(self) -> Conversation:
        """The last question with the turns before it. Raises `Refused`."""
        self._refuse_what_is_not_done()
        *before, last = self.messages
        if last.role != "user" or not last.said.strip():
            raise Refused("messages")
        turns: list[Turn] = []
        for message in before:
            if message.role == "user":
                turns.append(Turn(message.said))
            elif message.role == "assistant" and turns:
                turns[-1] = Turn(turns[-1].question, message.said)
        return Conversation(last.said, turns=tuple(turns[-_ASKED_WITH:]))

    def _refuse_what_is_not_done(self) -> None:
        if self.n not in (None, 1):
            raise Refused("n")
        if self.response_format and self.response_format.get("type") != "text":
            raise Refused("response_format")
        if self.tool_choice not in (None, "none", "auto"):
            raise Refused("tool_choice")
