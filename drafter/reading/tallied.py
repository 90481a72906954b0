"""Tallied: a number of earlier sessions as a statement gives it, with its region and its stretch of time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from drafter.reading import earlier, windowed
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text.patterns import Pattern

SOME_ONLY = Pattern(
    r"\b(?:with us|by us|here|at our|in our|at this|our (?:clinic|practice|office|records?|file)|on file|"
    r"that we know|at least|"
    r"known|elsewhere|other (?:clinic|practice|provider|hospital|facility|pain clinic)|outside (?:clinic|provider|"
    r"hospital|records?))\b"
)
_ASKED_HERE = Pattern(r"^[^.;,]{0,14}\b(?:requested|asked|planned|sought|proposed|wanted|due)\b")


@dataclass(frozen=True)
class Tally:
    """Sessions numbered."""

    sessions: int
    said: Said
    region: str | None
    inside: bool
    """Whether all of them lie in the window."""
    whole: bool
    """Whether no others lie in it."""
    claims: bool = False
    fewest: int | None = None
    """The fewest that the words can mean, where they leave several."""
    only: bool = False
    """Whether it is said to be the only one of its stretch, whatever was before."""
    by_order: bool = False
    """Whether it is told by the number that the session asked for has in the order."""
    opens: dt.date | None = None
    """The first day of the stretch in which they are numbered, where it is told."""

    @property
    def claims_or_here(self) -> bool:
        """Whether they surely count: claims tell them, or nothing says that they were given elsewhere."""
        return self.claims or not earlier.ELSEWHERE.search(self.said.sentence)

    @property
    def least(self) -> int:
        """The fewest sessions that it can be."""
        return self.sessions if self.fewest is None else self.fewest


def named_here(record: Record, said: Said) -> bool:
    """Whether a statement names the procedure asked for."""
    return bool(record.procedure and said.statement.of(record.procedure))


def window(said: Said, sentence: str, months: int | None, day: dt.date) -> tuple[bool, bool]:
    """Whether the stretch of time that the words name lies in the window, and whether it holds all of it."""
    if months is None:
        return True, True
    return windowed.told(said, sentence, months, day) or (False, True)


def region(said: Said, start: int, end: int) -> str | None:
    """The region named within a number of sessions, else the only one before it, else the only one of its clause."""
    offset = said.statement.clause.start
    hits = [h for h in said.statement.hits("regions") if not _ASKED_HERE.search(said.low[h.end - offset :])]
    within = [h.name for h in hits if h.start < end + offset and start + offset < h.end]
    if within:
        return within[0]
    before = {h.name for h in hits if h.end <= start + offset}
    every = {h.name for h in hits}
    return next((next(iter(names)) for names in (before, every) if len(names) == 1), None)
