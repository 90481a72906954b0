"""Logged: since when a diary shows headaches, by its months, by the day from which it is kept, or by its length."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from drafter.reading import diary, head_days
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import dates
from drafter.text.patterns import Pattern
from drafter.text.tokens import COUNTS

_KEPT = r"\b(?:diary|diaries|log|calendar|journal|tracker|app|count)\b"
_COVERS = re.compile(
    rf"{_KEPT}[^.;:]{{0,40}}?\b(?P<first>{diary.MONTH})\s*(?:through|thru|to|until|till|-|–)\s*(?P<last>{diary.MONTH})"
)
_KEPT_SINCE = re.compile(
    rf"{_KEPT}[^.;:]{{0,30}}?\b(?:since|from|beginning|kept since)\s+(?P<first>(?:early |late |mid-?)?{diary.MONTH})"
)
_OVER = re.compile(
    r"\b(?:last|past|previous|preceding|latest)\s+(?:(?P<n>\d{1,2}|"
    + "|".join(word for word in COUNTS if len(word) > 2)
    + r")\s+|(?=year))(?P<unit>months?|mos?|years?|yrs?|weeks?|wks?)\b"
)
_COUNTED = re.compile(r"\b(?:headache|migraine|migrainous|ha)s?\b")
_ENOUGH = 3
"""Months of a diary by which it tells since when the head has ached."""
_GAP = 62
"""Days between the beginnings of two months that follow one another, or all but."""


def since(record: Record, said: Said) -> dt.date | None:
    """The first day that a diary of several months covers, where the statement holds counts of it."""
    entries = [e for e in _entries(record) if e.said.document is said.document]
    mine = [e for e in entries if e.said is said]
    if mine and (first := _by_months(record, entries)) and any(e.month for e in mine):
        return first
    if months := _months_field(record, said):
        return (said.written or record.clock) - relativedelta(months=months)
    counted = _COUNTED.search(said.sentence) is not None
    if counted and (covers := _COVERS.search(said.low)):
        return _by_names(record, said, [covers["first"], covers["last"]])
    if not mine:
        return None
    anchor = said.written or record.clock
    if kept := _KEPT_SINCE.search(said.sentence):
        when = next(iter(dates.find(kept["first"].title(), anchor)), None)
        return when.latest if when and when.latest < anchor else None
    over = _OVER.search(said.sentence)
    if over is None or any(e.month for e in mine):
        return None
    n = COUNTS.get(over["n"] or "a") or int(over["n"])
    unit = over["unit"][0]
    return anchor - (relativedelta(weeks=n) if unit == "w" else relativedelta(months=12 * n if unit == "y" else n))


def _months_field(record: Record, said: Said) -> int | None:
    """The number in a field or an answer that asks for how many months the head has ached."""
    asked = " ".join(s.low for s in record.preceding(said)[:1] if s.statement.clause.question)
    m = _MONTHS_FIELD.search(f"{asked} {said.low}" if asked else said.low)
    return int(m["n"]) if m and record.having(_HEADACHE) else None


_MONTHS_FIELD = re.compile(
    r"\b(?:how many months|number of months|months (?:present|with (?:chronic migraine|headaches?|migraines?|this)|"
    r"of (?:chronic migraine|headaches?)))\b(?:(?!\b(?:botox|treatment|therapy|taken|tried|used|on|drug|medic\w+)\b)"
    r"[^.;\d]){0,40}?[?:=]\s*(?:a\s*[:.]\s*)?(?P<n>\d{1,3})\b"
)
_HEADACHE = Pattern(r"\b(?:headaches?|migraines?)\b")


def counted_at(record: Record, said: Said, place: int) -> bool:
    """Whether a length at a place of a document is a count of days of headache."""
    first = _NUMBER.search(said.document.text, place)
    near = (e for e in head_days.find(record) if e.said.document is said.document)
    between = said.document.text[place : first.start()] if first else ""
    if first is None or _APART.search(between):
        return False  # "for over a year 23 days a month", "since March. 18 headache days"
    return any(e.place == first.start() for e in near)


_APART = re.compile(rf"year|month|week|[.,;\n]|\b{diary.MONTH}", re.IGNORECASE)
"""Between the place of an onset and a number, what makes the number one of something else."""


_NUMBER = re.compile(r"\d+|\b(?:" + "|".join(word for word in COUNTS if len(word) > 2) + r")\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def _entries(record: Record) -> tuple[diary.Entry, ...]:
    return tuple(e for e in (*diary.find(record), *head_days.find(record)) if e.value)


def _by_months(record: Record, entries: list[diary.Entry]) -> dt.date | None:
    """The first of several months, one after the other, of which each has its count."""
    anchor = entries[0].said.written or record.clock
    found = {d.earliest for e in entries if e.month and (d := next(iter(dates.find(e.month.title(), anchor)), None))}
    days = sorted(day for day in found if day <= anchor)
    while len(days) > 1 and (days[1] - days[0]).days > _GAP:
        days = days[1:]
    return _long_enough(days)


def _by_names(record: Record, said: Said, months: list[str]) -> dt.date | None:
    anchor = said.written or record.clock
    days = [w.earliest for m in months if (w := next(iter(dates.find(m.title(), anchor)), None))]
    return _long_enough(days) if len(days) == len(months) and days == sorted(days) else None


def _long_enough(days: list[dt.date]) -> dt.date | None:
    if not days or (days[-1].year - days[0].year) * 12 + days[-1].month - days[0].month < _ENOUGH - 1:
        return None
    return days[0]
