"""Whether oxygen corrects a low saturation on exertion, told by the value on oxygen beside the one without it."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.reading import around, circumstances, values
from drafter.reading.record import Record
from drafter.reading.weighing import Weighed

_CORRECTED = 89
"""Percent from which on a saturation is no hypoxemia of group I any more (NCD 240.2)."""


def shown(record: Record) -> Iterator[Weighed]:
    """Values on exertion with oxygen that are no longer low."""
    for measure in ("oxygen_saturation", "oxygen_nadir"):
        for m in values.find(record, measure):
            told = circumstances.of(m, around.of(record, m))
            walking = told.get("activity", frozenset()) & {"on_exertion", "asleep"} == {"on_exertion"}
            if not (
                walking and told.get("air", frozenset()) == frozenset({"on_oxygen"}) and m.quantity.least >= _CORRECTED
            ):
                continue
            if m.former or record.objection(m.said, m.stands):
                continue
            yield Weighed("for", m.said.cite(), f"on exertion with oxygen the saturation is {m.written}")
