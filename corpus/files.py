"""The files of a library folder, their states and their text, as far as they can be read."""

from __future__ import annotations

import codecs
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import LibraryUnreadable
from corpus.problems import Problem

DOCUMENT_SUFFIXES = frozenset((".md", ".markdown", ".txt"))
YAML_SUFFIXES = frozenset((".yaml", ".yml"))

TABLE_SUFFIXES = frozenset((".csv", ".xlsx"))

_SUFFIXES = DOCUMENT_SUFFIXES | YAML_SUFFIXES | TABLE_SUFFIXES
_README = Path("README.md")
_UNSETTLED_NS = 2_000_000_000  # the coarsest clock of a file system in use
_LARGEST_BYTES = 20_000_000
_BYTE_ORDER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HAN = re.compile("[\u4e00-\u9fff]")
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x80-\x9f\ue000-\uf8ff]")
_COMMON_SHARE = 0.8


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

    Hidden files, a README.md at the top and files of other kinds are not part of a library; links out of it are
    problems. Raises LibraryUnreadable when the folder itself cannot be listed.
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
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(place[len(str(root)) + 1 :], name)
            if name.startswith(".") or path == _README or path.suffix.lower() not in _SUFFIXES:
                continue
            # Links to folders are not followed, so that only a file that is a link itself can lead out.
            found = _what_a_link_leads_to(root, path) if (root / path).is_symlink() else None
            if found:
                problems.append(Problem(str(folder / path), 1, "file", "a file in the library", found))
            else:
                files.append(path)
    if not files and not problems:
        problems.append(Problem(str(folder), 1, "folder", "Markdown, text, YAML, CSV or XLSX files", "none"))
    return tuple(sorted(files, key=lambda path: path.parts)), tuple(problems)


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
    if found.st_size > _LARGEST_BYTES:
        return Problem(str(path), 1, "file", "at most 20 MB", f"{found.st_size / 1_000_000:.1f} MB")
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
    """The text of a file's bytes exactly as written, without its byte order mark, from UTF-8, marked UTF-16 or GB18030.

    `name` is how a problem names the file.
    """
    try:
        text = data.decode("utf-16" if data.startswith(_BYTE_ORDER_MARKS) else "utf-8-sig")
    except UnicodeDecodeError as error:
        chinese = _from_gb18030(data)
        if chinese is not None:
            return chinese
        line = data.count(b"\n", 0, error.start) + 1
        return Problem(name, line, "file", "text in UTF-8", f"the byte 0x{data[error.start]:02x}")
    if "\x00" in text:
        return Problem(name, text.count("\n", 0, text.index("\x00")) + 1, "file", "text in UTF-8", "binary data")
    if not text.strip():
        return Problem(name, 1, "file", "text", "nothing")
    return text


def _from_gb18030(data: bytes) -> str | None:
    """The text, if it reads as Chinese: nearly any bytes decode, but other encodings come out as rare characters."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    characters = _HAN.findall(text)
    common = sum(b"\xb0" <= character.encode("gb2312", "ignore")[:1] <= b"\xd7" for character in characters)
    return text if characters and common >= _COMMON_SHARE * len(characters) and not _NOT_TEXT.search(text) else None
