"""Spans between two dates of the record, both ends kept, and whether they reach a bound."""

from __future__ import annotations

import datetime as dt

from drafter.domain import Bound
from drafter.text import lengths
from drafter.text.dates import When

Day = tuple[dt.date, dt.date]
"""The first and the last day that a date can mean."""


def readings(first: When, last: When) -> list[tuple[Day, Day]]:
    """Beginning and end, once for each order in which slashed dates can be read; one that runs backwards is none."""
    if len(first.readings) == 2 and len(last.readings) == 2 and not (first.exact and last.exact):
        pairs = zip(first.readings, last.readings, strict=True)
        return [((a, a), (b, b)) for a, b in pairs if a < b]
    if first.exact and not first.readings and last.readings and first.latest < last.readings[0]:
        return [((first.earliest, first.latest), (last.readings[0], last.readings[0]))]  # "1/5-3/2/2026": one order
    end = last.earliest, last.latest
    if last.earliest < first.earliest and last.latest - last.earliest > _TWO_YEARS and not last.readings:
        end = last.latest, last.latest  # behind "3/30" the end "5/18" is a day and no May of 2018
    begins = [(a, a) for a in first.readings if a < end[1]] if not first.exact and not last.readings else []
    return [(begin, end) for begin in begins or [(first.earliest, first.latest)]]


_TWO_YEARS = dt.timedelta(days=400)
"""More than one date can mean, unless it is a day in one reading and the month of another year in the other."""


def reaches(spans: list[tuple[Day, Day]], bound: Bound) -> bool | None:
    """Whether the time from beginning to end meets the bound; none where it may or may not."""
    shortest = all(start[1] <= lengths.since(bound, end[0]) for start, end in spans)
    longest = any(start[0] <= lengths.since(bound, end[1]) for start, end in spans)
    return True if shortest else None if longest else False
