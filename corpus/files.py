"""The files of a library folder and their text, as far as they can be read."""

from __future__ import annotations

import codecs
import os
import re
from pathlib import Path

from corpus.errors import LibraryUnreadable
from corpus.problems import Problem

DOCUMENT_SUFFIXES = frozenset((".md", ".markdown", ".txt"))
YAML_SUFFIXES = frozenset((".yaml", ".yml"))

_LARGEST_BYTES = 20_000_000
_BYTE_ORDER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HAN = re.compile("[\u4e00-\u9fff]")
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x80-\x9f\ue000-\uf8ff]")
_COMMON_SHARE = 0.8


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
            path = Path(place, name).relative_to(root)
            if name.startswith(".") or path == Path("README.md"):
                continue
            if path.suffix.lower() not in DOCUMENT_SUFFIXES | YAML_SUFFIXES:
                continue
            target = _target(root / path)
            if target is None:
                problems.append(Problem(str(folder / path), 1, "file", "a file in the library", "a link to itself"))
            elif not target.is_relative_to(root):
                problems.append(Problem(str(folder / path), 1, "file", "a file in the library", "a link out of it"))
            else:
                files.append(path)
    if not files and not problems:
        problems.append(Problem(str(folder), 1, "folder", "Markdown, text or YAML files", "none"))
    return tuple(sorted(files, key=lambda path: path.parts)), tuple(problems)


def _target(path: Path) -> Path | None:
    """Where a path leads; nowhere when its links go round in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return None


def text_of(path: Path) -> str | Problem:
    """The text of a file exactly as written, without its byte order mark, from UTF-8, marked UTF-16 or GB18030."""
    name = str(path)
    try:
        if not path.is_file():
            return Problem(name, 1, "file", "a regular file", "something else")
        if path.stat().st_size > _LARGEST_BYTES:
            return Problem(name, 1, "file", "at most 20 MB", f"{path.stat().st_size / 1_000_000:.1f} MB")
        data = path.read_bytes()
    except OSError as error:
        return Problem(name, 1, "file", "a file that can be read", error.strerror or "an error")
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
