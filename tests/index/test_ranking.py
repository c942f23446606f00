from __future__ import annotations

import json
from importlib.resources import files

import numpy as np
import pytest

from index.ranking import FEATURES, LinearModel, highest, ranking_models


def test_there_is_a_model_for_every_direction_between_the_languages() -> None:
    assert set(ranking_models()) == {("zh", "zh"), ("zh", "en"), ("en", "zh"), ("en", "en")}


def test_every_model_weighs_every_feature_and_no_other_and_says_how_it_was_made() -> None:
    values = json.loads(files("index").joinpath("ranking.json").read_text("utf-8"))
    assert values["made"]
    assert len(values["models"]) == 4
    for row in values["models"]:
        assert set(row["weights"]) == set(FEATURES)


@pytest.mark.parametrize("direction", [("zh", "zh"), ("zh", "en"), ("en", "zh"), ("en", "en")])
def test_no_feature_speaks_against_a_passage(direction: tuple[str, str]) -> None:
    models = {(question, passage): model for (question, passage), model in ranking_models().items()}
    assert min(models[direction[0], direction[1]].weights) >= 0  # type: ignore[index]


def test_a_score_is_the_weighted_sum_of_the_features_and_the_bias() -> None:
    model = LinearModel((1.0, -2.0), 0.5)
    assert model.score(np.array([[1, 1], [0, 3]], np.float32)).tolist() == [-0.5, -5.5]


@pytest.mark.parametrize("size", [0, 1, 29, 30, 31, 1_919, 1_920, 1_984, 5_000, 100_000])
@pytest.mark.parametrize("distinct", [1, 3, 1_000_000])
def test_the_highest_scores_are_found_in_their_order_however_many_are_equal(size: int, distinct: int) -> None:
    scores = np.random.default_rng(size).integers(-distinct, distinct, size).astype(np.float32)
    places = highest(scores, 30)
    assert scores[places].tolist() == sorted(scores.tolist(), reverse=True)[:30]
    assert len(set(places.tolist())) == len(places)


def test_of_equal_scores_the_first_places_are_taken() -> None:
    assert highest(np.zeros(10_000, np.float32), 3).tolist() == [0, 1, 2]
    assert highest(np.array([1, 2, 2, 1], np.float32), 3).tolist() == [1, 2, 0]
