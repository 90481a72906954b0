"""The day of service as a request gives it: "DOS 12/01/2026", "64405-50 on 12/01/2026", "authorize for 12/1/26"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from drafter.text import dates

_LABEL = re.compile(
    r"\b(?:dos|d\.o\.s\.|(?:planned |scheduled |requested |proposed |intended )?dates? of (?:the )?(?:service|"
    r"surgery|"
    r"procedure)|(?:service|procedure|surgery) dates?|(?:(?<=[.;|\n] )|(?<=[.;|\n]))(?:planned|scheduled))\W{0,3}"
    r"(?:(?:is|of|on|for)\s+)?(?:[a-z]{3,9}\.?,?\s+)?$",
    re.IGNORECASE,
)
"""Right before a day, wherever it stands."""
_PLACED = re.compile(
    r"(?:\b(?:on|for|from|as of|beginning|begin|starting|start|starts|start of care|first|planned|scheduled|booked|"
    r"deliver(?:y|ed)?|draw|slot(?: held)?|appt|appointment|set-?up|procedure|surgery|infusion|performed|done|study|"
    r"each|visit|(?:first|1st) (?:tx|treatment|session|injection|block|dose|cycle|set)|"
    r"(?:tx|treatment|injection|block|test|or) (?:date|day)(?: is)?)|"
    r"\b(?:\d{5}|[A-Va-v]\d{4})\b(?:[^;.]{0,50}[,(]|[^;.]{0,30}\s(?=(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+$)))"
    r"\s*[:=]?\s*(?:(?:on|for|from)\s+)?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?$",
    re.IGNORECASE,
)
"""Right before a day, in a sentence that asks; a comma alone is enough behind a code."""
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:last|prior|previous\w*|earlier|had|since|after|seen|visit(?:ed)? (?:on|of)|"
    r"(?<!\btx )(?<!\bor )(?<!treatment )(?<!injection )(?<!block )(?<!test )dated?|note|mri|ct|x-?rays?|"
    r"exam\w*|evaluat\w+|consult\w*|born|dob|requested(?! for\b)|received|sent|submitted|faxed?|portal|(?:was|"
    r"were|already|you)\s+\w+|"
    r"through|until|to|by|effective|eligib\w+)\b[^.;|]{0,25}$",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:(?<=[.;|\n] )|(?<=[.;|\n]))"
    r"(?:start(?:s|ing)?(?: date| of care)?|begin(?:s|ning)?|appt|appointment|surgery|procedure|set-?up|"
    r"deliver(?:y|ed)?|booked|on the schedule|"
    r"(?:first|1st) (?:tx|treatment|session|injection|block|dose|cycle|set|visit))"
    r"\W{0,3}(?:(?:is|on|for|of)\s+)?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?$",
    re.IGNORECASE,
)
"""Right before a day to come, as the first words of a sentence: "Start 11/30/2026"."""
_TO_BE = re.compile(r"\bto be (?:done|performed|given)\b[^.;]{0,12}$", re.IGNORECASE)

_SOON = dt.timedelta(days=183)
"""How long after its request a service is still asked for."""
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_NO_YEAR = re.compile(
    rf"(?<![\w/.-])(?:\d{{1,2}}/\d{{1,2}}|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH})\b"
    r"(?!\s*(?:[/-]\s*\d|,? ?(?:19|20)\d\d|%|\.\d))",
    re.IGNORECASE,
)
"""A day without a year."""


def find(text: str, requesting: Iterable[str], requested: dt.date | None = None) -> dt.date | None:
    """The one day that the text gives for the service; `requesting` are the sentences that ask or name a code.

    A label counts everywhere; else the day has to stand in a sentence that asks, and be no day of something past. Where
    the day of the request is known, a day without a year is the one nearest to it, a slashed day that reads in two ways
    the one within half a year behind it, and no day before it counts beside one behind it. None where several days are
    left, or where a slashed day can still be read in two ways.
    """
    order = dates.order(text)
    anywhere = list(_days([text], order, requested))
    found = {day for before, day in anywhere if _LABEL.search(before)}
    if not found:
        asked = [(before, day) for before, day in _days(requesting, order, requested) if _of_service(before)]
        found = {day for before, day in asked if _PLACED.search(before)}
        if requested:  # another day to come beside it: two services, each of its own day
            found |= {day for _, day in asked if day > requested}
            opening = ((before, day) for before, day in anywhere if day > requested and _OPENS.search(before))
            found = found or {day for before, day in opening if _of_service(before)}
    if requested:
        found = {day for day in found if day >= requested} or found
    return found.pop() if len(found) == 1 else None


def _days(texts: Iterable[str], order: dates.Order | None, requested: dt.date | None) -> Iterator[tuple[str, dt.date]]:
    """The days of texts, each with what stands before it."""
    for text in texts:
        near = _in_year_of(requested, text, order) if requested else ()
        for start, day in (*_full(text, order, requested), *near):
            yield text[max(0, start - 60) : start], day


def _of_service(before: str) -> bool:
    """Whether nothing before a day makes it one of something else."""
    return _TO_BE.search(before) is not None or _OF_SOMETHING_ELSE.search(before) is None


def _full(text: str, order: dates.Order | None, requested: dt.date | None = None) -> Iterator[tuple[int, dt.date]]:
    """The days of a text, each with its place; of a slashed one that reads in two ways the one to come."""
    for when in dates.find(text, None, order):
        soon = [day for day in when.readings if requested and requested <= day <= requested + _SOON]
        if when.exact:
            yield when.start, when.earliest
        elif len(soon) == 1:
            yield when.start, soon[0]


def _in_year_of(requested: dt.date, text: str, order: dates.Order | None) -> Iterator[tuple[int, dt.date]]:
    """The days without a year, in the year in which each is nearest to the day of the request."""
    for found in _NO_YEAR.finditer(text):
        written = found[0] if "/" in found[0] else f"{found[0]},"
        years = (requested.year + n for n in (-1, 0, 1))
        days = [day for y in years for _, day in _full(f"{written}{'/' if '/' in written else ' '}{y}", order)]
        if days:
            yield found.start(), min(days, key=lambda day: abs((day - requested).days))
