"""Visited: what the last session did, put together from several visits: how much in one note, how long in another.

"Since the injection she is 60 % better" (8 June), "still 60 % better" (14 September), "it wore off in October":
each note says a part, and its date is a part too. A score or a share of now is of the day of its note, one told in
hindsight has no day of its own, and the day on which it was over ends it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from drafter.domain import PastSessions, ResponseCriterion, Value
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.scored import counts, days_after, until
from drafter.reading.weighing import Weighed
from drafter.text import numbers, spelt, words
from drafter.text.patterns import Pattern

_SCORE = Pattern(
    r"\b(?:pain|nrs|vas|vnrs|headaches?|score)\b(?: (?:score|level|is|was|now|today|still|only|rated|at|"
    r"of|a|remains|stays|"
    r"stayed|down|back|to|again|about|has|have|had|been|held|holds|holding|keeps|kept|steady|under))*\W{0,3}(?P<n>10|"
    r"\d)(?:\s*/\s*10)?"
    r"(?![\d/%.]\d|\s*(?:%|x\b|weeks?|wks?|months?|mos?|days?))"
)
_BEFORE = Pattern(
    r"\b(?:before(?:hand)?|pre|pre-?\w+|baseline|prior|initially|from (?:an? )?\d|had been|last (?:time|visit))\b|->|→"
)
_NOW = Pattern(
    r"\b(?:is|are|still|remains?|continues?|now|today|currently|since|so far|ongoing|has had|have had|"
    r"has been|holding|steady)\b"
)
_HINDSIGHT = Pattern(
    r"\b(?:was|were|had|gave|got|took|taken|provided|brought|lasted|kept|held|stayed|initially|at first|wore|worn|"
    r"faded|went|helped|after)\b"
)
_OVER = Pattern(
    r"\b(?:wore off|worn off|has worn off|faded|(?:relief|effects?|benefits?|improvement)\b[^.;]{0,25}\b"
    r"(?:gone|over|ended|lost|vanished|spent)|(?:pain|headaches?|symptoms?|ache|it|all|everything) (?:is|"
    r"are|was|were|has|have|had)"
    r"(?: now| all| fully| since)* (?:back|returned|recurred|come back|crept back)|came back|crept back|"
    r"come back|returned(?! to work)|recurred|"
    r"back to (?:\d|baseline|where|square one))\b"
)
_UNTIL = Pattern(
    r"\b(?:lasted|held|helped|kept|stayed|better|relief|benefit|worked|did well|good|well|lasting)\b[^.;]{0,30}?"
    r"\b(?:until|till|through|into|up to)\s+(?:the )?(?:(?:very )?(?:end|middle|beginning|start) of )?"
    r"(?:about |around |early |late |mid )?$"
)
_FOR = Pattern(
    r"\b(?:got|had|gave|lasted|held|helped|kept|worked|relief|benefit|better|good)\b[^.;\d]{0,15}?"
    r"(?:\b(?:for|about|only|just|some|around|of) )*$"
)
"""Before the length of the relief: "got about a week out of the injections"."""
_BEFORE_BACK = Pattern(r"^\W*before\b[^.;]{0,40}\b(?:came|crept|returned|recurred|back|wore|faded)\b")
_OWN_PAIN = Pattern(r"\b(?:relief|better|improve\w*|less|pain|headaches?|reduc\w+|decreas\w+|down|gone)\b")

Kind = Literal["at", "amount", "held"]


@dataclass(frozen=True)
class _Fact:
    """A part of the course."""

    kind: Kind
    """`at` a day it was enough or not; an `amount` without a day; `held` up to a day, however much."""
    said: Said
    enough: bool | None = None
    first: dt.date = dt.date.min
    last: dt.date = dt.date.min


def weighed(record: Record, criterion: ResponseCriterion, past: PastSessions) -> list[Weighed]:
    """What the visits together say of the relief after the last session of the service, or nothing."""
    if criterion.relief is None or criterion.lasting is None or criterion.after or criterion.of == "function":
        return []
    days = sessions(record, past)
    if not days or criterion.each_of > 1 or criterion.apart:
        return []
    day, earlier = days[-1], days[-2] if len(days) > 1 else dt.date.min
    found = list(_facts(record, criterion, day, earlier))
    enough = [f for f in found if f.enough]
    if any(f.kind == "amount" and f.enough is False for f in found):
        return []
    points = sorted((f for f in found if f.kind != "amount"), key=lambda f: (f.first, f.last))
    points = [f for f in points if f.kind == "held" or f.enough is not None]
    lost = next((n for n, f in enumerate(points) if f.enough is False), len(points))
    must = until(day, criterion)
    cited = list(dict.fromkeys(f.said.cite() for f in (*enough[:1], *points[max(0, lost - 1) : lost + 1])))
    values = (Value(name="session", value=day.isoformat()),)
    if enough and lost and points[lost - 1].first >= must:
        why = f"visits show {criterion.relief} from {day.isoformat()} to {points[lost - 1].first.isoformat()}"
        return [Weighed("for", c, why, values) for c in cited]
    if lost < len(points) and points[lost].last < must:
        why = f"by {points[lost].last.isoformat()} the relief was over"
        return [Weighed("against", c, why, values) for c in cited]
    return []


def sessions(record: Record, past: PastSessions) -> list[dt.date]:
    """The days of earlier sessions of the service that visits tell of, in order."""
    return sorted({*(e.date for e in past.events), *_given(record)})


def _given(record: Record) -> Iterator[dt.date]:
    """The days of notes of a visit at which the service was given: said to be done, or looked back upon later."""
    back = any(s.search(_LOOKS_BACK) for s in record.said if s.document.place != "text")
    for said in record.said:
        stands = [m.stands for m in said.statement.mentions if m.concept == record.procedure]
        if not stands or not said.written or said.document.place == "text" or not counts(said):
            continue
        sure = all(not s.negated and not s.refused and s.certainty == "sure" and s.time == "current" for s in stands)
        if not sure or said.written >= record.clock or said.statement.whens() or said.search(_LOOKS_BACK):
            continue
        done = said.search(_DONE) is not None
        if done or (back and said.number == 0 and not said.search(_ASKED)):
            yield said.written


_DONE = Pattern(
    r"\b(?:done|performed|given|completed|injected|underwent|today|procedure note|administered|tolerated|"
    r"placed|received)\b"
)
_ASKED = Pattern(
    r"\b(?:request\w*|plan\w*|repeat|again|next|want\w*|consider\w*|discuss\w*|for|ask\w*|candidate|refer\w*|history|"
    r"prior|previous|last|helped?|benefit|relief|response|follow|f/u|status|s/p|after|since|post)\b"
)
_LOOKS_BACK = Pattern(
    r"\b(?:since|after|following|from|out from|post|weeks out|of|out of) (?:the |her |his |that |last |these |those )*"
    r"(?:\w+ ){0,2}?(?:injections?|blocks?|epidurals?|esi|tpis?|procedure|shots?|gonb|onb)\b|"
    r"\b(?:injections?|blocks?|epidurals?|esi|tpis?|shots?)\b (?:\w+ ){0,2}?"
    r"(?:helped|wore|worn|gave|took|lasted|has worn|worked)\b"
)


def _facts(record: Record, criterion: ResponseCriterion, day: dt.date, earlier: dt.date) -> Iterator[_Fact]:
    before = _baseline(record, day, earlier)
    another = False
    for said in record.said:
        if not counts(said) or said.document.place == "text" or not said.written or said.written <= day:
            continue
        another = another or (bool(_others(record, said)) and said.search(_BEGUN) is not None)
        if another and not any(m.concept in (record.procedure, _GENERIC) for m in said.statement.mentions):
            continue  # another treatment was begun since, and what helped is not said
        if said.statement.cues.whole.certainty != "sure" or _elsewhere(record, said, day):
            continue
        yield from _shares(criterion, said)
        yield from _over(said, day)
        yield from _scores(criterion, said, before)


def _elsewhere(record: Record, said: Said, day: dt.date) -> bool:
    """Whether a statement, or the one before it, is of another treatment, site or session."""
    near = [said, *(s for s in record.preceding(said)[:1] if s.document is said.document)]
    if any(_others(record, s) for s in near):
        return True
    places = said.regions() - {"unplaced"}
    if record.regions and places and not places & record.regions:
        return True
    sessions = [w for w in said.statement.whens() if w.earliest <= day]
    return bool(sessions) and not any(w.earliest <= day <= w.latest for w in sessions)


def _others(record: Record, said: Said) -> list[str]:
    """Other treatments and procedures that a statement names."""
    own = (record.procedure, _GENERIC)
    named = [m.concept for m in said.statement.mentions if m.concept not in own]
    return [c for c in named if words.concept(c).family in ("procedures", "treatments", "agents")]


_GENERIC = "generic_injection"
_BEGUN = Pattern(
    r"\b(?:start\w*|began|begun|new|add(?:ed|ing)|increas\w*|switch\w*|initiat\w*|trial|prescribed|now on|resum\w*|"
    r"attend\w*|complet\w*|underwent|had|finished|doing)\b"
)
"""Words of a treatment taken up."""


def _shares(criterion: ResponseCriterion, said: Said) -> Iterator[_Fact]:
    """Shares of relief: of the day of the note where they are told of now, without a day in hindsight."""
    assert criterion.relief is not None
    assert said.written is not None
    if not said.search(_OWN_PAIN):
        return
    for percent in numbers.percents(said.low):
        enough = criterion.relief.reached(percent.least, percent.most, above=percent.strict)
        if said.search(_HINDSIGHT) or not said.search(_NOW):
            yield _Fact("amount", said, enough)
        else:
            yield _Fact("at", said, enough, said.written, said.written)


def _over(said: Said, day: dt.date) -> Iterator[_Fact]:
    """The day on which the relief was over, and up to which it held."""
    assert said.written is not None
    offset = said.statement.clause.start
    over = said.search(_OVER)
    for when in said.statement.whens():
        days = days_after(when, day)
        if days is None or when.earliest <= day:
            continue
        lead, behind = said.low[: when.start - offset], said.low[when.end - offset :]
        if over or _UNTIL.search(lead) or _BEFORE_BACK.match(behind):
            yield _Fact("held", said, None, days[0], days[0])
            yield _Fact("at", said, False, days[1], days[1])
            return
    for length in said.statement.lengths():
        if _FOR.search(said.low[: length.start - offset]):
            shortest, longest = length.ahead(day)
            yield _Fact("held", said, None, shortest, shortest)
            yield _Fact("at", said, False, longest, longest)
            return
    if over and not said.statement.lengths():
        yield _Fact("at", said, False, said.written, said.written)


def _scores(criterion: ResponseCriterion, said: Said, before: float | None) -> Iterator[_Fact]:
    """A score of the day of the note against the one before the session."""
    assert criterion.relief is not None
    assert said.written is not None
    low = spelt.digits(said.low).text
    match = _SCORE.search(low)
    if not before or not match or _BEFORE.search(low[: match.end() + 12]) or said.statement.whens():
        return
    if len(re.findall(r"(?<![\d/])(?:10|\d)\s*/\s*10\b", low)) > 1:
        return
    fall = 100 * (before - float(match["n"])) / before
    yield _Fact("at", said, criterion.relief.met(fall), said.written, said.written)


def _baseline(record: Record, day: dt.date, earlier: dt.date) -> float | None:
    """The pain score before the session, where the notes of that day, or words of it, give one alone."""
    found = set()
    for said in record.said:
        if not counts(said) or not said.written or said.written <= earlier:
            continue
        low = spelt.digits(said.low).text
        if match := _PRE.search(low):
            found.add(float(match["a"] or match["b"] or match["c"]))
        elif said.written == day and (match := _SCORE.search(low)) and not _POST.search(low):
            found.add(float(match["n"]))
    return found.pop() if len(found) == 1 else None


_POST = Pattern(r"\b(?:after|post\w*|afterwards?|following|at the end|on leaving|discharge)\b")
_PRE = Pattern(
    r"\b(?:before|pre|pre-?\w+|baseline)\b[^.;\d]{0,20}?(?P<a>10|\d)(?:\s*/\s*10)?(?![\d/%.])|"
    r"(?<![\d/.])(?P<b>10|\d)(?:\s*/\s*10)? ?(?:before(?:hand)?|at baseline)\b|"
    r"(?<![\d/.])(?P<c>10|\d)(?:\s*/\s*10)? ?(?:->|→) ?(?:10|\d)\b"
)
