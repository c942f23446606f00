"""Parts: rows of a chunk of passages in a file, kept while a build is unfinished so that the next need not make them.

A part is named for what its rows depend on: the passages, in their order, and what makes rows of them. It is a NumPy
archive behind its own digest, so that a damaged one is known before anything in it is looked at.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.whole_files import written_whole
from index.ragged import Ragged
from index.rows import Keys, Rows
from index.tokens import Tokens

Arrays = Mapping[str, npt.NDArray[Any]]

_DIGEST_BYTES = 32


@dataclass(frozen=True, slots=True)
class RowParts:
    """The parts in a folder that were made by the same `makers`: a digest of the format, the model and the lexicon."""

    folder: Path
    makers: str

    def file(self, keys: Keys) -> Path:
        """Where the part of the passages with these keys is kept."""
        return self.folder / f"{_digest(self.makers.encode() + keys.tobytes()).hex()}.rows"

    def has(self, keys: Keys) -> bool:
        """Whether there is a part of the passages with these keys, which may be damaged."""
        return self.file(keys).is_file()

    def take(self, keys: Keys) -> Rows | None:
        """The rows of the passages with these keys; nothing when they are not kept, or not whole."""
        archive = _archive_in(self.file(keys))
        if archive is None:
            return None
        with np.load(io.BytesIO(archive), allow_pickle=False) as arrays:
            is_asked_for = str(arrays["makers"]) == self.makers and np.array_equal(arrays["keys"], keys)
            return _rows(arrays) if is_asked_for else None

    def forget_damaged(self) -> None:
        """Remove all parts that are not whole, so that they are made anew. Raises OSError."""
        for file in self.folder.glob("*.rows"):
            if _archive_in(file) is None:
                file.unlink()

    def keep(self, rows: Rows) -> None:
        """Keep the rows of a chunk; a part is either whole or not there at any time. Raises OSError."""
        archive = io.BytesIO()
        np.savez(archive, allow_pickle=False, makers=np.array(self.makers), **_arrays(rows))
        self.folder.mkdir(parents=True, exist_ok=True)
        with written_whole(self.file(rows.keys)) as temporary:
            temporary.write_bytes(_digest(archive.getbuffer()) + archive.getbuffer())


def _archive_in(file: Path) -> bytes | None:
    """What stands behind the digest in a part; nothing when that is not its digest."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    digest, archive = content[:_DIGEST_BYTES], content[_DIGEST_BYTES:]
    return archive if _digest(archive) == digest else None


def _digest(content: bytes | memoryview) -> bytes:
    return hashlib.sha256(content).digest()


def _arrays(rows: Rows) -> dict[str, npt.NDArray[Any]]:
    arrays: dict[str, npt.NDArray[Any]] = {
        "keys": rows.keys,
        "vectors": rows.vectors,
        "sentence_starts": rows.sentences.starts,
        "sentences": rows.sentences.values,
    }
    for name, tokens in (("own", rows.own), ("gloss", rows.gloss)):
        if tokens:
            arrays |= {
                f"{name}_vocabulary": _packed(tokens.vocabulary),
                f"{name}_passages": tokens.passages,
                f"{name}_heading_starts": tokens.headings.starts,
                f"{name}_headings": tokens.headings.values,
                f"{name}_sentence_starts": tokens.sentences.starts,
                f"{name}_sentences": tokens.sentences.values,
            }
    return arrays


def _rows(arrays: Arrays) -> Rows:
    return Rows(
        arrays["keys"],
        arrays["vectors"],
        Ragged(arrays["sentence_starts"], arrays["sentences"]),
        _tokens(arrays, "own"),
        _tokens(arrays, "gloss") if "gloss_passages" in arrays else None,
    )


def _tokens(arrays: Arrays, name: str) -> Tokens:
    return Tokens(
        _unpacked(arrays[f"{name}_vocabulary"]),
        arrays[f"{name}_passages"],
        Ragged(arrays[f"{name}_heading_starts"], arrays[f"{name}_headings"]),
        Ragged(arrays[f"{name}_sentence_starts"], arrays[f"{name}_sentences"]),
    )


def _packed(words: Any) -> npt.NDArray[np.uint8]:
    """Words, in none of which there is a zero character, each with one after it."""
    return np.frombuffer("".join(f"{word}\0" for word in words).encode("utf-8", "surrogatepass"), np.uint8)


def _unpacked(packed: npt.NDArray[Any]) -> list[str]:
    return packed.tobytes().decode("utf-8", "surrogatepass").split("\0")[:-1]
