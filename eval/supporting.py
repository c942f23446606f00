"""How well what a model might write is told apart: true sentences shown, altered ones not."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.assembly import IndexLocation, OpenIndex
from assistant.settings import load_settings
from assistant.supporting import Cut, Source, SupportTools, Verdict, verdict
from corpus.schemas import Language
from eval.altering import Place, alterations, names_in
from eval.metrics import percentile
from eval.reports import Row, Target
from eval.rewording import rewordings, sentences_of
from eval.squad import QuestionSet
from eval.workbench import Workbench
from index.generations import Generations

SETS = ("xquad-en", "xquad-zh", "cmrc", "drcd")
LANGUAGES: Mapping[str, Language] = {
    "xquad-en": "en",
    "squad2": "en",
    "xquad-zh": "zh",
    "cmrc": "zh",
    "cmrc-trial": "zh",
    "drcd": "zh",
}

_SEED = 20
_EACH = 150  # sentences of a kind and set
_TOLD = ("figure", "unit", "date", "citation")
_DROPPED, _NAMES, _NONE = Target(0.03, at_most=True), Target(0.02, at_most=True), Target(0.0, at_most=True)


@dataclass(frozen=True, slots=True)
class Trial:
    """A sentence to be judged: whether it is true, how it was made, and what it may cite."""

    set: str
    kind: str
    true: bool
    cut: Cut
    sources: Mapping[str, Source]
    question: str
    language: Language


def measure(bench: Workbench) -> Iterator[Row]:
    """True sentences that are dropped and altered ones that are shown, by kind and language, and the time it takes."""
    place = bench.indexed(*SETS)
    index = OpenIndex(Generations(place.data).current(), IndexLocation(place.data, load_settings().cache, ("public",)))
    sets = {name: bench.set(name) for name in SETS}
    tools = SupportTools.of(index)
    crossing = crossing_trials(half(sets["xquad-en"], 1), half(sets["xquad-zh"], 1))
    trials = [*spread(trials_of(sets)), *spread(crossing)]
    bench.tell(f"judging {len(trials)} sentences")
    yield from _rows(judged(trials, tools))


def half(values: QuestionSet, which: int) -> QuestionSet:
    """What is asked about every other article: 0 to fit and develop with, 1 held apart to measure."""
    return QuestionSet(values.paragraphs, tuple(item for item in values.items if item.article % 2 == which))


def judged(trials: Sequence[Trial], tools: SupportTools) -> list[tuple[Trial, Verdict, float]]:
    """Each trial with its verdict and the milliseconds it took, its sources having been read."""
    found = []
    for trial in trials:
        for token in trial.cut.sources:
            if source := trial.sources.get(token):
                tools.source(source)
        started = time.perf_counter()
        told = verdict(trial.cut, trial.sources, trial.question, trial.language, tools)
        found.append((trial, told, 1_000 * (time.perf_counter() - started)))
    return found


def spread(trials: Iterable[Trial], most: int = _EACH) -> list[Trial]:
    """At most so many of each kind in each set, drawn by a seed."""
    groups: defaultdict[tuple[str, str], list[Trial]] = defaultdict(list)
    for trial in trials:
        groups[trial.set, trial.kind].append(trial)
    chance = random.Random(_SEED)  # noqa: S311
    return [
        trial for group in groups.values() for trial in (chance.sample(group, most) if len(group) > most else group)
    ]


def trials_of(sets: Mapping[str, QuestionSet]) -> Iterator[Trial]:
    """True and altered sentences that cite a paragraph of their own language."""
    for name, values in sets.items():
        language = LANGUAGES[name]
        places = _places(values, language)
        strangers = [(article, known) for article, _, _, place in places for known in place.names]
        chance = random.Random(_SEED)  # noqa: S311
        for at, (article, paragraph, question, place) in enumerate(places):
            sources = _sources(values, places, at, language)
            following = places[at + 1][3].sentence if at + 1 < len(places) and places[at + 1][1] == paragraph else None
            for kind, text in rewordings(place.sentence, language, following):
                yield Trial(name, kind, True, Cut(text, ("S1",)), sources, question, language)
            others = [known for number, known in strangers if number != article]
            for kind, text in alterations(place, others, chance):
                yield Trial(name, kind, False, Cut(text, ("S1",)), sources, question, language)
            for cited in (("S2",), ("S3",), ("S9",), ()):
                yield Trial(name, "citation", False, Cut(place.sentence, cited), sources, question, language)


def crossing_trials(english: QuestionSet, chinese: QuestionSet) -> Iterator[Trial]:
    """Sentences of paragraphs that are translations of each other, each citing the other's paragraph."""
    sides: list[tuple[str, QuestionSet, QuestionSet]] = [("en", english, chinese), ("zh", chinese, english)]
    for side, own, other in sides:
        language: Language = "en" if side == "en" else "zh"
        opposite: Language = "zh" if side == "en" else "en"
        places = _places(own, language)
        strangers = [(article, known) for article, _, _, place in places for known in place.names]
        chance = random.Random(_SEED)  # noqa: S311
        for at, (article, paragraph, question, place) in enumerate(places):
            elsewhere = places[(at + len(places) // 2) % len(places)][1]
            sources = {
                "S1": Source("S1", other.paragraphs[paragraph], "", opposite),
                "S3": Source("S3", other.paragraphs[elsewhere], "", opposite),
            }
            label = f"{language}←{opposite}"
            yield Trial(label, "translated", True, Cut(place.sentence, ("S1",)), sources, question, language)
            others = [known for number, known in strangers if number != article]
            for kind, text in alterations(place, others, chance):
                yield Trial(label, kind, False, Cut(text, ("S1",)), sources, question, language)
            yield Trial(label, "citation", False, Cut(place.sentence, ("S3",)), sources, question, language)


def _places(values: QuestionSet, language: Language) -> list[tuple[int, int, str, Place]]:
    """Article, paragraph, a question about it, and a sentence, for all sentences."""
    asked: defaultdict[int, list[tuple[str, Sequence[str]]]] = defaultdict(list)
    articles: dict[int, int] = {}
    for item in values.items:
        asked[item.paragraph].append((item.question, item.answers))
        articles[item.paragraph] = item.article
    return [
        (articles[number], number, asked[number][0][0], Place(sentence, paragraph, language, names))
        for number, paragraph in enumerate(values.paragraphs)
        if number in articles
        for sentence in sentences_of(paragraph, language)
        for names in [names_in(sentence, language, asked[number])]
    ]


def _sources(
    values: QuestionSet, places: Sequence[tuple[int, int, str, Place]], at: int, language: Language
) -> Mapping[str, Source]:
    """The paragraph itself, another of its article (or its neighbour), and one of another article."""
    article, paragraph = places[at][:2]
    near = [number for other, number, _, _ in places[max(0, at - 40) : at + 40] if number != paragraph]
    same = [
        number for other, number, _, _ in places[max(0, at - 40) : at + 40] if other == article and number != paragraph
    ]
    far = places[(at + len(places) // 2) % len(places)][1]
    numbers = {"S1": paragraph, "S2": (same or near or [far])[0], "S3": far}
    return {token: Source(token, values.paragraphs[number], "", language) for token, number in numbers.items()}


def _rows(found: Sequence[tuple[Trial, Verdict, float]]) -> Iterator[Row]:
    kinds: defaultdict[tuple[bool, str, str], list[bool]] = defaultdict(list)
    for trial, told, _ in found:
        kinds[trial.true, trial.kind, trial.set].append(told.holds)
    for true, word in ((True, "dropped"), (False, "shown")):
        for kind in dict.fromkeys(key[1] for key in kinds if key[0] == true):
            parts = {key[2]: held for key, held in kinds.items() if key[:2] == (true, kind)}
            wrong = {name: sum(held) if not true else len(held) - sum(held) for name, held in parts.items()}
            note = ", ".join(f"{name} {wrong[name]}/{len(held)}" for name, held in parts.items())
            total = sum(map(len, parts.values()))
            yield Row(
                f"{'true' if true else 'altered'}, {kind}: {word}",
                sum(wrong.values()) / total,
                _target(true, kind),
                note=note,
            )
    times = [milliseconds for _, _, milliseconds in found]
    yield Row(
        "milliseconds a sentence, median",
        percentile(times, 0.5),
        Target(15, at_most=True),
        note=f"p95 {percentile(times, 0.95):.1f}",
    )


def _target(true: bool, kind: str) -> Target | None:
    if true:
        return _DROPPED
    return _NONE if kind in _TOLD else _NAMES if kind == "name" else None
