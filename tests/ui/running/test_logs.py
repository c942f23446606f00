from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from assistant.settings import LogSettings, ModelSettings, RecordsSettings, ServerSettings, Settings
from index.errors import DamagedIndex
from ui.running.logs import REQUEST_ID, configure_logs

KEY, PASSWORD = 'sk-"quoted"-密钥', "p%40ss/word"
LEVELS = ("debug", "info", "warning", "error")
SETTINGS = Settings(
    model=ModelSettings(key=SecretStr(KEY)),
    records=RecordsSettings(public_url="postgresql+pg8000://smx:p%2540ss%2Fword@db/smx"),
    server=ServerSettings(redis_url=SecretStr("redis://:redis-word@cache:6379/0")),
)
LOGGERS = ("ui.app", "redis.connection", "sqlalchemy.engine", "httpx2", "asyncio", "uvicorn.error", "some.library")


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    ours = {name: logging.getLogger(name).level for name in ("assistant", "corpus", "index", "ui", "eval")}
    yield
    root.handlers[:], root.level = handlers, level
    for name, before in ours.items():
        logging.getLogger(name).setLevel(before)


def logged(settings: LogSettings) -> io.StringIO:
    stream = io.StringIO()
    configure_logs(settings, SETTINGS.secrets(), stream)
    return stream


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("form", ["console", "json"])
def test_no_secret_of_the_settings_is_logged_whoever_logs_it(form, level):
    stream = logged(LogSettings(format=form, level=level))
    planted = [KEY, PASSWORD, "p%2540ss%2Fword", "redis-word", "redis://:redis-word@cache:6379/0"]
    for logger in map(logging.getLogger, LOGGERS):
        for secret in planted:
            for number in (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR):
                logger.log(number, "connecting with %s", secret, extra={"address": secret})
            try:
                raise DamagedIndex(f"cannot open {secret}") from ValueError(secret)
            except DamagedIndex:
                logger.exception("failed for %s", secret)
    text = stream.getvalue()
    assert "connecting with ***" in text
    escaped = [json.dumps(secret)[1:-1] for secret in planted]
    assert [secret for secret in [*planted, *escaped, repr(KEY)[1:-1]] if secret in text] == []


def test_an_exception_of_a_library_is_told_by_its_kind_and_place_alone():
    stream, asked = logged(LogSettings(format="json")), "我想投资多少钱？"
    try:
        try:
            raise KeyError(asked)
        except KeyError as error:
            raise DamagedIndex("The index cannot be read.") from error
    except DamagedIndex:
        logging.getLogger("ui").exception("a question could not be answered")
    line = json.loads(stream.getvalue())
    assert asked not in stream.getvalue()
    assert "builtins.KeyError\n" in line["exception"]
    assert line["exception"].endswith("index.errors.DamagedIndex: The index cannot be read.")
    assert "test_logs.py" in line["exception"]


def test_the_event_loops_reports_come_without_the_values_they_show():
    stream = logged(LogSettings(format="json"))
    logging.getLogger("asyncio").error(
        "Task exception was never retrieved\nfuture: <Task exception=KeyError('谁在问？')>"
    )
    assert "谁在问" not in stream.getvalue()


def test_libraries_say_only_what_is_wrong_even_where_we_say_everything():
    stream = logged(LogSettings(level="debug"))
    logging.getLogger("openai._base_client").debug("Request options: 我的问题")
    logging.getLogger("assistant.flow").debug("ours")
    assert "我的问题" not in stream.getvalue()
    assert "ours" in stream.getvalue()


def test_a_line_for_programs_is_an_object_with_the_request_it_belongs_to():
    stream = logged(LogSettings(format="json"))
    token = REQUEST_ID.set("0f" * 16)
    logging.getLogger("ui").info("request", extra={"status": 200})
    REQUEST_ID.reset(token)
    line = json.loads(stream.getvalue())
    assert (line["event"], line["status"], line["level"], line["request_id"]) == ("request", 200, "info", "0f" * 16)
