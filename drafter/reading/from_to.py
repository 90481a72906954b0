"""From to: how long a treatment was kept up, by the first and the last day or by the months that are told."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.domain import Bound
from drafter.reading import spans
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import words
from drafter.text.dates import When
from drafter.text.patterns import Pattern

_RANGE = Pattern(
    r"^\s*(?:-+>|=+>|→|(?:to|until|till|through|thru|-|–)\s+(?:about|around|approximately|roughly|approx\.?|~)|"
    r"-|–|to|through|until|thru|and ending|till|(?:well |right |on |far )?into|up (?:to|until)|right through)"
    r"(?: the)?\s*$|^\s*\|\s*$|^\s{2,}$|"
    r"^\s*[|/,;]?\s*(?:end(?:ed|ing)?|stop(?:ped)?|finish(?:ed)?|last|to|d/?c)\s*(?:date|day|visit)?\s*[:=]?\s*$|"
    r"^\s*[,;(]?\s*(?:and |was )?(?:stopped|ended|discontinued|d/c'?d?|dc'?d|finished|completed|last (?:visit|dose|"
    r"seen|session))"
    r"(?: on)?\s*:?\s*$"
)
_WHOLE_MONTH = 27
"""Days between the first and the last of a whole month, at least."""
_HALF = 15
"""The day of its middle; a range of months is taken to reach at least from middle to middle. A house convention."""


@dataclass(frozen=True)
class Told:
    """One telling of how long a treatment was kept up."""

    passed: bool | None
    words: str
    ended: tuple[dt.date, dt.date] | None = None
    """The first and the last day on which it can have ended, where a date is told."""


HARDLY = Pattern(
    r"\b(?:once|(?:an?|one|single|two|three|[123]|few|couple)(?: of)? (?:\w+ ){0,2}?(?:visits?|sessions?|appointments?|"
    r"doses?|pills?|tablets?|days?|times?))\b(?! (?:an?|per|each|every|weekly|daily)\b)"
)
"""So little of a treatment that it did not fill the time."""


def between_dates(said: Said, bound: Bound) -> Iterator[Told]:
    """Lengths between two dates, "Mar-May 2026" or "from 6/1 to 7/20": both ends tested."""
    text = said.document.text
    for first, last in itertools.pairwise(said.statement.whens()):
        if not _joined(said, first, last):
            continue
        found = spans.readings(first, last)
        if len(found) == 1:
            start, end = found[0]
            if first.exact or start[0] != start[1]:  # else one reading of a slashed date is left
                start = _same_year(first, last, text[first.start : first.end])
            if _whole_month(*start):
                start = start[0], start[0].replace(day=_HALF)
            if _whole_month(*end):
                end = end[0].replace(day=_HALF), end[1]
            found = [(start, end)]
        if found:
            ended = min(end[0] for _, end in found), max(end[1] for _, end in found)
            yield Told(spans.reaches(found, bound), text[first.start : last.end], ended)


_WHOLE = Pattern(
    r"\b(?:all (?:through|of|during|thru)|throughout|(?:through|during|for|over) (?:the (?:whole|entirety) of|all of)|"
    r"the (?:whole|entirety) of|every day (?:of|in|through))(?: the)?(?: months? of)?\s*$|"
    r"\b(?<!january )(?<!february )(?<!march )(?<!april )(?<!may )(?<!june )(?<!july )(?<!august )(?<!september "
    r")(?<!october )"
    r"(?<!november )(?<!december )(?<!\d )(?<![a-z]{3}\. )(?<!jan )(?<!feb )(?<!mar )(?<!apr )(?<!jun )(?<!jul "
    r")(?<!aug )(?<!sep )"
    r"(?<!sept )(?<!oct )(?<!nov )(?<!dec )(?:through|throughout) ?$"
)
"""Before months that are meant from their first day to their last."""


def whole_months(said: Said, bound: Bound) -> list[Told]:
    """The length of whole months named one after another: "all through June, July and August"."""
    text, whens = said.document.text, said.statement.whens()
    first = next((n for n, w in enumerate(whens) if _WHOLE.search(text[max(0, w.start - 40) : w.start].lower())), None)
    if first is None or not _whole_month(whens[first].earliest, whens[first].latest):
        return []
    last = first
    while last + 1 < len(whens) and re.fullmatch(
        r"[\s,]*(?:and|&|to|through|-)?\s*", text[whens[last].end : whens[last + 1].start].lower()
    ):
        last += 1
    start, end = whens[first], whens[last]
    if start.earliest > end.latest or not _whole_month(end.earliest, end.latest):
        return []
    if last == first and text[max(0, whens[first].start - 8) : whens[first].start].lower() == "through ":
        return []  # up to one month, which says nothing of when it began
    days = ((start.earliest, start.earliest), (end.latest, end.latest))
    return [Told(spans.reaches([days], bound), text[start.start : end.end], (end.latest, end.latest))]


_TO_LAST = Pattern(
    r"\b(?:until|till|to|through|thru|up to)\s+(?:(?:the|early|mid|late|about|around|beginning|middle|end|of|"
    r"well|into)\s+)*$"
)
"""Before the last day of a stretch."""
_KEPT_ON = Pattern(
    r"\b(?:took|taken|taking|takes|used|using|stayed|staying|remained|continu\w*|kept|did|done|doing|went|attended|"
    r"attending|worked up|raised|increased|titrated|daily|nightly|faithfully|regularly|every (?:day|night)|was on|"
    r"been on|carried on|followed)\b"
)
"""Words by which a treatment went on between two dates of a sentence."""
_NO_FIRST = Pattern(
    r"\b(?:seen|visit|note|dated|letter|last fill\w*|refill\w*|exam\w*|mri|ct|x-?rays?|born|dob|surgery|"
    r"injur\w*|accident|"
    r"ago|until|till|to|through|thru|stopped|ended|hurt|fell|pain|began to hurt)\W+(?:(?:on|of|in|since|the)\W+)*$"
)
"""Before a date that is none on which a treatment was begun."""
_PUT_ON = Pattern(
    r"\b(?:start\w*|began|begun|initiat\w*|commenced|added|put (?:her|him|them|pt|the patient) on|placed on|went on|"
    r"prescribed|rx'?d|first (?:visit|dose|fill|session)|eval\w*)\b"
)
"""Words by which a treatment was begun, of whose end a later sentence may tell."""
_ON = 4
"""Statements behind it within which it may."""


def until_a_day(record: Record, said: Said, bound: Bound) -> Iterator[Told]:
    """Lengths from the first date of a sentence to one until which it was kept up: "begun 5/1, taken daily to 6/30"."""
    clause, text = said.statement.clause, said.document.text
    same = [said]
    for after in record.following(said, _ON):
        apart = after.statement.clause.within != clause.within
        if after.statement.of(*words.family("treatments")) or (apart and not said.search(_PUT_ON)):
            break
        same.append(after)
    whens = [(s, w) for s in same for w in s.statement.whens()]
    if len(whens) < 2 or whens[0][0] is not said:
        return
    first = whens[0][1]
    if _NO_FIRST.search(text[max(clause.start, first.start - 40) : first.start].lower()):
        return
    for one, last in whens[1:]:
        lead = text[max(first.end, last.start - 40) : last.start].lower()
        between = text[first.end : last.start].lower()
        if (
            first.latest < last.earliest
            and _TO_LAST.search(lead)
            and _KEPT_ON.search(between)
            and not _joined(one, first, last)
        ):
            span = (first.earliest, first.latest), (last.earliest, last.latest)
            told = text[first.start : last.end]
            if one.statement.clause.within != clause.within:
                told = f"from {text[first.start : first.end]} to {text[last.start : last.end]}"
            yield Told(spans.reaches([span], bound), told, span[1])


def _whole_month(earliest: dt.date, latest: dt.date) -> bool:
    return earliest.day == 1 and _WHOLE_MONTH <= (latest - earliest).days < _WHOLE_MONTH + 5


def has_range(said: Said) -> bool:
    """Whether a statement names a first and a last day."""
    return any(_joined(said, a, b) for a, b in itertools.pairwise(said.statement.whens()))


def _joined(said: Said, first: When, last: When) -> bool:
    """Whether two dates are the ends of one stretch: "from … to …", "between … and …"."""
    text = said.document.text
    between = text[first.end : last.start]
    lead = text[max(0, first.start - 12) : first.start].lower()
    if bool(_RANGE.match(between)) or (
        between.split() in (["and"], ["and", "the"]) and lead.rstrip().removesuffix(" the").endswith("between")
    ):
        return True
    return _next_month(first, last) and bool(_AND.match(between)) and _spanned(said, first)


_AND = re.compile(r"\s*(?:and|&|\+)\s*(?:in |of )?$")
_SPAN = Pattern(
    r"(?:(?<!on and off )(?<!off and on )\b(?:across|during|over|in|spanning|for|through|throughout|both)\s+|"
    r"[,(:–-]\s*)"
    r"(?:(?:the months? of|all of|much of)\s+)?(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)\w*\.?,?\s+)*$"
)
"""Before months named one after another, in which a treatment went on: "in March and April"."""
_NOT_SPANNED = Pattern(
    r"\b(?:re)?fill\w*|\bprescri\w+|\bdispens\w+|\bordered|\boffer\w*|\brefus\w*|\bmiss\w*|\bskip\w*|\bwithout|\boff\b|"
    r"\bpaus\w*|\bseen\b|\bflar\w*|\bonce\b|\bdoses?\b|\bpain|\bheadaches?\b|\battacks?\b|\bdays?\b|\bneed\w*"
)
"""Before such months: what is none of the taking."""


def _next_month(first: When, last: When) -> bool:
    """Whether two dates are whole months, one right behind the other."""
    whole = _whole_month(first.earliest, first.latest) and _whole_month(last.earliest, last.latest)
    return whole and (last.earliest.month - first.earliest.month) % 12 == 1


def _spanned(said: Said, first: When) -> bool:
    """Whether the months from this one on are told as those of a treatment."""
    clause = said.statement.clause
    lead = said.low[max(0, first.start - clause.start - 60) : first.start - clause.start]
    span = _SPAN.search(lead)
    return span is not None and not _NOT_SPANNED.search(lead[-35:]) and not said.search(HARDLY)


_YEAR = re.compile(r"\d{4}|[/'’]\d\d$")


def _same_year(first: When, last: When, written: str) -> tuple[dt.date, dt.date]:
    """The first date of a range, moved to the year of its end, or the one before, where it names none itself."""
    earliest, latest, end = first.earliest, first.latest, last.earliest
    if earliest <= end:
        return earliest, latest
    turns = not last.readings and earliest.month > end.month  # from December to January
    year = end.year - (turns and (last.exact or not _YEAR.search(written)))
    return earliest.replace(year=year, day=min(earliest.day, 28)), latest.replace(year=year, day=min(latest.day, 28))
