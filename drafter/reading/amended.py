"""Amended: what an addendum to a note says outranks what the body of the note says of the same thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from drafter.domain import Citation
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed
from drafter.reading.withdrawn import addendum
from drafter.text.patterns import Pattern

_CORRECTS = Pattern(
    r"\b(?:correct\w*|amend\w*|should (?:read|be|say|have (?:read|said|been))|in error|an error|misread|"
    r"misstated|mistyped|"
    r"typo\w*|erroneous\w*|wrong\w*|mistake\w*|mistaken\w*|carried (?:over|forward)|not as (?:stated|written)|"
    r"not \d+)\b"
)
"""Words by which an addendum puts something else in the place of the body."""
_TAKEN_BACK = Pattern(
    r"\b(?:carried (?:over|forward)|from (?:the|a|an old) template|in error|by mistake|(?:was|is|were) (?:wrong|"
    r"incorrect|"
    r"erroneous|not correct)|dictated wrongly)\b"
)
"""Words of an addendum about what the body says."""
T = TypeVar("T")


def outranked(record: Record, weighed: Sequence[Weighed]) -> list[Weighed]:
    """What was found, without what the body of a note says where its addendum decides the same."""
    return filtered(record, weighed, lambda w: w.cited, lambda w: w.bearing != "open")


def filtered(
    record: Record, found: Sequence[T], cited: Callable[[T], Citation], decides: Callable[[T], bool]
) -> list[T]:
    """The same for findings of any kind."""
    kept = list(found)
    for place, begin in starts(record).items():
        mine = [f for f in kept if cited(f).place == place]
        if any(decides(f) and cited(f).start >= begin for f in mine):
            kept = [f for f in kept if cited(f).place != place or cited(f).start >= begin]
    return kept


def starts(record: Record) -> dict[str, int]:
    """Where the addendum of each document begins that corrects its body; found once."""
    key = ("addenda",)
    if key not in record.places:
        record.places[key] = _starts(record)
    found: dict[str, int] = record.places[key]
    return found


def _starts(record: Record) -> dict[str, int]:
    found: dict[str, int] = {}
    for document in record.documents:
        own = [s for s in record.said if s.document.place == document.place]
        first = next((s for s in own if addendum(s)), None)
        if first and first is not own[0] and any(s.search(_CORRECTS) for s in own if s.number >= first.number):
            found[document.place] = first.statement.clause.start
    return found


def takes_back(said: Said) -> bool:
    """Whether a statement says of something written that it was wrong."""
    return said.search(_TAKEN_BACK) is not None
