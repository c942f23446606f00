"""Collections: what the stores of a language are called in a Chroma server, and how they are told from others.

A collection is named for what it holds and written once, so that a build which was ended and begun again finds those it
has finished. Later generations use it for as long as a store of files would be kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.schemas import Audience, Language
from index.errors import DamagedIndex

PREFIX = "smx-"
_FILE = "collections.json"
_NAMED_BY = 32  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection by name, and a digest of its vectors that it says of itself."""

    name: str
    digest: str


def collection_of(audience: Audience, language: Language, vectors: bytes) -> Collection:
    """The collection of a shelf that has these vectors."""
    digest = hashlib.sha256(vectors).hexdigest()
    return Collection(f"{PREFIX}{audience}-{language}-{digest[:_NAMED_BY]}", digest)


def write_collections(folder: Path, collections: Sequence[Collection]) -> None:
    """Keep in the folder of a language what its stores are called. Raises `OSError`."""
    (folder / _FILE).write_text(json.dumps([asdict(item) for item in collections], indent=1), "utf-8")


def read_collections(folder: Path) -> tuple[Collection, ...]:
    """What the stores of a language are called, or nothing where they are folders. Raises `DamagedIndex`."""
    file = folder / _FILE
    try:
        return tuple(Collection(**item) for item in json.loads(file.read_text("utf-8")))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError) as error:
        raise DamagedIndex(f"{file} cannot be read: {error}") from error


def collections_in(shelf: Path) -> frozenset[str]:
    """The names of all collections of a shelf; nothing of what is damaged."""
    found: set[str] = set()
    for file in shelf.glob(f"*/{_FILE}"):
        with suppress(DamagedIndex):
            found.update(item.name for item in read_collections(file.parent))
    return frozenset(found)
