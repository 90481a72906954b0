"""Treated before: symptoms for which the same service was given long ago, and which are told to be back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from drafter.domain import DurationCriterion, Event
from drafter.reading import past
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed
from drafter.text import lengths
from drafter.text.patterns import Pattern

_BACK = Pattern(
    r"\b(?:(?:is|are|was|now|been|came|come|coming|crept|creeping|went|going|gone) (?:\w+ )?(?:back|up again)|"
    r"return(?:ed|s|ing)?|recur(?:red|s|rence)?|relapsed?|wor(?:e|n) off|wearing off|again|back (?:to|at|up)|"
    r"faded|flared)\b(?! (?:to|at) work)"
)
"""That symptoms are there again, or that the relief is over."""
_NEW_CAUSE = Pattern(
    r"\b(?:new|different|other|another) (?:\w+ )?(?:pain|symptoms?|injury|problem)\b|\bafter (?:a|an|the|her|his) "
    r"(?:\w+ )?(?:fall|accident|injury|lift\w*|strain|collision)\b"
)
"""That it is another complaint than the one treated."""
_LATEST = 550
"""Days before now within which a session was for the complaint of now."""


def weighed(record: Record, criterion: DurationCriterion, found: Sequence[Weighed]) -> list[Weighed]:
    """What was weighed; where the symptoms only came back after a session, its day takes the place of their return."""
    if any(w.bearing == "for" for w in found):
        return list(found)
    returned = [s for s in record.having(_BACK) if _plain(record, s)]
    event = _session(record, criterion) if returned else None
    if event is None or event.cited is None:
        return list(found)
    cites = {s.cite() for s in returned}
    rest = [
        replace(w, bearing="open", why=f"{w.why}, and they came back then") if w.cited in cites else w for w in found
    ]
    if any(w.bearing == "against" for w in rest):
        return rest
    return [*rest, Weighed("for", event.cited, f"the symptoms were treated on {event.date.isoformat()} and are back")]


def _session(record: Record, criterion: DurationCriterion) -> Event | None:
    """The last session of the service by the day from which on the symptoms would have lasted too short a time."""
    edge = lengths.since(criterion.lasting, record.clock)
    asked = record.sides_asked
    events = [
        e
        for e in past.read(record).events
        if e.date <= edge - dt.timedelta(days=int(criterion.lasting.strict))
        and (record.clock - e.date).days <= _LATEST
        and not (e.side in ("left", "right") and asked and e.side not in asked)
    ]
    return events[-1] if events else None


def _plain(record: Record, said: Said) -> bool:
    """Whether a statement says for sure of this patient and this complaint that it is back."""
    whole = said.statement.cues.whole
    unsure = whole.negated or whole.other_person or whole.certainty != "sure" or said.document.late
    return not (unsure or said.search(_NEW_CAUSE) or said.statement.clause.question)
