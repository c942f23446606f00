"""The command line as its users run it: each call is a process of its own, on default settings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.squad import Item


class CommandFailed(Exception):
    """A command that is being measured did not end well; the message is what it said."""

    remedy = "Run the command by hand; `smx doctor` may name the cause."


@dataclass(frozen=True, slots=True)
class Found:
    """What `smx search` gave for a question: the documents of its matches, best first."""

    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """What `smx ask` gave for a question; `quotes` pairs each cited document with the words quoted from it."""

    outcome: str
    text: str
    sentences: int
    quotes: tuple[tuple[str, str], ...]
    milliseconds: float

    @property
    def is_answer(self) -> bool:
        """Whether the question was answered, in whole or in part."""
        return self.outcome in ("answered", "partly_answered")


class CommandLine:
    """Runs `smx` in a folder in which no settings lie."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, library: Path, data: Path, cache: Path | None = None) -> float:
        """Build an index; the seconds it took. Raises `CommandFailed`."""
        settings = {"SMX_CACHE": str(cache)} if cache else {}
        return self._run(["index", "build", "--library", str(library), "--data", str(data)], settings)[0]

    def search(self, data: Path, items: Sequence[Item]) -> list[Found]:
        """The matches of each question, in order. Raises `CommandFailed`."""
        lines, _ = self._batch("search", data, items)
        return [Found(tuple(match["document_id"] for match in line["matches"])) for line in lines]

    def ask(self, data: Path, items: Sequence[Item]) -> tuple[list[Answered], float]:
        """The answer to each question, in order, and the seconds the process took. Raises `CommandFailed`."""
        lines, seconds = self._batch("ask", data, items)
        return [_answered(line) for line in lines], seconds

    def ask_through(self, data: Path, items: Sequence[Item], settings: dict[str, str]) -> list[dict[str, Any]]:
        """What `smx ask` prints for each question, in order, with settings of its own. Raises `CommandFailed`."""
        return self._batch("ask", data, items, settings)[0]

    def ask_once(self, data: Path, question: str) -> float:
        """Answer one question in a new process; the seconds from its start to its end. Raises `CommandFailed`."""
        return self._run(["ask", question, "--data", str(data), "--json"])[0]

    def _batch(
        self, command: str, data: Path, items: Sequence[Item], settings: dict[str, str] | None = None
    ) -> tuple[list[dict[str, Any]], float]:
        questions, results = self._folder / "questions.jsonl", self._folder / "results.jsonl"
        lines = (json.dumps({"id": item.id, "question": item.question}, ensure_ascii=False) for item in items)
        questions.write_text("\n".join(lines) + "\n", "utf-8")
        arguments = [command, "--data", str(data), "--batch", str(questions), "--out", str(results)]
        seconds, _ = self._run(arguments, settings)
        found = [json.loads(line) for line in results.read_text("utf-8").splitlines()]
        if [line["id"] for line in found] != [item.id for item in items]:
            raise CommandFailed(f"smx {command} --batch: the results are not those of the questions, in their order.")
        return found, seconds

    def _run(self, arguments: Sequence[str], settings: dict[str, str] | None = None) -> tuple[float, str]:
        command = [str(Path(sys.executable).with_name("smx")), *arguments]
        return run(command, self._folder, default_environment() | (settings or {}))


def default_environment() -> dict[str, str]:
    """This process's environment without settings of smx and without limits on threads."""
    ours = {name for name in os.environ if name.startswith("SMX_") or name.endswith("_NUM_THREADS")}
    return {name: value for name, value in os.environ.items() if name not in ours}


def run(command: Sequence[str], folder: Path, environment: dict[str, str]) -> tuple[float, str]:
    """Run a command in a folder; the seconds it took and what it printed. Raises `CommandFailed`."""
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    seconds = time.perf_counter() - started
    if done.returncode:
        called = " ".join([Path(command[0]).name, *command[1:]])
        raise CommandFailed(f"{called} ended with {done.returncode}:\n{done.stderr.strip()}")
    return seconds, done.stdout


def _answered(line: dict[str, Any]) -> Answered:
    return Answered(
        outcome=line["outcome"],
        text=line["text"],
        sentences=len(line["sentences"]),
        quotes=tuple((citation["document_id"], citation["quote"]) for citation in line["citations"]),
        milliseconds=line["timings_ms"]["total"],
    )
