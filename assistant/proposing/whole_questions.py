"""Whole questions: whether a question that a model wrote asks of nothing that was not said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.supporting import Source, SupportTools
from assistant.supporting.instructing import is_instruction
from assistant.supporting.naming import asks_of_strange_name
from corpus.languages import language_of
from corpus.quantities import unsupported

_LONGEST = 300  # characters
_NO_QUESTION = re.compile(r"https?:|www\.|[<>{}\[\]|`*\n]")


def fault_of_whole(text: str, question: str, earlier: Sequence[str], tools: SupportTools) -> str | None:
    """What is wrong with a follow-up made whole from what was said earlier; nothing where it holds."""
    if language_of(text) != language_of(question):
        return "it is in another language"
    return _fault(text, question, earlier, tools)


def fault_of_translation(text: str, question: str, earlier: Sequence[str], tools: SupportTools) -> str | None:
    """What is wrong with a question put into the other language; nothing where it holds."""
    if language_of(text) == language_of(question):
        return "it is in the same language"
    return _fault(text, question, earlier, tools)


def _fault(text: str, question: str, earlier: Sequence[str], tools: SupportTools) -> str | None:
    if not text or len(text) > _LONGEST or _NO_QUESTION.search(text) or is_instruction(text):
        return "it is no question"
    if unsupported(text, [question, *earlier]):
        return "a figure or date was not said"
    if unsupported(question, [text]):
        return "a figure or date is missing"
    said = [tools.source(Source("S1", one, "", language_of(one), "passage")) for one in earlier]
    if asks_of_strange_name(tools.text(text), said, tools.text(question), tools):
        return "a name was not said"
    terms = {match.term.zh for match in tools.glossary.matches(text)}
    if any(match.term.en[:1].isupper() and match.term.zh not in terms for match in tools.glossary.matches(question)):
        return "a name is missing"
    return None
