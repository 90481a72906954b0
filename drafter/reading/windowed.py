"""The stretch of time that words name, held against the window of a limit."""

from __future__ import annotations

import datetime as dt
import re

from dateutil.relativedelta import relativedelta

from drafter.reading import numbered
from drafter.reading.said import Said
from drafter.text.patterns import Pattern

WINDOW = Pattern(
    r"\b(?:(?:last|past|previous|prior|preceding|trailing|rolling)\s+(?:(?P<n>\d{1,3}|one|two|three|four|five|"
    r"six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty-four|"
    r"a)\s+)?|"
    r"(?:in|over|within|during|back|for|of)\s+(?:the\s+|a\s+)?(?:>\s*|over\s+|more than\s+|at least\s+|"
    r"well over\s+)?(?P<m>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|"
    r"twenty-four|(?<=over )a|(?<=than )a)[\s-]+)"
    r"(?P<unit>months?|mos?|years?|yrs?|weeks?|days?)\b"
)
YEAR = Pattern(
    r"\bthis (?:calendar )?(?:year|yr)\b|\b(?:of|in) the yr\b|\ball year\b|\b(?:of|for|in) (?:the|this|her|his) "
    r"year\b|\bytd\b|\byear to date\b|"
    r"\bcalendar year\b|\bin (?P<year>20\d\d)\b|"
    r"\bin a year\b|\bwithin the (?:same |current )?year\b|"
    r"\bper year\b|\bfor the year\b(?! (?:to|ending|ended|before|after|of|from|20))"
)
_ALL_OF_IT = Pattern(
    r"\b(?:inside|within|in|during) (?:the|this|that) (?:(?:rolling|whole|entire|12-?month|twelve-month|look-?back|"
    r"policy|"
    r"limit'?s?) )*(?:window|look-?back(?: period)?|rolling (?:period|year)|12-?month period)\b"
)
"""The window of the limit, by that name."""
_LAST_YEAR = Pattern(r"(?<!the )\blast year\b|\bthis year or last\b|\bthis (?:year )?and last year\b")
SINCE = Pattern(
    r"\b(?:since|from|starting|beginning)\s*(?:(?:the|her|his|that) (?:one|last|last one|session|set) (?:of|on|in) )?"
    r"(?:the |about |around |last |this past )?$"
)
_TO_DATE = Pattern(r"^\W*(?:to date|to present|to now|to today|until now|through today|onwards?|forward)\b")
_DASH = Pattern(r"\s?(?:-|–|to|through|thru)\s?")
_BETWEEN = Pattern(r"\b(?:between|during|throughout|from(?=[^.;]{0,30}$))\s*(?:the )?$")


def edge(months: int | None, day: dt.date) -> dt.date:
    """The day after which a window of so many months before `day` begins; none for no window."""
    return day - relativedelta(months=months) if months else dt.date.min


def told(said: Said, sentence: str, months: int, day: dt.date) -> tuple[bool, bool] | None:
    """Whether the stretch that the words name lies in the window of so many months, and whether it holds all of it.

    None where they name no stretch of time.
    """
    first, offset = edge(months, day), said.statement.clause.start
    if _LAST_YEAR.search(sentence):  # the calendar year before, alone or with this one
        return False, YEAR.search(sentence) is not None
    if _ALL_OF_IT.search(sentence):
        return True, True
    if match := WINDOW.search(sentence):
        long = _months(match)
        return long <= months, long >= months
    if match := YEAR.search(sentence):
        year = int(match["year"]) if match["year"] else (said.written or day).year
        inside = dt.date(year, 1, 1) > first
        return inside, inside and dt.date(year, 1, 1) <= first + dt.timedelta(days=62)
    whens = said.statement.whens()
    begun = [
        w for w in whens if SINCE.search(said.low[: w.start - offset]) or _TO_DATE.match(said.low[w.end - offset :])
    ]
    ends = [w for w in whens if _BETWEEN.search(said.low[: w.start - offset])]
    if len(whens) == 2 and _DASH.fullmatch(said.low[whens[0].end - offset : whens[1].start - offset]):
        return all(w.earliest > first and w.latest < day for w in whens), False
    if begun and not ends:
        return begun[0].earliest >= first, begun[0].earliest <= first
    if ends:
        return all(w.earliest > first and w.latest < day for w in whens), False
    return None


def opens(said: Said, sentence: str, day: dt.date) -> dt.date | None:
    """The first day of the stretch that the words name, where they name one by a length, a year or a beginning."""
    if _LAST_YEAR.search(sentence):
        return None
    if match := WINDOW.search(sentence):
        return (said.written or day) - dt.timedelta(days=int(_months(match) * 30.5) + 1)
    if match := YEAR.search(sentence):
        return dt.date(int(match["year"]) if match["year"] else (said.written or day).year, 1, 1)
    begun = [w for w in said.statement.whens() if SINCE.search(said.ahead(w.start))]
    return begun[0].earliest if begun else None


def searched(sentence: str, months: int) -> bool:
    """Whether claims were searched as far back as the window; all of them where no stretch is named."""
    match = WINDOW.search(sentence)
    return match is None or _months(match) >= months


def covers(match: re.Match[str], months: int) -> bool:
    """Whether a stretch of time found holds all of a window of so many months."""
    return _months(match) >= months


def within(match: re.Match[str], months: int) -> bool:
    """Whether it lies in the window."""
    return _months(match) <= months


_LONG = {"a": 1, "eighteen": 18, "twenty-four": 24}
"""Words for lengths that are no numbers of sessions."""


def _months(match: re.Match[str]) -> float:
    """Months of a stretch of time found."""
    written = match["n"] or match["m"] or "1"
    each = {"m": 1.0, "y": 12.0, "w": 7 / _MONTH, "d": 1 / _MONTH}[match["unit"][0]]
    return round((_LONG.get(written) or numbered.number(written)) * each, 1)


_MONTH = 30.42
"""Days, so that 52 weeks and 365 days are twelve months."""
