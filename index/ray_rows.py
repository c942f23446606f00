"""Rows made by Ray Data, on this machine or on all machines of a cluster.

A chunk is a block of a dataset, and each worker opens the model once. What it opens comes through Ray's object store,
so that the machines need share no files; they need the same version of smx. Ray makes the chunks of a worker that is
lost again; a chunk that cannot be made ends the build.
"""

from __future__ import annotations

import hashlib
import logging
import os
import pickle
import secrets
import socket
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from filelock import FileLock

from index.embedding import Embedder
from index.errors import BuildFailed, SearchIndexError
from index.gloss import Gloss
from index.packing import PackedTools, own
from index.preparing import Readable
from index.row_making import RowTools, chunk_rows
from index.rows import Rows

if TYPE_CHECKING:
    import pyarrow as pa
    from ray import ObjectRef

LOCAL = "local"
"""The address that stands for this machine alone."""

_CHUNKS_AT_ONCE = 64  # a worker; so many are handed to Ray before the last of them must be done
_MOST_TRIALS = 3
_MAKERS = ("smx", "openvino", "tokenizers", "opencc", "pystemmer")
"""The packages by whose versions rows differ."""


class RayRows:
    """Makes rows by Ray: a context that connects when the first rows are asked for and leaves Ray at its end."""

    def __init__(self, address: str, cpus: int) -> None:
        """`address` is `LOCAL` or that of a cluster; each worker takes so many processors. Raises `BuildFailed`."""
        if not (find_spec("ray") and find_spec("pyarrow")):
            raise BuildFailed(
                "SMX_EMBEDDING__RAY is set, but Ray is not installed.",
                "Install it with `pip install 'smx[ray]'`, or remove the variable to embed without it.",
            )
        self._address = address
        self._cpus = cpus
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def rows(
        self, chunks: Iterable[Sequence[Readable]], tools: RowTools, advance: Callable[[int], object]
    ) -> Iterator[Rows]:
        """The rows of each chunk, as they are made. Raises `SearchIndexError` and OSError."""
        workers = self._workers
        import ray.data
        from ray.exceptions import RayError

        coming = iter(chunks)
        try:
            packed = ray.put(PackedTools.of(tools))
            # Not all at once: what Ray was given lies in its memory until it is made.
            while some := [_block(chunk) for chunk in islice(coming, workers * _CHUNKS_AT_ONCE)]:
                made = ray.data.from_arrow(some).map_batches(
                    _Worker,
                    fn_constructor_args=(packed, _versions(), self._folder, self._cpus),
                    batch_size=1,
                    batch_format="pyarrow",
                    compute=ray.data.ActorPoolStrategy(size=min(workers, len(some))),
                    num_cpus=self._cpus,
                )
                for block in made.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0):
                    for answer in block["made"]:
                        rows = _unpickled(answer)
                        if isinstance(rows, Exception):
                            raise rows
                        advance(len(rows.keys))
                        yield rows
        except RayError as error:
            raise BuildFailed(
                f"Ray stopped making rows: {_lines(error)[-1]}",
                "Look whether every machine has this version of smx and memory for its workers, and run"
                " `smx index build` again: it goes on from what was made.",
            ) from error

    @cached_property
    def _folder(self) -> Path | None:
        """Where the workers unpack what they need; a folder of each machine's own when there are several."""
        if self._address != LOCAL:
            return None
        return Path(self._open.enter_context(tempfile.TemporaryDirectory(prefix="smx-", ignore_cleanup_errors=True)))

    @cached_property
    def _workers(self) -> int:
        """How many workers there is room for on the machines of the cluster, which is joined or begun."""
        if self._address == LOCAL:
            _keep_to_this_machine()
        import ray.data
        from ray.exceptions import RayError

        alone: dict[str, Any] = {}
        if self._address == LOCAL:
            alone = {"include_dashboard": False, "_temp_dir": str(self._folder)}
        try:
            _reach(self._address)
            ray.init(self._address, log_to_driver=False, logging_level=logging.ERROR, **alone)
        except (RayError, OSError, RuntimeError, ValueError) as error:
            raise BuildFailed(
                f"Ray cannot be reached at {self._address}: {_lines(error)[0]}",
                "Check SMX_EMBEDDING__RAY, and that this machine belongs to the cluster: `ray status`.",
            ) from error
        self._open.callback(ray.shutdown)
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        logging.getLogger("ray.data").setLevel(logging.CRITICAL)  # what goes wrong is raised
        nodes = [node["Resources"].get("CPU", 0) for node in _nodes() if node["Alive"]]
        if workers := sum(int(cpus // self._cpus) for cpus in nodes):
            return workers
        raise BuildFailed(
            f"No machine of the Ray cluster has {self._cpus} processors for a worker.",
            "Set SMX_EMBEDDING__RAY_CPUS to what one of them has.",
        )


class _Worker:
    """Makes the rows of chunks in a process of Ray."""

    def __init__(
        self, packed: ObjectRef[PackedTools], versions: Mapping[str, str], folder: Path | None, threads: int
    ) -> None:
        self._packed = packed
        self._versions = versions
        self._folder = own(folder or Path(tempfile.gettempdir()) / f"smx-{os.getuid()}")
        self._threads = threads

    def __call__(self, block: pa.Table) -> pa.Table:
        """The rows of the chunk, or why there are none: an error that is raised would come as a text of Ray's."""
        import pyarrow as pa

        chunk = block["chunk"][0]
        made: object
        try:
            with self._trial(chunk.as_buffer()):
                made = chunk_rows(_unpickled(chunk), *self._opened)
        except Exception as error:
            known = isinstance(error, SearchIndexError)
            made = error if known else BuildFailed(f"{socket.gethostname()}: {type(error).__name__}: {error}")
        return pa.table({"made": [pickle.dumps(made)]})

    @contextmanager
    def _trial(self, chunk: bytes) -> Iterator[None]:
        """Note a chunk as begun until it is done, so that one that ends each worker is not begun for ever."""
        note = self._folder / f"{hashlib.sha256(chunk).hexdigest()}.begun"
        begun = note.stat().st_size if note.exists() else 0
        try:
            if begun >= _MOST_TRIALS:
                raise BuildFailed(
                    f"A chunk of passages ended {begun} workers of Ray on {socket.gethostname()}.",
                    "Give the workers more memory: fewer of them with a higher SMX_EMBEDDING__RAY_CPUS.",
                )
            note.write_bytes(b"." * (begun + 1))
            yield
        finally:
            note.unlink(missing_ok=True)

    @cached_property
    def _opened(self) -> tuple[Gloss, Embedder]:
        import ray

        others = _versions()
        if different := [name for name in _MAKERS if others[name] != self._versions[name]]:
            here, there = (", ".join(f"{name} {of[name]}" for name in different) for of in (others, self._versions))
            raise BuildFailed(
                f"The machine {socket.gethostname()} of the Ray cluster has {here}; the one that builds has {there}.",
                "Install the same version of smx, with the same requirements, on every machine.",
            )
        tools = ray.get(self._packed).unpacked(self._folder)
        with FileLock(tools.model / "opening.lock"):  # the first of a machine leaves a cache to the others
            embedder = Embedder(tools.model, streams=self._threads, threads=self._threads)
        return Gloss(tools.dictionary, tools.glossary), embedder


def _keep_to_this_machine() -> None:
    """Have Ray, which reads this when it is imported, listen on 127.0.0.1 and obey those alone who know a secret."""
    os.environ |= {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_AUTH_MODE": "token"}
    os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex(32))


def _nodes() -> list[dict[str, Any]]:
    """The machines of the cluster that is joined."""
    import ray

    nodes: list[dict[str, Any]] = ray.nodes()  # type: ignore[no-untyped-call]
    return nodes


def _reach(address: str) -> None:
    """See that something listens there: Ray tries for minutes. Raises OSError."""
    host, _, port = address.rpartition(":")
    if host:
        socket.create_connection((host, int(port)), timeout=10).close()


def _block(chunk: Sequence[Readable]) -> pa.Table:
    import pyarrow as pa

    return pa.table({"chunk": [pickle.dumps(chunk)]})


def _unpickled(value: Any) -> Any:
    return pickle.loads(value.as_buffer())  # noqa: S301  # our own; who can put things into Ray can run programs in it


def _versions() -> Mapping[str, str]:
    return {name: version(name) for name in _MAKERS}


def _lines(error: Exception) -> list[str]:
    """What an error says."""
    return str(error).strip().splitlines() or [type(error).__name__]
