"""A phrase read as the suite of phrasings reads it, or by a criterion of a policy, for the tests of single kinds."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from drafter import corpus, reading
from drafter.domain import Case, Status
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


def status(policy: str, criterion: str, text: str, code: str | None = None) -> tuple[Status, str]:
    """How a criterion of a packaged policy is read in a text, and why; for its first service where no code is given."""
    found = next(p for p in _corpus().policies if p.id == policy)
    services = ({"code": code or found.services[0].code},)
    case = Case.model_validate({"text": text, "services": services, "request_date": _DATES.request})
    alone = found.model_copy(update={"criteria": tuple(c for c in found.criteria if c.id == criterion)})
    read_ = reading.read(case, alone, 0, today=_DATES.request).findings
    return next((f.status, f.why) for f in read_ if f.criterion == criterion)
