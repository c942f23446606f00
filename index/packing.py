"""Packing: what rows are made with as bytes, for machines that share no files with this one."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from index.row_making import RowTools

Files = Mapping[str, bytes]
"""Files of one folder by name."""


@dataclass(frozen=True, slots=True)
class PackedTools:
    """What rows are made with: the files of a compiled model, the compiled dictionary and the compiled glossary."""

    model: Files
    dictionary: Files
    glossary: Files

    @classmethod
    def of(cls, tools: RowTools) -> PackedTools:
        """What is there, read. Raises OSError."""
        return cls(_read(tools.model.iterdir()), _read([tools.dictionary]), _read([tools.glossary]))

    def unpacked(self, folder: Path) -> RowTools:
        """The same in files under an own folder, which several processes may do at once; what is there whole is taken.

        Raises OSError.
        """
        with FileLock(folder / "unpacking.lock"):
            model, dictionary, glossary = (
                _written(files, folder) for files in (self.model, self.dictionary, self.glossary)
            )
        return RowTools(
            model, *(dictionary / name for name in self.dictionary), *(glossary / name for name in self.glossary)
        )


def own(folder: Path) -> Path:
    """A folder that is made when it is not there. Raises OSError, also where others could put files into it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(f"The folder {folder} belongs to another user.")
    return folder


def _read(files: Iterable[Path]) -> Files:
    return {file.name: file.read_bytes() for file in sorted(files) if file.is_file()}


def _written(files: Files, folder: Path) -> Path:
    """The files in a folder named for their digest, which says whether those that are there are the same."""
    target = folder / _digest(files)
    if not target.is_dir() or _digest(_read(target / name for name in sorted(files))) != target.name:
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        for name, content in files.items():
            (target / name).write_bytes(content)
    return target


def _digest(files: Files) -> str:
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
