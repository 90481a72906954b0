"""Days that are named rather than counted: months, seasons, quarters, holidays, days of the week, parts of a year."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from dateutil.relativedelta import relativedelta

from drafter.text.holidays import HOLIDAYS
from drafter.text.patterns import Pattern
from drafter.text.tokens import ORDINALS

Span = tuple[dt.date, dt.date]

_TUMBLE = Pattern(
    r"\b(?:a|her|his|their|my|and|or|after|due to|from|bad|hard|ground[- ]level|ski|bike|"
    r"(?:date|day|time|hour|history) of(?: the)?) $"
)
_TUMBLED = Pattern(
    r" (?:from|on|onto|at|down|while|in|off|injury|risk|with|when)\b| of (?=\d{1,2}[/. -]|\d{1,2}(?:st|nd|rd|th)? |"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec))"
)
"""A fall that is no season."""
SEASONS = {"spring": (3, 5), "summer": (6, 8), "fall": (9, 11), "autumn": (9, 11), "winter": (12, 14)}
YEAR_PARTS = {
    "early": (1, 4), "beginning": (1, 3), "start": (1, 3), "turn": (1, 1), "middle": (5, 8), "mid": (5, 8),
    "late": (9, 12), "end": (10, 12), "first": (1, 6), "second": (7, 12),
}  # fmt: skip
"""Months of a year that a word for a part of it can mean."""


_ABOUT = Pattern(r"\b(?:around|about|near|approx\w*\.?|roughly|close to|circa|ca\.?)(?: the)? $|~ ?$")
"""Before a day that is not meant to the day."""
_FIRST_NINE = tuple(word for word, n in ORDINALS.items() if n <= 9)
NTH_DAYS = {
    **{word: n for n, word in enumerate(_FIRST_NINE, 1)},
    **{word: n for n, word in enumerate(("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
                                         "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"), 10)},
    **{f"twenty-{word}": n for n, word in enumerate(_FIRST_NINE, 21)}, "thirtieth": 30, "thirty-first": 31,
}  # fmt: skip
"""Days of a month spelt out: "the sixth of June"."""
_ORDINAL_OF = {"one": "first", "two": "second", "three": "third", "four": "fourth", "five": "fifth", "six": "sixth",
               "seven": "seventh", "eight": "eighth", "nine": "ninth"}  # fmt: skip
SPELT_YEAR = rf"twenty[- ]twenty[- ](?:{'|'.join(_ORDINAL_OF)})"
"""A year in words: "twenty twenty-six"."""
NTH_WORDS = "|".join(sorted((word.replace("-", "[ -]") for word in NTH_DAYS), key=len, reverse=True))


@cache
def whole_month(year: int, month: int) -> Span:
    """The first and the last day of a month; the 13th month is January of the next year."""
    first = dt.date(year, month, 1) if month <= 12 else dt.date(year + 1, month - 12, 1)
    return first, first + relativedelta(months=1, days=-1)


def season(m: re.Match[str], anchor: dt.date | None, text: str) -> Span | None:
    """A season of a year, or the last one that has begun; "fall" may be a tumble, which is none."""
    if (
        m["season"] == "fall"
        and not m["year"]
        and (_TUMBLE.search(m.string, max(0, m.start() - 16), m.start()) or _TUMBLED.match(m.string, m.end("season")))
    ):
        return None
    first, last = SEASONS[m["season"]]
    year = stated_year(m, anchor)
    if year is None and anchor is None:
        return None
    if year is None:
        year = anchor.year - (1 if dt.date(anchor.year, first, 1) > anchor else 0)  # type: ignore[union-attr, operator]
        running = anchor is not None and whole_month(year, first)[0] <= anchor <= whole_month(year, last)[1]
        year -= 1 if running and (m["last"] or "").startswith("last") else 0
    if _OR_ANOTHER.search(m.string, max(0, m.start() - 12), m.start()):
        return None
    if other := _OR_LATER.match(m.string, m.end()):
        end = SEASONS[other[1]][1]
        return whole_month(year, first)[0], whole_month(year + (end < last), end)[1]
    return whole_month(year, first)[0], whole_month(year, last)[1]


_OR_LATER = re.compile(r" or (?:in )?(?:the |early |late )?(spring|summer|fall|autumn|winter)\b")
"""A second season beside the first: "summer or fall" is one long stretch."""
_OR_ANOTHER = re.compile(r"(?:spring|summer|fall|autumn|winter) or (?:in )?(?:the )?$")
_NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}


def quarter(m: re.Match[str], anchor: dt.date | None, text: str) -> Span | None:
    """A quarter of a year, or the last one that has begun."""
    first = 3 * int(m["quarter"] or _NTH[m["nth"]]) - 2
    year = stated_year(m, anchor)
    if (year is None and anchor is None) or (m["nth"] == "last" and year is None):
        return None
    if year is None:
        year = anchor.year - (1 if first > anchor.month else 0)  # type: ignore[union-attr]
    return whole_month(year, first)[0], whole_month(year, first + 2)[1]


def last_unit(m: re.Match[str], anchor: dt.date | None, text: str) -> Span | None:
    """The week, month or year before, of, or after the anchor."""
    if anchor is None:
        return None
    which, unit = m["which"], m["unit"]
    if which == "next":
        ahead = {"week": 7, "month": 31, "year": 366}[unit]
        return anchor + dt.timedelta(days=1), anchor + dt.timedelta(days=2 * ahead)
    if unit == "week":
        monday = anchor - dt.timedelta(days=anchor.weekday() + (7 if which == "last" else 0))
        return monday, min(anchor, monday + dt.timedelta(days=6)) if which != "last" else monday + dt.timedelta(days=6)
    if unit == "month":
        first = anchor.replace(day=1) - relativedelta(months=1 if which == "last" else 0)
        return first, min(anchor, first + relativedelta(months=1, days=-1))
    first = dt.date(anchor.year - (1 if which == "last" else 0), 1, 1)
    return first, min(anchor, dt.date(first.year, 12, 31))


def day_word(m: re.Match[str], anchor: dt.date | None, text: str) -> Span | None:
    """Yesterday and today."""
    if anchor is None:
        return None
    day = anchor - dt.timedelta(days={"yesterday": 1}.get(m[0], 0))
    return day, day


def holiday(m: re.Match[str], anchor: dt.date | None, text: str) -> Span | None:
    """The last such holiday, or that of a year; "the day after" moves it, "weekend", "week" and "around" widen it."""
    year = stated_year(m, anchor)
    if anchor is None and year is None:
        return None
    name = next(k for k in HOLIDAYS if re.fullmatch(k, m["holiday"]))
    day = HOLIDAYS[name](year or anchor.year)  # type: ignore[union-attr]
    day = day if year or anchor is None or day <= anchor else HOLIDAYS[name](anchor.year - 1)
    shift = m["shift"] or ""
    around = 7 if "week " in f"{shift}{m['width'] or ''} " else 3 if "weekend" in f"{shift}{m['width'] or ''}" else 0
    if not around and _ABOUT.search(m.string, max(0, m.start() - 16), m.start()):
        return day - dt.timedelta(days=7), day + dt.timedelta(days=7)
    moved = 1 if "after" in shift or "following" in shift else -1 if "before" in shift or m["eve"] else 0
    if around:
        return day + dt.timedelta(days=min(0, moved * around) or (0 if moved else -around)), day + dt.timedelta(
            days=around if moved >= 0 else 0
        )
    return day + dt.timedelta(days=moved), day + dt.timedelta(days=moved)


def stated_year(m: re.Match[str], anchor: dt.date | None) -> int | None:
    """The year stated with a date: in figures, or as "this year" and "last year"."""
    year = m["year"]
    if not year or year[-1].isdigit() or year.startswith("twenty"):
        return full_year(year) if year else None
    if anchor is None:
        return None
    return anchor.year - (1 if "last" in year else 0)


def full_year(written: str) -> int:
    """The year written in four figures, in two, in two behind an apostrophe, or in words."""
    if written.startswith("twenty"):
        return 2020 + _FIRST_NINE.index(_ORDINAL_OF[re.split(r"[- ]", written)[-1]]) + 1
    figures = written.lstrip("'’")
    return int(figures) + (2000 if int(figures) < _BORN else 1900) if len(figures) == 2 else int(figures)


_BORN = 40
"""Two figures from which on a year is one of the last century, in which a patient was born."""


def edge_of_year(m: re.Match[str], anchor: dt.date | None, text: str) -> Span | None:
    """A part of a year: its beginning, middle or end, or one of its halves."""
    year = stated_year(m, anchor)
    if year is None:
        return None
    first, last = YEAR_PARTS[m["edge"].split()[0]]
    return dt.date(year, first, 1), whole_month(year, last)[1]


_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = "|".join(_DAYS)


def nth_weekday(year: int, month: int, nth: str, day: str) -> dt.date:
    """Such a day of the week of a month: "the last Saturday of August"."""
    first, last = whole_month(year, month)
    days = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    named = [d for d in days if d.weekday() == _DAYS.index(day)]
    return named[-1] if nth == "last" else named[_FIRST_NINE.index(nth)]


def weekday(m: re.Match[str], anchor: dt.date | None, text: str) -> Span | None:
    """A day of the week that is past: within the last two weeks."""
    return None if anchor is None else (anchor - dt.timedelta(days=14), anchor)


def pandemic(m: re.Match[str], anchor: dt.date | None, text: str) -> Span:
    """The years of the pandemic, by which people date things."""
    return dt.date(2020, 3, 1), dt.date(2022, 6, 30)
