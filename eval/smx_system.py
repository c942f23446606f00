"""smx as one of the systems that are compared: measured through its command line, each command a process of its own."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from shutil import rmtree
from statistics import median

import assistant
from eval.command_line import CommandLine, default_environment, run
from eval.figures import ROUNDS_UP_TO, OwnFigures, quality, size_on_disk, warm
from eval.peer_systems import Inputs
from eval.processes import Watched, watch

_PACKAGES = ("corpus", "index", "assistant")
_CODE = {".py", ".json", ".yaml"}
_ROUNDS = 3
_COLD = 5
_ANSWERED = 50  # questions


def made_with() -> str:
    """A digest of the code that is measured."""
    root = Path(assistant.__file__).parents[1]
    found = (path for package in _PACKAGES for path in (root / package).rglob("*") if path.suffix in _CODE)
    files = sorted(path for path in found if "library" not in path.relative_to(root).parts)
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


def measure_smx(inputs: Inputs, library: Path, first_build: bool) -> OwnFigures:
    """Build, search, ask and rebuild; with `first_build` also build with nothing compiled. Raises `CommandFailed`."""
    smx, data = CommandLine(inputs.folder), inputs.folder / "smx"
    first_build_seconds = None
    if first_build:
        cache = inputs.folder / "first-cache"
        first_build_seconds = smx.build(library, _empty(data), _empty(cache))
        rmtree(cache)
    rounds = _ROUNDS if inputs.size <= ROUNDS_UP_TO else 1
    builds = [smx.build(library, _empty(data)) for _ in range(rounds)]
    searched, answered = _asked("search", data, inputs.questions), _asked("ask", data, _first(inputs, _ANSWERED))
    spread = [question.text for question in inputs.asked[:: max(len(inputs.asked) // _COLD, 1)][:_COLD]]
    bare = _bare_pass(data, inputs.questions)
    return OwnFigures(
        system="smx",
        passages=inputs.size,
        made_with=made_with(),
        build_seconds=median(builds),
        first_build_seconds=first_build_seconds,
        disk_bytes=size_on_disk(data / "generations" / (data / "current").read_text("utf-8").strip()),
        quality=quality(inputs.asked, list(map(_documents, searched.lines))),
        **warm(searched.milliseconds[1:]),
        batch_mean_ms=_batch_mean(data, inputs),
        cold_seconds=median(_seconds("search", text, "--json", "--data", data) for text in spread),
        cold_ask_seconds=median(smx.ask_once(data, text) for text in spread),
        peak_bytes=searched.peak_bytes,
        ask_peak_bytes=answered.peak_bytes,
        bare_passages_per_second=bare["passages_per_second"],
        bare_question_ms=bare["question_milliseconds"],
        rebuild_seconds=_rebuild(smx, library, data),
    )


def _asked(command: str, data: Path, questions: Path) -> Watched:
    return watch(_command(command, "--batch", questions, "--data", data), questions.parent, default_environment())


def _documents(line: str) -> tuple[str, ...]:
    return tuple(match["document_id"] for match in json.loads(line)["matches"])


def _batch_mean(data: Path, inputs: Inputs) -> float:
    """The milliseconds of a question by the clock of two whole processes: with all questions, and with one."""
    out = inputs.folder / "found.jsonl"
    one, all_of_them = (
        _seconds("search", "--batch", questions, "--out", out, "--data", data)
        for questions in (_first(inputs, 1), inputs.questions)
    )
    return (all_of_them - one) / max(len(inputs.asked) - 1, 1) * 1000


def _rebuild(smx: CommandLine, library: Path, data: Path) -> float:
    """The seconds to bring an index up to date after one document changed."""
    changed = max(library.iterdir())
    text = changed.read_text("utf-8")
    changed.write_text(f"{text} This sentence is new.", "utf-8")
    try:
        return smx.build(library, data)
    finally:
        changed.write_text(text, "utf-8")


def _bare_pass(data: Path, questions: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "eval.bare_pass", str(data), str(questions)]
    figures: dict[str, float] = json.loads(run(command, questions.parent, default_environment())[1])
    return figures


def _first(inputs: Inputs, count: int) -> Path:
    """A file of the first questions."""
    file = inputs.folder / f"first-{count}.jsonl"
    lines = inputs.questions.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(lines[:count]), "utf-8")
    return file


def _seconds(*arguments: object) -> float:
    command = _command(*arguments)
    return run(command, Path(command[0]).parent, default_environment())[0]


def _command(*arguments: object) -> list[str]:
    return [str(Path(sys.executable).with_name("smx")), *map(str, arguments)]


def _empty(folder: Path) -> Path:
    rmtree(folder, ignore_errors=True)
    return folder
