from __future__ import annotations

import json
from importlib.resources import files

import numpy as np
import pytest

from index.ranking import FEATURES, LinearModel, ranking_models


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
