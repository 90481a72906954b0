"""Benefit from positive airway pressure, by the Epworth score before it and under it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.reading.record import Record
from drafter.reading.weighing import Weighed
from drafter.text.patterns import Pattern

_NAME = r"\b(?:epworth|ess)\b(?: (?:sleepiness )?(?:scale|score))?"
_BEFORE_USE = r"(?:before|(?:at )?baseline|pre(?:-?treatment)?|prior|at (?:the )?(?:start|consult|diagnosis)|untreated)"
_N = r"(?P<%s>2[0-4]|1\d|\d)(?: ?/ ?24| points)?(?![\d/%%]|\.\d)"
_TO = r"(?:\bto\b|->|→|=>|\bnow\b|\btoday\b|\bis\b)[ :]*(?:down to |at |is |only )?"
_FELL = Pattern(
    rf"{_NAME}(?:(?!\d)[^.;]){{0,30}}?{_N % 'a'}(?:(?!\d)[^.;]){{0,25}}?{_TO}{_N % 'b'}|"
    rf"{_NAME}(?:(?!\d)[^.;]){{0,12}}?{_N % 'c'} ?(?:{_BEFORE_USE})[^.;\d]{{0,25}}?{_N % 'd'}"
    r"(?: (?:now|today|on|with)|\W*$)"
)
"""The score before and now: "from 16 to 9", "was 15 and is 6 now", "17 at baseline, 7 today"."""
_WAS = Pattern(
    rf"{_NAME}(?:(?!\d)[^.;]){{0,20}}?{_N % 'now'}[ ,(]*(?:now|today|on (?:cpap|pap|treatment|therapy))?[ ,(]*"
    rf"(?:down from|from|was|vs\.?|versus|compared (?:with|to)|against)? ?{_N % 'then'} ?(?:{_BEFORE_USE}|\)|\W*$)"
)
"""The score now and before: "8 (15 before CPAP)", "down to 5 from 15"."""
_LESS, _LITTLE = 0.7, 0.9
"""The share of the first score at most which shows an effect, and at least which shows none."""


def shown(record: Record) -> Iterator[Weighed]:
    """What two Epworth scores tell: that it fell by three tenths or more, or that it is what it was."""
    for pattern, names in ((_FELL, (("a", "b"), ("c", "d"))), (_WAS, (("then", "now"),))):
        for said in record.having(pattern):
            match, stands = said.search(pattern), said.statement.cues.whole
            if match is None or record.objection(said, stands, past_counts=True):
                continue
            before, after = next((_score(match, a), _score(match, b)) for a, b in names if match[a])
            how = f"the Epworth score went from {before} to {after}"
            if before and after <= _LESS * before:
                yield Weighed("for", said.cite(), how)
            elif before and after >= _LITTLE * before:
                yield Weighed("against", said.cite(), how)


def _score(match: re.Match[str], name: str) -> int:
    return int(match[name])
