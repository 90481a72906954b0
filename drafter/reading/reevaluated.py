"""A visit between day 31 and day 91 of positive airway pressure, by the day of the set-up and the day of the visit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed
from drafter.text.patterns import Pattern

_DAYS = (31, 91)
"""First and last day of the window (L33718)."""
_SET_UP = Pattern(
    r"\bset[- ]?up\b|\b(?:machine|device|unit|cpap|apap|pap)\b went home\b|^\W*(?:dispensed|delivered|issued|"
    r"start(?:ed| date)?)\b\W{0,3}(?:on )?(?=\d|[a-z]{3,9}\.? \d)|"
    r"\b(?:began|begun|started|starting|start|initiated|issued|delivered|dispensed|received)\b"
    r"[^.;]{0,25}\b(?:cpap|apap|auto-?cpap|pap|bipap|e0601|machine|device)\b|"
    r"\b(?:cpap|apap|pap|e0601|machine|device)\b[^.;]{0,25}"
    r"\b(?:began|begun|started|start(?: date)?|initiated|issued|delivered|dispensed|since)\b"
)
_VISIT = Pattern(
    r"\b(?:visit|seen|saw|follow-?up|f/u|re-?evaluat\w*|re-?check|face[- ]to[- ]face|f2f|examined|appointment|"
    r"office note|"
    r"clinic note|progress note)\b|\b(?:in|at) (?:the |our |my |her |his )?(?:office|clinic)\b(?=[^.;\d]{0,12}\d)"
)
_BY_WIRE = Pattern(r"\b(?:phone|telephone|called|call|portal message|dme|supplier|rt visit)\b")
"""No visit with the clinician."""


def shown(record: Record) -> Iterator[Weighed]:
    """Visits whose day lies in the window, counted from the one day of the set-up that is told."""
    begun = {day for said in record.having(_SET_UP) if (day := _day(record, said, _SET_UP))}
    if len(begun) != 1:
        return
    first = begun.pop()
    for said in record.having(_VISIT):
        day = _day(record, said, _VISIT)
        number = (day - first).days if day else 0
        if day and _DAYS[0] <= number <= _DAYS[1] and day <= record.clock and not said.search(_BY_WIRE):
            yield Weighed("for", said.cite(), f"the visit of {day} is on day {number}")


_KIN = Pattern(r"\b(?:wife|husband|spouse|partner|mother|father|sister|brother|daughter|son)(?:'s)? $")


def _day(record: Record, said: Said, pattern: Pattern) -> dt.date | None:
    """The one day beside the words of a statement, none where it may be several or counts for nothing."""
    match, start = said.search(pattern), said.statement.clause.start
    if (
        match is None
        or _KIN.search(said.low[: match.start()])
        or record.objection(said, said.statement.cues.whole, past_counts=True, stale_counts=True)
    ):
        return None
    whens = [w for w in said.statement.whens() if w.earliest == w.latest]
    behind = [w for w in whens if w.start - start >= match.start()]
    near = min(behind or whens, key=lambda w: abs(w.start - start - match.end()), default=None)
    return near.earliest if near else None
