"""Graded: of several wounds that are graded, each at its own place, the one that is treated."""

from __future__ import annotations

from drafter.reading.measurement import Measurement
from drafter.reading.record import Record
from drafter.reading.said import sides_among
from drafter.text.patterns import Pattern

_PARTS = Pattern(
    r"\b(?:heel|calcane\w+|hallux|toes?|forefoot|midfoot|hindfoot|arch|metatars\w+|mth|malleol\w+|ankle|shin|calf|"
    r"stump|instep|(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th) (?:toe|met\w*|mt\w*|ray))\b"
)
_CLOSED = Pattern(
    r"\b(?:healed|closed|resolved|callus|intact|epitheliali[sz]ed|no (?:open )?(?:ulcer|wound)|pre-?ulcer\w*|"
    r"skin whole)\b"
)
_CALLUS = Pattern(r"\b(?:callus|pre-?ulcer\w*)\b")
_NOT_CLOSED = Pattern(r"\b(?:not|never|non|hasn't|un|yet)[ -](?:\w+ )?(?:healed|closed|resolved)\b")


def treated(record: Record, found: list[Measurement], least: float | None) -> list[Measurement]:
    """The grades without those of wounds that are closed, and of two open ones apart that of the one deep enough."""
    told = [m for m in found if not m.stands.other_person]
    own = [m for m in told if not _is_closed(m)]
    if len(own) < len(told) and own:
        gone = [m for m in told if m not in own and (_CALLUS.search(m.said.low) or any(_apart(m, o) for o in own))]
        found = [m for m in found if m not in gone]
    deep = [m for m in own if least is not None and m.quantity.least >= least and _place(m) != (set(), set())]
    if not deep or record.sides_asked:
        return found
    return [m for m in found if m in deep or not any(_apart(m, d) for d in deep)]


def _is_closed(m: Measurement) -> bool:
    low = m.said.low
    return m.quantity.most == 0 or bool(_CLOSED.search(low) and not _NOT_CLOSED.search(low))


def _place(m: Measurement) -> tuple[set[str], set[str]]:
    """Sides and parts of the foot or leg that its own part of the clause names."""
    clause = m.said.statement.clause
    cuts = [clause.low.rfind(mark, 0, m.quantity.start) for mark in ";,"]
    ends = [k for mark in ";," if (k := clause.low.find(mark, m.quantity.end)) >= 0]
    first, last = max(cuts) + 1, min(ends, default=len(clause.low))
    for a, b in ((first, last), (0, len(clause.low))):
        sides = sides_among([t for t in clause.tokens if a <= t.start - clause.start < b])
        parts = {p[0][:4] for p in _PARTS.finditer(clause.low[a:b])}
        if sides or parts:
            return sides, parts
    return set(), set()


def _apart(one: Measurement, other: Measurement) -> bool:
    """Whether two grades are of two places."""
    (a, at), (b, by) = _place(one), _place(other)
    return bool((a and b and not a & b) or (at and by and not at & by))
