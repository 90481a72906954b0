"""How often and for how long a service is asked for: the words of a request to interval and sessions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from drafter.domain import Schedule
from drafter.text.patterns import Pattern
from drafter.text.tokens import COUNTS

_PLAIN = COUNTS | {"other": 2}
_NUMBERS = _PLAIN | {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_N = rf"(\d{{1,3}}|{'|'.join(_PLAIN)})"
_NTH = rf"(\d{{1,3}}|{'|'.join(_NUMBERS)})"
_UNIT = r"(days?|d|weeks?|wks?|w|months?|mos?|m|years?|yrs?|y)"
_EVERY = rf"(?:every|each|once (?:a|per|every|each)|q\.?)\s*-?\s*(?:{_NTH}\s*-?\s*)?{_UNIT}\b"
_EACH = rf"(?:every|each|once (?:a|per|every|each)|q\.?|an?\b|per|/)\s*-?\s*(?:{_N}\s*-?\s*)?{_UNIT}\b"
_ADVERB = r"(weekly|wkly|biweekly|fortnightly|monthly|mthly|quarterly|qtrly|daily)"
_SPAN = r"(?:for|x|×|over|during)\s*(?:a total of\s*)?(?:the next\s*)?"
_TOTAL = rf"(?:,?\s*{_SPAN}{_N}\s*-?\s*{_UNIT}\b)"
_SESSIONS = r"(?:times|sessions?|sets?|treatments?|injections?|visits?|doses?|blocks?)"
_TIMES = rf"(?:,?\s*(?:for|x|×)?\s*{_N}\s*{_SESSIONS}\b|,?\s*[x×]\s*(\d{{1,2}})\b)"
_APART = rf"(?:at intervals of|spaced)?\s*{_N}\s*-?\s*{_UNIT}\s+apart\b"
_CYCLE = (
    rf"(?:at|in|on|over)\s+(?:an?\s+)?(?:intervals of\s+{_N}\s*-?\s*{_UNIT}\b|{_N}\s*-?\s*{_UNIT}(?:ly)?\s+"
    rf"(?:intervals?|cycles?|rhythm|schedule|rota(?:tion)?)\b)"
)
_SERIES = rf"(?:series of\s+{_N}(?:\s+sets)?|{_N}\s+(?:sessions?|treatments?|visits?|sets?))"

_REPEATED = Pattern(rf"(?<![\w.])(?:{_EVERY}|{_ADVERB})(?:{_TOTAL}|{_TIMES})?", re.IGNORECASE)
_SERIES_OF = Pattern(
    rf"(?<![\w./])(?<!\d-){_SERIES}(?:,?\s*(?:{_EACH}|{_ADVERB}|{_APART}))?(?:{_TOTAL})?", re.IGNORECASE
)  # fmt: skip
_MARKED = Pattern(
    rf"(?<![\w.])[x×]\s*{_N}\b(?:\s*{_SESSIONS}\b)?,?\s*(?:{_EVERY}|{_ADVERB}|{_APART})(?:{_TOTAL})?", re.IGNORECASE
)
_A_WEEK = Pattern(
    rf"(?<![\w./-])(?:{_N}|once|twice|thrice)\s*(?:[x×]|{_SESSIONS})?\s*(?:a|per|each|every|/)?\s*(?<!\d )"
    rf"(?:week|wk|weekly)\b"
    rf"(?:{_TOTAL}|{_TIMES})?",
    re.IGNORECASE,
)
_SPACED = Pattern(rf"(?<![\w.])(?:{_CYCLE}|{_APART}|{_N}-(week|month)ly\b)", re.IGNORECASE)
_ONCE = Pattern(
    r"(?<![\w.])(?:once only|one[- ]time only|a single session|single session|one session)(?!\w)", re.IGNORECASE
)
_AS_NEEDED = Pattern(r"(?<![\w.])(?:as needed|prn|p\.r\.n\.)(?!\w)", re.IGNORECASE)

_ADVERBS = {
    "daily": (1, "d"), "weekly": (1, "w"), "biweekly": (2, "w"), "fortnightly": (2, "w"), "monthly": (1, "m"),
    "quarterly": (3, "m"), "wkly": (1, "w"), "mthly": (1, "m"), "qtrly": (3, "m"),
}  # fmt: skip
_NOT_SAID = "The number of sessions is not stated."


@dataclass(frozen=True)
class Scheduled:
    """A schedule and where its words stand in the text it was found in."""

    schedule: Schedule
    start: int
    end: int


def parse(written: str) -> Schedule:
    """What the words of a schedule come to; words that hold none give neither interval nor sessions."""
    found = next(find(written), None)
    if found is None:
        return Schedule(written=written, ambiguity="The words give no interval and no number of sessions.")
    return found.schedule.model_copy(update={"written": written})


def find(text: str) -> Iterator[Scheduled]:
    """Every schedule written in the text, in order, never overlapping."""
    end = 0
    patterns = (
        (_SERIES_OF, _of_series),
        (_MARKED, _of_marked),
        (_REPEATED, _of_repeated),
        (_A_WEEK, _of_weekly),
        (_SPACED, _of_spaced),
        (_ONCE, _of_once),
        (_AS_NEEDED, _of_need),
    )
    hits = [(m.start(), -m.end(), m, build) for pattern, build in patterns for m in pattern.finditer(text)]
    for start, _, match, build in sorted(hits, key=lambda hit: hit[:2]):
        if start >= end and (schedule := build(match)) is not None:
            yield Scheduled(schedule, match.start(), match.end())
            end = match.end()


def _of_spaced(match: re.Match[str]) -> Schedule | None:
    """ "At six-week intervals", "six weeks apart", "six-weekly"."""
    number, unit, *_ = [g for g in match.groups() if g]
    every = _interval(number, unit, None)
    return Schedule(written=match[0], interval_days=_days(*every), ambiguity=_NOT_SAID) if every else None


def _of_once(match: re.Match[str]) -> Schedule:
    return Schedule(written=match[0], sessions=1)


def _of_need(match: re.Match[str]) -> Schedule:
    return Schedule(written=match[0], ambiguity="“As needed” gives no interval and no number of sessions.")


def _of_repeated(match: re.Match[str]) -> Schedule | None:
    number, unit, adverb, total, total_unit, times, marked = match.groups()
    every = _interval(number, unit, adverb)
    if every is None:
        return None
    interval = _days(*every)
    if times or marked:
        return Schedule(written=match[0], interval_days=interval, sessions=_number(times or marked))
    if not total:
        return Schedule(written=match[0], interval_days=interval, ambiguity=_NOT_SAID)
    count, arguable = _fitting(every, (_number(total) or 1, _letter(total_unit)))
    if not arguable:
        return Schedule(written=match[0], interval_days=interval, sessions=count)
    counted = "1 session" if count == 1 else f"{count} sessions, the first at the start"
    also = f"Read as {counted}; a further one at the very end would make {count + 1}."
    return Schedule(written=match[0], interval_days=interval, sessions=count, ambiguity=also)


def _of_weekly(match: re.Match[str]) -> Schedule | None:
    """ "3 times a week for 12 weeks": so many in each week, the shortest interval between them kept."""
    often, total, unit, times, marked = match.groups()
    low = match[0].lower()
    count = _number(often) if often else 3 if low.startswith("thrice") else 2 if low.startswith("twice") else 1
    if count is None or count > 7:
        return None
    sessions = _number(times or marked)
    if sessions is None and total and _letter(unit) == "w":
        sessions = count * (_number(total) or 1)
    ambiguity = None if sessions else _NOT_SAID
    return Schedule(written=match[0], interval_days=7 // count, sessions=sessions, ambiguity=ambiguity)


_OR = re.compile(rf"(?<![\w.]){_N} ?or $", re.IGNORECASE)
"""Before a number that is one of two: "one or two visits"."""


def _of_series(match: re.Match[str]) -> Schedule | None:
    series, counted, number, unit, adverb, apart, apart_unit, total, total_unit = match.groups()
    sessions = _number(series or counted)
    if sessions is None:
        return None
    every = _interval(number, unit, adverb) or _interval(apart, apart_unit, None)
    if counted and _OR.search(match.string, max(0, match.start() - 12), match.start()):
        days = _days(*every) if every else None
        return Schedule(written=match[0], interval_days=days, ambiguity="The number of sessions is one of several.")
    if every and total:  # "2 visits weekly for 6 weeks": so many in each interval
        sessions *= _fitting(every, (_number(total) or 1, _letter(total_unit)))[0]
    return Schedule(written=match[0], interval_days=_days(*every) if every else None, sessions=sessions)


def _of_marked(match: re.Match[str]) -> Schedule | None:
    """ "x 4, one week apart": so many, that far from each other."""
    sessions, number, unit, adverb, apart, apart_unit, *_ = match.groups()
    every = _interval(number, unit, adverb) or _interval(apart, apart_unit, None)
    if every is None or _number(sessions) is None:
        return None
    return Schedule(written=match[0], interval_days=_days(*every), sessions=_number(sessions))


def _interval(number: str | None, unit: str | None, adverb: str | None) -> tuple[int, str] | None:
    if adverb:
        return _ADVERBS[adverb.lower()]
    if not unit:
        return None
    count = _number(number) if number else 1
    return (count, _letter(unit)) if count else None


def _number(word: str | None) -> int | None:
    """A positive whole number written in digits or as a word up to twelve."""
    if word is None:
        return None
    return int(word) or None if word.isdecimal() else _NUMBERS[word.lower()]


def _letter(unit: str) -> str:
    return unit[0].lower()


def _days(count: int, unit: str) -> int:
    """Days of an interval; calendar months give the fewest days that so many months can have."""
    if unit in "dw":
        return count * (7 if unit == "w" else 1)
    months = count * (12 if unit == "y" else 1)
    starts = [dt.date(2025, month, 1) for month in range(1, 13)]
    return min((start + relativedelta(months=months) - start).days for start in starts)


def _fitting(every: tuple[int, str], total: tuple[int, str]) -> tuple[int, bool]:
    """Sessions from the start of a period up to, not including, its end; and whether one more is arguable."""
    if every[1] in "my" and total[1] in "my":
        step, span = (count * (12 if unit == "y" else 1) for count, unit in (every, total))
    elif every[1] in "dw" and total[1] in "dw":
        step, span = _days(*every), _days(*total)
    else:  # weeks in calendar months: "every 4 weeks for 3 months" is said of 3 sessions, and could be 4
        step, span = _average_days(*every), _average_days(*total)
        whole, rest = divmod(span, step)
        return (max(1, whole), True) if rest * 4 <= step else (whole + 1, False)
    return max(1, -(-span // step)), span % step == 0


def _average_days(count: int, unit: str) -> int:
    return round(count * {"d": 1, "w": 7, "m": 365 / 12, "y": 365}[unit])
