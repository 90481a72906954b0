"""What a run comes to: every measure with how many it is of and its interval, contested cases apart.

Shares have Wilson's interval. What is no share (agreement beyond chance, time, tokens, cost) has one by resampling
cases. Safety counts say besides what share they may stand for at most, with 95 % confidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from drafter.evals.drafts import log
from drafter.evals.drafts.log import Header
from drafter.evals.drafts.record import OUTCOMES, CriterionScore, LineScore, Record
from drafter.measures import STATUSES, Confusion, Share, agreement, resampling
from drafter.measures.paired import upper_bound

SHARES = (
    "outcome_agreement", "case_agreement", "blocking_agreement", "false_certifications", "false_adverse_outcomes",
    "needlessly_pended", "accuracy", "blocking_accuracy", *(f"recall_{status}" for status in STATUSES),
    *(f"precision_{status}" for status in STATUSES), "false_adverse", "false_clear", "stage_agreement",
    "request_recall", "request_precision", "citations_verbatim", "citations_resolved", "findings_supported",
    "unsupported_sentences", "blocked", "right_every_time", "same_every_time", "lines_not_scored", "could_not_score",
    "cases_not_scored",
)  # fmt: skip
"""Every measure that is a share, in the order of reports; what each counts stands in `scoring`."""

COUNTED = ("false_certifications", "false_adverse_outcomes")
"""Measures that are told as counts with the most that they may stand for."""


@dataclass(frozen=True)
class Figure:
    """A number that is no share."""

    value: float | None
    """The number; none where there is none."""
    n: int
    """Of how many: lines, criteria or cases."""
    interval: tuple[float, float] | None
    """Its interval of 95 %."""

    def as_json(self) -> dict[str, float | int | None]:
        """`value`, `n`, `low` and `high`."""
        low, high = self.interval or (None, None)
        return {"value": self.value, "n": self.n, "low": low, "high": high}


@dataclass(frozen=True)
class Figures:
    """The measures of some cases."""

    records: Sequence[Record]
    """The cases."""
    price: tuple[float, float] | None = None
    """Price of a million tokens of prompts and of replies."""

    @cached_property
    def shares(self) -> dict[str, Share]:
        """Every share by its name."""
        return {name: self._share(name) for name in SHARES}

    @cached_property
    def others(self) -> dict[str, Figure]:
        """What is no share: agreement beyond chance of outcomes and of statuses, and what a case costs."""
        tables = {"outcomes": self._outcome_tables, "statuses": self._status_tables}
        found = {
            f"{name}_{of}": _coefficient(each, coefficient)
            for of, each in tables.items()
            for name, coefficient in agreement.COEFFICIENTS.items()
        }
        scored = [record for record in self.records if not record.unscored]
        found["seconds"] = _mean([record.cost.seconds / max(1, len(record.repeats)) for record in scored])
        found["tokens_in"] = _mean([record.cost.tokens_in for record in scored])
        found["tokens_out"] = _mean([record.cost.tokens_out for record in scored])
        found["cost"] = _mean([self.cost(record) or 0.0 for record in scored] if self.price else [])
        return found

    @cached_property
    def upper_bounds(self) -> dict[str, float | None]:
        """The largest share that each safety count still fits, with 95 % confidence."""
        return {name: upper_bound(self.shares[name].count, self.shares[name].n) for name in COUNTED}

    @cached_property
    def violations(self) -> dict[str, int]:
        """Breaches by code, over all cards."""
        total = Counter[str]()
        for record in self.records:
            total.update(record.violations)
        return dict(sorted(total.items()))

    @property
    def lines(self) -> Iterator[tuple[Record, LineScore]]:
        """Every line with its case."""
        return ((record, line) for record in self.records for line in record.lines)

    @property
    def criteria(self) -> Iterator[tuple[Record, LineScore, CriterionScore]]:
        """Every criterion with its line and its case."""
        return ((record, line, one) for record, line in self.lines for one in line.criteria)

    @property
    def confusion(self) -> Confusion:
        """How often each status of the reference was read as what."""
        return _confusion(one for _, _, one in self.criteria)

    @property
    def outcomes(self) -> dict[str, dict[str, int]]:
        """How often each outcome of the reference became which, in the order of `OUTCOMES`."""
        table = self._outcome_tables.sum(axis=0)
        return {
            reference: {made: int(table[row, column]) for column, made in enumerate(OUTCOMES)}
            for row, reference in enumerate(OUTCOMES)
        }

    def by(self, name: Callable[[LineScore, CriterionScore], str]) -> dict[str, Confusion]:
        """The confusion of the criteria of each name, sorted."""
        groups: dict[str, list[CriterionScore]] = {}
        for _, line, one in self.criteria:
            groups.setdefault(name(line, one), []).append(one)
        return {group: _confusion(groups[group]) for group in sorted(groups)}

    def cost(self, record: Record) -> float | None:
        """What a case costs where every reply is paid for; none where no price is known."""
        if self.price is None:
            return None
        return (record.cost.tokens_in * self.price[0] + record.cost.tokens_out * self.price[1]) / 1e6

    def as_json(self) -> dict[str, Any]:
        """`cases`, `measures`, `violations`, and both tables."""
        measures: dict[str, Any] = {name: share.as_json() for name, share in self.shares.items()}
        for name, most in self.upper_bounds.items():
            measures[name] |= {"count": self.shares[name].count, "upper": most}
        return {
            "cases": len(self.records),
            "measures": measures | {name: figure.as_json() for name, figure in self.others.items()},
            "confusion": self.confusion.as_json(),
            "outcomes": self.outcomes,
            "violations": self.violations,
        }

    def _share(self, name: str) -> Share:
        pairs = [record.counts.get(name, (0, 0)) for record in self.records]
        return Share(sum(count for count, _ in pairs), sum(n for _, n in pairs))

    @cached_property
    def _outcome_tables(self) -> Any:
        """A table of outcomes for every case: (cases, 5, 5)."""
        tables = np.zeros((len(self.records), len(OUTCOMES), len(OUTCOMES)))
        for n, record in enumerate(self.records):
            for line in record.lines:
                if line.made:
                    tables[n, OUTCOMES.index(line.reference.kept), OUTCOMES.index(line.made.kept)] += 1
        return tables

    @cached_property
    def _status_tables(self) -> Any:
        """A table of statuses for every case: (cases, 3, 3)."""
        tables = np.zeros((len(self.records), len(STATUSES), len(STATUSES)))
        for n, record in enumerate(self.records):
            for one in (one for line in record.lines for one in line.criteria):
                if one.read in STATUSES and one.reference in STATUSES:
                    tables[n, STATUSES.index(one.reference), STATUSES.index(one.read)] += 1
        return tables


def _confusion(criteria: Iterable[CriterionScore]) -> Confusion:
    return Confusion.of((one.reference, one.read) for one in criteria if one.read is not None)


def _coefficient(tables: Any, coefficient: Callable[[Any], Any]) -> Figure:
    value = float(coefficient(tables.sum(axis=0)))
    known = value == value  # NaN is no number
    return Figure(value if known else None, int(tables.sum()), resampling.interval(tables, coefficient))


def _mean(values: Sequence[float]) -> Figure:
    if not values:
        return Figure(None, 0, None)
    pairs = [(value, 1.0) for value in values]
    return Figure(sum(values) / len(values), len(values), resampling.interval(pairs, resampling.ratio))


# ------------------------------------------------------------------------------------------------------------- a run


@dataclass(frozen=True)
class Run:
    """A run as its log has it, without the texts of its cases."""

    folder: Path
    """Where its log stands."""
    header: Header
    """With what it was made."""
    records: tuple[Record, ...]
    """Its cases by name, those that could not be scored among them."""

    @classmethod
    def read(cls, folder: Path) -> Run:
        """The run in a folder. Raises InputError where none stands there."""
        return cls(folder, log.read_header(folder), tuple(record.brief() for record in log.read(folder)))

    @cached_property
    def all(self) -> Figures:
        """The measures of all cases."""
        return Figures(self.records, self.header.price)

    @cached_property
    def settled(self) -> Figures:
        """The measures of the cases that no reasonable reviewer would contest."""
        return Figures([record for record in self.records if not record.contested], self.header.price)

    @cached_property
    def contested(self) -> Figures:
        """The measures of the others."""
        return Figures([record for record in self.records if record.contested], self.header.price)
