"""The small library and the shipped one, each built once; scripted models; commands run in an empty folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from assistant.assembly import OpenIndex
from assistant.cli import main
from assistant.flow import Assistant
from assistant.model_steps import model_steps
from assistant.settings import SHIPPED_LIBRARY
from eval.scripted_model import Script, ScriptedServer
from tests.assistant.samples import TODAY, Asked, Ran, asked, built, write_library


@pytest.fixture(scope="session")
def small_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_library(tmp_path_factory.mktemp("small") / "library")


@pytest.fixture(scope="session")
def small_data(small_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library's index; tests that change an index copy it with `copied_data`."""
    return built(tmp_path_factory.mktemp("small-data") / "data", small_library)


@pytest.fixture
def copied_data(small_data: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_data, tmp_path / "copied"))


@pytest.fixture(scope="session")
def ask(small_data: Path) -> Iterator[Asked]:
    """Asks the public shelf of the small library."""
    asking = asked(small_data)
    yield asking
    asking.index.get().close()


@pytest.fixture(scope="session")
def ask_as_staff(small_data: Path) -> Iterator[Asked]:
    asking = asked(small_data, "staff")
    yield asking
    asking.index.get().close()


@pytest.fixture(scope="session")
def ask_shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """Asks the public shelf of the shipped library."""
    asking = asked(built(tmp_path_factory.mktemp("shipped-data") / "data", SHIPPED_LIBRARY))
    yield asking
    asking.index.get().close()


@pytest.fixture(scope="session")
def shipped(ask_shipped: Asked) -> OpenIndex:
    return ask_shipped.index.get()


@pytest.fixture(scope="session")
def small(ask: Asked) -> OpenIndex:
    return ask.index.get()


@pytest.fixture
def smx(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs a command in an empty working folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture
def scripted() -> Iterator[Callable[..., tuple[Asked, ScriptedServer]]]:
    """A library asked on a day, answered by a model that follows these scripts, and the server of that model."""
    with ExitStack() as open_until_the_end:

        def made(
            over: Asked, *scripts: Script, today: date = TODAY, seconds: float = 20, **settings: Any
        ) -> tuple[Asked, ScriptedServer]:
            server = open_until_the_end.enter_context(ScriptedServer(*scripts))
            steps = open_until_the_end.enter_context(model_steps(server.settings(deadline_seconds=seconds, **settings)))
            assistant = Assistant(over.index, lambda: today, steps.composer, steps.proposer)
            return Asked(assistant, over.index, over.data, over.audience), server

        yield made


@pytest.fixture
def writing(ask: Asked, scripted: Callable[..., Any]) -> Callable[..., tuple[Asked, ScriptedServer]]:
    """The small library, answered by a model that follows these scripts."""
    return partial(scripted, ask)


@pytest.fixture
def through(scripted: Callable[..., tuple[Asked, ScriptedServer]]) -> Callable[..., Asked]:
    """A library asked through a model that follows a script."""
    return lambda over, script, **options: scripted(over, script, **options)[0]
