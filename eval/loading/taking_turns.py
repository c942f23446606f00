"""Several processes behind a proxy, restarted in turn, so that somebody is always there to answer."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from contextlib import ExitStack, closing
from pathlib import Path

from assistant.keeping.log_reading import LogReading
from assistant.keeping.stores import Store
from eval.loading.askers import Load
from eval.loading.happening import NONE, SOME, meanwhile, rows_of, taken_out
from eval.loading.proxies import HOST, Nginx
from eval.loading.servers import Postgres, Redis
from eval.loading.serving import Serving
from eval.reports import Row, Target

_TOLD = ("problem 503", "status 503")
"""How a question ends that was told not to have been taken."""


def restart_in_turn(folder: Path, settings: Mapping[str, str], load: Load, right: Mapping[str, str]) -> list[Row]:
    """Two processes behind nginx with the same Redis and PostgreSQL, restarted one after the other."""
    redis, database = Redis(), Postgres(folder / "shared-database")
    shared = {
        **settings,
        "SMX_LIMITS__QUESTIONS": "1000000",
        "SMX_SERVER__REDIS_URL": redis.url,
        "SMX_SERVER__ALLOWED_HOSTS": json.dumps([HOST, "127.0.0.1"]),
        "SMX_SERVER__TRUSTED_PROXIES": '["127.0.0.1"]',
        "SMX_KEEPING__PUBLIC_URL": database.url,
    }
    with ExitStack() as running:
        for server in (redis, database):
            running.callback(server.kill)
            server.start()
        both = [running.enter_context(Serving(folder, shared)) for _ in range(2)]
        proxy = Nginx(folder / "nginx", [served.port for served in both])
        running.callback(proxy.kill)
        proxy.start()

        def restart() -> None:
            for served in both:
                time.sleep(load.seconds / 4)
                served.stop()
                served.start()
                served.wait_until_ready()

        heard = meanwhile(proxy.door, load, right, restart)
        for served in both:
            served.stop()
        with closing(Store(database.url, "public")) as store:
            kept = LogReading(store).page(size=1).total
    passed, told = proxy.passed_to(), taken_out(heard, _TOLD)
    return [
        *rows_of("two processes", heard),
        Row("two processes: told not to have been taken", told),
        Row("two processes: answers that are not kept", max(0, len(heard.answers) - kept), NONE),
        Row("two processes: processes that were asked", len({ports[-1] for ports in passed}), Target(2)),
        Row(
            "two processes: passed on to the other one",
            sum(count for ports, count in passed.items() if len(ports) > 1),
            SOME,
        ),
    ]
