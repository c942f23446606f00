"""Unfinished builds: the parts of a generation that builds have finished which were ended before they published it.

data/unfinished/parts/<digest>/   the words and vectors of a language of a shelf, or its documents
data/unfinished/stores/<digest>/  a large store
    content/                      as it was written
    sums.json                     checksums of its files
data/unfinished/…/.tmp-…          what is being written; never taken
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.whole_files import digest_of_file

_TEMPORARY = ".tmp-"


@dataclass(frozen=True, slots=True)
class UnfinishedParts:
    """The parts of one kind in a folder, and how one is copied; only the build that holds the lock may use them."""

    folder: Path
    copy: Callable[[Path, Path], object]

    def put(self, target: Path, digest: str, write: Callable[[Path], object]) -> None:
        """Put the part of which all that decides its content has this digest to a folder.

        It is the one that is here already and whole, or one written now. Raises what `write` and `copy` raise, and
        `OSError`.
        """
        finished = self.folder / digest
        if not _is_whole(finished):
            shutil.rmtree(finished, ignore_errors=True)
            temporary = self.folder / f"{_TEMPORARY}{digest}"
            shutil.rmtree(temporary, ignore_errors=True)
            temporary.mkdir(parents=True)
            write(temporary / "content")
            (temporary / "sums.json").write_text(json.dumps(_sums(temporary / "content")), "utf-8")
            temporary.rename(finished)
        self.copy(finished / "content", target)


def _is_whole(finished: Path) -> bool:
    """Whether a part is as it was finished; no store here was opened since, so that its database is that very file."""
    try:
        expected: dict[str, str] = json.loads((finished / "sums.json").read_text("utf-8"))
        return expected.items() <= _sums(finished / "content").items()
    except (OSError, ValueError):
        return False


def _sums(content: Path) -> dict[str, str]:
    files = (path for path in content.rglob("*") if path.is_file())
    return {path.relative_to(content).as_posix(): digest_of_file(path) for path in files}
