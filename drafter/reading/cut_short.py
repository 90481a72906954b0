"""Courses of treatment that were cut short: few visits, left before the end, stopped for harm, never so long."""

from __future__ import annotations

from drafter.domain import TrialCriterion
from drafter.reading.tried import Tried
from drafter.text.patterns import Pattern

_NOT_DONE = Pattern(
    r"\b(?:not|never|\w+n't) (?:yet |ever )?(?:completed|done|had|finished|undergone|attended|tried|"
    r"been through|received)\b"
)
HARMED = Pattern(
    r"\b(?:worse\w*|aggravat\w*|flare\w*|increased (?:her |his |the )?pain|intoler\w*|"
    r"not tolerate\w*)\b"
)
LEFT = Pattern(
    r"\b(?:only|just|quit|abandoned|cancell?ed|stopp\w*|dropped|left|walked (?:out|away)|bailed|"
    r"never (?:went|came|returned|finished|completed|"
    r"(?:been|"
    r"seen) (?:back|again))|"
    r"gave (?:it )?up|let (?:it|them|that) (?:drop|go|slide|lapse)|not (?:been )?seen again|"
    r"no[- ]?show(?:s|ed)?|(?:missed|skipped) (?:(?:all|most) (?:of )?)?(?:the|her|his) (?:rest|others?\b|remain\w+)|"
    r"lost to follow\w*|"
    r"(?:did not|didn't|not) (?:go back|return|come back|finish|complete|continue)|discharged|discontinued|"
    r"self-discharged)\b"
)
"""Words by which a course was left before its end."""
_NO_FURTHER = Pattern(
    r"(?:^|[,;–-])\W*(?:and |but )?(?:no more(?: than (?:that|this|those))?|not (?:one )?more|then (?:nothing|"
    r"none|no more|no further(?: \w+)?)|that (?:was|is) "
    r"(?:it|all|the lot)|none (?:after|since)(?: that)?|nothing (?:after|since|further|more)(?: that)?)\W*$"
)
"""Behind a few visits: that they were all."""
_FEW_VISITS = 5
"""Visits below which a course of therapy is taken as hardly begun. A house convention."""


def not_so_long(criterion: TrialCriterion, t: Tried) -> bool:
    """Whether it is denied that a course as long as the one asked for was done: "has not completed 6 weeks of PT"."""
    if criterion.lasting is None or not _NOT_DONE.search(t.said.low):
        return False
    asked = criterion.lasting
    return any(x.unit == asked.unit and x.least <= asked.value for x in t.said.statement.lengths())


_ONCE = Pattern(
    r"\b(?:went|came|showed up|turned up|attended|been)\b[^.;,]{0,20}\b(?:once|twice)(?: in all| only)?\W*$"
)
"""A course of which once or twice is all that is told: "went to PT once"."""


def left(t: Tried) -> bool:
    """Whether a course was left before its end, and not for harm."""
    low = " ".join(s.low for s in (t.said, *t.behind, *t.between))
    if _ONCE.search(t.said.low) and not HARMED.search(low):
        return True
    ended = LEFT.search(low) or no_further(t)
    return bool(ended) and not t.reason and not HARMED.search(low)


def no_further(t: Tried) -> bool:
    """Whether the visits told are said to be all: "two visits, then nothing"."""
    return any(s.search(_NO_FURTHER) for s in (t.said, *t.behind))


def few(t: Tried) -> str | None:
    """How many visits were kept, where they are few: fewer than half of those planned, or a handful in all."""
    if not t.attended:
        return None
    kept, planned = t.attended
    if planned is None:
        return f"{kept} visit{'s' if kept > 1 else ''}" if kept < _FEW_VISITS else None
    return f"{kept} of {planned} visits" if kept * 2 < planned else None


def harmed(t: Tried) -> bool:
    """Whether it did harm, by the reason given or by words beside it."""
    return bool(t.reason or HARMED.search(f"{t.said.low} {t.result_said.low}"))
