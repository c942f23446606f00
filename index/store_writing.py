"""Writing the stores of a shelf as they were planned: copied from the generation before, or made anew."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.schemas import Language
from index.apart import run_apart
from index.chroma import SETTINGS, write_store
from index.errors import BuildFailed
from index.lexical import load_mapped
from index.previous import Previous
from index.ragged import joined, starts_of
from index.shelves import STORES
from index.store_planning import StorePlan
from index.stores import copy_store, store_name
from index.unfinished import UnfinishedParts
from index.vectors import StoreRows, Vectors

_LARGE = 5_000  # vectors from which on a store takes longer than starting a process for it
_SECONDS = 3_600
_MOST_AT_ONCE = 4
_DIGESTED = 10_000  # rows at once

Plans = Mapping[Language, Sequence[StorePlan]]


@dataclass(frozen=True, slots=True)
class WrittenStores:
    """The stores of a shelf by name: the new ones, and the copied ones with what they were copied from."""

    new: frozenset[str]
    copied: Mapping[str, str]


def write_stores(
    shelf: Path, plans: Plans, previous: Previous | None, unfinished: UnfinishedParts, advance: Callable[[int], None]
) -> WrittenStores:
    """Write the stores of a shelf, beside whose vectors their rows are kept.

    Raises `BuildFailed` and `OSError`.
    """
    chroma = shelf / STORES
    chroma.mkdir()
    copied: dict[str, str] = {}
    large: list[tuple[Language, str, StoreRows]] = []
    new: set[str] = set()
    for language, stores in plans.items():
        write_store_rows(shelf / language, stores)
        for number, plan in enumerate(stores):
            name = store_name(language, number)
            if previous and plan.source is not None:
                copied[name] = store_name(language, plan.source)
                copy_store(previous.folder / shelf.name / STORES / copied[name], chroma / name)
                advance(1)
                continue
            new.add(name)
            if len(plan.rows) < _LARGE:
                write_store(chroma / name, load_mapped(shelf / language / "vectors.npy")[plan.rows])
                advance(1)
            else:
                large.append((language, name, plan.rows))

    def write(item: tuple[Language, str, StoreRows]) -> None:
        language, name, rows = item
        vectors = shelf / language / "vectors.npy"
        digest = _digest(load_mapped(vectors), rows)
        unfinished.put(chroma / name, digest, lambda folder: _write_apart(folder, vectors, rows))

    with ThreadPoolExecutor(min(_MOST_AT_ONCE, os.cpu_count() or 1)) as threads:
        for _ in threads.map(write, large):
            advance(1)
    return WrittenStores(frozenset(new), copied)


def write_store_rows(folder: Path, stores: Sequence[StorePlan]) -> None:
    """Keep in the folder of a language which rows its stores have, and of whom what is gone was. Raises `OSError`."""
    np.save(folder / "store_rows.npy", joined([plan.rows for plan in stores]))
    np.save(folder / "store_starts.npy", starts_of([len(plan.rows) for plan in stores]))
    (folder / "strays.json").write_text(json.dumps([sorted(plan.strays) for plan in stores]), "utf-8")


def _write_apart(folder: Path, vectors: Path, rows: StoreRows) -> None:
    """Write and try a store in a process of its own."""
    rows_file = folder.with_name("rows.npy")
    np.save(rows_file, rows)
    if wrong := run_apart("index.storing", [str(folder), str(vectors), str(rows_file)], _SECONDS):
        raise BuildFailed(f"A vector store could not be written: {wrong}")
    rows_file.unlink()


def _digest(vectors: Vectors, rows: StoreRows) -> str:
    """A digest of all that decides what stands in a store."""
    digest = hashlib.sha256(json.dumps([SETTINGS, *vectors.shape[1:], len(rows)]).encode())
    for start in range(0, len(rows), _DIGESTED):
        digest.update(vectors[rows[start : start + _DIGESTED]].tobytes())
    return digest.hexdigest()
