"""Sessions whose own record is in the file: a procedure note tells, by being there, that one was given on its day."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from typing import Literal

from drafter.domain import Event
from drafter.reading import spoken_of
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import Mention
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_RECORD = Pattern(
    r"\W*(?:\w+ )?(?:procedur\w*|operative|operation|injection|block) (?:note|report|record|visit|encounter)\b|"
    r"\W*op note\b"
)
"""The kind of a paper, or its first words, where it is the record of a session."""
_KINDS = ("procedure", "procedures", "operation", "injection", "block")
"""The kind of a paper in one word, where it is the record of a session."""
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
_INJECTED = Pattern(r"\b(?:injected|infiltrated|blocked|numbed)\b(?! (?:yet|next|later))")
"""That something was injected, without the name of the procedure: "right GON injected with bupivacaine"."""
_ADMINISTERED = Pattern(
    r"\b(?:uneventful\w*|(?:no|without)(?: \w+)? (?:complications?|adverse \w+|incident)|tolerated|injected|"
    r"\d ?(?:ml|cc)\b|(?:bupi|lido|ropi|mepi)\w*|marcaine|xylocaine|sterile|prepped|fluoro\w*|needle|contrast|"
    r"omnipaque|isovue|kenalog|depo-?medrol|dexameth\w*|triamcin\w*|post-?procedure|home with|discharged)\b"
)
"""Words of a visit at which something was given."""
_TALKED_OF = Pattern(
    r"\b(?:request\w*|plan\w*|repeat|again|next|want\w*|consider\w*|discuss\w*|for|ask\w*|candidate|refer\w*|history|"
    r"prior|previous|last|helped?|benefit|relief|response|follow|f/u|status|s/p|after|since|post|book\w*|schedul\w*|"
    r"authori[sz]\w*|offer\w*|declin\w*|refus\w*)\b"
)
_HEAD = 2
"""Statements of a visit within which the procedure is named that was its purpose."""

Side = Literal["left", "right", "bilateral"]


def days(record: Record) -> dict[str, dt.date]:
    """Places of the notes that are records of procedures, with their days, those before the service."""
    until = record.case.service_date or record.clock
    return {
        f"notes/{n}": note.date
        for n, note in enumerate(record.case.notes)
        if note.date
        and note.date < until
        and (_RECORD.match(kind := fold(note.kind or "")) or kind.strip() in _KINDS or _RECORD.match(fold(note.text)))
    }


def sessions(record: Record) -> Iterator[Event]:
    """A session for each procedure note, or dated visit, of the procedure asked for that nothing in it calls off."""
    yield from _visits(record)
    for place, day in days(record).items():
        every = [s for s in record.said if s.document.place == place]
        told = next((s for s in every if _given(spoken_of.namings(record, s))), None)
        told = told or next((s for s in every if s.search(_ORDINAL) and spoken_of.unnamed(record, s)), None)
        told = told or next(
            (s for s in every if s.search(_INJECTED) and spoken_of.unnamed(record, s) and _here(record, s)), None
        )
        if told is None or any(s.search(_CALLED_OFF) for s in every):
            continue
        side = next((side for s in every if (side := _side(s))), None)
        yield Event(code=record.line.code, description=record.line.description, date=day, side=side, cited=told.cite())


def _visits(record: Record) -> Iterator[Event]:
    """Sessions at dated visits within a text: the procedure is named at their head, and what was given or how it went.

    "04/28/2026 - Left S1 transforaminal injection, her first epidural. Uneventful."
    """
    until = record.case.service_date or record.clock
    for (_, day), group in itertools.groupby(record.said, key=lambda s: (s.document.place, s.written)):
        every = list(group)
        if not day or day >= until or day == every[0].document.written or every[0].document.late:
            continue
        head = [s for s in every if not _DATE_ONLY.fullmatch(s.low)][:_HEAD]
        head = [s for s in head if not any(w.exact and w.earliest != day for w in s.statement.whens())]
        told = next((s for s in head if _given(spoken_of.namings(record, s)) and not s.search(_TALKED_OF)), None)
        if told is None or any(s.search(_CALLED_OFF) for s in every) or not any(s.search(_ADMINISTERED) for s in every):
            continue
        side = next((side for s in every if (side := _side(s))), None)
        yield Event(code=record.line.code, description=record.line.description, date=day, side=side, cited=told.cite())


_DATE_ONLY = Pattern(r"[\W\d]*(?:[a-z]{3,9}\.? \d{1,2},? \d{4})?\W*")


def _here(record: Record, said: Said) -> bool:
    """Whether a statement denies nothing and names no region but that of the complaint."""
    return (
        said.statement.cues.whole.plain and not said.search(_NOT) and not said.regions() - record.regions - {"unplaced"}
    )


_NOT = Pattern(r"\b(?:not|never|no|nothing|will|to be|\w+n't)\b")


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
