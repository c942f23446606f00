"""The bare forward pass of the compiled embedding model over inputs tokenised before: what no build or search can beat.

`python -m eval.bare_pass DATA QUESTIONS.jsonl` prints {"passages_per_second", "question_milliseconds"} for the public
shelf of the index in DATA; the rate is that of the best of several batch sizes and numbers of streams.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

import numpy as np
import numpy.typing as npt

from assistant.environment import prepare_environment
from assistant.settings import load_settings
from corpus.languages import language_of
from eval.questions import spread
from index.embedding import Embedder, _openvino
from index.generations import Generations, read_manifest
from index.gloss import Gloss, compiled_dictionary
from index.shelves import Shelf

_PASSAGES = 400
_QUESTIONS = 100
_BATCHES = (4, 16)
_STREAMS = (1, 2)
_PAD_TO = 8

Arrays = dict[str, npt.NDArray[np.int64]]


def main(data: Path, questions: Path) -> None:
    """Measure both and print them as JSON."""
    prepare_environment()
    cache = load_settings().cache
    folder = Generations(data).current()
    model = cache / read_manifest(folder).model
    embedder = Embedder(model)
    gloss = Gloss(compiled_dictionary(cache), folder / "glossary.marisa")
    asked = [json.loads(line)["question"] for line in questions.read_text("utf-8").splitlines()[:_QUESTIONS]]
    texts = list(_passages(folder, embedder, gloss))
    rates = [passages_per_second(Embedder(model, streams=n), n, texts, batch) for n in _STREAMS for batch in _BATCHES]
    read = [_readable(text, language_of(text), embedder, gloss) for text in asked]
    milliseconds = question_milliseconds(embedder, read)
    sys.stdout.write(json.dumps({"passages_per_second": max(rates), "question_milliseconds": milliseconds}))


def passages_per_second(embedder: Embedder, streams: int, texts: Sequence[str], batch: int) -> float:
    """How many texts the model passes in a second, in batches of like length."""
    rows = sorted(_token_ids(embedder, texts), key=len, reverse=True)
    batches = [_arrays(embedder, rows[start : start + batch]) for start in range(0, len(rows), batch)]
    queue = _openvino().AsyncInferQueue(embedder._model, streams)
    seconds = []
    for _ in range(2):  # the first round meets the shapes
        started = time.perf_counter()
        for arrays in batches:
            queue.start_async(arrays)
        queue.wait_all()
        seconds.append(time.perf_counter() - started)
    return len(texts) / min(seconds)


def question_milliseconds(embedder: Embedder, texts: Sequence[str]) -> float:
    """How long the model passes one text alone, the median of several."""
    request = embedder._model.create_infer_request()
    inputs = [_arrays(embedder, [ids]) for ids in _token_ids(embedder, texts)]
    times = []
    for arrays in (*inputs, *inputs):  # the first half meets the shapes
        started = time.perf_counter()
        request.infer(arrays, share_inputs=True, share_outputs=True)
        times.append((time.perf_counter() - started) * 1000)
    return median(times[len(inputs) :])


def _passages(folder: Path, embedder: Embedder, gloss: Gloss) -> Iterator[str]:
    """Some passages of the public shelf as the model reads them."""
    shelf = Shelf(folder / "public")
    places = [(part.language, part.first + row) for part in shelf.parts for row in range(part.size)]
    for language, number in spread(places, _PASSAGES):
        yield _readable(shelf.catalogue.passages([number])[0].text, language, embedder, gloss)
    shelf.close()


def _readable(text: str, language: str, embedder: Embedder, gloss: Gloss) -> str:
    return text if embedder.card.reads(language) else gloss.english(text)


def _token_ids(embedder: Embedder, texts: Sequence[str]) -> list[list[int]]:
    """The token ids of each text, cut where the model can read no further."""
    most = embedder.card.max_tokens
    encoded = [encoding.ids for encoding in embedder._tokenizer.encode_batch(list(texts))]
    return [ids[start : start + most] for ids in encoded for start in range(0, len(ids), most)]


def _arrays(embedder: Embedder, rows: Sequence[list[int]]) -> Arrays:
    length = -(-max(map(len, rows)) // _PAD_TO) * _PAD_TO
    ids = np.zeros((len(rows), length), np.int64)
    mask = np.zeros_like(ids)
    for number, row in enumerate(rows):
        ids[number, : len(row)] = row
        mask[number, : len(row)] = 1
    arrays = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
    wanted = {name for port in embedder._model.inputs for name in port.get_names()}
    return {name: array for name, array in arrays.items() if name in wanted}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
