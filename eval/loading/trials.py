"""Trials: askers go on asking while the service is restarted, its index replaced, and its counters are away."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from assistant.settings import SHIPPED_LIBRARY
from eval.command_line import CommandLine
from eval.loading.askers import Heard, Load, besiege, references
from eval.loading.serving import UNLIMITED, Serving, free_port
from eval.reports import Row, Target

_NONE, _SOME = Target(0, at_most=True), Target(1)
_REFUSED = ("ConnectionRefusedError", "ConnectionResetError", "IncompleteReadError", "problem 503", "status 503")
"""How a question ends that was honestly not taken, while there is only one process and it is being replaced."""

Tell = Callable[[str], None]


def run_trials(folder: Path, questions: Sequence[str], load: Load, tell: Tell) -> list[Row]:
    """Every trial on the shipped library, in a folder of its own. Raises `CommandFailed`, `NotAnswered`."""
    library, data = Path(shutil.copytree(SHIPPED_LIBRARY, folder / "library")), folder / "data"
    smx = CommandLine(folder)
    smx.build(library, data)
    settings = {**UNLIMITED, "SMX_DATA": str(data)}
    with Serving(folder, settings) as served:
        tell("asking one by one, to know what is right")
        right = asyncio.run(references(served.port, questions))
        tell("restarting under load")
        rows = _restarting(served, load, right)
        tell("replacing the index under load")
        rows += _replacing(served, load, right, lambda: _build_another(smx, library, data))
    if shutil.which("redis-server"):
        tell("killing Redis under load")
        rows += _without_redis(folder, settings, load, right)
    return rows


def _restarting(served: Serving, load: Load, right: Mapping[str, str]) -> list[Row]:
    def restart() -> None:
        for _ in range(2):
            time.sleep(load.seconds / 4)
            served.stop()
            served.start()
            served.wait_until_ready()

    heard = _meanwhile(served.port, load, right, restart)
    broken = {why: number for why, number in heard.failures.items() if why not in _REFUSED}
    return [
        Row("restart: questions answered", len(heard.answers), _SOME),
        Row("restart: wrong answers", len(heard.wrong), _NONE),
        Row("restart: refused while no process was ready", sum(heard.failures.values()) - sum(broken.values())),
        Row("restart: failed otherwise", sum(broken.values()), _NONE, note=str(broken or "")),
    ]


def _replacing(served: Serving, load: Load, right: Mapping[str, str], build: Callable[[], None]) -> list[Row]:
    heard = _meanwhile(served.port, load, dict.fromkeys(right, ""), build)
    after = asyncio.run(references(served.port, list(right)))
    generations = sorted({told.generation for told in heard.answers})  # named by when they were built
    of_each = dict(zip(generations, (right, after), strict=False))
    wrong = [told for told in heard.answers if told.text != of_each.get(told.generation, {}).get(told.question)]
    return [
        Row("new generation: generations that answered", len(generations), Target(2)),
        Row("new generation: wrong answers", len(heard.wrong) + len(wrong), _NONE),
        Row("new generation: failed", sum(heard.failures.values()), _NONE, note=str(dict(heard.failures) or "")),
        Row("new generation: first sentence, slowest", max(told.first_ms for told in heard.answers), unit="ms"),
    ]


def _without_redis(folder: Path, settings: Mapping[str, str], load: Load, right: Mapping[str, str]) -> list[Row]:
    port = free_port()
    limited = {
        **settings,
        "SMX_LIMITS__QUESTIONS": "1000000",
        "SMX_SERVER__REDIS_URL": f"redis://127.0.0.1:{port}/0",
    }

    def kill_and_return() -> None:
        with _redis(port):
            time.sleep(load.seconds / 4)
        time.sleep(load.seconds / 4)
        with _redis(port):
            time.sleep(load.seconds / 2)

    with Serving(folder, limited) as served:
        heard = _meanwhile(served.port, load, right, kill_and_return)
        said = served.log.read_text("utf-8")
    return [
        Row("Redis away: questions answered", len(heard.answers), _SOME),
        Row("Redis away: wrong answers", len(heard.wrong), _NONE),
        Row("Redis away: failed", sum(heard.failures.values()), _NONE, note=str(dict(heard.failures) or "")),
        Row(
            "Redis away: noticed and seen to be back",
            min(said.count("Redis is away"), said.count("Redis is back")),
            _SOME,
        ),
    ]


def _meanwhile(port: int, load: Load, right: Mapping[str, str], happening: Callable[[], None]) -> Heard:
    """What askers hear while something happens in a thread beside them."""
    with ThreadPoolExecutor(1) as aside:
        happened = aside.submit(happening)
        heard = asyncio.run(besiege(port, load, right))
        happened.result()
    return heard


def _build_another(smx: CommandLine, library: Path, data: Path) -> None:
    added = "# A note that was added\n\nThe added note of the trial says that there are 4711 lanterns.\n"
    (library / "added-note.md").write_text(added, "utf-8")
    smx.build(library, data)


@contextmanager
def _redis(port: int) -> Iterator[None]:
    command = ["redis-server", "--bind", "127.0.0.1", "--port", str(port), "--save", ""]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            yield
        finally:
            process.kill()
