"""Labelling: what files carry of text that a language model wrote, in the fields of GB 45438-2025."""

from __future__ import annotations

import hashlib

from assistant.answers import Answer

_DIGITS = 32


def is_generated(answer: Answer) -> bool:
    """Whether any of an answer's text is a model's: its sentences, or how it read the question."""
    return answer.composer == "model" or bool(answer.reading)


def implicit_label(answer: Answer) -> dict[str, str]:
    """The value of the metadata field `AIGC`: that the text is generated, who gives it out, and its number.

    The number tells texts apart and is the same for the same text. What is for those who pass the text on stays empty.
    """
    told = "\n".join((answer.generation, answer.question, answer.text))
    return {
        "Label": "1",
        "ContentProducer": answer.publisher or "smx",
        "ProduceID": hashlib.sha256(told.encode()).hexdigest()[:_DIGITS],
        "ReservedCode1": "",
        "ContentPropagator": "",
        "PropagateID": "",
        "ReservedCode2": "",
    }
