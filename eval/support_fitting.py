"""Fitting how far a sentence must be borne out by words and vectors, from data given by path.

`python -m eval.support_fitting BENCH` writes `assistant/supporting/support.json`: for each direction a logistic
regression that tells sentences that cite the right paragraph, reworded by rule, from ones that cite another one, and
a threshold between the one that keeps next to none of the wrong ones and the one that loses a few of the right ones,
nearer (in log-odds) to the former: what people write is freer than what rules reword.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit, logit

from assistant import supporting
from assistant.assembly import IndexLocation, OpenIndex
from assistant.settings import load_settings
from assistant.supporting import SupportTools
from assistant.supporting.meaning import Features, ground_of
from eval.squad import read_squad
from eval.supporting import Trial, crossing_trials, half, spread, trials_of
from eval.workbench import DATA_SETS, Workbench
from index.generations import Generations

_SETS = {"en": ("squad2",), "zh": ("cmrc-trial",)}
_EACH = 60  # sentences of a kind; more change no weight much
_LOST = 0.01  # share of the right sentences that may be lost by this check alone
_KEPT = 0.002  # share of the wrong ones that may be kept
_PENALTY = 1e-3
_TRIAL = Path("cmrc2018/cmrc2018_trial.json")


def main() -> None:
    """Fit on a folder of data sets and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    bench = parser.parse_args().bench
    with tempfile.TemporaryDirectory(prefix="smx-fit-") as folder:
        workbench = Workbench(bench, Path(folder), None, print)
        sets = {"squad2": read_squad(bench / DATA_SETS["squad2"]), "cmrc-trial": read_squad(bench / _TRIAL)}
        place = workbench.indexed("squad2", "xquad-en", "xquad-zh")
        current = Generations(place.data).current()
        index = OpenIndex(current, IndexLocation(place.data, load_settings().cache, ("public",)))
        tools = SupportTools.of(index)
        models = {
            language: fitted(spread(trials_of({name: sets[name] for name in names}), _EACH), tools)
            for language, names in _SETS.items()
        }
        crossing = crossing_trials(half(workbench.set("xquad-en"), 0), half(workbench.set("xquad-zh"), 0))
        models["crossing"] = fitted(spread(crossing, _EACH), tools)
    data = f"squad2, cmrc-trial, xquad both ways, every other article; at most {_EACH} of a kind"
    made = f"python -m eval.support_fitting; data: {data}"
    text = json.dumps({"made": f"{made}; lost {_LOST}, kept {_KEPT}", "models": models}, indent=1)
    (Path(supporting.__file__).parent / "support.json").write_text(text + "\n", "utf-8")


def fitted(trials: Sequence[Trial], tools: SupportTools) -> dict[str, object]:
    """A model of right and wrong citations."""
    rows = list(_features(trials, tools))
    features = np.array([values for values, _ in rows], np.float64)
    right = np.array([true for _, true in rows], np.bool_)
    weights, bias = _regression(features, right)
    likely = expit(features @ weights + bias)
    low, high = np.quantile(likely[~right], 1 - _KEPT), np.quantile(likely[right], _LOST)
    threshold = float(expit(logit(low) + (logit(high) - logit(low)) / 3) if low < high else high)
    return {
        "weights": dict(zip(Features._fields, np.round(weights, 3).tolist(), strict=True)),
        "bias": round(bias, 3),
        "threshold": round(threshold, 3),
        "right_lost": round(float((likely[right] < threshold).mean()), 4),
        "wrong_kept": round(float((likely[~right] >= threshold).mean()), 4),
    }


def _features(trials: Sequence[Trial], tools: SupportTools) -> Iterator[tuple[Features, bool]]:
    for trial in trials:
        if not trial.true and trial.kind != "citation":
            continue
        if cited := [tools.source(trial.sources[token]) for token in trial.cut.sources if token in trial.sources]:
            yield ground_of(tools.text(trial.cut.text, trial.language), cited, tools).features, trial.true


def _regression(
    features: npt.NDArray[np.float64], right: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.float64], float]:
    """Weights and bias of a logistic regression in which both sides count alike."""
    signs = np.where(right, 1.0, -1.0)
    counts = np.where(right, 0.5 / right.sum(), 0.5 / (~right).sum())

    def loss(values: npt.NDArray[np.float64]) -> float:
        margins = signs * (features @ values[:-1] + values[-1])
        return float(counts @ np.logaddexp(0, -margins) + _PENALTY * values[:-1] @ values[:-1])

    found = minimize(loss, np.zeros(features.shape[1] + 1), method="L-BFGS-B")
    return found.x[:-1], float(found.x[-1])


if __name__ == "__main__":
    main()
