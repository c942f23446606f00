"""Rows made by Ray, which is begun once on this machine for all tests here."""

from __future__ import annotations

import os
import shutil
import signal
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index import new_rows, ray_rows
from index.errors import BuildFailed, ModelError
from index.generations import read_manifest
from index.gloss import compiled_dictionary
from index.preparing import Readable
from index.ray_rows import LOCAL, RayRows
from index.row_making import RowTools
from index.row_parts import RowParts
from index.rows import Rows
from index.seals import damages
from tests.index.sites import Site, documents, search

# Ray's own code uses what it has deprecated itself.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

NOTES = {
    **{f"note-{n}.md": f"# Note {n}\n\nTrain number {n} carries coal to the harbour.\n" for n in range(12)},
    **{f"zh-{n}.md": f"# 记录{n}\n\n第{n}号车间每年生产四万吨电解铜箔。\n" for n in range(12)},
}
SOME = [Readable("en", ("Railway",), ("It carries coal.",))]


class KillsItsReader:
    """Ends the process that unpickles it."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os.abort, ()


@pytest.fixture(scope="module")
def by_ray() -> Iterator[RayRows]:
    with RayRows(LOCAL, max(1, (os.cpu_count() or 1) // 2)) as maker:
        yield maker


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new_rows, "MOST_PASSAGES", 2)


@pytest.fixture
def tools(site: Site, cache: Path) -> RowTools:
    folder = site.current
    return RowTools(cache / read_manifest(folder).model, compiled_dictionary(cache), folder / "glossary.marisa")


def processes() -> dict[int, tuple[int, str]]:
    """Every process with its parent and its command."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            found[int(folder.name)] = int(parent), (folder / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
    return found


def ours() -> dict[int, str]:
    """The processes that this one began, and those begun by them."""
    everything = processes()
    found = {os.getpid(): "here"}
    for _ in range(4):
        found |= {pid: command for pid, (parent, command) in everything.items() if parent in found}
    return found


def test_the_index_is_the_same_with_ray_and_without(by_ray: RayRows, cache: Path, tmp_path: Path) -> None:
    here, there = (Site.under(tmp_path / name, cache, NOTES) for name in ("here", "there"))
    assert here.build().embedded == there.build(rows=by_ray).embedded == 24
    assert damages(there.current) == []
    files = sorted(file.relative_to(here.current) for file in here.current.rglob("*.npy"))
    assert {file.name for file in files} >= {"keys.npy", "vectors.npy", "sentences.npy"}
    for file in files:
        one, other = np.load(here.current / file), np.load(there.current / file)
        assert one.dtype == other.dtype
        np.testing.assert_allclose(other, one, atol=1e-3 if one.dtype.kind == "f" else 0, err_msg=str(file))


def test_the_chunks_of_a_worker_that_is_killed_are_made_again(
    by_ray: RayRows, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site.under(tmp_path, cache, NOTES)
    keep = RowParts.keep
    killed: list[int] = []

    def keep_and_kill(self: RowParts, rows: Rows) -> None:
        if not killed:
            killed.extend(pid for pid, command in ours().items() if command.startswith("ray::MapWorker"))
            os.kill(killed[0], signal.SIGKILL)
        keep(self, rows)

    monkeypatch.setattr(RowParts, "keep", keep_and_kill)
    assert site.build(rows=by_ray).embedded == 24
    assert killed[0] not in ours()
    assert damages(site.current) == []
    for number in range(12):
        assert documents(search(site.searcher(), f"What does train number {number} carry?"))[0] == f"note-{number}"


def test_a_model_that_does_not_open_ends_the_build(by_ray: RayRows, tools: RowTools, tmp_path: Path) -> None:
    broken = shutil.copytree(tools.model, tmp_path / "model", ignore=shutil.ignore_patterns("cache"))
    (broken / "model.json").write_text("{", "utf-8")
    with pytest.raises(ModelError, match="cannot be opened"):
        list(by_ray.rows([SOME], replace(tools, model=broken), lambda _: None))


def test_a_chunk_that_ends_every_worker_ends_the_build(
    by_ray: RayRows, tools: RowTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    killing = [Readable("en", ("Railway",), (KillsItsReader(),))]  # type: ignore[arg-type]
    with pytest.raises(BuildFailed, match="ended 3 workers"):
        list(by_ray.rows([killing, SOME], tools, lambda _: None))


def test_an_error_in_a_worker_ends_the_build_and_names_the_machine(
    by_ray: RayRows, tools: RowTools, tmp_path: Path
) -> None:
    (tmp_path / "terms").write_bytes(b"no glossary")
    with pytest.raises(BuildFailed, match=f"{os.uname().nodename}: "):
        list(by_ray.rows([SOME], replace(tools, glossary=tmp_path / "terms"), lambda _: None))


def test_a_machine_with_another_version_is_named(
    by_ray: RayRows, tools: RowTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = ray_rows._versions()
    monkeypatch.setattr(ray_rows, "_versions", lambda: {**versions, "smx": "99.0"})
    with pytest.raises(BuildFailed, match=r"has smx 0\.\d\.\d; the one that builds has smx 99\.0") as failed:
        list(by_ray.rows([SOME], tools, lambda _: None))
    assert "every machine" in failed.value.remedy


def test_nothing_of_ray_can_be_reached_from_other_machines(by_ray: RayRows, tools: RowTools) -> None:
    assert len(list(by_ray.rows([SOME], tools, lambda _: None))) == 1
    handles = [handle for pid in ours() for handle in Path(f"/proc/{pid}/fd").glob("*")]
    sockets = {str(handle.readlink()) for handle in handles if handle.is_symlink()}
    listening = [
        fields[1].partition(":")[0]
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        for fields in map(str.split, Path(table).read_text().splitlines()[1:])
        if fields[3] == "0A" and f"socket:[{fields[9]}]" in sockets
    ]
    assert listening
    assert {address[-8:] for address in listening} == {"0100007F"}


def test_who_has_not_installed_ray_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ray_rows, "find_spec", lambda _: None)
    with pytest.raises(BuildFailed, match="Ray is not installed") as failed:
        RayRows(LOCAL, 1)
    assert "pip install 'smx[ray]'" in failed.value.remedy


def test_a_cluster_that_is_not_there_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        with RayRows(address, 1) as maker, pytest.raises(BuildFailed, match=f"cannot be reached at {address}"):
            list(maker.rows([SOME], RowTools(Path(), Path(), Path()), lambda _: None))
