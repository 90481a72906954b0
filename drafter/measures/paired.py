"""Two runs over the same cases, and the most that a count may stand for. Exact, from the binomial distribution.

Sources: Q. McNemar, Psychometrika 12 (1947), 153-157, in its exact form; C. J. Clopper and E. S. Pearson, Biometrika 26
(1934), 404-413.
"""

from __future__ import annotations

import math


def mcnemar(lost: int, gained: int) -> float:
    """The probability that cases which changed sides divide at least so unevenly if neither run is better.

    Two-sided and exact; 1.0 where no case changed sides.
    """
    n = lost + gained
    return min(1.0, 2 * _at_most(min(lost, gained), n, 0.5)) if n else 1.0


def upper_bound(count: int, n: int) -> float | None:
    """The largest share that `count` of `n` still fits with 95 % confidence, one-sided; none of nothing."""
    if n == 0:
        return None
    if count == n:
        return 1.0
    low, high = count / n, 1.0
    for _ in range(60):  # halving a unit interval sixty times is beyond a float's precision
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(count, n, middle) > 0.05 else (low, middle)
    return high


def _at_most(count: int, n: int, share: float) -> float:
    """The probability of at most `count` of `n`, each with the probability `share` between 0 and 1."""
    if share in (0.0, 1.0):
        return 1.0 if share == 0.0 or count == n else 0.0
    yes, no = math.log(share), math.log1p(-share)
    ways = math.lgamma(n + 1)
    terms = (ways - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * yes + (n - k) * no for k in range(count + 1))
    return min(1.0, math.fsum(map(math.exp, terms)))
