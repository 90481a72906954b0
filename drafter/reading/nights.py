"""Nights with at least four hours of use: counted ones as a share, the best 30 days in the place of a longer time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafter.reading import columns
from drafter.reading.measurement import Measurement
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text.measurements import Quantity
from drafter.text.patterns import Pattern

MEASURE = "nights_of_use"
_FOUR = Pattern(
    r"(?:>=?|≥|\bat least|\bover|\bmore than|\bminimum of) ?(?:4|four)(?:\.0)? ?(?:\+ ?)?(?:hours|hrs?|h)\b|"
    r"\b(?:4|four) ?(?:\+|or more|plus)? ?(?:hours|hrs?|h)\b ?(?:\+|or (?:more|longer)|plus)?"
)
_COUNTED = Pattern(
    r"(?<![\d/.])(?P<n>\d{1,2}) ?(?:(?:nights|days) )?(?:of|out of|/) ?(?:the |those |a )?(?P<of>2[89]|3[01]|thirty)\b"
    r"(?! ?(?:%|per ?cent|/))(?: ?(?:consecutive )?(?:nights|days))?"
)
_SHARED = Pattern(
    rf"(?<![\d.] )(?<!\d)% ?(?:of )?(?:the )?(?:nights|days)[^.;%\d]{{0,25}}(?:{_FOUR.pattern})[ :=|]{{1,4}}"
    r"(?P<share>\d{1,3}(?:\.\d)?)\b(?! ?/)"
)
"""A share whose sign stands before its name: "% days >= 4 h: 84"."""
_THIRTY = Pattern(
    r"(?<![\d/])(?:30|thirty)[- ]?(?:consecutive )?(?:days?|nights?)\b|\bconsecutive (?:30|thirty)\b|"
    r"(?:\bof|/) ?(?:30|thirty)\b(?!/)"
)
_LONGER = Pattern(r"\b(?:all|of|over|in|past|last)(?: the)? (?:[4-9]\d|1\d\d)\b(?! ?%)|/ ?(?:[4-9]\d|1\d\d)\b(?! ?%)")
_SHARE = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d)?) ?%")
_ROUNDED = 1.0
"""By how much a share may differ from the count that it is told of."""
_OF_ALL = 100.0
_MONTH = 30


def counted(record: Record) -> Iterator[Measurement]:
    """Values of statements that count nights without giving their share: "4 hours or more on 25 of 30 nights"."""
    for said in record.having(_COUNTED):
        four = said.search(_FOUR)
        if four:
            every = list(_COUNTED.finditer(said.low))
            match = min(every, key=lambda m: max(m.start() - four.end(), four.start() - m.end()))
            shares = [float(m[1]) for m in _SHARE.finditer(said.low)]
            if not shares or any(abs(share - _of_thirty(match)) <= _ROUNDED for share in shares):
                yield _measured(said, match.start(), match.end(), _of_thirty(match))
    for said in record.having(_SHARED):
        if shared := said.search(_SHARED):
            yield _measured(said, shared.start("share"), shared.end("share"), float(shared["share"]))
    for cell in columns.cells(record):
        if _FOUR.search(cell.head.lower()) and (whole := _COUNTED.fullmatch(cell.text.strip())):
            yield _measured(cell.said, cell.start, cell.start + len(cell.text), _of_thirty(whole))


def _of_thirty(match: re.Match[str]) -> float:
    return _OF_ALL * int(match["n"]) / (_MONTH if match["of"] == "thirty" else int(match["of"]))


def _measured(said: Said, start: int, end: int, share: float) -> Measurement:
    quantity = Quantity(start, end, share, share, "percent")
    return Measurement(said, MEASURE, quantity, said.statement.cues.whole, None, False, False, (0, len(said.low)))


def telling(found: Sequence[Measurement]) -> list[Measurement]:
    """The values that count: those of 30 days where one is, and of a longer time only as a lower bound of the best."""
    best = [m for m in found if m.said.search(_THIRTY) and not _all(m.said)]
    if best:
        return best
    return [replace(m, quantity=replace(m.quantity, most=_OF_ALL)) if _all(m.said) else m for m in found]


def _all(said: Said) -> bool:
    """Whether a value is of a longer time than 30 days."""
    longer = said.search(_LONGER)
    return longer is not None and not re.search(r"\bbest\b", said.low)
