"""The peers: installed into an environment of their own, and measured by the protocol they share."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from statistics import median
from typing import Any

from eval.command_line import CommandFailed, default_environment, run
from eval.figures import ROUNDS_UP_TO, Figures, quality, size_on_disk, warm
from eval.passage_pool import PooledQuestion
from eval.processes import TookTooLong, run_within

_SCRIPTS = Path(__file__).parent / "peers"
_REQUIREMENTS = _SCRIPTS / "requirements.txt"
_ROUNDS = 3
_BUILD_SECONDS = 1_800
_ASKING_SECONDS = 300
_SEARCH_SECONDS = 1_200  # opening a store included
_QUIET = {
    "ANONYMIZED_TELEMETRY": "False",
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "TRANSFORMERS_VERBOSITY": "error",
}


@dataclass(frozen=True, slots=True)
class Peer:
    """Another system and the module that runs it."""

    name: str
    module: str


LANGCHAIN = Peer("LangChain + Chroma", "langchain_chroma")
PEERS = (
    LANGCHAIN,
    Peer("LangChain ensemble (BM25 + Chroma)", "langchain_ensemble"),
    Peer("LlamaIndex + Chroma", "llama_index_chroma"),
    Peer("Haystack hybrid (BM25 + vectors)", "haystack_hybrid"),
)


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files a system is measured with at one size; `folder` takes what is built."""

    folder: Path
    passages: Path
    questions: Path
    asked: tuple[PooledQuestion, ...]
    size: int


class PeerEnvironment:
    """A virtual environment with the peers' packages, which are no part of smx."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._python = folder / "bin" / "python"
        self.made_with = hashlib.sha256(
            b"".join(file.read_bytes() for file in (_REQUIREMENTS, *sorted(_SCRIPTS.glob("*.py"))))
        ).hexdigest()[:12]

    def install(self, tell: Callable[[str], None]) -> None:
        """Install what is pinned, unless it is there. Raises `CommandFailed`."""
        installed = self._folder / "requirements.txt"
        if installed.is_file() and installed.read_bytes() == _REQUIREMENTS.read_bytes():
            return
        tell("installing the peers into an environment of their own")
        rmtree(self._folder, ignore_errors=True)
        self._folder.parent.mkdir(parents=True, exist_ok=True)
        environment = default_environment()
        run([sys.executable, "-m", "venv", str(self._folder)], self._folder.parent, environment)
        pip = [str(self._python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]
        run([*pip, str(_REQUIREMENTS)], self._folder, environment)
        installed.write_bytes(_REQUIREMENTS.read_bytes())

    def embed(self, passages: Path, vectors: Path) -> None:
        """Write the vectors of passages that are not in a folder yet. Raises `CommandFailed`."""
        run(self._command("vectors", vectors, passages), self._folder, self._environment())

    def measure(self, peer: Peer, inputs: Inputs, vectors: Path | None) -> Figures:
        """What a peer does with passages it embeds itself, or whose vectors are given."""
        figures: dict[str, Any] = {"system": peer.name, "passages": inputs.size, "made_with": self.made_with}
        figures["vectors_given"] = vectors is not None
        try:
            figures |= self._built(peer, inputs, vectors)
            figures |= self._searched(peer, inputs)
        except TookTooLong as stopped:
            figures["failure"] = str(stopped)
        return Figures(**figures)

    def _built(self, peer: Peer, inputs: Inputs, vectors: Path | None) -> dict[str, Any]:
        store = inputs.folder / peer.module
        command = self._command(peer.module, "build", store, inputs.passages, *([vectors] if vectors else []))
        seconds, work = [], []
        for _ in range(_ROUNDS if inputs.size <= ROUNDS_UP_TO else 1):
            rmtree(store, ignore_errors=True)
            taken, printed = self._run(_BUILD_SECONDS, command, "build")
            seconds.append(taken)
            work.append(_printed(printed)["seconds"])
        return {
            "build_seconds": median(seconds),
            "work_seconds": median(work),
            "disk_bytes": size_on_disk(store),
        }

    def _searched(self, peer: Peer, inputs: Inputs) -> dict[str, Any]:
        store = inputs.folder / peer.module
        command = self._command(peer.module, "search", store, inputs.questions)
        _, printed = self._run(_SEARCH_SECONDS, [*command, str(_ASKING_SECONDS)], "search")
        result = _printed(printed)
        cold = [self._run(_SEARCH_SECONDS, [*command, "0"], "search")[0] for _ in range(_ROUNDS)]
        return {
            "quality": quality(inputs.asked, result["found"]),
            **warm(result["milliseconds"]),
            "cold_seconds": median(cold),
            "peak_bytes": result["peak_bytes"],
        }

    def _run(self, seconds: float, command: Sequence[str], task: str) -> tuple[float, str]:
        try:
            return run_within(seconds, command, self._folder, self._environment())
        except TookTooLong as stopped:
            raise TookTooLong(f"{task} {stopped}") from None

    def _command(self, module: str, *arguments: object) -> list[str]:
        return [str(self._python), "-m", f"eval.peers.{module}", *map(str, arguments)]

    def _environment(self) -> dict[str, str]:
        return default_environment() | _QUIET | {"PYTHONPATH": str(_SCRIPTS.parents[1])}


def _printed(text: str) -> dict[str, Any]:
    """The figures a peer has printed, whatever its libraries have printed before them."""
    try:
        figures: dict[str, Any] = json.loads(text.splitlines()[-1])
    except (IndexError, ValueError) as error:
        raise CommandFailed(f"A peer printed no figures: {text[-500:]!r}") from error
    return figures
