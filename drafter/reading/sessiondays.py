"""Days of sessions: written as a pair of numbers, which could be a month and a year, or voided in a later statement."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from drafter.reading.record import Record, Said
from drafter.text import dates
from drafter.text.patterns import Pattern

_VOIDED = Pattern(
    r"^\W*(?:\w+ ){0,2}?(?:was |were |is |has been |had been |got )?(?:later |since |then )?(?:voided|"
    r"cancell?ed|reversed|denied|"
    r"a duplicate|no[- ]?show\w*|not (?:done|given|performed|kept)|billed in error|in error)\b"
)
"""Behind a day: that what stood there did not take place."""


_NOT_THE_DAY = Pattern(
    r"\b(?:note|dated|extract\w*|as of|printout|report|query|queried|run|pulled|download\w*|search\w*|checked|"
    r"reviewed|verified|requested?|scheduled|planned|born|dob|next|on the request of|mri|since|through|thru|"
    r"until|up to|complete to)\b[^,;]{0,20}$|"
    r"\b(?:calls?|called|calling|tc|t/c|(?:tele)?phone[ds]?|telephon\w+|spoke|spoken|talked|fax\w*|e-?mail\w*|"
    r"messag\w+|contact\w*|rang|voicemail|letter|form|intake|signed|submitted)\b[^;]{0,60}$"
)
"""Before a day that is one of a paper, of a talk, of a search or of a bound, and none of a session."""
_ABOUT_IT = Pattern(
    r"\b(?:re|regarding|concerning|about|for) (?:(?:the|her|his|their|this|a|pending|upcoming|requested|repeat|next|"
    r"proposed|planned) )+(?:\w+ ){0,3}$|\bpending (?:\w+ ){0,3}$"
)
"""Before a procedure that is only what is talked about."""


def another(lead: str) -> bool:
    """Whether the words before a day make it the day of something else than a session."""
    return bool(_NOT_THE_DAY.search(lead))


def talked_of(lead: str) -> bool:
    """Whether the words before a procedure make it one that is asked for or talked about."""
    return bool(_ABOUT_IT.search(lead))


def voided(record: Record, said: Said, day: dt.date) -> bool:
    """Whether one of the next statements says of a day that nothing took place: "the 9/9 line was voided"."""
    return day in voided_days(record, said)


def voided_days(record: Record, said: Said) -> set[dt.date]:
    """The days that the next statements name again as voided."""
    found = set()
    for later in record.following(said)[:2]:
        offset = later.statement.clause.start
        for when in later.statement.whens():
            lead = later.low[: when.start - offset].rstrip()
            if lead.endswith(("the", "on", "of", "for", "that")) and _VOIDED.search(later.low[when.end - offset :]):
                found |= {when.earliest, when.latest, *when.readings}
    return found


def month_and_day(record: Record, said: Said, when: dates.When, until: dt.date, asked: bool) -> dt.date | None:
    """The last such day before the service, for a pair of numbers that could be a month and a year as well.

    `asked`: whether the statement asks for the service. It is a day where another date of the document is one that is
    written so, behind "on", or where the year would be long gone.
    """
    match = re.fullmatch(r"(\d\d?)/(\d\d?)", said.document.text[when.start : when.end])
    others = [w for w in said.statement.whens() if w.exact and w is not when]
    ahead = when.exact and when.earliest > until and any(w.earliest < until for w in said.statement.whens())
    if match is None or ((when.exact or when.readings) and not (ahead and not asked)):
        return None
    others += [when] if ahead else []  # among days gone by it is one of the year before
    others += [w for s in record.said if s.document is said.document for w in s.statement.whens() if _pair(s, w)]
    behind_on = said.document.text[max(0, when.start - 3) : when.start].lower() == "on "
    if not (others or behind_on or until.year - 2000 - int(match[2]) > 2):
        return None
    days = [
        dt.date(year, int(match[1]), int(match[2]))
        for year in (until.year - 1, until.year)
        if _is_day(year, int(match[1]), int(match[2]))
    ]
    return max((day for day in days if day < until), default=None)


def _pair(said: Said, when: dates.When) -> bool:
    """Whether a date is a day written as a pair of numbers that can be nothing else."""
    written = said.document.text[when.start : when.end]
    return when.exact and re.fullmatch(r"\d\d?/\d\d?", written) is not None


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
