"""Trials: askers go on asking while the service is restarted, its index replaced, and what it uses is away."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from assistant.settings import SHIPPED_LIBRARY
from eval.command_line import CommandLine
from eval.loading.askers import Load, besiege, references
from eval.loading.happening import NONE, SOME, meanwhile, rows_of, taken_out
from eval.loading.judging import Judging
from eval.loading.proxies import has_nginx
from eval.loading.servers import Postgres, Redis, has_postgres, has_redis
from eval.loading.serving import UNLIMITED, Serving
from eval.loading.taking_turns import restart_in_turn
from eval.reports import Row, Target

_REFUSED = ("ConnectionRefusedError", "ConnectionResetError", "IncompleteReadError", "problem 503", "status 503")
"""How a question ends that was honestly not taken, while there is only one process and it is being replaced."""

_BESIDE = {"Redis": has_redis, "PostgreSQL": has_postgres, "nginx": has_nginx}

Tell = Callable[[str], None]


def run_trials(folder: Path, questions: Sequence[str], load: Load, tell: Tell) -> list[Row]:
    """Every trial on the shipped library, in a folder of its own. Raises `CommandFailed`, `NotAnswered`."""
    library, data = Path(shutil.copytree(SHIPPED_LIBRARY, folder / "library")), folder / "data"
    smx = CommandLine(folder)
    smx.build(library, data)
    settings = {**UNLIMITED, "SMX_DATA": str(data)}
    with Serving(folder, settings) as served:
        tell("asking one by one, to know what is right")
        right = asyncio.run(references(served.door, questions))
        tell("restarting under load")
        rows = _restarting(served, load, right)
    if has_redis():
        tell("killing Redis under load")
        rows += _without_redis(folder, settings, load, right)
    if has_postgres():
        tell("killing the database under load")
        rows += _without_database(folder, settings, load, right)
    if has_redis() and has_postgres() and has_nginx():
        tell("restarting two processes behind nginx in turn under load")
        rows += restart_in_turn(folder, settings, load, right)
    if missing := [name for name, has in _BESIDE.items() if not has()]:
        tell(f"not installed here, so trials with it were left out: {', '.join(missing)}")
    with Serving(folder, settings) as served:
        tell("replacing the index under load")
        rows += _replacing(served, load, right, lambda: _build_another(smx, library, data))
    return rows


def _restarting(served: Serving, load: Load, right: Mapping[str, str]) -> list[Row]:
    def restart() -> None:
        for _ in range(2):
            time.sleep(load.seconds / 4)
            served.stop()
            served.start()
            served.wait_until_ready()

    heard = meanwhile(served.door, load, right, restart)
    refused = taken_out(heard, _REFUSED)
    return [*rows_of("restart", heard), Row("restart: refused while no process was ready", refused)]


def _replacing(served: Serving, load: Load, right: Mapping[str, str], build: Callable[[], None]) -> list[Row]:
    heard = meanwhile(served.door, load, dict.fromkeys(right, ""), build)
    after = asyncio.run(references(served.door, list(right)))
    generations = sorted({told.generation for told in heard.answers})  # named by when they were built
    of_each = dict(zip(generations, (right, after), strict=False))
    for told in heard.answers:
        if told.text != of_each.get(told.generation, {}).get(told.question):
            heard.wrong.append(told.question)
    slowest = max((told.first_ms for told in heard.answers), default=0.0)
    return [
        *rows_of("new generation", heard),
        Row("new generation: generations that answered", len(generations), Target(2)),
        Row("new generation: first sentence, slowest", slowest, unit="ms"),
    ]


def _without_redis(folder: Path, settings: Mapping[str, str], load: Load, right: Mapping[str, str]) -> list[Row]:
    redis = Redis()
    redis.start()
    limited = {**settings, "SMX_LIMITS__QUESTIONS": "1000000", "SMX_SERVER__REDIS_URL": redis.url}
    try:
        with Serving(folder, limited) as served:
            heard = meanwhile(served.door, load, right, lambda: _kill_and_start(redis, load.seconds))
            said = served.log.read_text("utf-8")
    finally:
        redis.kill()
    noticed = min(said.count("Redis is away"), said.count("Redis is back"))
    return [*rows_of("Redis away", heard), Row("Redis away: noticed, and seen to be back", noticed, SOME)]


def _without_database(folder: Path, settings: Mapping[str, str], load: Load, right: Mapping[str, str]) -> list[Row]:
    database = Postgres(folder / "database")
    database.start()
    try:
        with Serving(folder, {**settings, "SMX_KEEPING__PUBLIC_URL": database.url}) as served:
            judging = Judging(served.port, database.url)
            asyncio.run(besiege(served.door, Load(4, 5.0, 0.1), right))
            judging.find_questions()

            def happening() -> None:
                with judging.under_way():
                    _kill_and_start(database, load.seconds)

            heard = meanwhile(served.door, load, right, happening)
            lost = judging.lost()
    finally:
        database.kill()
    return [
        *rows_of("database away", heard),
        Row("database away: judgements acknowledged", judging.acknowledged, SOME),
        Row("database away: judgements refused", judging.refused, SOME),
        Row("database away: acknowledged judgements lost", lost, NONE),
    ]


def _kill_and_start(server: Redis | Postgres, seconds: float) -> None:
    """Away in the second quarter of the time."""
    time.sleep(seconds / 4)
    server.kill()
    time.sleep(seconds / 4)
    server.start()
    time.sleep(seconds / 4)


def _build_another(smx: CommandLine, library: Path, data: Path) -> None:
    added = "# A note that was added\n\nThe added note of the trial says that there are 4711 lanterns.\n"
    (library / "added-note.md").write_text(added, "utf-8")
    smx.build(library, data)
