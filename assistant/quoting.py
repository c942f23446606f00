"""Quoting: the composer that needs no model; its sentences are the sources' own, word for word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.choosing import Candidate
from assistant.gathering import Evidence

_MOST_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence to be verified, with what it cites."""

    text: str
    cited: tuple[Candidate, ...]


def compose(evidence: Sequence[Evidence]) -> tuple[DraftSentence, ...]:
    """At most three verbatim sentences: what was chosen for one search, or the best of each of several in turn."""
    chosen: list[Candidate] = []
    answering = [item.chosen for item in evidence if item.answers]
    for place in range(_MOST_SENTENCES):
        for sentences in answering:
            if place < len(sentences) and len(chosen) < _MOST_SENTENCES and _is_new(sentences[place], chosen):
                chosen.append(sentences[place])
    return tuple(DraftSentence(candidate.text, (candidate,)) for candidate in _in_reading_order(chosen))


def _is_new(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Whether a sentence was not chosen already; two searches may find the same one."""
    place = (candidate.match.passage.id, candidate.span)
    return all(place != (other.match.passage.id, other.span) for other in chosen)


def compose_nearest(evidence: Sequence[Evidence]) -> tuple[DraftSentence, ...]:
    """The one sentence that comes nearest when nothing answers, or none."""
    nearest = [item.chosen[0] for item in evidence if item.chosen and not item.answers]
    return tuple(DraftSentence(candidate.text, (candidate,)) for candidate in nearest[:1])


def _in_reading_order(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Passages as they were chosen, the sentences within one as they stand there."""
    passages = [candidate.match.passage.id for candidate in chosen]
    return sorted(chosen, key=lambda candidate: (passages.index(candidate.match.passage.id), candidate.span.start))
