"""Dated earlier sessions with what a limit needs to know of them: the region, and whether they surely count."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.domain import Event, PastSessions
from drafter.reading import sessiondays, spoken_of
from drafter.reading.record import Record
from drafter.reading.said import Said, sides_among
from drafter.text import dates, words
from drafter.text.patterns import Pattern
from drafter.text.tokens import tokenise

ELSEWHERE = Pattern(
    r"\bnot (?:by|at|with|from|through) (?:us|our|this)\b|"
    r"(?<!none )(?<!nothing )(?<!nor )(?<!not )(?<!never )\belsewhere\b|"
    r"\b(?:emergency (?:department|room)|ed|er|"
    r"urgent care)\b|"
    r"\b(?:other|another|outside|different|previous|prior|former) (?:\w+ )?(?:clinic|practice|provider|hospital|"
    r"facility|physician|"
    r"doctor|hospital's|center|centre|state|office|surgeon|specialist|group)\b|\bout[- ]of[- ](?:network|state)\b"
)
_DONE_TOO = Pattern(
    r"^\W*(?:and |then |was |were )?(?:done|given|performed|completed|rescheduled and done)\b(?: \w+){0,2}\W*$"
)
_STATUS = Pattern(
    r"\b(?:rt|lt|left|right|bilateral|b/l|and|both|all|were|was|paid|done|given|kept|completed|performed|took place|"
    r"went ahead)\b"
)
"""Words beside bare days that say that something took place on them."""
_PAPER = Pattern(
    r"^\W*(?:(?:our|the|her|his|paid|billing|practice|office|clinic|plan|payer|payor) )*(?:ledger|log|billing|bills|"
    r"claims?|"
    r"register|printout|chart|records?|eobs?|account)"
    r"(?: (?:data|history|file|log|ledger|report))?(?:,? (?:however|though|in fact))?,?"
    r"(?: (?:shows?|lists?|has|have|gives?|says?|reads?|records?))?(?: (?:them|it|these|sessions?) on)?\W*$|"
    r"^\W*(?:(?:our|the|her|his|paid|billing|practice|office|clinic|plan|payer|payor) )*(?:ledger|log|billing|bills|"
    r"claims?|"
    r"register|printout|chart|records?|eobs?|account)"
    r"(?: (?:data|history|file|log|ledger|report))?(?:,? (?:however|though|in fact))?,?\s*"
    r"(?:shows?|lists?|has|have|gives?|says?|reads?|:)(?=[\s,and&]*\W*$)"
)
"""What tells the days, before them: "ledger: ", "our billing shows"."""
_LAST_FIELD = Pattern(
    r"^\W*(?:date(?:\(s\)|s)? of (?:the )?)?(?:last|latest|previous|prior|most recent|"
    r"earlier) (?:dates? of (?:service|treatment|procedure|"
    r"session)|dos|service|treatment|procedure|sessions?|injections?|blocks?|sets?|done|given|"
    r"performed|date|dates|one)"
    r"(?: of (?:this|the same) (?:service|procedure|kind|sort))?"
    r"(?: (?:dates?|done|given|performed|was))?\s*(?:[:=|]|\.{4,})\s*"
)
"""A field of a form for the day of the session before, under one that names the procedure."""
_OTHER_FIELD = Pattern(r"^\W*(?:physical )?(?:therapy|visit|imaging|mri|surgery|labs?|exam)\b[^:]{0,30}:")
_EARLIER_ONES = Pattern(
    r"\b(?:earlier|previous|prior|past|preceding) (?:ones?|dates?|services?)\b(?: (?:were|was|on|of|given))*[\s:]*|"
    r"^\W*before (?:that|this one):?\s*(?=\d)"
)
_NOT_DONE = Pattern(
    r"\b(?:no[- ]?show\w*|cancell?ed|voided|denied|reversed|not (?:done|given|performed)|booked|scheduled)\b"
)
_LOG = Pattern(
    r"\b(?:log|logs|ledger|list|listing|history|hx|sessions?|dates?|record|register|book|so far|previous|prior|"
    r"earlier|past|given|done|"
    r"performed)\b|:\W*$"
)
"""In a line that names the procedure: that days of it stand in the lines below."""
_TO_COME = Pattern(r"\b(?:request\w*|plan\w*|schedul\w*|ask\w*|next|future|booked|to be)\b")
_LINE_OF_LOG = Pattern(
    r"^\W*(?:(?:no|nr|session|visit|date|set|dos)\b\W*)?(?:\d{1,2}\b(?!/)\W*)?"
    r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|[a-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2} [a-z]{3,9}\.? \d{4})?\W*"
    r"(?:(?:done|given|completed|kept|paid|performed|ok|cancell?ed|no[- ]?show|voided|reversed|left|"
    r"right|bilateral|l|"
    r"r|"
    r"(?:by |per )(?:the )?(?:pt|patient|clinic|office|us)|(?:by )?dr\.? \w+)\W*){0,3}(?:\([^()]*\)\W*)?$"
)
"""A line of a log: a number, a day, and what became of it."""


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
    further = [e for e in _without_name(record) if e.date not in known]
    every = sorted([*past.events, *further], key=lambda e: e.date)
    return [
        Dated(_sided(record, e), _region(record, e), not (_elsewhere(record, e) or _unsure(record, e))) for e in every
    ]


def _without_name(record: Record) -> Iterator[Event]:
    """Days of sessions in clauses that do not name them, and in the lines of a log under its name."""
    log = False
    for said in record.said:
        if said.statement.whens():
            log = log and said.search(_LINE_OF_LOG) is not None
            yield from _days(record, said, said.statement.whens()) if log else _unnamed(record, said)
        elif said.search(_LOG) and not said.search(_TO_COME) and spoken_of.speaks_of(record, said):
            log = not any(m.stands.negated for m in said.statement.mentions)
        else:
            log = log and said.search(_LINE_OF_LOG) is not None


def _unnamed(record: Record, said: Said) -> list[Event]:
    """Days of sessions in a clause that does not name them: "no-show; done 9/1", "earlier ones 3/1, 6/2"."""
    whens, offset = said.statement.whens(), said.statement.clause.start
    if field := said.search(_LAST_FIELD):
        near = [s for s in record.preceding(said) if not s.search(_OTHER_FIELD)]
        about = "this service" in said.low
        about = about or any(spoken_of.speaks_of(record, s) or _coded(record, s) for s in near)
        return _days(record, said, [w for w in whens if w.start - offset >= field.end()]) if about else []
    if not whens or not spoken_of.unnamed(record, said):
        return []
    if match := said.search(_EARLIER_ONES):
        whens = [w for w in whens if w.start - offset >= match.end()]
    elif not re.search(r"\w", _STATUS.sub(" ", _PAPER.sub(" ", said.undated))):
        beside = record.preceding(said)[:1] if _PAPER.search(said.undated) else []
        ledger = [s for s in record.preceding(said) if s.in_sentence_of(said)] or [
            s for s in beside if not s.names_care
        ]
        if not any(spoken_of.speaks_of(record, s) or spoken_of.of_claims(record, s) for s in ledger):
            return []
    else:
        beside = [s for s in record.preceding(said) if s.statement.clause.sentence == said.statement.clause.sentence]
        if not any(spoken_of.speaks_of(record, s) and s.search(_NOT_DONE) for s in beside[:1]):
            return []
        whens = [w for w in whens if _DONE_TOO.match(said.low[: w.start - offset])]
    return _days(record, said, whens)


def _coded(record: Record, said: Said) -> bool:
    """Whether a statement names the service asked for by its code."""
    return record.line.code is not None and record.line.code in said.low


def _days(record: Record, said: Said, whens: Sequence[dates.When]) -> list[Event]:
    """Sessions on some days of a clause, those that did not take place left out."""
    offset = said.statement.clause.start
    until, line = record.case.service_date or record.clock, record.line
    days = [(w, day) for w in whens if not sessiondays.score(said, w) and (day := sessiondays.day_told(w, until))]
    return [
        Event(code=line.code, description=line.description, date=day, cited=said.cite())
        for w, day in days
        if day < until and not _NOT_DONE.search(said.low[w.end - offset : w.end - offset + 20])
    ]


def _region(record: Record, event: Event) -> str | None:
    """The region given for a session, else the one named last before its date, else the only one of its clause."""
    if event.region:
        hits = words.cues("regions").find(tokenise(event.region))
        return hits[0].name if hits else event.region
    said = record.telling(event.cited)
    if said is None:
        return None
    at = next((w.start for w in said.statement.whens() if w.earliest <= event.date <= w.latest), 0)
    hits = said.statement.hits("regions")
    before = [h.name for h in hits if h.end <= at]
    return before[-1] if before else hits[0].name if len({h.name for h in hits}) == 1 else None


def _sided(record: Record, event: Event) -> Event:
    """The session with the side named last before its date."""
    said = record.telling(event.cited)
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
    said = record.telling(event.cited)
    return said is not None and bool(ELSEWHERE.search(said.sentence)) and "claim" not in said.low


def _unsure(record: Record, event: Event) -> bool:
    """Whether the year of a session is only supposed, so that it decides, or whether it took place is open."""
    said = record.telling(event.cited)
    if said is None or (event.cited and event.cited.place.startswith("history/")):
        return False
    if unshown(said) or unnamed_kind(record, said):
        return True
    year = (record.case.service_date or record.clock).year
    dated_ = [w for w in said.statement.whens() if not _without_year(said, w)]
    when = next((w for w in said.statement.whens() if w.earliest <= event.date <= w.latest), None)
    when = when or next((w for w in said.statement.whens() if _without_year(said, w)), None)
    if when is None or event.date.year == year or not _without_year(said, when):
        return False
    return not any(w.start < when.start and w.earliest.year == event.date.year for w in dated_)


def unshown(said: Said) -> bool:
    """Whether its sentence leaves open of what year sessions were, or whether they took place."""
    return bool(_UNSHOWN.search(said.sentence))


def unnamed_kind(record: Record, said: Said) -> bool:
    """Whether one of the next sentences says that nobody knows what was injected, so that it may be something else."""
    return any(_KIND_UNKNOWN.search(s.sentence) for s in (said, *record.following(said)[:2]))


_KNOWN = r"(?:know|say|said|tell|told|recall|remember|name|sure|certain|clear|find out|state|make out)\w*"
_KIND = (
    r"(?:what (?:was|were|is|had been) (?:in|injected|given|used|put)\b|what (?:they|it|these|those|the shots|"
    r"the injections) (?:was|were|had been)|what (?:kind|sort|type)|which (?:kind|sort|type)|"
    r"whether (?:these|they|those|it|that|any)(?: of (?:them|these))? (?:was|were|is|are) (?:\w+ )?(?:trigger|tpis?|"
    r"nerve|onbs?|blocks?|epidurals?|the same|such))"
)
_KIND_UNKNOWN = Pattern(
    rf"\b{_KIND}\b[^.;]{{0,70}}?(?:\b(?:not|never|nobody|no ?one|neither|cannot|unable to|un)\b|n't)[^.;]{{0,12}}?"
    rf"{_KNOWN}\b|\b{_KIND}\b[^.;]{{0,50}}?\b(?:unknown|unclear|uncertain|anybody's guess|a mystery|open)\b|"
    rf"(?:\b(?:not|never|nobody|no ?one|neither|cannot|unable to|no idea|unsure|unknown|unclear|uncertain)\b|n't)"
    rf"[^.;]{{0,25}}?\b{_KIND}\b|\b(?:some (?:kind|sort|type) of (?:shots?|injections?|needles?|blocks?)|"
    rf"(?:injections?|shots?|needles?) of (?:some|an unknown|"
    rf"an unspecified) (?:kind|sort|type))\b"
)
"""Words by which what was injected is not known."""


def _without_year(said: Said, when: dates.When) -> bool:
    """Whether a date gives no year: "12/15", "May 3"."""
    written = said.document.text[when.start : when.end]
    return re.fullmatch(r"\d{1,2}[/.-]\d{1,2}|[A-Za-z.]+ ?\d{0,2}(?:st|nd|rd|th)?", written.strip()) is not None


_UNSHOWN = Pattern(
    r"\bof (?:them|these|those|which)\b[^.;,]{0,20}\b(?:flu|vaccin\w*|covid|b-?12|tetanus|insulin|botox|dental|knee|"
    r"hip)\b|"
    r"\((?:cancell?ed|voided|no[- ]?show|missed|done|given|kept|happened|took place|real)\s?\?\)|"
    r"\b(?:one|two|some|any|which|all three|both)\b[^.;]{0,25}\b(?:possibly|perhaps|maybe|probably|"
    r"(?:may|might|could) "
    r"(?:be|have been)|(?:may|might) (?:well )?have)\b[^.;]{0,20}\b(?:revers|cancel|void|duplicat|deni|refund|"
    r"no-?show|not)"
    r"\w*|\b(?:not|un)[ -]?(?:certain|sure|clear)\b[^.;]{0,30}\b(?:all|each|both|one) ?(?:\w+ )?(?:took place|were|"
    r"was)\b|"
    r"\b(?:type|kind|nature|procedure|substance|what (?:kind|type|was|they were))\b[^.;,]{0,25}\b(?:unknown|unclear|"
    r"unspecified|not (?:stated|given|known|named|recorded|specified|shown|clear|documented))\b|"
    r"\b(?:without|not) (?:saying|stating|naming|specifying|telling) (?:into |of |in )?(?:what|which|where)\b|"
    r"\b(?:does not|doesn't|did not|didn't|do not|don't) (?:say|state|tell|specify) (?:into |of |in )?(?:what|which|"
    r"where)\b|"
    r"\byears? (?:is |are |was |were )?(?:not|un|missing|illegible|cut|torn|lost|gone|"
    r"smudged|off|blank|hidden|left out|faded|blurred)|\bwithout (?:the )?years?\b|\bno years?\b|"
    r"\b(?:unclear|unknown|uncertain|unsure|not (?:clear|known|sure|stated|said)) (?:\w+ )?(?:whether|"
    r"if|which|what)\b|"
    r"\b(?:none|not one|no entry|neither)\b[^.;]{0,30}\b(?:marked|shown|recorded|flagged|confirmed|listed)(?: as)? "
    r"(?:done|kept|completed|attended|arrived|given|cancell?ed)\b|\bno check-? ?in\b|"
    r"\b(?:attendance|status)\b[^.;]{0,25}\b(?:unknown|empty|blank|unclear|missing|not (?:recorded|known|shown|given|"
    r"stated))\b|"
    r"\b(?:whether|(?:unclear|unknown|uncertain|not (?:clear|known|shown|said)) (?:which|if|how many))\b[^.;]{0,40}"
    r"\b(?:done|performed|given|took place|happened|kept|attended|came|arrived|showed up|appeared)\b"
)


def last(found: Sequence[Dated], before: dt.date) -> Dated | None:
    """The last session before a day."""
    return max((d for d in found if d.event.date < before), key=lambda d: d.event.date, default=None)


def told_of(record: Record, concepts: tuple[str, ...]) -> bool:
    """Whether the record tells of an earlier session of one of these: named, not denied, not only planned."""
    return any(
        not (
            m.stands.negated or m.stands.other_person or m.stands.refused or m.stands.time in ("planned", "conditional")
        )
        for said in record.said
        if not said.document.late
        for m in said.statement.of(*concepts)
    )
