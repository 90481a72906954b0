"""From the first day of a treatment to its last, where several statements tell them, and up to a harm that ended it.

"Started 5/4/26. Stopped 7/6/26." "3/2 started. … 5/11 no benefit, stopped." "In week two she was vomiting".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from drafter.domain import Bound
from drafter.reading import spans
from drafter.reading.from_to import Told
from drafter.reading.kept import STARTED, TAKEN
from drafter.reading.said import Said
from drafter.text import lengths
from drafter.text.dates import When
from drafter.text.lengths import Length
from drafter.text.patterns import Pattern
from drafter.text.tokens import COUNTS, ORDINALS

_DAY_OF_BEGIN = Pattern(
    r"\b(?:start(?:ed|s)?|began|begun|begins|initiated|commenced|from|first (?:visit|dose|"
    r"session)|(?:initial )?eval(?:uation)?|initial visit|ie|intake|soc|start of care|seen|seen since)\b"
    r"(?: date| (?:was )?on| was)?\W{0,3}$"
)
"""Right before the day on which a treatment was begun."""
_DAY_OF_END = Pattern(
    r"\b(?:stop(?:ped)?|end(?:ed|s)?|finish(?:ed)?|discontinued|d/c'?d?|dc(?:'?d)?|completed|discharged?|"
    r"discharge (?:summary|note|report|letter)|last (?:visit|dose|session)|"
    r"(?:tapered|weaned|came|taken|took (?:her|him|them)) off|withdrawn|given up|gave (?:it|them) up)\b(?: it| them)?"
    r"(?: date| (?:was )?on| was)?\W{0,3}$"
)
"""Right before the day on which it was ended."""
_NOT_SO_LONG = Pattern(
    r"\b(?:after|for|only|just|within) (?:the |her |his |an?|one|two|three|first|\d{1,2}|few|couple)\b[^.;]{0,12}"
    r"\b(?:doses?|days?|weeks?|wks?|visits?|pills?|tablets?)\b|\b(?:ran out|never|missed|gap|paus\w*|break)\b"
)
"""Words by which it was not kept up from one day to the other."""


def from_first_to_last(statements: Sequence[Said], bound: Bound) -> Iterator[Told]:
    """The time from the day of the beginning to that of the end, or to the one at the head of the result's statement,
    where they stand in several statements: "Started 5/4/26. Stopped 7/6/26", "3/2 started. … 5/11 no benefit"."""
    days = [(s, w) for s in statements for w in s.statement.whens()]
    begun = next(((s, w) for s, w in days if _begins(s, w)), None)
    if not begun:
        return
    said, first = begun
    taken = any(s.search(TAKEN) for s in statements) and not any(s.search(_NOT_SO_LONG) for s in statements)
    told_in = {s.statement.clause.within for s in statements if s.statement.told}
    for s, last in days:
        heads = taken and s is not said and headed_by_day(s) and s.statement.clause.within in told_in
        if (heads or _lead(s, last, _DAY_OF_END)) and first.latest < last.latest and first is not last:
            found = [(a, b) for a, b in spans.readings(first, last) if a[1] <= b[1]]
            if found:
                ended = min(b[0] for _, b in found), max(b[1] for _, b in found)
                text = f"from {said.document.text[first.start : first.end]} to {s.document.text[last.start : last.end]}"
                yield Told(spans.reaches(found, bound), text, ended)


_IN_WEEK = Pattern(
    r"\b(?:in|by|during|at) (?:the )?(?:(?P<u>week|month|day) (?P<n>\d{1,2}|[a-z]+)|(?P<nth>[a-z]+) (?P<v>week|"
    r"month|day))\b"
    r"(?! (?:of|before|after|ago))"
)


def up_to_harm(statements: Sequence[Said], told: list[Told], bound: Bound) -> list[Told]:
    """The tellings; where a treatment was ended for harm in a week named by its number, that week alone."""
    for said in statements:
        if not (match := said.search(_IN_WEEK)):
            continue
        word = match["n"] or match["nth"]
        n = int(word) if word.isdigit() else COUNTS.get(word, 0) or ORDINALS.get(word, 0)
        if n:
            unit = match["u"] or match["v"]
            length = Length(0, 0, float(n - 1), float(n), f"{unit}s")
            anchor = said.written or dt.date.max.replace(year=2000)
            return [Told(lengths.passes(length, bound, anchor), f"at most {n} {unit}{'s' if n > 1 else ''}")]
    return told


def ended_by_harm(told: Sequence[Told]) -> bool:
    """Whether the tellings are up to the week of a harm, behind which it cannot have gone on."""
    return [t.words[:8] for t in told] == ["at most "]


def headed_by_day(said: Said) -> bool:
    """Whether a statement begins with a day."""
    first = said.statement.clause.start
    return any(said.low[: w.start - first].strip() == "" for w in said.statement.whens())


def _begins(said: Said, when: When) -> bool:
    """Whether a treatment was begun on a day: by the words right before it, or by those of a statement it heads."""
    return (headed_by_day(said) and said.search(STARTED) is not None) or _lead(said, when, _DAY_OF_BEGIN)


def _lead(said: Said, when: When, pattern: Pattern) -> bool:
    start = when.start - said.statement.clause.start
    return pattern.search(said.low[max(0, start - 30) : start]) is not None
