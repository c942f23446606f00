"""Replacing: where a sentence has other characters than a source between the same ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from assistant.supporting.texts import Text
from corpus.documents import Span

_LEAST_SHARED = 0.4  # of a sentence's units, for it to be a wording of another
_MOST_TEXTS = 2
_LEAST_EQUAL = 2  # characters on which the two go on together


class There(NamedTuple):
    """A place in a source."""

    text: Text
    span: Span


def replacements(claim: Text, texts: Sequence[Text]) -> Iterator[tuple[Span, There]]:
    """What stands in a sentence in place of something of the same language that it is otherwise worded like."""
    shared = [(len(claim.forms & text.forms), number) for number, text in enumerate(texts)]
    for count, number in sorted(shared, reverse=True)[:_MOST_TEXTS]:
        if count >= _LEAST_SHARED * len(claim.forms):
            yield from _between(claim, texts[number])


def _between(claim: Text, text: Text) -> Iterator[tuple[Span, There]]:
    matcher = SequenceMatcher(None, text.plain, claim.plain, autojunk=False)
    there = here = 0
    for block in matcher.get_matching_blocks():
        if block.size < _LEAST_EQUAL and block.size:
            continue
        if there < block.a and here < block.b:
            yield Span(here, block.b), There(text, Span(there, block.a))
        there, here = block.a + block.size, block.b + block.size
