"""Changed: whether a score, a count of days or a share that is told makes a result one that helped or failed."""

from __future__ import annotations

from typing import Literal

from drafter.reading.said import Said
from drafter.text import numbers
from drafter.text.patterns import Pattern

Result = Literal["failed", "helped", "not_failed", "not_tolerated", "contraindicated", "none"]
_LITTLE, _MUCH = 10.0, 30.0
"""Percent of change of a score below which it shows no effect, and from which on it shows one; between is open."""


def helped(said: Said) -> Result:
    """Help below the mark is none that counts as success; how much counts as failure is not ours to say."""
    found = numbers.percents(said.statement.clause.line)
    if found and found[0].most < _LITTLE:
        return "failed"
    return "none" if found and found[0].least < _MUCH else "helped"


_DAYS_BEHIND = Pattern(
    r"(?<![\d/.])(?P<a>[1-9]|[12]\d|3[01])\s*(?P<way>->|-->|=>|\u2192|to)\s*(?P<b>\d{1,2}) "
    r"(?:headache|migraine|ha|attack|bad|pain) ?days?\b"
)
"""The same with the numbers ahead: "18 -> 5 HA days/mo"."""
_AIMED_AT = Pattern(r"\b(?:goal|target|aim\w*|hop\w+|expect\w*|wants?)\b[^.;,]{0,15}$")
_DAYS = Pattern(
    r"\b(?:headache|migraine|ha|attack|bad|pain) ?days?(?: (?:a|per|each) (?:month|mo)|/ ?mo(?:nth)?|\s?\(?monthly\)?)?"
    r"\W{0,3}(?:(?:from|went|fell|was|were|down) )*(?P<a>[1-9]|[12]\d|3[01])\s*"
    r"(?P<way>->|-->|=>|\u2192|to|then|before,?(?: and)?|and then)\s*(?:still )?(?P<b>\d{1,2})\b(?! ?(?:%|/(?!mo)|mg|"
    r"weeks?|wks?|of ))"
)
"""Days of headache before and after: "headache days 16 to 15"; a rising "to" may be a range."""


def _fall(said: Said) -> float | None:
    """How much lower, in percent, the later of two scores or counts of headache days is than the earlier; or none."""
    found = [c for c in said.statement.changes if c.scale or c.before != c.after]
    if found and found[0].scale:
        return found[0].fall
    days = said.search(_DAYS) or said.search(_DAYS_BEHIND)
    if (
        days is None
        or _AIMED_AT.search(said.low[: days.start()])
        or (days["way"] == "to" and int(days["b"]) > int(days["a"]))
    ):
        return None
    return 100 * (int(days["a"]) - int(days["b"])) / int(days["a"])


def change(said: Said) -> Result:
    """What the fall of a score or of a count of days in a statement shows, or nothing."""
    fall = _fall(said)
    return "none" if fall is None else "failed" if fall < _LITTLE else "helped" if fall >= _MUCH else "none"
