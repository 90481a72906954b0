"""Whether a finding is that of an examination before the present one."""

from __future__ import annotations

from drafter.reading.record import Record, Said
from drafter.text.patterns import Pattern

_NOT_FELT = Pattern(r"\bnot (?:palpated|re-?palpated|re-?examined|looked at)\b")
_OLD_EXAM = Pattern(r"\b(?:exam\w*|palpation|findings?|note|visit)\b(?: \w+)? (?:from|of|in|dated|on)\W*$")
_OLD_VISIT = Pattern(r"\s*(?:visit|exam\w*|note|evaluation|eval|appointment|consult\w*|assessment|records?)\b")
_BEFORE_NOW = Pattern(
    r"\b(?:last|previous|prior|earlier) (?:year|month|spring|summer|fall|autumn|winter|visit|time|exam\w*|note|"
    r"session)\b|\b(?:\d+|a|one|two|three|four|five|six|several|few) (?:weeks|months|years|month|year) ago\b|"
    r"\bused to have\b|\b(?:exam\w*|findings?) (?:is |are )?unchanged (?:since|from) (?:19|20)\d\d|"
    r"\bnot (?:re-?checked|re-?examined|repeated|re-?assessed) (?:today|now|at this visit)\b"
)
"""An examination before the present one."""
_STILL = Pattern(
    r"\b(?:today|now|again|still|persist\w*|unchanged|same|as (?:at|on|in)|since|remain\w*|continu\w*|"
    r"compared|currently)\b"
)


def before_now(said: Said, at: int) -> bool:
    """Whether words before a place in the clause speak of an earlier examination: "when I marked two last month"."""
    return _BEFORE_NOW.search(said.low[:at]) is not None


def earlier(record: Record, said: Said, not_looked: bool) -> bool:
    """Whether the clause tells of an examination before this one and not that it is so now.

    `not_looked`: whether it says that none was made.
    """
    edge = record.stale_before
    for when in said.statement.whens():
        lead = said.document.text[max(0, when.start - 30) : when.start].lower()
        behind = said.document.text[when.end : when.end + 20].lower()
        if when.latest < edge and (
            _OLD_EXAM.search(lead) or _OLD_VISIT.match(behind) or not_looked or said.search(_NOT_FELT)
        ):
            return True
    match = said.search(_BEFORE_NOW)
    return match is not None and ("unchanged" in match[0] or not said.search(_STILL))
