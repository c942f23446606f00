"""The passages and questions that smx and its peers are compared on, in one order: each size holds the smaller ones.

First stand the paragraphs of the question-answering sets by turns, then statute articles, then halves of the longest
articles.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path

from eval.errors import EvalError
from eval.questions import spread
from eval.squad import QuestionSet, read_squad
from eval.workbench import DATA_SETS

SETS = ("xquad-en", "xquad-zh", "cmrc", "drcd", "squad2")
ASKED = {"XQuAD en": "xquad-en", "CMRC dev": "cmrc"}

_ARTICLES = Path("stard/corpus.jsonl.gz")
_MOST = 100_000  # passages
_SMALLEST = 1_000  # every question is answered by one of the first so many passages
_ASKED_OF_EACH = 200
_STOPS = "。！？；\n"


class TooFewPassages(EvalError):
    """The data sets hold fewer passages than are asked for."""

    remedy = f"Ask for fewer with --sizes, or put {_ARTICLES} into the folder of the data sets."


@dataclass(frozen=True, slots=True)
class PooledQuestion:
    """A question of a set with the passages that answer it: versions of one paragraph."""

    id: str
    label: str
    text: str
    gold: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pool:
    """Passages in their order, and questions about the first of them; `digest` names both."""

    passages: tuple[str, ...]
    questions: tuple[PooledQuestion, ...]
    digest: str

    def first(self, size: int) -> tuple[str, ...]:
        """The first passages. Raises `TooFewPassages`."""
        if size > len(self.passages):
            raise TooFewPassages(f"{size:,} passages are asked for, and the data sets hold {len(self.passages):,}.")
        return self.passages[:size]

    def answered_within(self, size: int) -> tuple[PooledQuestion, ...]:
        """The questions that one of the first passages answers."""
        ids = {passage_id(number) for number in range(size)}
        return tuple(question for question in self.questions if not ids.isdisjoint(question.gold))


def read_pool(bench: Path) -> Pool:
    """The pool of the data sets in a folder; without statute articles it ends with the paragraphs. Raises `OSError`."""
    sets = {name: read_squad(bench / DATA_SETS[name]) for name in SETS}
    columns = ([(name, number) for number in range(len(sets[name].paragraphs))] for name in SETS)
    by_turns = [place for row in zip_longest(*columns) for place in row if place]
    paragraphs = [sets[name].paragraphs[number] for name, number in by_turns]
    ids = {place: passage_id(number) for number, place in enumerate(by_turns)}
    articles = _articles(bench / _ARTICLES) if (bench / _ARTICLES).is_file() else []
    passages = (*paragraphs, *articles, *_halves(articles, _MOST - len(paragraphs) - len(articles)))[:_MOST]
    asked = [spread(_asked(label, name, sets, ids), _ASKED_OF_EACH) for label, name in ASKED.items()]
    # By turns, so that a system that is too slow for all of them is asked some of each set.
    questions = tuple(question for row in zip_longest(*asked) for question in row if question)
    described = json.dumps([passages, [(question.text, question.gold) for question in questions]])
    return Pool(passages, questions, hashlib.sha256(described.encode()).hexdigest()[:12])


def passage_id(number: int) -> str:
    """The id of a passage by its place in the pool, which is also the name of its file."""
    return f"p{number:06d}"


def _asked(
    label: str, name: str, sets: dict[str, QuestionSet], ids: dict[tuple[str, int], str]
) -> Sequence[PooledQuestion]:
    versions = ("xquad-en", "xquad-zh") if name.startswith("xquad") else (name,)
    smallest = {passage_id(number) for number in range(_SMALLEST)}
    return [
        PooledQuestion(item.id, label, item.question, tuple(ids[version, item.paragraph] for version in versions))
        for item in sets[name].items
        if ids[name, item.paragraph] in smallest
    ]


def _articles(file: Path) -> list[str]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        values = [json.loads(line) for line in lines]
    return [f"{value['name']}\n\n{value['content']}" for value in values]


def _halves(texts: Sequence[str], count: int) -> Iterator[str]:
    """So many halves of the longest texts, each cut at the stop nearest to its middle."""
    longest = sorted(texts, key=len, reverse=True)[: max(count, 0) // 2 + 1]
    return chain.from_iterable(map(_halved, longest))


def _halved(text: str) -> tuple[str, str]:
    middle = len(text) // 2
    stops = [place for place in range(1, len(text) - 1) if text[place] in _STOPS]
    cut = min(stops, key=lambda place: abs(place - middle), default=middle) + 1
    return text[:cut].strip(), text[cut:].strip()
