"""Rights that are gone: folders and files that a build or a service may not write or read any more."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from assistant.settings import load_settings
from eval.command_line import CommandFailed
from eval.faults.libraries import PROBES, put
from eval.faults.mounts import can_mount, read_only, small_disk
from eval.faults.notes import Tell, asked_meanwhile, none, some
from eval.faults.processes import Smx, shut_out
from eval.faults.serving import Asking, asked_once
from eval.faults.wholeness import References, left_over
from eval.loading.serving import UNLIMITED, Serving
from eval.reports import Row
from index.generations import Generations
from index.seals import damages

_DISK = 48_000_000
_WHOLE = "whole file system"
_MADE = "generations"
_UNASKED = "school.md"
"""A document that no probe asks for."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What is built in."""

    library: Path
    data: Path
    cache: Path


@dataclass(frozen=True, slots=True)
class _Taking:
    """Rights that are taken for a while; `stops` tells whether a build cannot end well without them.

    A build that cannot must name `named`, a part of a path.
    """

    name: str
    take: Callable[[_Place], AbstractContextManager[None]]
    stops: bool
    named: str


@contextmanager
def _mode(path: Path, mode: int) -> Iterator[None]:
    before = path.stat().st_mode
    path.chmod(mode)
    try:
        yield
    finally:
        with suppress(FileNotFoundError):  # a build may have put another file in its place
            path.chmod(before & 0o7777)


def _served(place: _Place) -> Path:
    return place.data / "generations" / (place.data / "current").read_text("utf-8").strip()


_TAKINGS = (
    _Taking("data folder", lambda place: _mode(place.data, 0o555), stops=True, named="data"),
    _Taking(
        "generations folder", lambda place: _mode(place.data / "generations", 0o555), stops=True, named="generations"
    ),
    _Taking("build lock", lambda place: _mode(place.data / "build.lock", 0o000), stops=True, named="build.lock"),
    _Taking("pointer", lambda place: _mode(place.data / "current", 0o444), stops=False, named=""),
    _Taking("ledger", lambda place: _mode(place.data / "ledger.json", 0o000), stops=False, named=""),
    _Taking("served generation", lambda place: _mode(_served(place), 0o000), stops=True, named=_MADE),
    _Taking("library folder", lambda place: _mode(place.library, 0o000), stops=True, named="library"),
    _Taking("file of the library", lambda place: _mode(place.library / _UNASKED, 0o000), stops=False, named=_UNASKED),
    _Taking("cache folder", lambda place: _mode(place.cache, 0o555), stops=False, named=""),
    _Taking(_WHOLE, lambda place: read_only(place.data.parent), stops=True, named="data"),
)
_WHILE_SERVING = {
    "folder of what was asked": lambda place: _mode(place.data / "keeping", 0o555),
    "database of what was asked": lambda place: _mode(place.data / "keeping/public.sqlite", 0o444),
    "cache folder": lambda place: _mode(place.cache, 0o555),
    "library folder": lambda place: _mode(place.library, 0o000),
    "pointer": lambda place: _mode(place.data / "current", 0o000),
    "generations folder": lambda place: _mode(place.data / "generations", 0o000),
}


class Rights:
    """An index on a small file system where one can be made, and a service that answers from it."""

    def __init__(self, references: References, folder: Path, tell: Tell) -> None:
        self._folder, self._tell = folder, tell
        self._place = _Place(references.library, folder / "disk/data", folder / "cache")
        shutil.copytree(load_settings().cache, self._place.cache)
        self._settings = {"SMX_CACHE": str(self._place.cache), "SMX_DATA": str(self._place.data)}
        self._smx = Smx(folder / "builds", self._settings, is_shut_out=True)
        self._references = references
        self._state = "before"

    def run(self, most: int) -> list[Row]:
        """Take each right, or so many, for a build, and then some from the service. Raises `CommandFailed`."""
        has_disk = can_mount()
        disk = self._place.data.parent
        with small_disk(disk, _DISK) if has_disk else nullcontext(), self._served_first() as served:
            dishonest, damaged, failed, left = (list[str]() for _ in range(4))
            takings = [taking for taking in _TAKINGS if has_disk or taking.name != _WHOLE][:most]
            with Asking(served.door, PROBES) as asking:
                for taking in takings:
                    self._tell(f"rights: no right to the {taking.name}")
                    dishonest += self._build_without(taking)
                    if wrong := damages(Generations(self._place.data).current()):
                        damaged.append(f"{taking.name}: {'; '.join(wrong)}")
                    again = self._smx.run(*self._arguments)
                    wrong = [again.err] if again.code else self._references.faults(self._place.data, (self._state,))
                    failed += [f"{taking.name}: {text}" for text in wrong]
                    left += [f"{taking.name}: {text}" for text in (*left_over(self._place.data), *self._smx.left())]
                    self._references.note(self._place.data)
            unserved = [text for name, take in _WHILE_SERVING.items() for text in self._ask_without(served, name, take)]
        return [
            some("rights taken: builds", len(takings), "" if has_disk else "no file system could be mounted"),
            none("rights taken: no message that names the place and says what to do", dishonest),
            none("rights taken: left a damaged generation", damaged),
            none("rights taken: the build with rights again failed or was unlike one from nothing", failed),
            none("rights taken: something left after that", left),
            *asked_meanwhile("rights taken", asking, self._references.is_right),
            some("rights taken from the service", len(_WHILE_SERVING)),
            none("rights taken from the service: not answered, or wrong", unserved),
        ]

    @property
    def _arguments(self) -> tuple[object, ...]:
        return ("index", "build", "--library", self._place.library)

    @contextmanager
    def _served_first(self) -> Iterator[Serving]:
        put(self._place.library, self._state)
        if (built := self._smx.run(*self._arguments)).code:
            raise CommandFailed(f"The first build failed:\n{built.err}")
        self._references.note(self._place.data)
        with Serving(self._folder, {**UNLIMITED, **self._settings}, before=shut_out()) as served:
            yield served

    def _build_without(self, taking: _Taking) -> list[str]:
        """Build a changed library without a right; what is wrong with how that ended."""
        self._state = "after" if self._state == "before" else "before"
        put(self._place.library, self._state)
        with taking.take(self._place):
            ended = self._smx.run(*self._arguments)
        if ended.code == 0:
            self._references.note_as(Generations(self._place.data).current().name, self._state)
        is_right = ended.is_honest and ended.code == int(taking.stops) and taking.named in ended.err
        return [] if is_right else [f"{taking.name}: exit {ended.code}: {ended.err[-250:]}"]

    def _ask_without(
        self, served: Serving, name: str, take: Callable[[_Place], AbstractContextManager[None]]
    ) -> list[str]:
        self._tell(f"rights: the service has no right to the {name}")
        with take(self._place):
            return [f"{name}: {text}" for text in asked_once(served.door, PROBES, self._references.is_right)]
