"""Dates as clinical text writes them, each as the earliest and the latest day it can mean.

Relative words are resolved against the day the note was written. A form that has several readings, such as 05/06/26,
covers all of them.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from dateutil.relativedelta import relativedelta

from drafter.text.date_forms import (
    FORMS,
    MONTH,
    MONTH_PARTS,
    READERS,
    SAID_YEAR,
    SEASON,
    SLASHED,
    YEAR,
    Reader,
    is_day,
    slashed,
)
from drafter.text.named_days import NTH_WORDS, Span, full_year
from drafter.text.patterns import Pattern, has_digit
from drafter.text.tokens import fold

_COUNTED = Pattern(rf"\b{MONTH}:?\s*\d\d? (?:bad |headache |migraine |ha )?days\b")
_MONTH_AND_NUMBER = Pattern(rf"{MONTH}\s*\d\d?")


@dataclass(frozen=True, slots=True)
class When:
    """A date found in a text."""

    start: int
    """First code point in the text searched."""
    end: int
    """One past the last."""
    earliest: dt.date
    """The first day it can mean."""
    latest: dt.date
    """The last day it can mean."""
    readings: tuple[dt.date, ...] = ()
    """For a slashed date of two readings: month first, then day first."""

    @property
    def exact(self) -> bool:
        """Whether it names one day."""
        return self.earliest == self.latest


Order = Literal["month first", "day first"]
_TWO_NUMBERS = Pattern(r"\d\d?/\d\d?")
_YEARED = Pattern(r"\d\d?/\d\d?/(?:\d\d)?\d\d")
_BARE = len("12/31")
_NEAR = 45
"""Days from a full date within which "10/20" is a day and no October of 2020."""


def order(text: str, known: Sequence[dt.date | None] = (), written: dt.date | None = None) -> Order | None:
    """Whether the slashed dates of a text put the month first or the day: one of them can be read only so, or else is,
    month first, one of the days that are `known` from elsewhere, or a day to begin on that lies before the day on which
    the text was `written` if it is read otherwise."""
    slashed = list(SLASHED.finditer(text))
    found = {(int(m[1]) > 12, int(m[2]) > 12) for m in slashed}
    if (False, True) in found:
        return None if (True, False) in found else "month first"
    if (True, False) in found:
        return "day first"
    both = [(m, days) for m in slashed if (known or written) and len(days := _readings(m)) == 2]
    known_first = any(days[0] in known for _, days in both) and not any(days[1] in known for _, days in both)
    begins = [d for m, d in both if written and _TO_BEGIN.search(text[max(0, m.start() - _LEAD) : m.start()].lower())]
    to_come = {days[0] > days[1] for days in begins if written and min(days) < written <= max(days)}
    return "month first" if known_first or to_come == {True} else "day first" if to_come == {False} else None


_TO_BEGIN = re.compile(
    r"\b(?:begin(?:s|ning)?|start(?:s|ing)?|dos|date of service|service date|to start|first dose|collect|draw)"
    r"\W{1,4}(?:date |on |of |from )?$"
)
"""Before the day on which what is asked for is to begin."""
_LEAD = 30
"""Code points looked at before a day."""


def find(
    text: str, anchor: dt.date | None, order: Order | None = None, forms: Sequence[Pattern] | None = None
) -> list[When]:
    """Dates in a text, in order; `anchor` is the day it was written, and without it words like "last May" give none.

    `order` is how the whole text writes slashed dates, where that is known; else both readings are kept. `forms` are
    those of `FORMS` that may stand in it, where that is known.
    """
    found: list[When] = []
    if forms is not None and not forms:
        return found
    low = fold(text)
    taken = bytearray(len(low))
    for pattern in forms or _possible(low):
        read = READERS[pattern]
        for match in pattern.finditer(low):
            if any(taken[match.start() : match.end()]):
                continue
            span = _one_order(match, order) if read is slashed and order else _read(read, match, anchor, text)
            if span is not None:
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                found.append(When(match.start(), match.end(), *span, _readings(match) if read is slashed else ()))
    found = [w for w in found if not _is_count(w, low)] if _COUNTED.search(low) else found
    found = _ending(_of_this_year(sorted(found, key=lambda w: w.start), low), low)
    return _of_one_year(found, low) if len(found) > 1 else found


def _is_count(when: When, low: str) -> bool:
    """Whether a month and a number are a month and a count, as in a diary: "July 7 days, August 8, September 9"."""
    return _MONTH_AND_NUMBER.fullmatch(low, when.start, when.end) is not None


def _of_this_year(found: list[When], low: str) -> list[When]:
    """Dates, where a month and a number that can be a year are a day: beside another such day, or one close to it."""
    bare = [w for w in found if w.end - w.start <= _BARE and _TWO_NUMBERS.fullmatch(low, w.start, w.end)]
    doubtful = [w for w in bare if not w.exact]
    if not doubtful:
        return found
    days = any(w.exact for w in bare)
    full = [w.latest for w in found if w.exact and w not in bare]
    meant = [w for w in doubtful if days or any(abs((w.latest - day).days) <= _NEAR for day in full)]
    meant = [w for w in meant if not _SINCE.search(low, max(0, w.start - _SINCE_FAR), w.start)]
    return [_as_day(w, low) if w in meant else w for w in found]


_SINCE = Pattern(r"\b(?:since|onset|began|begun|started|x since)\W{1,3}$")
"""Before what may be a month and its year as well as a day, whatever days stand beside it."""
_SINCE_FAR = 12


def _as_day(when: When, low: str) -> When:
    """A month and a number as the day that they name, the last one that the date can mean."""
    month, number = map(int, low[when.start : when.end].split("/"))
    years = (y for y in (when.latest.year, when.latest.year - 1) if is_day(y, month, number))
    day = next((d for y in years if (d := dt.date(y, month, number)) <= when.latest), when.latest)
    return replace(when, earliest=day, latest=day)


_TO_END = Pattern(r"\s*(?:-+>?|–|=+>|→|to|through|thru|until|till)\s*")


def _ending(found: list[When], low: str) -> list[When]:
    """Dates, where the year that stands at the end of a range alone is that of both: "9/15-10/31/25"."""
    whole = list(found)
    for n, (first, last) in enumerate(itertools.pairwise(found)):
        bare = first.end - first.start <= _BARE and _TWO_NUMBERS.fullmatch(low, first.start, first.end)
        dated = _YEARED.fullmatch(low, last.start, last.end)
        if not (bare and dated and _TO_END.fullmatch(low, first.end, last.start)):
            continue
        end = last.readings[0] if last.readings else last.latest
        month, number = map(int, low[first.start : first.end].split("/"))
        years = (y for y in (end.year, end.year - 1) if is_day(y, month, number))
        if day := next((d for y in years if (d := dt.date(y, month, number)) < end), None):
            whole[n] = replace(first, earliest=day, latest=day)
    return whole


_PART = rf"(?:(?:{'|'.join(MONTH_PARTS)})(?: week| half| part| days| third| quarter)?(?: of|,)?[ -]?)?"
_NO_YEAR = Pattern(
    rf"{_PART}{MONTH}(?:\s*\d\d?(?:st|nd|rd|th)?)?|\d\d?(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}|"
    rf"(?:{NTH_WORDS}) (?:day )?of {MONTH}|{MONTH} (?:the )?(?:{NTH_WORDS})|\d\d?/\d\d?|(?:early |late |mid[ "
    rf"-]?)?(?:{SEASON})"
)
"""A month, a season or a day without a year."""
_WITH_YEAR = Pattern(
    rf"(?:{_PART}{MONTH}|(?:early |late |mid[ -]?)?(?:{SEASON})|\d|(?:{NTH_WORDS}) (?:day )?of {MONTH})"
    rf"(?s:.*)(?:{SAID_YEAR})|\d\d?[/.-]\d\d?[/.-](?:\d\d)?\d\d"
)
"""One with its year."""
_A_YEAR = Pattern(rf"(?:{YEAR}|last year)")
_LISTED = Pattern(
    r"\s*(?:,|;|&|/|-+>?|–|=+>|→)?\s*(?:and|or|to|through|thru|until|till|then|as well as|plus)?\s*"
    r"(?:(?:again|also|possibly|perhaps|maybe|even|in|on|at|around|about|the|early|mid|late|beginning|end|of)\s+)*"
)
"""Between dates of one list, or of one range."""
_AND_NOT_BEFORE = Pattern(r".*\b(?:or|to|through|thru|until|till)\b.*|\s*(?:-+>?|–|=+>|→)\s*")
"""Between two dates of which the second comes later."""
_FROM = Pattern(r"\b(?:between|from) (?:the |early |mid |late |about |around )*$")
_OF_IT = Pattern(r"\s*(?:,\s*|of\s+|in\s+|\()?(?:of\s+|in\s+)?(?:the\s+)?")
_HEADS_YEAR = Pattern(r"(?:.*[.;:(\n])?\W*(?:(?:back )?(?:in|during|for) )?(?:the year )?$")
"""Before a year that heads what follows."""
_WITHIN_YEAR = Pattern(
    r"(?!.*\b(?:and|but|then|this|now|today|since|until|next|request\w*|ask\w*|plan\w*|due)\b)[^,;.]*"
)
"""Between a year and the first date of a list that it heads."""
_RIGHT_BEHIND = Pattern(r"\s*(?:on|:|,|-|–|\()?\s*(?:the )?")


def _of_one_year(found: list[When], low: str) -> list[When]:
    """Dates, where a year is told once for a list: behind its last date, or before its first.

    "10 February, 6 June and 3 October 2025", "late November or early December of last year", "2025: 3/4, 6/2".
    """
    bare = [not low[w.end - 4 : w.end].isdigit() and _NO_YEAR.fullmatch(low, w.start, w.end) is not None for w in found]
    if not any(bare):
        return found
    whole = list(found)
    for n in range(len(found) - 1, 0, -1):  # from the last date back to the first
        behind, gap = whole[n], low[found[n - 1].end : found[n].start]
        if not bare[n - 1]:
            continue
        if _A_YEAR.fullmatch(low, behind.start, behind.end) and _OF_IT.fullmatch(gap):
            whole[n - 1] = _in_year(found[n - 1], behind.earliest.year)
        elif (whole[n] is not found[n] or _WITH_YEAR.fullmatch(low, behind.start, behind.end)) and _LISTED.fullmatch(
            gap
        ):
            same = _in_year(found[n - 1], behind.earliest.year)
            crosses = same.earliest > behind.latest
            ranged = _AND_NOT_BEFORE.fullmatch(gap) or _FROM.search(low[: found[n - 1].start])
            if not crosses or ranged:
                whole[n - 1] = _in_year(found[n - 1], behind.earliest.year - 1) if crosses else same
    for n, when in enumerate(found[:-1]):
        if not _A_YEAR.fullmatch(low, when.start, when.end) or low[: when.start].endswith("the "):
            continue  # "the last year" is the twelve months up to now
        heads = _HEADS_YEAR.match(low[: when.start]) or low[when.start] == "l"
        gaps = (_WITHIN_YEAR if heads else _RIGHT_BEHIND, *[_LISTED] * (len(found) - n - 2))
        for m, between in enumerate(gaps, n + 1):
            if not bare[m] or whole[m] is not found[m] or not between.fullmatch(low[found[m - 1].end : found[m].start]):
                break
            whole[m] = _in_year(found[m], when.earliest.year)
    return whole


def _in_year(when: When, year: int) -> When:
    """The same days of another year."""
    years = relativedelta(years=year - when.earliest.year)
    return replace(when, earliest=when.earliest + years, latest=when.latest + years)


def _possible(low: str) -> Sequence[Pattern]:
    """The forms that may stand in a folded text; without a digit they are few."""
    return [form for form in (FORMS if has_digit(low) else _wordy()) if form.may(low)]


def _one_order(m: re.Match[str], order: Order) -> Span | None:
    """A slashed date in the order of its text."""
    if m[0].endswith("/10") and "-" in m[0]:
        return None  # a score of "5-6/10"
    month, day = (int(m[1]), int(m[2])) if order == "month first" else (int(m[2]), int(m[1]))
    year = full_year(m[3])
    if not is_day(year, month, day):
        return None
    return dt.date(year, month, day), dt.date(year, month, day)


def _readings(m: re.Match[str]) -> tuple[dt.date, ...]:
    """Both readings of a slashed date, month first; one where the other is none."""
    a, b, year = int(m[1]), int(m[2]), full_year(m[3])
    return tuple(dt.date(year, month, day) for month, day in ((a, b), (b, a)) if is_day(year, month, day))


def _read(read: Reader, match: re.Match[str], anchor: dt.date | None, text: str) -> Span | None:
    try:
        return read(match, anchor, text)
    except (ValueError, OverflowError):
        return None


@cache
def _wordy() -> tuple[Pattern, ...]:
    """Forms of dates without a digit."""
    return tuple(pattern for pattern in FORMS if not pattern.digit)
