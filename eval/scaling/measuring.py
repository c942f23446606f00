"""Measuring at scale: a library of so many passages built, killed, gone on with and searched by the command line."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from shutil import rmtree

from eval.command_line import default_environment
from eval.figures import size_on_disk
from eval.metrics import percentile
from eval.processes import watch
from eval.reports import table
from eval.scaling.builds import WatchedBuild, processor_seconds, watch_build
from eval.scaling.libraries import Sentences, questions, write_library
from eval.scaling.models import make_model
from eval.scaling.recall import recall

SEED = 7
_QUESTIONS = 320
_WARM = 20  # questions that do not count
_RECALL = 50  # questions
_SHORTEST = 0.1  # seconds of which a rate is told

Tell = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Scale:
    """What is measured: how many passages, how often a build is killed, and the folder it all happens in."""

    passages: int
    kills: int
    folder: Path


def measure_scale(scale: Scale, sentences: Sentences, tell: Tell) -> Iterator[str]:
    """The tables of a report, each when it is known. Raises `CommandFailed`, `OSError`.

    A library and a model that are in the folder already are taken as they are.
    """
    place = _Place(scale.folder)
    library = place.folder / f"library-{scale.passages}"
    if not library.exists():
        tell(f"writing {scale.passages:,} passages")
        write_library(library, sentences, scale.passages, SEED)
    place.prepare(sentences, tell)
    data = place.empty(f"data-{scale.passages}")
    tell("building")
    built = place.built(library, data)
    yield build_table(built, scale.passages, _sizes(data))
    tell(f"asking {_QUESTIONS} questions")
    yield _search_table(place, data, questions(sentences, _QUESTIONS, SEED))
    if scale.kills:
        killed = place.empty(f"data-{scale.passages}-killed")
        moments = _moments(built.seconds, scale.kills)
        yield resume_table(built, list(_cut_short(partial(place.built, library, killed), moments, tell)))
        rmtree(killed)


class _Place:
    """A folder with a model, a cache of compiled things, libraries and data folders."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder.absolute()
        self.cache = self.folder / "cache"
        self._model = self.folder / "model"

    @property
    def environment(self) -> dict[str, str]:
        """Default settings, but for the model and where things are compiled to."""
        settings = {"SMX_EMBEDDING__MODEL": str(self._model / "model"), "SMX_CACHE": str(self.cache)}
        return default_environment() | settings

    def prepare(self, sentences: Sentences, tell: Tell) -> None:
        """Make the model, and compile all there is to compile by building a few passages."""
        if not (self._model / "model").exists():
            tell("making a model")
            rmtree(self._model, ignore_errors=True)
            make_model(self._model, SEED)
        few = self.empty("few")
        write_library(few / "library", sentences, 10, SEED)
        self.built(few / "library", few / "data")
        rmtree(few)

    def built(self, library: Path, data: Path, killed_after: float | None = None) -> WatchedBuild:
        """A build by the command line, killed once so many seconds have passed. Raises `CommandFailed`."""
        command = [self._smx, "index", "build", "--library", str(library), "--data", str(data)]
        return watch_build(command, data, self.environment, killed_after)

    def search(self, asked: Path, data: Path) -> list[str]:
        """The command that searches."""
        return [self._smx, "search", "--batch", str(asked), "--data", str(data)]

    def empty(self, name: str) -> Path:
        """A folder of this name with nothing in it yet, or no more."""
        folder = self.folder / name
        rmtree(folder, ignore_errors=True)
        return folder

    @property
    def _smx(self) -> str:
        return str(Path(sys.executable).with_name("smx"))


def _moments(seconds: float, kills: int) -> list[float]:
    """How long each of several builds is let run that together do most of what one does in so many seconds."""
    chance = random.Random(SEED)  # noqa: S311
    return [seconds / (kills + 1) * chance.uniform(0.5, 1.5) for _ in range(kills)]


def _cut_short(build: Callable[..., WatchedBuild], moments: list[float], tell: Tell) -> Iterator[WatchedBuild]:
    """Builds that are killed and the next begun where they stood, until one is finished."""
    for moment in moments:
        tell(f"building, to be killed after {moment:.0f} s")
        killed = build(killed_after=moment)
        yield killed
        if not killed.was_killed:
            return
    tell("building to the end")
    yield build()


def build_table(built: WatchedBuild, passages: int, sizes: Mapping[str, int]) -> str:
    """What a build took."""
    lines = [[f"build: {step}", f"{seconds:.1f} s", _rate(passages, seconds)] for step, seconds in built.steps.items()]
    lines += [
        ["build: whole", f"{built.seconds:.1f} s", _rate(passages, built.seconds)],
        ["build: processor time", f"{built.processor_seconds:.1f} s", _rate(passages, built.processor_seconds)],
        ["build: peak memory of the process", _mib(built.peak_bytes), ""],
        ["build: peak memory with the processes it starts", _mib(built.peak_of_all_bytes), ""],
        *([f"disk: {name}", _mib(size), f"{size / passages:.0f} bytes a passage"] for name, size in sizes.items()),
    ]
    return table(["measure", f"{passages:,} passages", ""], lines)


def resume_table(whole: WatchedBuild, builds: list[WatchedBuild]) -> str:
    """What was lost when a build was killed several times, beside one that was not.

    A kill loses what was made after something was kept for the last time, and until the next build keeps something
    new; what it makes for that first is counted as lost too.
    """
    lines = []
    for number, (killed, following) in enumerate(pairwise(builds), start=1):
        after, before = killed.seconds - killed.last_kept, following.first_kept
        lost = after + before
        lines.append(
            [
                f"kill {number}, while {list(killed.steps)[-1]}",
                f"{killed.seconds:.0f} s",
                f"{after:.1f} + {before:.1f} = {lost:.1f} s",
                f"{lost / whole.seconds:.1%}",
            ]
        )
    together = sum(build.seconds for build in builds), sum(build.processor_seconds for build in builds)
    lines += [
        ["all builds together", f"{together[0]:.0f} s", "", f"{together[0] / whole.seconds:.1%}"],
        ["processor time", f"{together[1]:.0f} s", "", f"{together[1] / whole.processor_seconds:.1%}"],
    ]
    return table(["", "took", "lost at most", "of a build not killed"], lines)


def _search_table(place: _Place, data: Path, asked: list[str]) -> str:
    spent = [processor_seconds()]
    for some in (asked[:_WARM], asked):
        file = place.folder / "questions.jsonl"
        lines = (json.dumps({"id": str(n), "question": text}, ensure_ascii=False) for n, text in enumerate(some))
        file.write_text("\n".join(lines) + "\n", "utf-8")
        searched = watch(place.search(file, data), place.folder, place.environment)
        spent.append(processor_seconds())
    warm, whole = spent[1] - spent[0], spent[2] - spent[1]
    times = searched.milliseconds[_WARM:]
    found = recall(data, place.cache, asked[:_RECALL])
    return table(
        ["measure", "", ""],
        [
            *([f"search: p{part}", f"{percentile(times, part / 100):.1f} ms", ""] for part in (50, 95, 99)),
            ["search: processor time", f"{(whole - warm) * 1000 / len(times):.1f} ms", "mean of a question"],
            ["search: peak memory", _mib(searched.peak_bytes), "what is mapped from files included"],
            *(
                [f"stores: {language}, nearest 30 found", f"{share:.3f}", f"{size:,} passages"]
                for language, (size, share) in found.items()
            ),
        ],
    )


def _sizes(data: Path) -> dict[str, int]:
    """The bytes of what a generation consists of."""
    shelf = data / "generations" / (data / "current").read_text("utf-8").strip() / "public"
    sizes = {"vector stores": size_on_disk(shelf / "chroma"), "catalogue": (shelf / "catalogue.sqlite").stat().st_size}
    names = {"vectors.npy": "vectors", "sentences.npy": "vectors of sentences"}
    for language in ("zh", "en"):
        for file, name in names.items():
            if (shelf / language / file).is_file():
                sizes[name] = sizes.get(name, 0) + (shelf / language / file).stat().st_size
        for folder in ("own", "gloss"):
            if (shelf / language / folder).is_dir():
                sizes["words"] = sizes.get("words", 0) + size_on_disk(shelf / language / folder)
    return {**sizes, "all": size_on_disk(shelf)}


def _rate(passages: int, seconds: float) -> str:
    return f"{passages / seconds:,.0f} passages a second" if seconds >= _SHORTEST else ""


def _mib(size: int) -> str:
    return f"{size / 2**20:,.0f} MiB"
