"""Intervals by resampling cases, for what is no share of independent things.

Cases are drawn, never lines or criteria: those of one case stand or fall together. The draws have a fixed seed, so the
same run gives the same interval. Percentile method; source: B. Efron and R. J. Tibshirani, An Introduction to the
Bootstrap (1993), chapter 13.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

Sums = npt.NDArray[Any]
"""Sums over the cases of a draw, in the shape (draws, …)."""
Statistic = Callable[[Sums], npt.NDArray[np.float64]]
"""From sums to one number a draw; NaN where it has none."""

DRAWS = 2000
"""How often the cases are drawn anew."""
_SEED = 20
_AT_ONCE = 250
"""Draws taken together: what is held in memory is this many times the number of cases."""


def interval(cases: npt.ArrayLike, statistic: Statistic) -> tuple[float, float] | None:
    """The interval of 95 % of a statistic of sums over cases, each an entry of `cases` of any shape.

    None where there are fewer than two cases, or the statistic has no value in half of the draws.
    """
    drawn = _drawn(np.asarray(cases, dtype=np.float64), statistic)
    return None if drawn is None else (float(np.quantile(drawn, 0.025)), float(np.quantile(drawn, 0.975)))


def _drawn(cases: npt.NDArray[np.float64], statistic: Statistic) -> npt.NDArray[np.float64] | None:
    """The statistic of every draw that has a value."""
    n = len(cases)
    if n < 2:
        return None
    generator = np.random.default_rng(_SEED)
    flat = cases.reshape(n, -1)
    found = []
    for _ in range(0, DRAWS, _AT_ONCE):
        times = generator.multinomial(n, np.full(n, 1 / n), size=_AT_ONCE)
        found.append(statistic((times @ flat).reshape(_AT_ONCE, *cases.shape[1:])))
    values = np.concatenate(found)
    values = values[np.isfinite(values)]
    return values if len(values) >= DRAWS / 2 else None


def ratio(sums: Sums) -> npt.NDArray[np.float64]:
    """The first sum over the second, for cases that are pairs of a count and what it is of."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(sums[..., 0] / sums[..., 1], dtype=np.float64)


def gain(sums: Sums) -> npt.NDArray[np.float64]:
    """By how much the ratio of the last two sums exceeds that of the first two."""
    return ratio(sums[..., 2:]) - ratio(sums[..., :2])
