"""A phrase read as the suite of phrasings reads it, for the tests of single kinds."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from drafter import corpus
from drafter.domain import Status
from drafter.evals import readings
from drafter.evals.rows import Row

_SUITE = Path(__file__).parents[1] / "evals" / "phrasings"
_DATES = readings.Dates(request=dt.date(2026, 11, 20), service=dt.date(2026, 12, 1))


@cache
def _kind(type_: str) -> readings.Kind:
    return readings.load(_SUITE, type_)


@cache
def _corpus() -> corpus.Corpus:
    return corpus.load()


def read(type_: str, phrase: str) -> Status | None:
    """The reading of a phrase by the policy of its type."""
    found = readings.score(Row("one", type_, phrase, "met"), _kind(type_), _corpus(), _DATES)
    assert not found.altered
    assert found.read, found.why
    return found.read
