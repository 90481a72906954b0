"""What a suite of phrasings came to: figures with intervals, overall, by type and by half, and every row."""

from __future__ import annotations

import hashlib
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from drafter.domain import Suite
from drafter.evals.readings import Scored
from drafter.evals.rows import WORDS
from drafter.measures import Confusion, Share

FOLDS = 10
"""Folds of families; fewer where there are fewer families."""


@dataclass(frozen=True)
class Report:
    """The rows of one run."""

    suite: Suite
    """What was run."""
    scored: tuple[Scored, ...]
    """Every row, in order."""
    half: str | None
    """The half asked for; none where rows from elsewhere were scored."""

    @property
    def false_adverse(self) -> tuple[Scored, ...]:
        """Rows read as not met whose reference is another."""
        return tuple(s for s in self.scored if s.read == "not_met" and s.row.reference != "not_met")

    @property
    def false_clear(self) -> tuple[Scored, ...]:
        """Rows read as met whose reference is another."""
        return tuple(s for s in self.scored if s.read == "met" and s.row.reference != "met")

    @property
    def unscored(self) -> tuple[Scored, ...]:
        """Rows that could not be scored."""
        return tuple(s for s in self.scored if s.read is None)

    def by(self, name: Callable[[Scored], str | None]) -> dict[str, tuple[Scored, ...]]:
        """The rows by a name that each has, in order; a row without one is in none."""
        names = dict.fromkeys(found for s in self.scored if (found := name(s)) is not None)
        return {one: tuple(s for s in self.scored if name(s) == one) for one in names}

    def as_json(self) -> dict[str, Any]:
        """The report as one document."""
        return {
            "suite": {"name": self.suite.name, "measures": self.suite.measures, "half": self.half},
            "measures": _json(shares(self.scored)),
            "confusion": confusion(self.scored).as_json(),
            "by_type": {type: _figures(of) for type, of in self.by(lambda s: s.row.type).items()},
            "by_half": {half: _figures(of) for half, of in self.by(lambda s: s.row.half).items()},
            "by_family_folds": folds(self.scored),
            "rows": [_row(s) for s in self.scored],
        }


def confusion(scored: Iterable[Scored]) -> Confusion:
    """The confusion of the rows that could be scored."""
    return Confusion.of((s.row.reference, s.read) for s in scored if s.read is not None)


def shares(scored: Sequence[Scored]) -> dict[str, Share]:
    """Every figure of some rows by its name."""
    cited = sum(len(s.citations) for s in scored)
    return {
        **confusion(scored).shares(),
        "citations_verbatim": Share(cited - sum(len(s.altered) for s in scored), cited),
        "could_not_score": Share(sum(s.read is None for s in scored), len(scored)),
    }


def folds(scored: Sequence[Scored]) -> dict[str, float | int | None]:
    """Accuracy over folds of families: `folds`, `families`, and `mean`, `sd`, `least` and `most` of the folds.

    Nothing is fitted between the folds, so this shows how much the figure hangs on which families are looked at; it
    does not make the half on which the grammar was written an unseen one. All figures are none without two families.
    """
    families = sorted({s.row.family for s in scored if s.row.family}, key=lambda f: hashlib.sha256(f.encode()).digest())
    count = min(FOLDS, len(families))
    held = [{*families[n::count]} for n in range(count)]
    each = (confusion(s for s in scored if s.row.family in fold).accuracy.value for fold in held)
    found = [value for value in each if value is not None]
    known = len(found) > 1
    return {
        "folds": len(found), "families": len(families),
        "mean": statistics.fmean(found) if known else None, "sd": statistics.stdev(found) if known else None,
        "least": min(found) if known else None, "most": max(found) if known else None,
    }  # fmt: skip


def _json(figures: dict[str, Share]) -> dict[str, Any]:
    return {name: share.as_json() for name, share in figures.items()}


def _figures(scored: Sequence[Scored]) -> dict[str, Any]:
    return {**_json(shares(scored)), "confusion": confusion(scored).as_json()}


def _row(s: Scored) -> dict[str, Any]:
    return {
        "id": s.row.id, "type": s.row.type, "half": s.row.half, "family": s.row.family, "phrase": s.row.phrase,
        "reference": WORDS[s.row.reference], "read": WORDS[s.read] if s.read else None, "why": s.why,
        "citations": [c.model_dump(mode="json", by_alias=True) for c in s.citations],
    }  # fmt: skip
