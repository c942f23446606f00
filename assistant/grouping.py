"""Grouping: questions that mean the same, put together by the vectors that searching uses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.current_index import CurrentIndex
from assistant.keeping.log_entries import RepeatedQuestion

Vectors = npt.NDArray[np.float32]
Embedding = Callable[[Sequence[str]], Vectors]
"""The meanings of questions in either language, as rows of length one."""

MOST = 500
"""How many wordings are grouped; each costs the model some milliseconds."""

_ALIKE = 0.75  # cosine; questions about the same thing in other words lie above it, neighbours in subject below


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions of one meaning, the most frequent first, and how often they were asked together."""

    questions: tuple[RepeatedQuestion, ...]
    count: int

    @property
    def leader(self) -> RepeatedQuestion:
        """The wording that stands for the group."""
        return self.questions[0]


def embedding_of(index: CurrentIndex) -> Embedding:
    """The embedding that an index searches with."""

    def embed(questions: Sequence[str]) -> Vectors:
        searcher = index.get().searcher
        return np.asarray([searcher.query(question).vector.reshape(-1) for question in questions], np.float32)

    return embed


def grouped(questions: Sequence[RepeatedQuestion], embed: Embedding) -> tuple[QuestionGroup, ...]:
    """The questions in groups, those asked most often first.

    Each question in turn joins the group whose leader it is nearest to, if that is near enough, or leads a new one, so
    that the same questions in the same order always make the same groups.
    """
    taken = questions[:MOST]
    if not taken:
        return ()
    vectors = embed([one.question for one in taken])
    leaders: list[int] = []
    members: list[list[RepeatedQuestion]] = []
    for row, question in enumerate(taken):
        near = vectors[leaders] @ vectors[row]
        best = int(near.argmax()) if leaders else -1
        if leaders and near[best] >= _ALIKE:
            members[best].append(question)
        else:
            leaders.append(row)
            members.append([question])
    groups = [QuestionGroup(tuple(group), sum(one.count for one in group)) for group in members]
    return tuple(sorted(groups, key=lambda group: -group.count))
