"""Sessions dated by their month alone, beside others that have their day: "January 13 and the second in May"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise

from drafter.domain import Event
from drafter.reading import sessiondays, spoken_of
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import dates
from drafter.text.patterns import Pattern

Span = tuple[dt.date, dt.date]
"""The first and the last day on which a session may have been."""

_MONTH = dt.timedelta(days=31)
_OR = Pattern(r"^\W*(?:or|to|through)(?: (?:early|mid|late|in|the|beginning|end|possibly|perhaps|even|of))*\W*$")
"""Between two months of which it is one."""
_NOT_HAD = Pattern(
    r"\b(?:no[- ]?show\w*|cancell?ed|voided|denied|not (?:done|given)|put off|postponed|discussed|offered|"
    r"considered|proposed|declined|refused|turned down|planned|scheduled|booked|since|"
    r"until|till|through|thru|between)\b"
)
_BETWEEN = Pattern(
    r"\b(?:an?|one|first|second|third|fourth|last|other|another)\b"
    r"(?: (?!in\b)[\w']+,?| ?,){0,6} (?:some ?(?:where|time|day) )?"
    r"between (?:the )?(?:early |mid |late |beginning of |end of )*$"
)
"""Before the first of two months between which a session was."""
_ORDINAL = Pattern(r"\b(?:first|second|third|fourth|another|other|last|one more|one)\b")
_FURTHER = Pattern(
    r"\b(?:(?:an?|the|her|his) (?:second|third|fourth|further|last|earlier)|another|one more|one other)\b"
    r"(?: (?:one|tpis?|session|injections?|set|round|block))?"
    r"(?:,? (?:was|were|given|done|had|some ?time|in|about|around|towards?|the|late|early|mid|middle|beginning|start|"
    r"end|turn|week|weekend|days|after|before|or|possibly|perhaps|maybe|roughly|"
    r"probably|back|of|during|may|might|could|must|should|falls?|fell|dates?|dated|took place|happened|have|has|been|"
    r"be|lies?|from|at|on|over))*,? ?$"
)
"""Before a season, a year or another rough time of a further session: "a third in the fall of 2025"."""
_AND = Pattern(r"^\W*(?:and|to|&|-|–)(?: (?:early|mid|late|the|beginning|end|middle|of))*\W*$")
_UNSURE = Pattern(
    r"\b(?:she|he|patient|pt) (?:\w+ )?(?:places?|puts?|dates?|thinks?|believes?|recalls?|remembers?|guess\w*|says?)\b|"
    r"\b(?:maybe|perhaps|possibly|probably|about|around|may|might|could)\b"
)
"""By which a stretch of time is only supposed."""
_ONE = Pattern(r"\b(?:one|two|three|first|second|third|fourth|last|other|another|others)\b")
_IN_NOTE = Pattern(
    r"^ ?(?:(?:progress|clinic|office|procedure|visit|chart) )?(?:note|visit|entry|record)s?\s*[:–-]\s*"
    r"(?:[\w-]+ ){1,4}?(?:#\d |no\.? ?\d )?(?:done|given|performed|injected|completed)\b"
)
"""Behind a month whose note tells of a session: "Feb 2026 note: TPI #1 done"."""


def spans(record: Record, found: Sequence[Event], day: dt.date) -> list[Span]:
    """Sessions told by their month before `day`, each once, those left out whose day is told as well."""
    told = {s for said in record.said for s in (*_of(record, said), *_entries(record, said)) if s[0] < day}
    between = [span for said in record.said for span in _further(record, said) if span[0] < day]
    ends = {b for _, b in between}
    return sorted([*((a, b) for a, b in told if b not in ends and not any(a <= e.date <= b for e in found)), *between])


_DASH = Pattern(r"\s*[-–:=|]\s*(?:1 |one |a )?")
_SINGLE = Pattern(r"\s*\(?(?:x ?1|1 ?x|once|done|given|completed|performed)?\)?\s*(?:$|[,;.|(])")
_QUARTER = dt.timedelta(days=93)


def _entries(record: Record, said: Said) -> Iterator[Span]:
    """Entries of a list by month or quarter: "Mar - TPI; May - TPI", "Q1 2026: TPI 1x"."""
    if said.document.late or said.statement.cues.whole.other_person:
        return
    start = said.statement.clause.start
    for name in spoken_of.namings(record, said):
        before = [w for w in said.statement.whens() if w.end <= name.start]
        head = [] if before or said.low[: name.start - start].strip() else _heading(record, said)
        if not (before or head) or name.stands.negated or name.stands.time in ("planned", "conditional"):
            continue
        when = (before or head)[-1]
        rough = not (when.exact or when.readings) and when.latest - when.earliest < _QUARTER
        gap = said.low[when.end - start : name.start - start] if before else "-"
        if rough and _DASH.fullmatch(gap) and _SINGLE.match(said.low, name.end - start):
            yield when.earliest, when.latest


def _heading(record: Record, said: Said) -> list[dates.When]:
    """The time at the end of the piece before a dash: "Mar - TPI"."""
    for before in record.preceding(said)[:1]:
        whens = before.statement.whens()
        same = before.statement.clause.sentence == said.statement.clause.sentence
        if same and whens and not before.behind(whens[-1].end).strip(" .,;:-–"):
            return [whens[-1]]
    return []


def told(record: Record, day: dt.date) -> list[Event]:
    """Sessions told by their month before `day`, as events on the first day of it with the words that tell them."""
    line = record.line
    return [
        Event(code=line.code, description=line.description, date=first, cited=said.cite())
        for said in record.said
        for first, _ in dict.fromkeys((*_of(record, said), *_entries(record, said)))
        if first < day
    ]


def _further(record: Record, said: Said) -> Iterator[Span]:
    """Further sessions of a rough time: "a third somewhere between October 2025 and January 2026", "in the fall"."""
    whens, clause = said.statement.whens(), said.statement.clause
    if not (whens and said.search(_ORDINAL)) or said.document.late or said.statement.cues.whole.other_person:
        return
    near = [
        s
        for s in record.preceding(said)[:1]
        if s.statement.clause.sentence == clause.sentence or (spoken_of.unnamed(record, said) and not said.names_care)
    ]
    if not any(spoken_of.speaks_of(record, s) for s in (said, *near)) or spoken_of.of_care(record, said):
        return
    for n, when in enumerate(whens):
        if (told := _FURTHER.search(said.ahead(when.start))) and not (when.exact or when.readings):
            unsure = _UNSURE.search(told[0]) is not None
            either = [
                w
                for w in whens[n + 1 : n + 2]
                if _OR.match(clause.low[when.end - clause.start : w.start - clause.start])
            ]
            yield (dt.date.min if unsure else when.earliest), max(w.latest for w in (when, *either))
    for first, last in pairwise(whens):
        lead = clause.low[: first.start - clause.start]
        told = _BETWEEN.search(lead)
        if told and _AND.match(clause.low[first.end - clause.start : last.start - clause.start]):
            start = first.earliest
            if start > last.latest:  # the year stands behind the second month alone
                start = start.replace(year=start.year - 1)
            yield (dt.date.min if _UNSURE.search(told[0]) else start), last.latest


def _of(record: Record, said: Said) -> Iterator[Span]:
    whens, clause = said.statement.whens(), said.statement.clause
    rough = [w for w in whens if not w.exact and not w.readings and w.latest - w.earliest < _MONTH]
    if not rough or said.document.late or said.statement.cues.whole.other_person or said.search(_NOT_HAD):
        return
    if not (spoken_of.speaks_of(record, said) or spoken_of.by_number(record, said)):
        return
    counted = said.search(_ONE) is not None
    if said.statement.cues.whole.time in ("planned", "conditional") or spoken_of.of_care(record, said):
        return
    for when in rough:
        lead = sessiondays.bare(said, clause.start, when.start)
        behind = [w for w in rough if w.start > when.end][:1]
        if any(
            _OR.match(clause.low[w.end - clause.start : when.start - clause.start]) for w in rough if w.end < when.start
        ):
            continue  # told with the month before it
        either = behind and _OR.match(clause.low[when.end - clause.start : behind[0].start - clause.start])
        names = spoken_of.namings(record, said)
        told = sessiondays.ties(lead) or sessiondays.tied(said, names, when) or _ONE.search(lead[-30:])
        if (counted and told) or _IN_NOTE.match(said.behind(when.end)):
            ends = [when, *(behind if either else [])]
            first = min(w.earliest for w in ends)
            if either and when.earliest > behind[0].latest:  # the year stands behind the second month alone
                first = when.earliest.replace(year=behind[0].earliest.year)
            yield min(first, behind[0].earliest) if either else first, ends[-1].latest
