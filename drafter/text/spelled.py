"""Whole numbers below a thousand as words: "two hundred and forty", "fifty-five", "twelve"."""

from __future__ import annotations

import re

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = (
    {word: n for n, word in enumerate(_ONES, 1)}
    | {word: n for n, word in enumerate(_TEENS, 10)}
    | {word: 10 * n for n, word in enumerate(_TENS, 2)}
    | {"a": 1}
)
_BELOW = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS)}|{'|'.join(_ONES)})"
NUMBER = rf"(?:(?:a|{'|'.join(_ONES)}) hundred(?: (?:and )?{_BELOW})?|{_BELOW})"
"""Part of an expression that matches such a number; it has no groups."""


def value(written: str) -> int:
    """The number that words matched by `NUMBER` stand for."""
    total = 0
    for word in re.split(r"[\s-]+", written.lower()):
        total = total * 100 if word == "hundred" else total + _VALUES.get(word, 0)
    return total
