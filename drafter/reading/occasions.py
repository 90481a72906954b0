"""Occasions: how many times a value was measured, by the words of its sentence."""

from __future__ import annotations

import re

from drafter.reading.measurement import Measurement
from drafter.text import words
from drafter.text.patterns import Pattern
from drafter.text.tokens import COUNTS


def told(measured: Measurement) -> int:
    """How many times a value was measured, by the words of its sentence; 0 where they do not tell."""
    low = _OF_DOSES.sub(" ", measured.said.sentence)
    given = words.load("measuring")["occasions"]
    found = [int(n) for word, n in given.items() if re.search(rf"(?<![\w.]){re.escape(str(word))}(?!\w)", low)]
    found += [int(m[1]) if m[1].isdigit() else COUNTS[m[1]] for m in _COUNTED.finditer(low)]
    return max(found, default=0)


_DOSE = r"(?:cut|reduc|lower|drop|adjust|chang|titrat|trim|decreas|halv|modif|revis)\w*"
_OF_DOSES = Pattern(
    rf"\b{_DOSE}(?: (?!and\b|but\b|on\b)\w+){{0,2}}? (?:twice|once|(?:two|three|four|several|many|\d) times|[x×] ?\d|"
    rf"\dx|"
    rf"repeatedly|again|daily|weekly)\b|"
    rf"\b(?:twice|repeatedly|two|three|several|multiple|many|numerous|frequent|\d) (?:\w+ ){{0,2}}?{_DOSE}\b"
)
"""How often the treatment was changed, which is no number of values."""
LISTED = Pattern(
    r"\b(?:lows|readings|values|episodes|events|hypos|sugars|glucoses)\b(?: of| at| were|:| in \w+)* ?"
    r"\d{2,3}(?:(?:,|/| and|, and| &) ?\d{2,3})+\b(?![/%]|-)"
)
"""Values of one kind, one by one: "lows of 44 and 51"."""
_COUNTED = Pattern(
    rf"(?<![\w./])(\d|{'|'.join(w for w in COUNTS if len(w) > 2)})\s+(?:(?!insulin|dose)\w+\s+){{0,2}}?"
    r"(?:values|readings|mornings|nights|evenings|afternoons|lows|hypos|episodes|events|occasions|measurements|"
    r"glucoses|sugars)\b"
)
"""So many values of one kind: "three glucose values under 50"."""
