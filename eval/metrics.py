"""Metrics: shares and middles of what was measured; a share of nothing is 0."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from pathlib import Path

from eval.command_line import Answered, Found
from eval.squad import Item


def share(hits: Sequence[bool]) -> float:
    """How many of the hits are true, from 0 to 1."""
    return sum(hits) / len(hits) if hits else 0.0


def recall(found: Sequence[Found], gold: Sequence[Collection[str]], depth: int) -> float:
    """The share of questions with a gold document among the documents of the first `depth` matches."""
    pairs = zip(found, gold, strict=True)
    return share([not set(right).isdisjoint(matches.documents[:depth]) for matches, right in pairs])


def mean_reciprocal_rank(found: Sequence[Found], gold: Sequence[Collection[str]]) -> float:
    """The mean of one over the rank of the first gold document; 0 for a question without one."""
    ranks = [
        next((1 / rank for rank, document in enumerate(matches.documents, start=1) if document in right), 0.0)
        for matches, right in zip(found, gold, strict=True)
    ]
    return mean(ranks)


def gold_in_text(answers: Sequence[Answered], items: Sequence[Item]) -> float:
    """The share of questions whose answer's text contains one of their gold answers, character for character."""
    pairs = zip(answers, items, strict=True)
    return share([answer.is_answer and any(gold in answer.text for gold in item.answers) for answer, item in pairs])


def verbatim(answers: Sequence[Answered], library: Path) -> float:
    """The share of quotes that stand, character for character, in the file of the document they cite."""
    quotes = [quote for answer in answers for quote in answer.quotes]
    texts = {document: (library / f"{document}.md").read_bytes().decode() for document, _ in quotes}
    return share([bool(words) and words in texts[document] for document, words in quotes])


def answered_when(answers: Sequence[Answered], answerable: Sequence[bool]) -> tuple[float, float]:
    """The share answered of the answerable questions, and of the others."""
    pairs = list(zip(answers, answerable, strict=True))
    present = [answer.is_answer for answer, can in pairs if can]
    return share(present), share([answer.is_answer for answer, can in pairs if not can])


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def percentile(values: Sequence[float], part: float) -> float:
    """The smallest value that at least `part` (0 to 1) of the values do not exceed: the nearest-rank percentile."""
    ordered = sorted(values)
    return ordered[max(math.ceil(part * len(ordered)), 1) - 1]
