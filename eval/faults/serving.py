"""Whoever is asking while things break: one question after another, each answer held against the right ones later."""

from __future__ import annotations

import asyncio
import json
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from eval.command_line import CommandFailed
from eval.faults.processes import Smx
from eval.loading.asking import Door, NotAnswered, Told, ask

IsRight = Callable[[str, str, str], bool]
"""Whether, from a generation, to a question, this is the right text."""


def answers_of(folder: Path, data: Path, questions: Sequence[str]) -> dict[str, str]:
    """What `smx ask` answers to each question. Raises `CommandFailed`."""
    batch = folder / "questions.jsonl"
    batch.write_text("".join(json.dumps({"question": text}, ensure_ascii=False) + "\n" for text in questions), "utf-8")
    asked = Smx(folder).run("ask", "--data", data, "--batch", batch)
    if asked.code:
        raise CommandFailed(f"smx ask ended with {asked.code}:\n{asked.err}")
    return {line["question"]: line["text"] for line in map(json.loads, asked.out.splitlines())}


def asked_once(door: Door, questions: Sequence[str], is_right: IsRight) -> list[str]:
    """What is wrong with the answers to each question, or why there was none."""
    wrong = []
    for question in questions:
        try:
            told = asyncio.run(ask(door, question, "once"))
        except NotAnswered as error:
            wrong.append(f"{question} -> {error}")
        else:
            if not is_right(told.generation, question, told.text):
                wrong.append(f"{question} -> {told.text}")
    return wrong


class Asking:
    """Asks a service again and again, in a thread, until it is left."""

    def __init__(self, door: Door, questions: Sequence[str], pause_seconds: float = 1.0) -> None:
        self.failures: Counter[str] = Counter()
        self._answers: list[Told] = []
        self._door, self._questions, self._pause = door, questions, pause_seconds
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._ask, name="asking", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        self._thread.join()

    @property
    def answered(self) -> int:
        """How many answers have come."""
        return len(self._answers)

    def wrong(self, is_right: IsRight) -> list[str]:
        """The answers that are not right."""
        return [
            f"{told.generation}: {told.question} -> {told.text}"
            for told in self._answers
            if not is_right(told.generation, told.question, told.text)
        ]

    def _ask(self) -> None:
        for number in count():
            if self._is_over.wait(self._pause):
                return
            try:
                told = asyncio.run(ask(self._door, self._questions[number % len(self._questions)], str(number)))
            except NotAnswered as error:
                self.failures[str(error)] += 1
            else:
                self._answers.append(told)
