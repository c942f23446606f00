"""Files that are damaged or do harm, put into a library in batches and built into the index that is served."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from eval.command_line import CommandFailed
from eval.faults.harmful import damaged_files
from eval.faults.libraries import COUNTED, PROBES, put
from eval.faults.notes import Tell, asked_meanwhile, none, some
from eval.faults.processes import Ended, Smx
from eval.faults.serving import Asking
from eval.faults.wholeness import References
from eval.loading.serving import UNLIMITED, Serving
from eval.reports import Row
from index.errors import SearchIndexError
from index.generations import Generations
from index.seals import damages
from index.standing import FileStanding, standing_of, survey_for

_BATCH = 50
_PATIENCE_SECONDS = 1_800.0
_FOLDER = "damaged"
_PROBES = [question for question in PROBES if question != COUNTED]
"""What is left of a damaged table of records counts too."""
_MAKE_NOTHING = (".yaml", ".yml")
"""Files of which it is no loss that they make no document: a glossary is one."""


def run_files(references: References, folder: Path, count: int, tell: Tell) -> list[Row]:
    """Build so many files into an index, fifty at a time. Raises `CommandFailed`."""
    library, data = references.library, folder / "data"
    smx = Smx(folder / "builds")
    put(library, "before")
    arguments = ("index", "build", "--library", library, "--data", data)
    if (built := smx.run(*arguments)).code:
        raise CommandFailed(f"The first build failed:\n{built.err}")
    references.note(data)
    broken, lost, unnamed, left = (list[str]() for _ in range(4))
    states: Counter[str] = Counter()
    slowest, files = 0.0, damaged_files(count, with_texts=True)
    with (
        Serving(folder, {**UNLIMITED, "SMX_DATA": str(data)}) as served,
        Asking(served.door, _PROBES) as asking,
    ):
        for number, names in enumerate(_batches(files, library / _FOLDER)):
            ended = smx.start(*arguments).end(_PATIENCE_SECONDS)
            slowest = max(slowest, ended.seconds)
            if ended.code != 0 or not ended.is_honest:
                broken.append(f"batch {number}: exit {ended.code}: {ended.err[-250:]}")
            lost += [f"batch {number}: {text}" for text in _lost(data)]
            found = [file for file in _standing(library, data, lost) if Path(file.file).parent.name == _FOLDER]
            states.update(file.state for file in found)
            unnamed += [f"batch {number}: {name}" for name in _unaccounted(names, found, ended)]
            left += [f"batch {number}: {process}" for process in smx.left()]
            references.note_as(Generations(data).current().name, "before")
            tell(f"{(number + 1) * _BATCH} damaged files: exit {ended.code} after {ended.seconds:.0f} s")
    shutil.rmtree(library / _FOLDER)
    again = smx.run(*arguments)
    unlike = [again.err] if again.code else references.faults(data, ("before",))
    told = ", ".join(f"{state} {number}" for state, number in states.most_common())
    return [
        some("mutated files", states.total(), told),
        none("mutated files: build crashed or hung", broken),
        none("mutated files: generation lost or damaged", lost),
        none("mutated files: neither used nor named in the report", unnamed),
        none("mutated files: processes left", left),
        none("mutated files: the library without them unlike one from nothing", unlike),
        Row("mutated files: slowest build", slowest, unit="s"),
        *asked_meanwhile("mutated files", asking, references.is_right),
    ]


def _batches(files: Iterator[tuple[str, bytes]], folder: Path) -> Iterator[list[str]]:
    """The names of the next files, which alone stand in the folder; they are made one by one, since some are large."""
    while True:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, content in islice(files, _BATCH):
            (folder / name).write_bytes(content)
        if not (names := sorted(path.name for path in folder.iterdir())):
            return
        yield names


def _lost(data: Path) -> list[str]:
    try:
        return damages(Generations(data).current())
    except SearchIndexError as error:
        return [str(error)]


def _standing(library: Path, data: Path, lost: list[str]) -> tuple[FileStanding, ...]:
    survey = survey_for([library], data)
    try:
        return standing_of(survey, Generations(data), {}).files
    except SearchIndexError as error:
        lost.append(str(error))
        return ()
    finally:
        survey.room.close()


def _unaccounted(names: list[str], found: list[FileStanding], ended: Ended) -> list[str]:
    """The files that made neither a document nor records and of which the build said nothing."""
    used = {Path(file.file).name for file in found if file.documents or file.state == "records"}
    used |= {name for name in names if name.endswith(_MAKE_NOTHING) and _state(found, name) == "used"}
    return [name for name in names if name not in used and f"/{name}" not in ended.err]


def _state(found: list[FileStanding], name: str) -> str:
    return next((file.state for file in found if Path(file.file).name == name), "")
