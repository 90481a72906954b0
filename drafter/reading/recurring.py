"""Recurring: how many sessions a course has had that runs at an interval since a day, or all this year."""

from __future__ import annotations

import datetime as dt

from drafter.reading import spoken_of, windowed
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.tallied import named_here
from drafter.text import schedule, words
from drafter.text.patterns import Pattern

TO_COME = Pattern(
    r"\b(?:request\w*|plan\w*|ask\w*|schedul\w*|approv\w*|authori\w*|allow\w*|limit|max\w*|per|units?|"
    r"want\w*|need\w*|sought|seek\w*|appl(?:y|ied|ies)|desired|propos\w*|to (?:do|be|give)|coming|next)\b"
)
_THROUGH = Pattern(r"^\W*(?:thru|through|to|until|till|-|–)\W*$")
"""Between the first and the last day of a course."""
_ALL_YEAR = Pattern(
    r"\b(?:all (?:of |through )?this (?:calendar )?year|all year(?: long)?|(?:all through|"
    r"throughout) (?:this year|the year|"
    r"(?P<year>20\d\d))|(?:every|each) (?:month|\w+ weeks) (?:of |in |during )?this year)\b"
)
_RELATIVE = Pattern(
    r"\b(?:sister|brother|mother|father|wife|husband|daughter|son|friend|cousin|aunt|uncle|neighbou?r)\b"
)


def this_year(record: Record, said: Said, months: int | None, day: dt.date) -> int | None:
    """Sessions of a course that has run at an interval all this year: "shots every month, all of this year"."""
    match = said.search(_ALL_YEAR)
    if (
        match is None
        or months is None
        or said.names_care
        or said.search(_RELATIVE)
        or said.search(TO_COME)
        or not named_here(record, said)
    ):
        return None
    if said.statement.cues.whole.time != "current" or said.statement.cues.whole.negated:
        return None
    named = [m.stands for m in spoken_of.namings(record, said)]
    if any(x.negated or x.other_person or x.time in ("planned", "conditional") for x in named):
        return None
    spaced = next((s.schedule.interval_days for s in schedule.find(said.low) if s.schedule.interval_days), None)
    until = min(said.written or day, day)
    start = max(dt.date(until.year, 1, 1), windowed.edge(months, day) + dt.timedelta(days=1))
    if not spaced or spaced < _OFTEN or match["year"] not in (None, str(until.year)):
        return None
    return (until - start).days // spaced


_OFTEN = 7
"""Days between what may be symptoms rather than sessions."""


def since_a_day(said: Said, months: int | None, day: dt.date) -> int | None:
    """Sessions of a course that has run at an interval since a day: "q2 weeks since June, last one 11/17"."""
    offset = said.statement.clause.start
    if said.names_care:
        return None
    whens = said.statement.whens()
    begun = [w for w in whens if windowed.SINCE.search(said.low[: w.start - offset])]
    if not begun and len(whens) > 1 and _THROUGH.match(said.low[whens[0].end - offset : whens[1].start - offset]):
        begun = [whens[0]]
    spaced = next((s.schedule.interval_days for s in schedule.find(said.low) if s.schedule.interval_days), None)
    if not begun or not spaced:
        return None
    if spaced < _OFTEN and any(
        words.concept(m.concept).family in ("findings", "conditions") for m in said.statement.mentions
    ):
        return None  # attacks that come daily
    start = max(begun[0].latest, windowed.edge(months, day) + dt.timedelta(days=1))
    later = [w.latest for w in said.statement.whens() if w.earliest > begun[0].latest and w.latest < day]
    last = max(later, default=min(said.written or day, day))
    return (last - start).days // spaced + 1 if last >= start else None
