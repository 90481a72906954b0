"""Shares with their intervals, and the confusion of readings with their references.

Wilson's score interval is written out here: it is four lines, and the libraries that hold it cost more than the whole
command (import on two cores: scipy.stats 1.4 s, scikit-learn's metrics 2.1 s; statsmodels would add pandas). Source:
E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drafter.domain import Status

Z95 = 1.959963984540054
"""Quantile of the normal distribution for a two-sided interval of 95 %."""

STATUSES: tuple[Status, ...] = ("met", "not_met", "not_documented")
"""The statuses that are compared. `not_applicable` follows from the stage, not from reading, and is left out."""


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    count: int
    """How many."""
    n: int
    """Of how many; 0 where there was nothing to count."""

    @property
    def value(self) -> float | None:
        """The share between 0 and 1; none of nothing."""
        return self.count / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's interval of 95 %, both ends between 0 and 1; none of nothing."""
        return wilson(self.count, self.n) if self.n else None

    def as_json(self) -> dict[str, float | int | None]:
        """`value`, `n`, `low` and `high`; all but `n` are null where n is 0."""
        low, high = self.interval or (None, None)
        return {"value": self.value, "n": self.n, "low": low, "high": high}


def wilson(count: int, n: int) -> tuple[float, float]:
    """Wilson's score interval of 95 % for `count` of `n`; a ValueError where there is no such share."""
    if not 0 <= count <= n or n == 0:
        raise ValueError(f"{count} of {n} is no share")
    share, z2 = count / n, Z95**2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    # rounding must not push an end past the share itself where that is 0 or 1
    return (0.0 if count == 0 else centre - half), (1.0 if count == n else centre + half)


@dataclass(frozen=True)
class Confusion:
    """How often each reference was read as what."""

    counts: Mapping[tuple[Status, Status], int]
    """By reference and reading; a pair that did not occur may be left out."""

    @classmethod
    def of(cls, pairs: Iterable[tuple[Status, Status]]) -> Confusion:
        """The confusion of pairs of reference and reading. What could not be scored is no pair."""
        counts = {(reference, read): 0 for reference in STATUSES for read in STATUSES}
        for pair in pairs:
            counts[pair] += 1
        return cls(counts)

    @property
    def n(self) -> int:
        """All pairs."""
        return sum(self.counts.values())

    def count(self, references: Iterable[Status] = STATUSES, readings: Iterable[Status] = STATUSES) -> int:
        """Pairs with one of these references and one of these readings."""
        among = tuple(readings)
        return sum(self.counts.get((reference, read), 0) for reference in references for read in among)

    @property
    def accuracy(self) -> Share:
        """Read as the reference says, of all."""
        return Share(sum(self.count((s,), (s,)) for s in STATUSES), self.n)

    def recall(self, status: Status) -> Share:
        """Read so, of those whose reference is so."""
        return Share(self.count((status,), (status,)), self.count((status,)))

    def precision(self, status: Status) -> Share:
        """So by reference, of those read so."""
        return Share(self.count((status,), (status,)), self.count(readings=(status,)))

    @property
    def false_adverse(self) -> Share:
        """Met or not documented, and read as not met; of all."""
        return Share(self.count(("met", "not_documented"), ("not_met",)), self.n)

    @property
    def false_clear(self) -> Share:
        """Not met or not documented, and read as met; of all."""
        return Share(self.count(("not_met", "not_documented"), ("met",)), self.n)

    def shares(self) -> dict[str, Share]:
        """Every figure by its name."""
        return {
            "accuracy": self.accuracy,
            **{f"recall_{status}": self.recall(status) for status in STATUSES},
            **{f"precision_{status}": self.precision(status) for status in STATUSES},
            "false_adverse": self.false_adverse,
            "false_clear": self.false_clear,
        }

    def as_json(self) -> dict[str, dict[str, int]]:
        """Counts by reference, then by reading."""
        return {reference: {read: self.count((reference,), (read,)) for read in STATUSES} for reference in STATUSES}
