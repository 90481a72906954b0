"""Fallen: what a questionnaire or a scale tells by its scores before and now: "MIDAS 46 before, 14 now"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text.patterns import Pattern

_THEN = r"(?:before|baseline|initial(?:ly)?|pre|was|were|at (?:the )?start|first|in \w+)"
_NOW = r"(?:now|today|currently?|at present|after|is|latest|post|follow-?up|this (?:visit|month)|last (?:visit|month))"
_GRADE = r"(?:\s*\(?(?:grade|gr\.?) [ivx1-4]+\)?)?"
_UNLIKE = Pattern(r"\b(?:goal|target|aim|hope\w*|expect\w*|aims?)\b")


def scores(record: Record, scales: Sequence[str]) -> Iterator[tuple[float, float, Said]]:
    """The scores before and now of scales on which less is better, with the statement that tells the second."""
    told = _pattern(tuple(scales))
    for said in record.said if scales else ():
        if said.statement.cues.whole.other_person or said.document.late or said.search(_UNLIKE):
            continue
        found = [(c.before, c.after) for c in said.statement.changes if c.scale and c.scale in scales]
        found = found or [(float(m["a"] or m["c"]), float(m["b"] or m["d"])) for m in told.finditer(said.sentence)]
        yield from ((before, after, said) for before, after in found)


@cache
def _pattern(scales: tuple[str, ...]) -> re.Pattern[str]:
    """A scale with two scores, of which words say that one is of before and one of now."""
    name = "|".join(re.escape(s) for s in scales)
    return re.compile(
        rf"\b(?:{name})\b(?: score)?s?\W{{0,3}}(?:{_THEN}\W{{1,3}}(?:was |at )?(?P<a>\d{{1,3}})|"
        rf"(?P<c>\d{{1,3}}) {_THEN})"
        rf"{_GRADE}[^.;\d]{{0,25}}?(?:{_NOW}\W{{1,3}}(?P<b>\d{{1,3}})|(?P<d>\d{{1,3}}){_GRADE} {_NOW})(?![\d/.]|\s*%)"
    )
