"""Dated earlier sessions with what a limit needs to know of them: the region, and whether it is sure that they "
"count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.domain import Citation, Event, PastSessions
from drafter.reading import past as past_sessions
from drafter.reading.record import Record, Said, sides_among
from drafter.text import words
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold, tokenise

_ELSEWHERE = Pattern(
    r"\bnot (?:by|at|with|from|through) (?:us|our|this)\b|\belsewhere\b|\b(?:emergency (?:department|room)|ed|er|"
    r"urgent care)\b|"
    r"\b(?:other|another|outside|different|previous|prior|former) (?:\w+ )?(?:clinic|practice|provider|hospital|"
    r"facility|physician|"
    r"doctor|hospital's|center|centre|state)\b|\bout[- ]of[- ](?:network|state)\b"
)
_PLACE_ONLY = Pattern(
    r"\b(?:with us|by us|at our|in our|at this|our (?:clinic|practice|office|records?|file)|on file|that we know of|"
    r"known to us)\b"
)
_DONE_TOO = Pattern(
    r"^\W*(?:and |then |was |were )?(?:done|given|performed|completed|rescheduled and done)\b(?: \w+){0,2}\W*$"
)
_EARLIER_ONES = Pattern(
    r"\b(?:earlier|previous|prior|past|preceding) (?:ones?|dates?|services?)\b(?: (?:were|was|on|of|given))*[\s:]*"
)
_NOT_DONE = Pattern(
    r"\b(?:no[- ]?show\w*|cancell?ed|voided|denied|reversed|not (?:done|given|performed)|booked|scheduled)\b"
)
_CLOSED = Pattern(
    r"\bnone (?:since|before|other|else|after|in between)\b|\bno (?:others?|further|more|additional) (?:ever|since|"
    r"sessions?|injections?|"
    r"blocks?|before)?\b|\bno others?\b|\bonly\b|\bnothing (?:since|else|before)\b|\ball (?:sessions|injections|"
    r"dates)\b|\btotal of\b"
)
_LAST = Pattern(r"\b(?:last|latest|most recent)\b(?! (?:year|month|week|spring|summer|fall|autumn|winter))")
_CHANGED = Pattern(
    r"\b(?:policy|polic(?:ies)|cap|limit|version|benefit|rule|maximum|bulletin|lcd)\b[^.;]{0,40}\b(?:changed|change|"
    r"cut|reduced|raised|"
    r"lowered|increased|revised|dropped|went|goes|amended|moved|updated)\b[^.;]{0,60}\b(?:from|to|by)\b|"
    r"\b(?:new|old|previous|earlier|revised) (?:policy|cap|limit|version|rule)\b[^.;]{0,40}\b(?:from|since|as of|"
    r"effective|until)\b"
)


@dataclass(frozen=True)
class Dated:
    """A dated earlier session."""

    event: Event
    region: str | None
    """Body region, by its name in the vocabulary."""
    sure: bool
    """Whether it surely counts: given here, or told by claims."""


def dated(record: Record, past: PastSessions) -> list[Dated]:
    """The dated earlier sessions of the procedure, oldest first."""
    known = {e.date for e in past.events}
    further = [e for said in record.said for e in _unnamed(record, said) if e.date not in known]
    every = sorted([*past.events, *further], key=lambda e: e.date)
    return [Dated(_sided(record, e), _region(record, e), not _elsewhere(record, e)) for e in every]


def _unnamed(record: Record, said: Said) -> list[Event]:
    """Days of sessions in a clause that does not name them: "no-show; done 9/1", "earlier ones 3/1, 6/2"."""
    whens, offset = said.statement.whens(), said.statement.clause.start
    if not whens or not past_sessions.unnamed(record, said):
        return []
    if match := _EARLIER_ONES.search(said.low):
        whens = [w for w in whens if w.start - offset >= match.end()]
    else:
        beside = [s for s in record.preceding(said) if s.statement.clause.sentence == said.statement.clause.sentence]
        if not any(past_sessions.speaks_of(record, s) and _NOT_DONE.search(s.low) for s in beside[:1]):
            return []
        whens = [w for w in whens if _DONE_TOO.match(said.low[: w.start - offset])]
    until, line = record.case.service_date or record.clock, record.line
    return [
        Event(code=line.code, description=line.description, date=w.earliest, cited=said.cite())
        for w in whens
        if w.exact and w.earliest < until and not _NOT_DONE.search(said.low[w.end - offset : w.end - offset + 20])
    ]


def _told_by(record: Record, cited: Citation | None) -> Said | None:
    return next((s for s in record.said if cited and s.cite() == cited), None)


def _region(record: Record, event: Event) -> str | None:
    """The region given for a session, else the one named last before its date, else the only one of its clause."""
    if event.region:
        hits = words.cues("regions").find(tokenise(event.region))
        return hits[0].name if hits else event.region
    said = _told_by(record, event.cited)
    if said is None:
        return None
    at = next((w.start for w in said.statement.whens() if w.earliest <= event.date <= w.latest), 0)
    hits = said.statement.hits("regions")
    before = [h.name for h in hits if h.end <= at]
    return before[-1] if before else hits[0].name if len({h.name for h in hits}) == 1 else None


def _sided(record: Record, event: Event) -> Event:
    """The session with the side named last before its date."""
    said = _told_by(record, event.cited)
    if event.side or said is None:
        return event
    at = next((w.start for w in said.statement.whens() if w.earliest <= event.date <= w.latest), 0)
    named = [t for t in said.statement.clause.tokens if t.end <= at and sides_among([t])]
    sides = sides_among(named[-1:])
    side = "bilateral" if len(sides) > 1 else next(iter(sides), None)
    return event.model_copy(update={"side": side})


def _elsewhere(record: Record, event: Event) -> bool:
    """Whether a session was given by somebody else, so that it has to be asked whether it counts."""
    if event.cited and event.cited.place.startswith("history/"):
        return False
    said = _told_by(record, event.cited)
    return said is not None and bool(_ELSEWHERE.search(fold(said.cite_sentence().quote))) and "claim" not in said.low


def in_full(record: Record, past: PastSessions, found: Sequence[Dated]) -> bool:
    """Whether the record itself lists the earlier sessions, rather than naming one of them."""
    told = [s for d in found if (s := _told_by(record, d.event.cited))]
    sentences = [fold(s.cite_sentence().quote) for s in told]
    if not told or any(_PLACE_ONLY.search(s) for s in sentences):
        return False
    after = [s for t in told for s in record.following(t)[:2]]
    closed = any(_CLOSED.search(s) for s in (*sentences, *(a.low for a in after)))
    return len(found) > 1 or closed or past_sessions.only_one(record, past) or any(_lists(s) for s in told)


def _lists(said: Said) -> bool:
    """Whether a clause dates several procedures, so that it lists what was given."""
    procedures = {
        m.concept for m in said.statement.mentions
        if words.concept(m.concept).family == "procedures" or words.concept(m.concept).about.get("procedure")
    }  # fmt: skip
    return len(procedures) > 1 and len(said.statement.whens()) > 1


def changed(record: Record) -> Citation | None:
    """Words that say that the limit itself was changed: which version governs earlier sessions is for a person."""
    for said in record.said:
        if _CHANGED.search(said.low) and (said.statement.whens() or any(c.isdigit() for c in said.low)):
            return said.cite_sentence()
    return None


def last(found: Sequence[Dated], before: dt.date) -> Dated | None:
    """The last session before a day."""
    return max((d for d in found if d.event.date < before), key=lambda d: d.event.date, default=None)


@dataclass(frozen=True)
class Roughly:
    """An earlier session whose day is known only as one of several."""

    earliest: dt.date
    latest: dt.date
    is_last: bool
    """Whether it is said to be the last one."""
    cited: Citation


def roughly(record: Record) -> Roughly | None:
    """The latest session dated by words that leave several days, such as "3 weeks ago"."""
    found = []
    for said in record.said:
        whole = said.statement.cues.whole
        if not past_sessions.told_as_had(record, said) or whole.time in ("planned", "conditional"):
            continue
        whens = said.statement.whens()
        if len(whens) == 1 and not whens[0].exact and whens[0].latest <= record.clock:
            is_last = bool(_LAST.search(said.low))
            found.append(Roughly(whens[0].earliest, whens[0].latest, is_last, said.cite()))
    return max(found, key=lambda r: r.latest, default=None)
