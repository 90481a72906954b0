"""The gate: a run beside an accepted one, on the cases that both have, unchanged.

It is closed by a loss that chance does not explain, and by any loss in safety. Two tests look for the first: McNemar's
on cases that were right and are not, or the other way round, and an interval of the difference by resampling cases. A
loss in safety needs no test: one case on which more goes wrong than before is enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from drafter.domain import Noun
from drafter.measures import resampling
from drafter.measures.paired import mcnemar

LEVEL = 0.05
"""A loss is significant where chance brings one so large more seldom than this."""
FEWEST = 6
"""Cases that have a measure, below which resampling says nothing: as few as McNemar's test needs to find a loss."""


class Marks(Noun):
    """What one case came to, so far as the gate looks at it."""

    sha: str
    """Hash of the case with its reference; cases that were changed since are not compared."""
    counts: Mapping[str, tuple[int, int]]
    """By measure: how many, and of how many."""
    told: Mapping[str, str]
    """What was made, in words, by its place; a change in these is named."""
    contested: bool = False
    """Whether a reasonable reviewer might contest the reference: such a case takes no part in the tests."""


@dataclass(frozen=True)
class Bar:
    """What a suite holds its runs to."""

    cases: str
    """The measure by which a case is right or not, for McNemar's test."""
    good: tuple[str, ...]
    """Measures of which more is better, tested by resampling."""
    bad: tuple[str, ...]
    """Measures of which less is better, tested by resampling."""
    safety: tuple[str, ...]
    """Measures of which no case may have more than it had; contested cases count too."""


@dataclass(frozen=True)
class Moved:
    """One measure in both runs, over the cases that both have."""

    measure: str
    """Its name."""
    before: tuple[int, int]
    """Count, and of how many, in the accepted run."""
    now: tuple[int, int]
    """The same in this one."""
    interval: tuple[float, float] | None
    """Of the difference in shares, now less before; 95 %."""
    lost: bool
    """Whether this closes the gate."""

    def as_json(self) -> dict[str, Any]:
        """All of it."""
        low, high = self.interval or (None, None)
        both = {"before": list(self.before), "now": list(self.now)}
        return {"measure": self.measure, **both, "low": low, "high": high, "lost": self.lost}


@dataclass(frozen=True)
class Change:
    """One place at which another thing was made."""

    case: str
    """The case."""
    place: str
    """Where in it."""
    before: str
    """What it was."""
    now: str
    """What it is."""
    contested: bool
    """Whether the case is contested."""


@dataclass(frozen=True)
class Verdict:
    """What the gate says."""

    compared: int
    """Cases that both runs have, unchanged."""
    left_out: Mapping[str, tuple[str, ...]]
    """Cases that were not compared, by the reason."""
    lost: tuple[str, ...]
    """Cases that were right and are not."""
    gained: tuple[str, ...]
    """Cases that are right and were not."""
    p: float
    """How likely so uneven a change is if neither run is better: McNemar's test."""
    moved: tuple[Moved, ...]
    """The measures that are tested by resampling."""
    safety: Mapping[str, tuple[str, ...]]
    """By measure of safety: cases that have more of it than before."""
    changes: tuple[Change, ...]
    """Every place at which another thing was made."""

    @property
    def losses(self) -> tuple[str, ...]:
        """Why the gate is closed, each reason in words; nothing where it is open."""
        found = [f"{_plain(name)}: {_some(cases)}" for name, cases in self.safety.items() if cases]
        if len(self.lost) > len(self.gained) and self.p < LEVEL:
            found.append(f"{len(self.lost)} cases lost and {len(self.gained)} gained, p = {self.p:.3g}")
        return (*found, *(f"{_plain(moved.measure)}: {_shares(moved)}" for moved in self.moved if moved.lost))

    @property
    def closed(self) -> bool:
        """Whether the run is worse than the accepted one."""
        return bool(self.losses)

    def as_json(self) -> dict[str, Any]:
        """The verdict as one document."""
        return {
            "closed": self.closed, "losses": list(self.losses), "compared": self.compared,
            "left_out": {why: list(cases) for why, cases in self.left_out.items()},
            "lost": list(self.lost), "gained": list(self.gained), "p": self.p,
            "measures": [moved.as_json() for moved in self.moved],
            "safety": {name: list(cases) for name, cases in self.safety.items()},
            "changes": [vars(change) for change in self.changes],
        }  # fmt: skip


def _plain(measure: str) -> str:
    return measure.replace("_", " ")


def _some(cases: Sequence[str]) -> str:
    more = f" and {len(cases) - 3} more" if len(cases) > 3 else ""
    return f"more than before on {', '.join(cases[:3])}{more}"


def _shares(moved: Moved) -> str:
    before, now = (100 * count / n if n else 0.0 for count, n in (moved.before, moved.now))
    low, high = moved.interval or (0.0, 0.0)
    return f"{before:.1f} % before, {now:.1f} % now (difference {100 * low:+.1f} to {100 * high:+.1f} points)"


def judge(before: Mapping[str, Marks], now: Mapping[str, Marks], bar: Bar) -> Verdict:
    """The verdict on a run by its marks and those of the accepted one, both by case."""
    both = [name for name in before if name in now and before[name].sha == now[name].sha]
    tested = [name for name in both if not now[name].contested]
    right = {name: (_right(before[name], bar), _right(now[name], bar)) for name in tested}
    lost = tuple(name for name, pair in right.items() if pair == (True, False))
    gained = tuple(name for name, pair in right.items() if pair == (False, True))
    left_out = {
        "changed since": tuple(name for name in before if name in now and before[name].sha != now[name].sha),
        "new": tuple(name for name in now if name not in before),
        "gone": tuple(name for name in before if name not in now),
    }
    pairs = [(before[name].counts, now[name].counts) for name in tested]
    moved = (*(_moved(name, pairs, 1) for name in bar.good), *(_moved(name, pairs, -1) for name in bar.bad))
    return Verdict(
        len(both), left_out, lost, gained, mcnemar(len(lost), len(gained)), moved,
        {name: tuple(_worse(name, both, before, now)) for name in bar.safety},
        tuple(change for name in both for change in _changes(name, before[name], now[name])),
    )  # fmt: skip


def _right(marks: Marks, bar: Bar) -> bool:
    """Whether a case is right; one that could not be scored is not."""
    count, n = marks.counts.get(bar.cases, (0, 0))
    return n > 0 and count == n


_Counts = Mapping[str, tuple[int, int]]


def _moved(measure: str, pairs: Sequence[tuple[_Counts, _Counts]], better: int) -> Moved:
    cases = [(*before.get(measure, (0, 0)), *now.get(measure, (0, 0))) for before, now in pairs]
    cases = [case for case in cases if case[1] or case[3]]
    sums = [sum(case[n] for case in cases) for n in range(4)]
    interval = resampling.interval(cases, resampling.gain) if len(cases) >= FEWEST else None
    lost = interval is not None and (interval[1] < 0 if better > 0 else interval[0] > 0)
    return Moved(measure, (sums[0], sums[1]), (sums[2], sums[3]), interval, lost)


def _worse(measure: str, both: Sequence[str], before: Mapping[str, Marks], now: Mapping[str, Marks]) -> Iterator[str]:
    for name in both:
        had, has = (marks[name].counts.get(measure, (0, 0))[0] for marks in (before, now))
        if has > had:
            yield name


def _changes(name: str, before: Marks, now: Marks) -> Iterator[Change]:
    for place in dict.fromkeys((*before.told, *now.told)):
        was, is_ = (marks.told.get(place, "nothing") for marks in (before, now))
        if was != is_:
            yield Change(name, place, was, is_, now.contested)
