"""Libraries of any size: sentences of real texts put together anew from a seed, many passages to a file."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, islice
from pathlib import Path

from assistant.settings import SHIPPED_LIBRARY
from corpus.blocks import blocks_of
from corpus.languages import language_of
from corpus.reading import read_library
from corpus.schemas import Language
from corpus.segmenting import sentence_spans
from eval.passage_pool import read_pool

Sentences = Mapping[Language, Sequence[str]]

_CHINESE = 0.7  # about the share among the passages of docs/performance.md
_IN_A_FILE = 500  # passages
_IN_A_PASSAGE = (3, 6)  # sentences
_LENGTHS: Mapping[Language, tuple[int, int]] = {"zh": (8, 120), "en": (25, 300)}  # characters of a sentence
_ASKED: Mapping[Language, int] = {"zh": 24, "en": 80}  # characters of a question
_TITLES: Mapping[Language, str] = {"zh": "汇编{}", "en": "Collection {}"}
_POOLED = 20_000  # texts
_MARKUP = frozenset("#|<>[]*_`\n")


def shipped_sentences() -> Sentences:
    """The sentences of the shipped library. Raises `CorpusError`."""
    return _by_language(document.text for document in read_library([SHIPPED_LIBRARY]).documents)


def pooled_sentences(data_sets: Path) -> Sentences:
    """Sentences of the passages that `smx eval bench` compares systems on. Raises `OSError`."""
    return _by_language(read_pool(data_sets).passages[:_POOLED])


def write_library(folder: Path, sentences: Sentences, passages: int, seed: int) -> None:
    """Write a library of about so many passages to a new folder: each a section of a Markdown file."""
    folder.mkdir(parents=True)
    for number, start in enumerate(range(0, passages, _IN_A_FILE)):
        chance = random.Random(f"{seed}-{number}")  # noqa: S311
        # So that a smaller library has both languages too, and is the beginning of a larger one.
        language: Language = "zh" if number * _CHINESE % 1 < _CHINESE else "en"
        title = _TITLES[language].format(number)
        sections = _sections(sentences[language], chance, " " if language == "en" else "")
        text = "\n".join(islice(sections, min(_IN_A_FILE, passages - start)))
        (folder / f"{number:05d}.md").write_text(f"# {title}\n\n{text}", "utf-8")


def questions(sentences: Sentences, wanted: int, seed: int) -> list[str]:
    """So many questions, both languages by turns: the beginnings of sentences."""
    chance = random.Random(f"{seed}-questions")  # noqa: S311
    asked: list[str] = []
    for number in range(wanted):
        language: Language = "en" if number % 2 else "zh"
        asked.append(chance.choice(sentences[language])[: _ASKED[language]])
    return asked


def _sections(sentences: Sequence[str], chance: random.Random, space: str) -> Iterator[str]:
    for number in count(1):
        chosen = chance.choices(sentences, k=chance.randint(*_IN_A_PASSAGE))
        yield f"## {number}\n\n{space.join(chosen)}\n"


def _by_language(texts: Iterable[str]) -> Sentences:
    """The sentences of some texts that are plain prose of a usual length, each once."""
    found: dict[Language, dict[str, None]] = {"zh": {}, "en": {}}
    for text in texts:
        for span in sentence_spans(text, blocks_of(text)):
            sentence = text[span.start : span.end]
            language = language_of(sentence)
            shortest, longest = _LENGTHS[language]
            if shortest <= len(sentence) <= longest and _MARKUP.isdisjoint(sentence):
                found[language][sentence] = None
    return {language: tuple(sentences) for language, sentences in found.items()}
