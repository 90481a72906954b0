"""Scored: what a session did, told by pain scores with their days, in one sentence or across notes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.domain import PastSessions, ResponseCriterion, Value
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed
from drafter.text import lengths
from drafter.text.dates import When
from drafter.text.patterns import Pattern

_N = (
    r"(?P<n>10|\d)(?:\s*/\s*10)?(?![\d/%]|\.\d| ?(?:%|x\b|weeks?|wks?|months?|mos?|days?|mg|ml|sessions?|visits?|"
    r"blocks?))"
)
_BEFORE = (
    Pattern(rf"\b(?:before|pre|baseline)\b[^.;\d]{{0,30}}?\b{_N}"),
    Pattern(rf"\bfrom (?:an? )?{_N}"),
    Pattern(rf"\b{_N} (?:before|beforehand|at baseline)\b"),
    Pattern(r"(?<![\d/])(?P<n>10|\d)(?:\s*/\s*10)? ?(?:->|→|=>) ?(?:10|\d)(?![\d/])"),
)
"""The score before the session."""
_LEAD = Pattern(
    r"(?:(?:\b(?:was|were|is|at|of|to|pain|nrs|vas|score|stayed|remained|held|back|down|an?)\W{1,2}){1,3}|(?:^|,|"
    r"\band)\s*)"
    r"(?P<n>10|\d)(?:\s*/\s*10)?\s*$"
)
"""A score right before the words that date it: "was 3 in April"."""
_BEHIND = Pattern(
    rf"^[\s,:]*(?:(?:she|he|they|pain|her pain|his pain|the pain|nrs|vas|score|it|was|were|is|at|back|again|"
    rf"down|up|to|only|still|had|been|an?)"
    rf"[\s,:]+){{1,5}}{_N}"
)
"""A score right behind its date: "on 7/28 she was at 2"."""
_ON = Pattern(
    r"\b(?:on|by|in|until|till|through|at|around|about|early|late|mid|and|to)(?:\s+(?:about|around|"
    r"early|late|mid))*\s*$"
)
_HELD = Pattern(
    r"\b(?:held|stayed|lasted|maintained|sustained)\b[^.;\d]{0,20}\b(?:until|till|through|"
    r"to)\b[^.;\d]{0,12}$"
)
_ARROW = re.compile(r"(?<![\d/])(?:10|\d)(?:\s*/\s*10)? ?(?:->|→|=>) ?(?P<n>10|\d)(?![\d/])")
_AFTER_IT = Pattern(
    r"\b(?P<t>after|post|following|since) (?:the |her |his |that |"
    r"last )?(?:\w+ ){0,2}(?:blocks?|injections?|epidurals?|esi|procedure|session)\b"
)
_SCORE = Pattern(rf"\b(?:pain|nrs|vas)\b\W{{0,3}}(?:is |was |now |at |score )*{_N}")


_INDEX = Pattern(
    r"\b(?:odi|ndi|oswestry|disability index|roland|rmdq|quick ?dash|dash|womac|koos|oxford|psfs|pdi|hit-?6|midas)\b"
)
"""Names of scores that are none of pain."""


@dataclass(frozen=True)
class _Point:
    """A score and the days on which it can have been."""

    first: dt.date
    last: dt.date
    score: float
    said: Said


def weighed(record: Record, criterion: ResponseCriterion, past: PastSessions) -> list[Weighed]:
    """What dated scores say of the relief after the last session of the service, or nothing."""
    if criterion.relief is None or criterion.lasting is None or criterion.apart or criterion.after or not past.events:
        return []
    if criterion.of == "function":
        return []
    day = past.events[-1].date
    found = sorted(_points(record, day), key=lambda p: (p.first, p.last))
    before = _baseline(record)
    if before is None or not found or not before[0]:
        return []
    return _judged(criterion, day, *before, found)


def _judged(
    criterion: ResponseCriterion, day: dt.date, before: float, said: Said, found: list[_Point]
) -> list[Weighed]:
    assert criterion.relief is not None
    assert criterion.lasting is not None
    gains = [100 * (before - p.score) / before for p in found]
    enough = [criterion.relief.met(g) for g in gains]
    held = next((n for n, ok in enumerate(enough) if not ok), len(found))
    cited = list(dict.fromkeys([said.cite(), *(p.said.cite() for p in found)]))
    values = (Value(name="relief, least", value=round(min(gains[:held], default=gains[0]), 1), unit="percent"),)
    if held and found[held - 1].first >= until(day, criterion):
        why = f"scores show {criterion.relief} from {day.isoformat()} to {found[held - 1].first.isoformat()}"
        return [Weighed("for", c, why, values) for c in cited]
    if held < len(found) and found[held].last < until(day, criterion):
        why = f"by {found[held].last.isoformat()} the scores no longer showed {criterion.relief}"
        return [Weighed("against", c, why, values) for c in cited]
    return []


def until(day: dt.date, criterion: ResponseCriterion) -> dt.date:
    """The day up to which relief must hold at least."""
    assert criterion.lasting is not None
    at = day
    while lengths.since(criterion.lasting, at) < day:
        at += dt.timedelta(days=1)
    return at


def _baseline(record: Record) -> tuple[float, Said] | None:
    """The score before the session, where the record gives one alone."""
    found: dict[float, Said] = {}
    for said in record.said:
        if counts(said) and not said.search(_INDEX):
            for pattern in _BEFORE:
                for match in pattern.finditer(said.low):
                    found.setdefault(float(match["n"]), said)
    return next(iter(found.items())) if len(found) == 1 else None


def counts(said: Said) -> bool:
    """Whether a statement can tell of this patient's scores: no form's, no other person's, none that is planned."""
    whole = said.statement.cues.whole
    form = whole.speaker in ("form", "proxy") or said.document.speaker == "form"
    return not (form or whole.other_person or said.document.late or whole.time in ("planned", "conditional"))


def _points(record: Record, day: dt.date) -> Iterator[_Point]:
    """The scores with days after the session."""
    for said in record.said:
        if not counts(said) or said.search(_INDEX):
            continue
        dated = list(_dated(said, day))
        yield from dated
        if not dated and said.document.place != "text" and said.written and said.written > day:
            match = _SCORE.search(said.low)
            if match and not said.statement.whens() and _AFTER_IT.search(said.low):
                yield _Point(said.written, said.written, float(match["n"]), said)


def _dated(said: Said, day: dt.date) -> Iterator[_Point]:
    offset, arrow = said.statement.clause.start, _ARROW.search(said.low)
    for when in said.statement.whens():
        days = days_after(when, day)
        if days is None:
            continue
        lead, behind = said.low[: when.start - offset], said.low[when.end - offset :]
        on = _ON.search(lead)
        before = _LEAD.search(lead[: on.start()].rstrip(" ,(")) if on else None
        if on and (after := _BEHIND.match(behind)):
            yield _Point(*days, float(after["n"]), said)
        elif before:
            yield _Point(*days, float(before["n"]), said)
        elif arrow and _HELD.search(lead):
            yield _Point(*days, float(arrow["n"]), said)


def days_after(when: When, day: dt.date) -> tuple[dt.date, dt.date] | None:
    """The days that a date can mean after the session; of a day and a month and year, the day."""
    if when.latest <= day:
        return None
    return (when.latest if when.earliest <= day else when.earliest), when.latest
