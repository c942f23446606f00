"""Seals: whether the files of a generation are still those that were written.

The checksums of everything are compared by `smx index verify` and before a build carries anything over. To open a
generation, it is enough that size and time of a file are those it was written with; only where the time is another one,
as after copying, its checksum is compared too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from corpus.files import FileState
from corpus.schemas import Audience
from corpus.whole_files import digest_of_file
from index.generations import MANIFEST, Manifest, read_manifest
from index.originals import FOLDER as ORIGINALS
from index.stores import DATABASE, database_digest, vector_segments

Stamps = dict[str, tuple[int, int]]

_LOOKED_INTO = frozenset((".npy", ".marisa", ".sqlite"))
"""Of files that are mapped or read again and again, while Chroma and everything else are read once."""


def checksums(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file of a generation but its manifest; of a vector store's database, that of what it says.

    The database itself changes whenever it is opened.
    """
    return {name: _digest(folder / name) for name in _names(folder)}


def stamps(folder: Path) -> Stamps:
    """The size of every file of a generation and the nanosecond it was written at."""
    return {name: _stamp(folder / name) for name in _names(folder) if not name.endswith(f"/{DATABASE}")}


def damages(folder: Path) -> list[str]:
    """What is wrong with the files of a generation, a line each; nothing when they are as they were written."""
    manifest = read_manifest(folder)
    found = checksums(folder)
    return [
        *_wrong_name(folder, manifest),
        *(f"{name}: missing" for name in manifest.checksums if name not in found),
        *(
            f"{name}: changed since it was built"
            for name, digest in manifest.checksums.items()
            if found.get(name, digest) != digest
        ),
    ]


def altered(folder: Path, manifest: Manifest, audiences: Iterable[Audience]) -> list[str]:
    """What is wrong with the files that these audiences are answered from, a line each, as quickly as can be told."""
    return [
        *_wrong_name(folder, manifest),
        *(f"{name}: {wrong}" for name in _served(manifest, audiences) if (wrong := _wrong(folder, name, manifest))),
    ]


class Watch:
    """Those files of a generation that are looked into as long as it is open, as they were when it was opened.

    A file that is removed, or replaced by another one, stays open as it was; one that is written to does not.
    """

    def __init__(self, folder: Path, manifest: Manifest, audiences: Iterable[Audience]) -> None:
        paths = (folder / name for name in _served(manifest, audiences) if Path(name).suffix in _LOOKED_INTO)
        self._opened = {path: _state(path) for path in paths}

    def written_to(self) -> list[str]:
        """The files that were written to since."""
        return [str(path) for path, opened in self._opened.items() if _was_written_to(opened, _state(path))]


def _was_written_to(opened: FileState | None, now: FileState | None) -> bool:
    return (
        opened is not None
        and now is not None
        and opened.inode == now.inode
        and (opened.size, opened.modified_ns) != (now.size, now.modified_ns)
    )


def _state(path: Path) -> FileState | None:
    try:
        return FileState.of(path.stat())
    except OSError:
        return None


def _served(manifest: Manifest, audiences: Iterable[Audience]) -> Iterator[str]:
    """The names of the files that these audiences are answered from."""
    shelves = tuple(f"{audience}/" for audience in audiences)
    for name in manifest.checksums:
        if ("/" not in name or name.startswith(shelves)) and f"/{ORIGINALS}/" not in name:
            yield name


def _wrong(folder: Path, name: str, manifest: Manifest) -> str:
    path = folder / name
    if not path.is_file():
        return "missing"
    if path.name == DATABASE:
        is_same = vector_segments(path.parent) == _segments(manifest.checksums, name)
    else:
        size, written = _stamp(path)
        expected = manifest.stamps.get(name, (size, 0))
        is_same = size == expected[0] and (written == expected[1] or _digest(path) == manifest.checksums[name])
    return "" if is_same else "changed since it was built"


def _segments(sums: Mapping[str, str], database: str) -> frozenset[str]:
    """The folders of vectors beside a vector store's database."""
    store = database.removesuffix(DATABASE)
    inside = (name.removeprefix(store) for name in sums if name.startswith(store))
    return frozenset(name.partition("/")[0] for name in inside if "/" in name)


def _wrong_name(folder: Path, manifest: Manifest) -> Iterator[str]:
    if manifest.id != folder.name:
        yield f"{MANIFEST}: that of another generation, {manifest.id}"


def _names(folder: Path) -> list[str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    names = (path.relative_to(folder).as_posix() for path in paths if not path.name.startswith(f"{DATABASE}-"))
    return sorted(name for name in names if name != MANIFEST)


def _digest(path: Path) -> str:
    if path.name == DATABASE:
        return database_digest(path.parent)
    return digest_of_file(path)


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns
