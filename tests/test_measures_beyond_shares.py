"""Agreement beyond chance, tests of pairs and resampled intervals, against scikit-learn, SciPy and printed figures."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from sklearn.metrics import cohen_kappa_score

from drafter.measures import agreement, resampling
from drafter.measures.paired import mcnemar, upper_bound

PREVALENT = np.array([[118, 5], [2, 0]])
"""125 subjects on 118 of which both raters say yes: kappa is near nothing where nearly all agree; the
figures are worked out by hand."""


def test_prevalence_pulls_kappa_down_and_not_the_others() -> None:
    found = {name: float(coefficient(PREVALENT)) for name, coefficient in agreement.COEFFICIENTS.items()}
    assert found == {
        "kappa": pytest.approx(-0.0234, abs=5e-5),
        "pabak": pytest.approx(0.888),
        "ac1": pytest.approx(0.9408, abs=5e-5),
    }


def test_kappa_is_that_of_scikit_learn() -> None:
    table = np.array([[11, 2, 5, 0], [1, 7, 3, 0], [4, 0, 20, 1], [0, 0, 1, 9]])
    rows, columns = np.nonzero(table)
    pairs = np.repeat(np.stack([rows, columns]), table[rows, columns], axis=1)
    assert float(agreement.kappa(table)) == pytest.approx(cohen_kappa_score(*pairs))


def test_many_tables_at_once_and_those_without_a_value() -> None:
    tables = np.array([PREVALENT, np.zeros((2, 2)), [[7, 0], [0, 0]]])
    found = agreement.kappa(tables)
    assert (found[0], np.isnan(found[1:]).tolist()) == (pytest.approx(-0.0234, abs=5e-5), [True, True])
    assert agreement.ac1(tables)[2] == agreement.pabak(tables)[2] == 1.0


@pytest.mark.parametrize(("lost", "gained"), [(0, 0), (5, 0), (9, 2), (2, 9), (40, 31), (1, 1)])
def test_mcnemar_is_the_exact_binomial_test(lost: int, gained: int) -> None:
    wanted = stats.binomtest(lost, lost + gained, 0.5).pvalue if lost + gained else 1.0
    assert mcnemar(lost, gained) == pytest.approx(wanted)


@pytest.mark.parametrize(("count", "n"), [(0, 1), (0, 90), (1, 29), (3, 1000), (28, 29), (450, 1000)])
def test_the_upper_bound_is_that_of_clopper_and_pearson(count: int, n: int) -> None:
    assert upper_bound(count, n) == pytest.approx(stats.beta.ppf(0.95, count + 1, n - count))


def test_the_upper_bound_of_all_and_of_nothing() -> None:
    assert (upper_bound(7, 7), upper_bound(0, 0)) == (1.0, None)


def test_the_resampled_interval_of_a_mean_is_near_that_of_theory() -> None:
    values = np.random.default_rng(1).normal(10, 2, size=400)
    low, high = resampling.interval(np.stack([values, np.ones(400)], axis=1), resampling.ratio) or (0, 0)
    half = 1.96 * values.std() / 20
    assert (low, high) == (pytest.approx(values.mean() - half, abs=0.03), pytest.approx(values.mean() + half, abs=0.03))


def test_the_interval_of_a_gain_holds_together_what_belongs_to_one_case() -> None:
    """Every case gains the same, so nothing is left to chance; drawn apart the halves would scatter."""
    cases = [(n % 7, 10, n % 7 + 1, 10) for n in range(50)]
    assert resampling.interval(cases, resampling.gain) == (pytest.approx(0.1), pytest.approx(0.1))


def test_one_case_or_a_statistic_without_value_has_no_interval() -> None:
    assert resampling.interval([(1, 2)], resampling.ratio) is None
    assert resampling.interval([(0, 0)] * 9, resampling.ratio) is None
