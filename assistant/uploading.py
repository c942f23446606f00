"""Uploading: files that staff send, kept aside until somebody has seen what they hold and puts them into a library.

<data>/.uploads/<id>/
  upload.json       whose it is, since when, and where it is to go
  content/          the file, with what is said of it beside it
  pages             how many pages have been read
  looked.json       what was found, when it has been read
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Literal

from pydantic import TypeAdapter

from corpus.files import is_indexed, is_read, library_files
from corpus.readers.limits import MOST_BYTES

FOLDER = ".uploads"
MOST_STAGED = 20
"""Of one account at a time."""

KEPT = timedelta(days=1)

_ID = re.compile(r"[0-9a-f]{32}")
_LONGEST_NAME_BYTES = 200  # a kept version's name has the time in it, and file systems allow 255
_LONGEST_FOLDER = 300
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))

Reason = Literal["name", "folder", "kind", "too_many", "too_large", "empty", "library"]


class UploadRefused(Exception):
    """A file is not taken in, and why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was taken in: `library` is the folder it is meant for, `path` its place there."""

    id: str
    owner: str
    at: datetime
    library: Path
    path: PurePosixPath
    size: int
    digest: str


_as_upload = TypeAdapter(Upload)


class Uploads:
    """The files that are kept aside, which several processes share; what is older than a day is removed."""

    def __init__(self, data: Path, libraries: tuple[Path, ...]) -> None:
        self._folder = data / FOLDER
        self.libraries = libraries

    def begin(self, owner: str, library: int, folder: str, name: str) -> Incoming:
        """Begin to take a file in. Raises `UploadRefused` and `OSError`."""
        self.expire()
        if not 0 <= library < len(self.libraries):
            raise UploadRefused("library")
        path = placed(folder, name)
        if sum(1 for one in self._all() if one.owner == owner) >= MOST_STAGED:
            raise UploadRefused("too_many")
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Incoming(self._folder, owner, self.libraries[library], path)

    def of(self, owner: str) -> tuple[Upload, ...]:
        """Those of an account, the newest first."""
        return tuple(
            sorted((one for one in self._all() if one.owner == owner), key=lambda one: (one.at, one.id), reverse=True)
        )

    def get(self, id_: str, owner: str) -> Upload | None:
        """One of an account; nothing where there is none."""
        upload = self._upload(self._folder / id_) if _ID.fullmatch(id_) else None
        return upload if upload and upload.owner == owner else None

    def place_of(self, upload: Upload) -> Path:
        """The folder of an upload."""
        return self._folder / upload.id

    def content_of(self, upload: Upload) -> Path:
        """The file itself."""
        return self.place_of(upload) / "content" / upload.path.name

    def discard(self, upload: Upload) -> None:
        """Remove an upload."""
        _remove(self.place_of(upload))

    def expire(self) -> None:
        """Remove what has been kept for a day, and what never came to its end in that time."""
        oldest = (datetime.now(UTC) - KEPT).timestamp()
        for folder in self._folder.glob("*") if self._folder.is_dir() else ():
            try:
                is_old = folder.stat().st_mtime < oldest
            except OSError:
                continue
            if is_old:
                _remove(folder)

    def _all(self) -> Iterator[Upload]:
        for folder in self._folder.glob("*") if self._folder.is_dir() else ():
            if upload := self._upload(folder):
                yield upload

    def _upload(self, folder: Path) -> Upload | None:
        try:
            upload = _as_upload.validate_json((folder / "upload.json").read_bytes())
        except (OSError, ValueError):
            return None
        is_ours = upload.id == folder.name and upload.library in self.libraries
        return upload if is_ours and datetime.now(UTC) - upload.at < KEPT else None


class Incoming:
    """A file that is being taken in; nobody sees it before it is whole."""

    def __init__(self, uploads: Path, owner: str, library: Path, path: PurePosixPath) -> None:
        self._owner, self._library, self._path = owner, library, path
        self._id = secrets.token_hex(16)
        self._uploads = uploads
        self._partial = uploads / f".{self._id}"
        (self._partial / "content").mkdir(mode=0o700, parents=True)
        self._file = (self._partial / "content" / path.name).open("wb")
        self._digest, self._size = hashlib.sha256(), 0

    def write(self, data: bytes) -> None:
        """Take in some more. Raises `UploadRefused` when it is too much, and `OSError`."""
        self._size += len(data)
        if self._size > MOST_BYTES:
            raise UploadRefused("too_large")
        self._digest.update(data)
        self._file.write(data)

    def finish(self) -> Upload:
        """The whole file. Raises `UploadRefused` where it holds nothing, and `OSError`."""
        self._file.close()
        if not self._size:
            raise UploadRefused("empty")
        at = datetime.now(UTC)
        digest = self._digest.hexdigest()
        upload = Upload(self._id, self._owner, at, self._library, self._path, self._size, digest)
        (self._partial / "upload.json").write_bytes(_as_upload.dump_json(upload))
        self._partial.rename(self._uploads / self._id)
        return upload

    def abandon(self) -> None:
        """Keep nothing of it."""
        with suppress(OSError):  # what could not be written is not wanted any more
            self._file.close()
        _remove(self._partial)


def placed(folder: str, name: str) -> PurePosixPath:
    """Where in a library a file of this name goes. Raises `UploadRefused`.

    Names are put together as the same letters always are (NFC); a name with a folder in it is refused.
    """
    parts = [_plain(part, "folder") for part in folder.strip().strip("/").split("/")] if folder.strip(" /") else []
    path = PurePosixPath(*parts, _plain(name, "name"))
    if len(path.parent.as_posix()) > _LONGEST_FOLDER or not is_indexed(path.parent):
        raise UploadRefused("folder")
    if path.name.startswith((".", "~$")):
        raise UploadRefused("name")
    if not is_read(path):
        raise UploadRefused("kind")
    return path


def folders_of(library: Path) -> tuple[str, ...]:
    """The folders of a library that hold files. Raises `CorpusError`."""
    held = {parent.as_posix() for path in library_files(library)[0] for parent in path.parents}
    return tuple(sorted(held - {"."}))


def read_json(file: Path) -> object:
    """What a small file says; nothing where it cannot be read, or not yet."""
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None


def _plain(name: str, reason: Reason) -> str:
    """A name of one file or folder. Raises `UploadRefused`."""
    plain = unicodedata.normalize("NFC", name).strip()
    is_whole = not set(plain) & set("/\\") and plain not in ("", ".", "..")
    if not is_whole or any(unicodedata.category(letter) in _UNSEEN for letter in plain):
        raise UploadRefused(reason)
    if len(plain.encode("utf-8", "surrogatepass")) > _LONGEST_NAME_BYTES:
        raise UploadRefused(reason)
    return plain


def _remove(folder: Path) -> None:
    """Remove a folder, also while somebody reads what is in it, who then finds nothing to write beside."""
    gone = folder.with_name(f".{folder.name}-{secrets.token_hex(4)}")
    with suppress(OSError):
        folder.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)
