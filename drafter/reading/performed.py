"""Sessions whose own record is in the file: a procedure note tells, by being there, that one was given on its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from drafter.domain import Event
from drafter.reading.record import Record, Said
from drafter.text import Mention
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_RECORD = Pattern(
    r"\W*(?:\w+ )?(?:procedur\w*|operative|operation|injection|block) (?:note|report|record)\b|\W*op note\b"
)
"""The kind of a paper, or its first words, where it is the record of a session."""
_CALLED_OFF = Pattern(
    r"\b(?:aborted|cancell?ed|not (?:done|performed|given|carried out|injected)|postponed|rescheduled|deferred|"
    r"abandoned|called off|did not (?:proceed|go ahead)|no[- ]?show|to be (?:done|given|performed))\b"
)
_ORDINAL = Pattern(
    r"\b(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|initial|repeat|next|same|further) "
    r"(?:\w+ ){0,2}(?:sets?|sessions?|series|rounds?|injections?|blocks?)\b|"
    r"\b(?:set|session|round) (?:no\.? ?|#|number )?\d\b"
)
"""A session told without the name of the procedure: "second set, same two muscles"."""

Side = Literal["left", "right", "bilateral"]


def days(record: Record) -> dict[str, dt.date]:
    """Places of the notes that are records of procedures, with their days, those before the service."""
    until = record.case.service_date or record.clock
    return {
        f"notes/{n}": note.date
        for n, note in enumerate(record.case.notes)
        if note.date and note.date < until and (_RECORD.match(fold(note.kind or "")) or _RECORD.match(fold(note.text)))
    }


def sessions(
    record: Record, named: Callable[[Record, Said], Sequence[Mention]], unnamed: Callable[[Record, Said], bool]
) -> Iterator[Event]:
    """A session for each procedure note of the procedure asked for that nothing in it calls off."""
    for place, day in days(record).items():
        every = [s for s in record.said if s.document.place == place]
        told = next((s for s in every if _given(named(record, s))), None)
        told = told or next((s for s in every if s.search(_ORDINAL) and unnamed(record, s)), None)
        if told is None or any(s.search(_CALLED_OFF) for s in every):
            continue
        side = next((side for s in every if (side := _side(s))), None)
        yield Event(code=record.line.code, description=record.line.description, date=day, side=side, cited=told.cite())


def _given(mentions: Sequence[Mention]) -> bool:
    return any(
        not (m.stands.negated or m.stands.other_person or m.stands.refused)
        and m.stands.time not in ("planned", "conditional")
        for m in mentions
    )


def _side(said: Said) -> Side | None:
    sides = said.sides()
    if len(sides) > 1:
        return "bilateral"
    return "left" if "left" in sides else "right" if "right" in sides else None
