"""How much later than from the model itself a reader has a sentence that was checked.

A scripted model streams sentences of the sources at an even pace over real HTTP, that which answers first. The same
requests are sent again without smx in between, and the moments at which sentences were complete are compared.
"""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from eval.metrics import percentile
from eval.reports import Row, Target
from eval.rewording import sentences_of
from eval.scripted_model import Exchange, ScriptedServer, question_in, says, sources_in
from eval.workbench import Workbench

SETS = ("xquad-en", "xquad-zh")
_LANGUAGES = {"xquad-en": "en", "xquad-zh": "zh"}
_QUESTIONS = 40  # of a language
_SENTENCES = 3
_PAUSE_SECONDS = 0.01  # a hundred pieces a second, as a fast model writes
_PIECE = {"en": 5, "zh": 2}  # characters of a piece
_FIRST, _FURTHER = Target(60, at_most=True), Target(15, at_most=True)


@dataclass(frozen=True, slots=True)
class _Raw:
    """When the model's first sentence was complete, and all of it, in milliseconds from the request."""

    first: float
    whole: float


def measure(bench: Workbench) -> Iterator[Row]:
    """What checking adds to the first sentence, and to each one after it, by language."""
    place = bench.indexed(*SETS)
    for name in SETS:
        language = _LANGUAGES[name]
        items = bench.items(name)
        chosen = items[:: max(len(items) // _QUESTIONS, 1)][:_QUESTIONS]
        plain = bench.smx.ask_through(place.data, chosen, {})
        leading = {line["question"]: line["sentences"][0]["text"] for line in plain if line["outcome"] == "answered"}
        model = _Model(leading, language)
        with ScriptedServer(model.script) as server:
            bench.tell(f"asking {len(chosen)} questions of {name} through a scripted model")
            settings = {"SMX_MODEL__NAME": "scripted", "SMX_MODEL__ADDRESS": server.address}
            lines = bench.smx.ask_through(place.data, chosen, settings)
            sent = {question_in(exchange.said): exchange for exchange in reversed(server.exchanges)}
            whole = [line for line in lines if _is_whole(line) and line["question"] in sent]
            raw = [_streamed(server.address, sent[line["question"]], model) for line in whole]
        yield from _rows(language, [line["timings_ms"] for line in whole], raw)


class _Model:
    """Tells three sentences of the first source, the one that leads a plain answer before the others."""

    def __init__(self, leading: Mapping[str, str], language: str) -> None:
        self._leading = leading
        self._language = language

    def script(self, exchange: Exchange) -> None:
        """Stream the sentences in small pieces."""
        text, size = " ".join(self.sentences(exchange.said)), _PIECE[self._language]
        says(*(text[at : at + size] for at in range(0, len(text), size)), pause=_PAUSE_SECONDS)(exchange)

    def sentences(self, said: Sequence[str]) -> list[str]:
        """The sentences with their citations."""
        sources, leading = sources_in(said), self._leading.get(question_in(said), "")
        first = [leading] if sources and leading and leading in sources[0] else []
        others = sentences_of(sources[0], self._language) if sources else []
        told = [*first, *(sentence for sentence in others if sentence not in leading)]
        return [f"{sentence}[S1]" for sentence in told[:_SENTENCES]]


def _is_whole(line: dict[str, Any]) -> bool:
    """Whether all sentences of the model were shown, so that times of the same sentences are compared."""
    cited = [bool(sentence["citations"]) for sentence in line["sentences"]]
    return line["composer"] == "model" and cited == [True] * _SENTENCES


def _streamed(address: str, exchange: Exchange, model: _Model) -> _Raw:
    """The same request sent to the model alone."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    first_sentence = model.sentences(exchange.said)[0]
    started, said, first = time.perf_counter(), "", 0.0
    connection.request("POST", exchange.path, json.dumps(exchange.body), {"Content-Type": "application/json"})
    for line in connection.getresponse():
        if line.startswith(b"data: {"):
            choices = json.loads(line[6:])["choices"]
            said += choices[0]["delta"].get("content", "") if choices else ""
            if not first and said.startswith(first_sentence):
                first = 1_000 * (time.perf_counter() - started)
    connection.close()
    return _Raw(first, 1_000 * (time.perf_counter() - started))


def _rows(language: str, ours: Sequence[dict[str, float]], raw: Sequence[_Raw]) -> Iterator[Row]:
    first = [times["first_sentence"] - alone.first for times, alone in zip(ours, raw, strict=True)]
    further = [
        (times["total"] - times["first_sentence"] - (alone.whole - alone.first)) / (_SENTENCES - 1)
        for times, alone in zip(ours, raw, strict=True)
    ]
    for label, values, target in (("first sentence", first, _FIRST), ("each further sentence", further, _FURTHER)):
        note = f"p95 {percentile(values, 0.95):.1f} ms, n {len(values)}"
        yield Row(f"added to the {label}, median, {language}", percentile(values, 0.5), target, "ms", note)
