"""Head counts: a number of days or hours of headache, with the bounds that its words set."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafter.reading.said import Said
from drafter.text.patterns import Pattern
from drafter.text.tokens import COUNTS

_SPELT = "|".join(word for word in COUNTS if len(word) > 2)
_HOW = (
    r"(?:(?P<least>at least|no month (?:was |is )?(?:below|under|with (?:fewer|less) than)|"
    r"(?:no|never|not) (?:fewer|less) than|(?:a )?minimum (?:of )?|>=|≥)|(?P<more>more than|"
    r"over|longer than|>|exceeding)|"
    r"(?P<less>fewer than|less than|shorter than|under|<|below)|(?P<most>up to|at most|no (?:more|longer) than|<=|≤)|"
    r"about|around|approximately|an average of|roughly|~)?\s*"
)
N = (
    rf"{_HOW}(?<![\d/.,-])(?P<a>\d{{1,2}}(?:\.\d)?|(?:{_SPELT})\b)"
    rf"(?:\s*(?:-|–|to|or)\s*(?P<b>\d{{1,2}}|(?:{_SPELT})\b))?"
    r"(?P<plus>\+| or more)?"
)
"""A number or a range with the words before it that bound it, as groups of an expression."""
FEATURES = (
    r"(?:migrain\w+|throb\w+|pulsat\w+|pounding|nause\w+|vomit\w+|emesis|photophobi\w+|phonophobi\w+|aura|unilateral|"
    r"one[- ]sided|light[- ](?:and sound )?sensitiv\w+|sensitiv\w+ to (?:light|sound|noise))"
)
"""What makes a headache one of migraine, as the inside of an expression."""
_FORMER = Pattern(
    r"\b(?:previously|formerly|used to|in the past|last year|years ago|initially|originally|before|prior to|until)\b"
    r"[^.;,]{0,40}$"
)


@dataclass(frozen=True)
class Count:
    """Days in a month, or hours of one headache."""

    least: float
    most: float
    written: str
    said: Said
    former: bool
    """Whether it is told of an earlier time."""
    answers: bool = False
    """Whether it answers a question, so that the words of the question ask and tell at once."""


def counted(m: re.Match[str], said: Said, most: float, step: float, share: float = 1) -> Count:
    """A match of `N` as a count: `most` where it has no upper end, `step` the least difference that "more" makes."""
    least = number(m["a"]) * share
    upper = number(m["b"]) * share if m["b"] else least
    if m["least"] or m["plus"]:
        upper = most
    elif m["more"]:
        least, upper = least + step, most
    elif m["less"]:
        least, upper = 0, least - step
    elif m["most"]:
        least = 0
    return Count(least, upper, m[0].strip(), said, former(said.low[: m.start("a")]))


def former(lead: str) -> bool:
    """Whether the words before a count tell it of an earlier time."""
    return _FORMER.search(lead) is not None


def number(written: str) -> float:
    """A number in digits or spelt."""
    return float(COUNTS[written]) if written in COUNTS else float(written)
