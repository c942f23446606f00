"""Askers: people who ask, read, think and ask again, each holding what they got against what was asked.

The load is a closed loop: an asker asks the next question when the answer to the one before is whole and a time of
thinking has passed, drawn evenly between half and one and a half of the mean.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from eval.loading.asking import Door, NotAnswered, Told, ask

_START = 7  # of the numbers by which questions and pauses are drawn


@dataclass(frozen=True, slots=True)
class Load:
    """How many ask, for how long, and how many seconds they think on average between questions."""

    askers: int
    seconds: float
    think_seconds: float


@dataclass(slots=True)
class Heard:
    """What all askers got."""

    answers: list[Told] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def per_second(self) -> float:
        """Answers in a second."""
        return len(self.answers) / self.seconds if self.seconds else 0.0


async def references(door: Door, questions: Sequence[str]) -> dict[str, str]:
    """The answer to each question, asked one by one. Raises `NotAnswered`."""
    return {question: (await ask(door, question, "reference")).text for question in questions}


async def besiege(door: Door, load: Load, right: Mapping[str, str]) -> Heard:
    """Let the askers ask the questions whose right answers are given; a right answer of none is not compared."""
    heard, questions, started = Heard(), list(right), time.perf_counter()

    async def person(number: int) -> None:
        chance = random.Random(_START + number)  # noqa: S311  # the same questions in each run
        await asyncio.sleep(chance.uniform(0, load.think_seconds))
        asked = 0
        while time.perf_counter() - started < load.seconds:
            asked += 1
            question, id_ = chance.choice(questions), f"asker-{number}-{asked}"
            try:
                told = await ask(door, question, id_, number)
            except NotAnswered as error:
                heard.failures[str(error)] += 1
            else:
                heard.answers.append(told)
                if (told.id, told.question) != (id_, question) or right[question] not in ("", told.text):
                    heard.wrong.append(f"{id_}: {question} -> {told.id}: {told.text}")
            await asyncio.sleep(chance.uniform(0.5, 1.5) * load.think_seconds)

    await asyncio.gather(*(person(number) for number in range(load.askers)))
    heard.seconds = time.perf_counter() - started
    return heard
