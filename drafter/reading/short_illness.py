"""Short illness: symptoms younger than a bound, by which neither they nor their care can have lasted it."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Bound, CombinedCriterion, Criterion, DurationCriterion
from drafter.reading import duration
from drafter.reading.record import Record
from drafter.reading.weighing import Weighed


def shown(record: Record, bound: Bound) -> list[Weighed]:
    """Places that show the symptoms, as the policy's own criteria of duration name them, to be younger than a bound."""
    return [w for asked in _durations(record.policy.criteria) for w in _younger(record, asked, bound)]


def _younger(record: Record, asked: DurationCriterion, bound: Bound) -> Iterator[Weighed]:
    found = duration.read(record, asked.model_copy(update={"lasting": bound}))
    if found.status == "not_met":
        yield from (Weighed("against", cited, f"the symptoms have not lasted {bound}") for cited in found.citations)


def _durations(criteria: tuple[Criterion, ...]) -> Iterator[DurationCriterion]:
    """Criteria of duration that are parts of others."""
    for criterion in criteria:
        if isinstance(criterion, CombinedCriterion):
            yield from (part for part in criterion.parts if isinstance(part, DurationCriterion))
