"""A criterion of several parts: each is read by its own kind, and what they show together is three-valued logic."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from drafter.domain import CombinedCriterion, Criterion, Finding, NearMiss, Status
from drafter.reading import discounted
from drafter.reading.record import Record

_Item = TypeVar("_Item")
_SHOWN = 6
"""Citations and near misses kept of all parts together."""


def read(record: Record, criterion: CombinedCriterion, find: Callable[[Criterion], Finding]) -> Finding:
    """The finding on a combined criterion, `find` giving that of a part.

    All parts needed: not met where one is not, open where one is open. One enough: the other way about. A part that
    does not apply is dropped; where none applies the whole does not.
    """
    parts = [find(part) for part in criterion.parts]
    if criterion.one_measure and any(map(_measured, parts)):
        parts = [part for part in parts if _measured(part)]
    if criterion.one_measure and any(part.status in ("met", "not_met") for part in parts):
        parts = [part for part in parts if part.status != "not_documented" or not all(map(_elsewhere, part.rejected))]
    applying = [part for part in parts if part.status != "not_applicable"]
    status = _together([part.status for part in applying], criterion.needs) if applying else "not_applicable"
    telling = [part for part in applying if part.status == status] or parts
    allowed = [part.allows for part in telling if part.allows is not None]
    return Finding(
        line=record.number,
        criterion=criterion.id,
        status=status,
        why=" ".join(dict.fromkeys(part.why for part in telling)),
        citations=_first(cited for part in telling for cited in part.citations),
        looked_for=tuple(dict.fromkeys(word for part in telling for word in part.looked_for)),
        covered=record.covered if status == "not_documented" else (),
        rejected=_first(miss for part in telling for miss in part.rejected) if status == "not_documented" else (),
        values=tuple(dict.fromkeys(value for part in telling for value in part.values)),
        allows=min(allowed) if allowed else None,
    )


def _measured(part: Finding) -> bool:
    """Whether the record holds a value of a part at all."""
    return part.status != "not_documented" or bool(part.rejected)


def _elsewhere(miss: NearMiss) -> bool:
    """Whether a value was measured under other circumstances, so that it is none of this part."""
    return discounted.elsewhere(miss.why) or "is named without a value" in miss.why


def _together(statuses: list[Status], needs: str) -> Status:
    order: tuple[Status, ...] = ("not_met", "not_documented", "met")
    if needs == "any":
        order = ("met", "not_documented", "not_met")
    return next(status for status in order if status in statuses)


def _first(items: Iterable[_Item]) -> tuple[_Item, ...]:
    return tuple(dict.fromkeys(items))[:_SHOWN]
