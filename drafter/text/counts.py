"""Counts: attacks or days counted before and after, of which the second is as good as the first.

"Seventeen migraine days a month when he began. Seventeen a month when both were finished." "18 HA days in January;
17 in April." "Migraine days went 16, 15, 16." Only a count that stayed as it was tells something; by how much a
treatment must lower it is not ours to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.text import spelt
from drafter.text.clauses import Clause
from drafter.text.patterns import Pattern, has_digit

NOT_LESS = 0.9
"""The part of the first count from which on the second shows no effect. A house convention, as for scores."""
_DIP = 0.75
"""The part of the highest count below which none of a series may lie. A house convention."""
_FEW = 3
"""Counts below which one more or less tells nothing."""
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]{2,6})?\b\.?"
_UNIT = Pattern(
    r"\b(?:(?:headache|migraine|ha|bad|pain|attack|head)[- ]days?|days? (?:with|of) (?:head|pain|migraine|"
    r"ha)\w*|attacks?|"
    r"headaches?|migraines?|jolts?|jabs?|zaps?|stabs?|shocks?|bursts?|twinges?|spells?|episodes?|spasms?|bolts?|"
    r"flashes|darts|"
    r"stings?|snaps|volleys|has)\b"
)
"""What is counted."""
_SCORE = Pattern(r"\b(?:pain|nrs|vas|nprs|scores?|ratings?)\b")
_LOG = Pattern(r"\b(?:logs?|diary|diaries|charts?|calendar|records?|flow ?sheets?)\W{1,3}$")
"""Right before scores in a row that are named no further: "I saw the log: 7, 7, 7"."""
_IN_LOG = Pattern(r"\b(?:logs?|diary|diaries|charts?|calendar|records?|flow ?sheets?)\W{1,3}\d")
_OTHER_LOG = Pattern(
    r"\b(?:sugars?|glucose|bg|a1c|inr|peak|weights?|sleep|food|meals?|bp|pressure|pulse|temp\w*|fluids?|mood|phq|gad)\b"
)
RATE = Pattern(r"\d ?(?:(?:/|a |per |times a )(?:day|week|wk|month)|/d)\b")
"""A number of something by the day, the week or the month."""
_COUNT = re.compile(
    r"(?<![\d/.:$#-])(?<!"
    + r")(?<!".join(("dose ", "week ", "wk ", "month ", "age ", "visit ", "day "))
    + r")(\d{1,3})(?![\d:%]|/(?! ?(?:d|day|wk|week|mo|month)\b)|"
    r"\.\d|-?(?:mg|mcg|g\b|ml|tid|bid|x\b|tabs?|tablets?|pills?|visits?|sessions?|weeks?|wks?|months?|mos?\b|"
    r"years?|y/?o|hours?|hrs?|"
    r"minutes?|seconds?|sec\b|st\b|nd\b|rd\b|th\b)| ?(?:mg|mcg|ml|tid|bid|tabs?|tablets?|pills?|visits?|"
    r"sessions?|weeks?|wks?|"
    r"months?|mos?|years?|yrs?|hours?|hrs?|minutes?|seconds?|sec|treatments?|appointments?|out of|of 10)\b)"
)
"""A number that is neither a dose, a length, a date, a score nor a number of visits."""
_THINGS = (
    r"cig\w*|cups?|coffees?|drinks?|beers?|steps|miles|km|reps|cigars?|calories|kg|lbs?|pounds|bpm|heart rate|"
    r"bp|weight|hours|"
    r"meals|naps|runs?|shifts?"
)
_ELSE = Pattern(rf"\b(?:{_THINGS}|mg|mcg|tablets?|doses?|levels?|units?)\b")
OTHER = Pattern(rf"\b(?:{_THINGS}|visits?|sessions?|appointments?)\b")
"""What else is counted by the day."""
_DAY = re.compile(rf"\b{_MONTH} $")
"""Before the day of a month."""
_THEN = Pattern(
    r"\b(?:before(?:hand)?|(?:when|as) (?:he|she|they|it|we|i|therapy|treatment|pt) (?:began|started|came|"
    r"went in)|at (?:the |her |"
    r"his )?(?:start|outset|first|baseline|beginning|intake|eval\w*)|(?:on|in|at) (?:the |her |his )?(?:first|"
    r"opening) (?:week|visit|"
    r"month|day|session)|going in|to begin with|initially|baseline|start(?= \d)|pre)\b"
)
"""Words for the time before a treatment."""
_NOW = Pattern(
    r"\b(?:now|after(?:wards?)?|at (?:the |her |his )?(?:end|last|close|finish|discharge)|at the \w+ visit|"
    r"(?:when|once) (?:he|she|"
    r"they|it|both|all|therapy|treatment|pt|i|we)\b[^.;]{0,20}\b(?:finished|done|over|stopped|ended|left|saw|"
    r"came off|completed|quit|"
    r"discharged)|by (?:the )?(?:end|last|close|discharge|then)|(?:on|in|at) (?:the |her |his )?(?:last|final|"
    r"closing)|on leaving|"
    r"coming out|on (?:it|them|both)|today|since|post|still)\b"
)
"""Words for the time after it."""
_PART = (
    r"(?:the )?(?:first|last|second|third|early|mid|late|end|middle|month)(?: (?:week|half|days|part|month))?(?: of)? "
)
_WHEN = rf"(?:{_PART})?({_MONTH})"
_IN_MONTH = re.compile(rf"^[^.;,\d]{{0,25}}?\bin {_WHEN}|^ ?\(({_MONTH})\)")
"""Behind a count: the month in which it was counted."""
_MONTH_AHEAD = re.compile(
    rf"\b({_MONTH})(?:\W{{0,2}}(?:avg|average|mean|total|about|count|tally)\b\W{{0,2}}|: ?| ?= ?)$"
)
"""Right before a count: the month in which it was counted."""
_SERIES = re.compile(
    r"\d{1,3}(?:(?:,|/|→|->|,? (?:then|and|to)) ?\d{1,3}){2,}(?![\d/%]| ?(?:mg|visits|sessions|weeks))"
)
"""Counts of one month after another."""


def counts(clause: Clause) -> bool:
    """Whether a clause can hold counts of a complaint."""
    counted = clause.search(_UNIT) or clause.search(RATE) or clause.search(_SCORE) or clause.search(_IN_LOG)
    return counted is not None and has_digit(spelt.digits(clause.low).text)


def same(low: str) -> tuple[int, int] | None:
    """Where folded text tells counts of a complaint, before and after or one after another, as the same; or none."""
    written = spelt.digits(low)
    text = written.text
    for series in _SERIES.finditer(text):
        counted = [int(n) for n in re.findall(r"\d+", series[0])]
        around = text[max(0, series.start() - 60) : series.end() + 40]
        close = text[max(0, series.start() - 12) : series.end() + 15]
        logged = _LOG.search(text[: series.start()]) and not _OTHER_LOG.search(around)
        scored = logged or _UNIT.search(around) or _SCORE.search(around)
        if _level(counted) and not _ELSE.search(close) and scored:
            return written.place(series.start()), written.place(series.end())
    if OTHER.search(text):
        return None
    found = [m for m in _COUNT.finditer(text) if not _DAY.search(text[: m.start()])]
    if len(found) != 2 or not _alike([int(m[1]) for m in found]):
        return None
    span = written.place(found[0].start()), written.place(found[1].end())
    months = [_IN_MONTH.match(text[m.end() :]) or _MONTH_AHEAD.search(text[: m.start()]) for m in found]
    if all(months):
        return span if len({next(filter(None, m.groups()))[:3] for m in months if m}) > 1 else None
    return span if _THEN.search(text) and _NOW.search(text) else None


def _level(counted: Sequence[int]) -> bool:
    """Whether counts of one month after another end as they began, with no great dip between."""
    return _alike([counted[0], max(counted[0], counted[-1]), counted[-1]]) and min(counted) >= _DIP * max(counted)


def _alike(counted: Sequence[int]) -> bool:
    """Whether counts are as good as the same, and not so few that this says little."""
    return min(counted) >= _FEW and min(counted) >= NOT_LESS * max(counted)
