"""Proposing: where the rules cannot make sense of a question, a language model may say how it could be read.

`Proposer.ask` sends one request and gives readings that were held against the conversation, the library's names and the
field tables; whatever cannot be shown to hold is left out, and the outcome of the rules stays.
"""

from assistant.proposing.proposer import Asking, Proposer
from assistant.proposing.readings import Reading

__all__ = ["Asking", "Proposer", "Reading"]
