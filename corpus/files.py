"""The files of a library folder, their states and their text, as far as they can be read."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path, PurePath

from corpus.encodings import decoded
from corpus.errors import LibraryUnreadable
from corpus.problems import Problem, shown
from corpus.readers.kinds import KIND_BY_SUFFIX
from corpus.readers.limits import MEGABYTE, MOST_BYTES

DOCUMENT_SUFFIXES = frozenset((".md", ".markdown", ".txt"))
YAML_SUFFIXES = frozenset((".yaml", ".yml"))

TABLE_SUFFIXES = frozenset((".csv",))
FOREIGN_SUFFIXES = frozenset(KIND_BY_SUFFIX)
"""Of files that a reader makes text of (`corpus.readers`)."""

REMOVED, VERSIONS = "removed", "versions"
"""Folders at the top of a library with what was taken out of it and what other content took the place of."""

_SUFFIXES = DOCUMENT_SUFFIXES | YAML_SUFFIXES | TABLE_SUFFIXES | FOREIGN_SUFFIXES
_README = Path("README.md")
_OF_THE_SYSTEM = frozenset(("thumbs.db", "desktop.ini"))
_LOCK = "~$"  # how Office begins the name of what stands beside a file that is open
_UNSETTLED_NS = 2_000_000_000  # the coarsest clock of a file system in use
_LARGEST_BYTES = 20 * MEGABYTE


@dataclass(frozen=True, slots=True)
class FileState:
    """By what a changed file is known without reading it: bytes, times of the last change in nanoseconds, inode."""

    size: int
    modified_ns: int
    changed_ns: int
    inode: int

    @classmethod
    def of(cls, found: os.stat_result) -> FileState:
        """The state that the system tells."""
        return cls(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)

    def is_settled(self, looked_at_ns: int) -> bool:
        """Whether any change after this look shows, as it may not when the last one was just before."""
        return max(self.modified_ns, self.changed_ns) < looked_at_ns - _UNSETTLED_NS


def library_files(folder: Path) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """The files of a library in a fixed order, as paths in the folder, and what could not be listed.

    Hidden files, a README.md at the top and what is set aside there are not part of a library; links out of it and
    files of kinds that nothing reads are problems. Raises LibraryUnreadable when the folder itself cannot be listed.
    """
    try:
        root = folder.resolve(strict=True)
        next(root.iterdir(), None)
    except OSError as error:
        raise LibraryUnreadable(f"The library folder {folder} cannot be read: {error.strerror}.") from error
    files: list[Path] = []
    problems: list[Problem] = []

    def refuse(error: OSError) -> None:
        path = folder / Path(error.filename).relative_to(root)
        problems.append(Problem(str(path), 1, "folder", "a folder that can be listed", error.strerror or "an error"))

    for place, folders, names in os.walk(root, onerror=refuse):
        folders[:] = [name for name in folders if is_indexed(Path(place[len(str(root)) + 1 :], name))]
        for name in names:
            path = Path(place[len(str(root)) + 1 :], name)
            if name.startswith((".", _LOCK)) or path == _README or name.lower() in _OF_THE_SYSTEM:
                continue
            if path.suffix.lower() not in _SUFFIXES:
                expected = "a file of a kind that can be read"
                problems.append(Problem(str(folder / path), 1, "file", expected, shown(path.suffix or name)))
                continue
            # Links to folders are not followed, so that only a file that is a link itself can lead out.
            found = _what_a_link_leads_to(root, path) if (root / path).is_symlink() else None
            if found:
                problems.append(Problem(str(folder / path), 1, "file", "a file in the library", found))
            else:
                files.append(path)
    if not files and not problems:
        problems.append(Problem(str(folder), 1, "folder", "files that can be read", "none"))
    return tuple(sorted(files, key=lambda path: path.parts)), tuple(problems)


def is_indexed(folder: PurePath) -> bool:
    """Whether the files of this folder, named by its path in a library, are part of the library."""
    parts = folder.parts
    is_inside = not folder.is_absolute() and not any(part.startswith(".") for part in parts)
    return is_inside and parts[:1] not in ((REMOVED,), (VERSIONS,))


def is_read(path: PurePath) -> bool:
    """Whether a file with this path in a library is part of it, and of a kind that something reads."""
    is_hidden = path.name.startswith((".", _LOCK)) or path == _README
    return is_indexed(path.parent) and not is_hidden and path.suffix.lower() in _SUFFIXES


def _what_a_link_leads_to(root: Path, path: Path) -> str | None:
    """What is wrong with where a link in a library leads; nothing when that is in the library."""
    try:
        target = (root / path).resolve()
    except (OSError, RuntimeError):
        return "a link to itself"
    return None if target.is_relative_to(root) else "a link out of it"


def state_of(path: Path) -> FileState | Problem:
    """The state of a file that a library may hold."""
    try:
        found = path.stat()
    except OSError as error:
        return _unreadable(path, error)
    if not stat.S_ISREG(found.st_mode):
        return Problem(str(path), 1, "file", "a regular file", "something else")
    most = MOST_BYTES if path.suffix.lower() in FOREIGN_SUFFIXES else _LARGEST_BYTES
    if found.st_size > most:
        return Problem(str(path), 1, "file", f"at most {most // MEGABYTE} MB", f"{found.st_size / MEGABYTE:.1f} MB")
    return FileState.of(found)


def content_of(path: Path) -> bytes | Problem:
    """The bytes of a file."""
    try:
        return path.read_bytes()
    except OSError as error:
        return _unreadable(path, error)


def _unreadable(path: Path, error: OSError) -> Problem:
    return Problem(str(path), 1, "file", "a file that can be read", error.strerror or "an error")


def text_of(data: bytes, name: str) -> str | Problem:
    """The text of a file's bytes exactly as written, without its byte order mark, in whatever encoding is known.

    `name` is how a problem names the file.
    """
    text = decoded(data)
    if text is None:
        return _no_text(data, name)
    if "\x00" in text:
        return Problem(name, text.count("\n", 0, text.index("\x00")) + 1, "file", "text in UTF-8", "binary data")
    if not text.strip():
        return Problem(name, 1, "file", "text", "nothing")
    return text


def _no_text(data: bytes, name: str) -> Problem:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Problem(name, line, "file", "text in UTF-8", f"the byte 0x{data[error.start]:02x}")
    line = data.count(b"\n", 0, max(data.find(b"\x00"), 0)) + 1
    return Problem(name, line, "file", "text in UTF-8", "binary data")
