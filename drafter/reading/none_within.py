"""None within: whether a statement says that no session lies in the window, or that the last was before it."""

from __future__ import annotations

import datetime as dt
import re

from drafter.reading import spoken_of, windowed
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.tallied import SOME_ONLY
from drafter.text.patterns import Pattern

SILENT = Pattern(r"\b(?:no|not) [^.;]{0,40}\b(?:documented|on file|on record|in our file|recorded)\b")
"""That papers hold none, which denies nothing."""
_LAST = Pattern(
    r"\b(?:last|latest|most recent)\b(?! (?:year|month|week|spring|summer|fall|autumn|winter))[^.;,]{0,50},? ?$"
)
_NONE_AFTER = Pattern(
    r"^\W*(?:$|(?:at all|given|done|performed|received|billed|paid|(?:has|have|had) been|in|within|over|during|"
    r"since|for|this|last|so far|to date|was|"
    r"were|of any kind)\b)"
)
_NONE_BARE = Pattern(r"^\W*(?:but |and |has had |had )?(?:no|never|zero|0|never any)\b(?: any| such)?\W*$")
_OTHERS = Pattern(r"\b(?:other|others|further|more|additional|repeat|new|another|today|now|planned)\b")


def denied(record: Record, said: Said, months: int | None, day: dt.date) -> bool | None:
    """Whether it denies any session in all of the window ("no TPI in the last two years"); none where it does not."""
    if months is None or said.search(_OTHERS) or said.search(SILENT):
        return None
    offset, low = said.statement.clause.start, said.low
    for mention in said.statement.of(*([record.procedure] if record.procedure else [])):
        stands = mention.stands
        if not stands.negated or stands.time in ("planned", "conditional") or stands.refused:
            continue
        if not _NONE_AFTER.match(low[mention.end - offset :]):
            continue
        beside = [s for s in record.preceding(said) if s.statement.clause.sentence == said.statement.clause.sentence]
        bare = _NONE_BARE.match(low[: mention.start - offset]) and not low[mention.end - offset :].strip(" .,;")
        for told in (said, *(beside[:1] if bare else ())):
            window = windowed.told(told, told.low, months, day)
            if window is not None:
                return window[1]
    return None


def last_before(record: Record, said: Said, months: int | None, day: dt.date) -> bool:
    """Whether the last session is dated before the window: "last one in 2024"."""
    whens, offset = said.statement.whens(), said.statement.clause.start
    if months is None or not spoken_of.speaks_of(record, said) or said.names_care:
        return False
    if said.search(_SINCE_LAST) and not whens:
        edge = windowed.edge(months, said.written or day)
        return any(x.back(said.written or day)[1] <= edge for x in said.statement.lengths())
    if len(whens) != 1:
        return False
    lead = said.low[: whens[0].start - offset]
    only = re.match(r"\W*only\b", said.low[whens[0].end - offset :])
    none = _NONE_SINCE.search(said.low[whens[0].end - offset :])
    last = bool(_LAST.search(lead) or only or none) and not said.search(SOME_ONLY)
    return whens[0].latest <= windowed.edge(months, day) and last


_NONE_SINCE = Pattern(r"^\W*(?:and |with |but )?(?:none|nothing|no others?|no more|no further) since\b")
"""Behind the day of a session: that it is the last one."""
_SINCE_LAST = Pattern(r"\bsince (?:her|his|their|the) (?:last|latest|most recent)\b")
"""Behind a length: the time since the last session."""
