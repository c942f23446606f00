"""Chat models: any that LangChain knows, asked with a deadline and never trusted."""

from assistant.modelling.counts import TokenCounts
from assistant.modelling.failures import FailureKind, ModelFailure
from assistant.modelling.streaming import ChatModel, chat_model
from assistant.modelling.turns import ChatTurn

__all__ = ["ChatModel", "ChatTurn", "FailureKind", "ModelFailure", "TokenCounts", "chat_model"]
