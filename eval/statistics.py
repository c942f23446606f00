"""Statistics: intervals of figures and tests of differences, all seeded and without assumptions on distributions.

A question is a row of its values, or one value; a sample is an array of questions. A statistic makes one number of each
of many samples of equal size, NaN where a sample has nothing to go by.
Efron, Tibshirani: An introduction to the bootstrap, 1993, chapters 13 (percentile intervals) and 15 (permutations).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt
from scipy.stats import binomtest

Floats = npt.NDArray[np.float64]
Statistic = Callable[[Floats], Floats]

RESAMPLES = 1_000
_PERMUTATIONS = 2_000
_BATCH = 250  # samples in memory at a time
_SEED = 20_240_410


def figure(sample: Floats, statistic: Statistic) -> float:
    """The statistic of one sample."""
    return float(statistic(sample[np.newaxis])[0])


def mean(samples: Floats) -> Floats:
    """The mean of the values that are there."""
    there = ~np.isnan(samples)
    counts = there.sum(axis=1)
    means: Floats = np.full(len(samples), np.nan)
    np.divide(np.where(there, samples, 0).sum(axis=1), counts, out=means, where=counts > 0)
    return means


def percentile(part: float) -> Statistic:
    """The nearest-rank percentile, `part` from 0 to 1."""

    def of(samples: Floats) -> Floats:
        found: Floats = np.percentile(samples, 100 * part, axis=1, method="inverted_cdf")
        return found

    return of


def risk_area(samples: Floats) -> Floats:
    """The area under the risk-coverage curve; a question is its likelihood and whether it was answered wrongly.

    The mean, over the answers, of the share wrong among all answers at least as likely. Questions that were not
    answered hold NaN. Geifman, Uziel, El-Yaniv: Bias-reduced uncertainty estimation for deep neural classifiers,
    ICLR 2019.
    """
    return np.array([_risk_area(sample[~np.isnan(sample).any(axis=1)]) for sample in samples])


def interval(sample: Floats, statistic: Statistic) -> tuple[float, float] | None:
    """The 95 % bootstrap interval, by percentiles of resampled questions; nothing for fewer than two."""
    return _middle([statistic(sample[rows]) for rows in _resamples(len(sample))])


def paired_interval(one: Floats, two: Floats, statistic: Statistic) -> tuple[float, float] | None:
    """The 95 % bootstrap interval of how much higher the statistic is of `two`, resampling questions of both alike."""
    return _middle([statistic(two[rows]) - statistic(one[rows]) for rows in _resamples(len(one))])


def mcnemar(one: Floats, two: Floats) -> float:
    """The p-value of the exact McNemar test: whether as many questions were gained as lost. Values are 0 or 1."""
    gained, lost = int(np.sum(two > one)), int(np.sum(two < one))
    return float(binomtest(gained, gained + lost).pvalue) if gained + lost else 1.0


def permutation(one: Floats, two: Floats, statistic: Statistic) -> float:
    """The two-sided p-value of the paired permutation test: whether it matters which of the two a value came from."""
    observed = abs(figure(two, statistic) - figure(one, statistic))
    generator = np.random.default_rng(_SEED)
    as_far = 1
    for _ in range(_PERMUTATIONS // _BATCH):
        swapped = generator.random((_BATCH, len(one))) < 0.5
        if one.ndim > 1:
            swapped = swapped[..., np.newaxis]
        far = np.abs(statistic(np.where(swapped, one, two)) - statistic(np.where(swapped, two, one)))
        # Sums of the same numbers in another order differ in the last binary places.
        as_far += int(np.sum(~(far < observed - 1e-12)))
    return as_far / (_PERMUTATIONS + 1)


def _risk_area(answers: Floats) -> float:
    if not len(answers):
        return np.nan
    likelihoods, wrong = answers[np.argsort(-answers[:, 0], kind="stable")].T
    covered = np.searchsorted(-likelihoods, -likelihoods, side="right")
    return float(np.mean(np.cumsum(wrong)[covered - 1] / covered))


def _resamples(count: int) -> Iterator[npt.NDArray[np.int64]]:
    generator = np.random.default_rng(_SEED)
    for _ in range(RESAMPLES // _BATCH if count > 1 else 0):
        yield generator.integers(0, count, (_BATCH, count))


def _middle(batches: list[Floats]) -> tuple[float, float] | None:
    values = np.concatenate(batches) if batches else np.empty(0)
    values = values[~np.isnan(values)]
    if not values.size:
        return None
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)
