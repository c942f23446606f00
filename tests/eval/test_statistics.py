from __future__ import annotations

import numpy as np
import pytest

from eval.statistics import figure, interval, mcnemar, mean, paired_interval, percentile, permutation, risk_area

HITS = np.array([1.0] * 80 + [0.0] * 20)


def test_the_mean_passes_over_what_is_not_there():
    assert figure(np.array([1, np.nan, 0, 1]), mean) == pytest.approx(2 / 3)
    assert np.isnan(figure(np.array([np.nan]), mean))


@pytest.mark.parametrize(("part", "expected"), [(0.5, 5), (0.95, 10), (0.05, 1)])
def test_percentiles_are_measured_values(part: float, expected: float):
    assert figure(np.arange(1.0, 11), percentile(part)) == expected


def test_an_interval_holds_the_figure_and_is_as_wide_as_theory_has_it():
    low, high = interval(HITS, mean) or (0, 0)
    assert (low, high) == pytest.approx((0.8 - 1.96 * 0.04, 0.8 + 1.96 * 0.04), abs=0.02)
    assert interval(HITS, mean) == (low, high)


def test_one_value_has_no_interval():
    assert interval(np.array([1.0]), mean) is None


def test_a_paired_interval_is_narrower_than_that_of_either_where_both_agree():
    better = HITS.copy()
    better[80:84] = 1
    low, high = paired_interval(HITS, better, mean) or (0, 0)
    assert 0 <= low < 0.04 < high < 0.09


def test_mcnemar_counts_only_the_questions_that_changed():
    changed = HITS.copy()
    changed[:1], changed[80:89] = 0, 1
    assert mcnemar(HITS, changed) == pytest.approx(2 * (1 + 10) / 2**10)
    assert mcnemar(HITS, HITS) == 1


def test_a_permutation_test_tells_a_shift_from_noise():
    generator = np.random.default_rng(1)
    one = generator.normal(size=40)
    assert permutation(one, one + 0.5, mean) < 0.001
    assert permutation(one, one + generator.normal(scale=0.5, size=40), mean) > 0.05
    assert permutation(one, one, mean) == 1


def test_the_area_under_risk_and_coverage_is_the_mean_risk_of_the_likelier_answers():
    values = np.array([[0.9, 0], [0.5, 1], [0.7, 1], [np.nan, np.nan]])
    assert figure(values, risk_area) == pytest.approx((0 + 1 / 2 + 2 / 3) / 3)


def test_equally_likely_answers_share_a_risk_whatever_their_order():
    values = np.array([[0.5, 0], [0.5, 1]])
    assert figure(values, risk_area) == figure(values[::-1], risk_area) == 0.5
    assert np.isnan(figure(values[:0], risk_area))
