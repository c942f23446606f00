"""Fitting the small linear models of the search and of the choice of sentences, from data given by path.

`python -m eval.fitting BENCH` writes `index/ranking.json` and `assistant/choosing.json`. Every model is linear in
readable features; ranking and choosing maximise the likelihood of the right passage or sentence among the candidates
(a conditional logit), answerability is a logistic regression on whole libraries and on ones that lack half of their
paragraphs.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit, logsumexp

from assistant.assembly import IndexLocation, OpenIndex
from assistant.choosing import (
    ANSWERABLE_FEATURES,
    SENTENCE_FEATURES,
    answerable_features,
    candidates_of,
    sentence_features,
)
from assistant.progress import Silent
from assistant.settings import load_settings
from corpus.schemas import Language
from eval.squad import Item, QuestionSet, document_id, read_squad, write_library
from index.building import Making, build
from index.generations import Generations
from index.ranking import FEATURES

Floats = npt.NDArray[np.float64]

_PENALTY = 1e-3
_QUESTIONS = 800  # of a data set; more change no weight's first digit
_SENTENCES = 1.75  # an answer may have on average, on every data set
_THRESHOLD = (
    0.45  # likelihood from which the library answers in its own language; docs/measurements.md shows its effect
)
_WRONG_CROSSING = 0.15  # share of unanswerable questions that may be answered from the other language
_MATCHES = 8
_ALL_CANDIDATES = 1_000  # the search finds far fewer


@dataclass(frozen=True, slots=True)
class Group:
    """The candidates for one question: features a row, and which of them are right."""

    features: Floats
    right: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Source:
    """A data set in one language."""

    name: str
    language: Language
    questions: QuestionSet


def main() -> None:
    """Fit all models and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path, help="folder with squad2/, cmrc2018/, drcd/ and xquad/")
    bench: Path = parser.parse_args().bench
    english = [Source("squad2", "en", _answerable(read_squad(bench / "squad2/dev-half-v2.0.json")))]
    chinese = [
        Source("cmrc-trial", "zh", read_squad(bench / "cmrc2018/cmrc2018_trial.json")),
        Source("drcd-dev", "zh", read_squad(bench / "drcd/DRCD_dev.json")),
    ]
    pair = (
        Source("xquad-zh", "zh", read_squad(bench / "xquad/xquad-dev.zh.json")),
        Source("xquad-en", "en", read_squad(bench / "xquad/xquad-dev.en.json")),
    )
    _fit_ranking(english, chinese, pair)
    _fit_choosing([*english, *chinese], pair)


def _fit_ranking(english: Sequence[Source], chinese: Sequence[Source], pair: tuple[Source, Source]) -> None:
    models: dict[tuple[Language, Language], Floats] = {}
    own: tuple[tuple[Language, Sequence[Source]], ...] = (("en", english), ("zh", chinese))
    for language, sources in own:
        sets = [[groups[language] for groups in _ranking_groups([source], source)] for source in sources]
        models[language, language] = _conditional_logit(sets)
    both = {source.language: list(_ranking_groups(pair, source)) for source in pair}
    biases: dict[tuple[Language, Language], float] = {}
    crossings: tuple[tuple[Language, Language], ...] = (("zh", "en"), ("en", "zh"))
    for asked, other in crossings:
        models[asked, other] = _conditional_logit([[groups[other] for groups in both[asked]]])
        # One scale for both languages: the bias of the crossing direction is fitted on libraries that hold both.
        biases[asked, asked], biases[asked, other] = 0.0, _crossing_bias(both[asked], models, asked, other)
    rows = [
        {
            "question": asked,
            "passage": other,
            "bias": round(biases[asked, other], 3),
            "weights": dict(zip(FEATURES, np.round(weights, 3).tolist(), strict=True)),
        }
        for (asked, other), weights in sorted(models.items())
    ]
    _write(
        Path("index/ranking.json"), {"made": _made(["squad2", "cmrc-trial", "drcd-dev", "xquad-dev"]), "models": rows}
    )


def _ranking_groups(library: Sequence[Source], asked: Source) -> Iterator[dict[Language, Group]]:
    """For each question the candidates of each language, with any of its paragraph's versions right."""
    with tempfile.TemporaryDirectory() as folder:
        opened = _index(Path(folder), library)
        for item in _sample(asked.questions.items):
            right = {document_id(source.name, item.paragraph) for source in library}
            query = opened.searcher.query(item.question)
            yield {
                language: Group(
                    np.array([list(match.legs.values()) for match in matches], np.float64),
                    np.array([match.passage.document_id in right for match in matches]),
                )
                for language, matches in opened.searcher.search_each(query, _ALL_CANDIDATES).items()
            }


def _crossing_bias(
    groups: Sequence[dict[Language, Group]],
    models: dict[tuple[Language, Language], Floats],
    own: Language,
    other: Language,
) -> float:
    """The bias that makes the other language's matches comparable: it maximises the likelihood of either version."""

    def loss(bias: Floats) -> float:
        total = 0.0
        for group in groups:
            scores = np.concatenate(
                [group[own].features @ models[own, own], group[other].features @ models[own, other] + bias[0]]
            )
            right = np.concatenate([group[own].right, group[other].right])
            total += logsumexp(scores) - logsumexp(scores[right]) if right.any() else 0.0
        return total / len(groups)

    return float(minimize(loss, np.zeros(1), method="Nelder-Mead").x[0])


def _fit_choosing(sources: Sequence[Source], pair: tuple[Source, Source]) -> None:
    zh, en = pair
    asked_of = {
        "en": [(source, source) for source in (*sources, en) if source.language == "en"],
        "zh": [(source, source) for source in (*sources, zh) if source.language == "zh"],
        "crossing": [(zh, en), (en, zh)],
    }
    models = {}
    for direction, pairs in asked_of.items():
        sets = [list(_sentence_groups(asked, searched)) for asked, searched in pairs]
        weights = _conditional_logit(sets)
        models[direction] = {
            "sentence": dict(zip(SENTENCE_FEATURES, np.round(weights, 3).tolist(), strict=True)),
            "enough": round(min(_enough(groups, weights) for groups in sets), 3),
            **_answerability(pairs, None if direction == "crossing" else _THRESHOLD),
        }
    names = [source.name for source in (*sources, *pair)]
    _write(Path("assistant/choosing.json"), {"made": _made(names), "models": models})


def _sentence_groups(asked: Source, searched: Source) -> Iterator[Group]:
    """For each question the sentences found, with those right that hold an answer in the paragraph it was asked of."""
    with tempfile.TemporaryDirectory() as folder:
        opened = _index(Path(folder), [searched])
        answers = {item.id: item.answers for item in searched.questions.items}
        for item in _sample(asked.questions.items):
            matches = opened.searcher.search(opened.searcher.query(item.question), _MATCHES)
            candidates = candidates_of(matches)
            gold = document_id(searched.name, item.paragraph)
            right = [
                candidate.match.passage.document_id == gold
                and any(answer in candidate.text for answer in answers[item.id])
                for candidate in candidates
            ]
            if any(right):
                yield Group(sentence_features(item.question, candidates).astype(np.float64), np.array(right))


def _enough(groups: Sequence[Group], weights: Floats) -> float:
    """The cumulated probability at which to stop adding sentences, so that answers are as long as is allowed."""

    def mean_length(enough: float) -> float:
        counts = []
        for group in groups:
            scores = group.features @ weights
            chances = np.sort(np.exp(scores - logsumexp(scores)))[::-1]
            counts.append(min(int(np.searchsorted(np.cumsum(chances), enough)) + 1, 3, len(chances)))
        return float(np.mean(counts))

    low, high = 0.0, 1.0
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (middle, high) if mean_length(middle) <= _SENTENCES else (low, middle)
    return low


def _answerability(asked_of: Sequence[tuple[Source, Source]], threshold: float | None) -> dict[str, object]:
    """Fit on whole libraries and on ones that lack half of the paragraphs; the first source asks of the second."""
    features: list[Floats] = []
    present: list[bool] = []
    shares: list[float] = []  # every data set counts the same, and so do its answerable and unanswerable questions
    for asked, searched in asked_of:
        numbers = range(len(searched.questions.paragraphs))
        half = frozenset(random.Random(1).sample(numbers, len(numbers) // 2))  # noqa: S311
        for left_out in (frozenset[int](), half):
            with tempfile.TemporaryDirectory() as folder:
                opened = _index(Path(folder), [searched], frozenset(document_id(searched.name, n) for n in left_out))
                items = _sample(asked.questions.items)
                for item in items:
                    matches = opened.searcher.search(opened.searcher.query(item.question), _MATCHES)
                    if matches:
                        features.append(answerable_features(item.question, matches).astype(np.float64))
                        present.append(item.paragraph not in left_out)
                        shares.append((1 if item.paragraph in left_out else 1 / 3) / len(items))
    matrix, labels, weights = np.array(features), np.array(present), np.array(shares)
    fitted = _logistic(matrix, labels, weights / weights.sum())
    chances = expit(matrix @ fitted[:-1] + fitted[-1])
    if threshold is None:
        threshold = _quantile(chances[~labels], weights[~labels], 1 - _WRONG_CROSSING)
    answered = chances >= threshold
    return {
        "answerable": dict(zip(ANSWERABLE_FEATURES, np.round(fitted[:-1], 4).tolist(), strict=True)),
        "bias": round(float(fitted[-1]), 4),
        "threshold": round(threshold, 3),
        "answered_when_answerable": round(float(np.average(answered[labels], weights=weights[labels])), 3),
        "answered_when_not": round(float(np.average(answered[~labels], weights=weights[~labels])), 3),
    }


def _quantile(values: Floats, weights: Floats, share: float) -> float:
    order = np.argsort(values)
    reached = np.cumsum(weights[order]) / weights.sum()
    return float(values[order][min(int(np.searchsorted(reached, share)), len(values) - 1)])


def _conditional_logit(sets: Sequence[Sequence[Group]]) -> Floats:
    """The weights under which the right candidates are likeliest, every data set counting the same."""
    kept = [[group for group in groups if group.right.any() and not group.right.all()] for groups in sets]

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, gradient = _PENALTY * float(weights @ weights), 2 * _PENALTY * weights
        for groups in kept:
            for group in groups:
                scores = group.features @ weights
                every, right = logsumexp(scores), logsumexp(scores[group.right])
                total += (every - right) / len(groups) / len(kept)
                shares = np.exp(scores - every)
                shares[group.right] -= np.exp(scores[group.right] - right)
                gradient = gradient + shares @ group.features / len(groups) / len(kept)
        return total, gradient

    width = kept[0][0].features.shape[1]
    return np.asarray(minimize(loss, np.zeros(width), jac=True, method="L-BFGS-B").x, np.float64)


def _logistic(features: Floats, labels: npt.NDArray[np.bool_], shares: Floats) -> Floats:
    """The weights and, last, the bias of a logistic regression; `shares` sum to one."""
    rows = np.hstack([features, np.ones((len(features), 1))])

    def loss(weights: Floats) -> tuple[float, Floats]:
        margins = rows @ weights
        value = float(shares @ np.logaddexp(0, np.where(labels, -margins, margins))) + _PENALTY * float(
            weights @ weights
        )
        return value, rows.T @ (shares * (expit(margins) - labels)) + 2 * _PENALTY * weights

    return np.asarray(minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x, np.float64)


def _index(folder: Path, library: Sequence[Source], left_out: frozenset[str] = frozenset()) -> OpenIndex:
    settings = load_settings()
    write_library(folder / "library", {source.name: source.questions.paragraphs for source in library}, left_out)
    making = Making(settings.cache, settings.embedding.model)
    build(folder / "data", [folder / "library"], making, Silent())
    location = IndexLocation(folder / "data", settings.cache, ("public",))
    return OpenIndex(Generations(location.data).current(), location)


def _answerable(questions: QuestionSet) -> QuestionSet:
    return QuestionSet(questions.paragraphs, tuple(item for item in questions.items if item.answers))


def _sample(items: Sequence[Item]) -> Sequence[Item]:
    return items[:: max(1, len(items) // _QUESTIONS)]


def _made(names: Iterable[str]) -> str:
    return (
        f"python -m eval.fitting; data: {', '.join(names)}; at most {_QUESTIONS} questions of each; penalty {_PENALTY}"
    )


def _write(file: Path, values: object) -> None:
    file.write_text(json.dumps(values, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
