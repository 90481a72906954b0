"""Dated earlier sessions with what a limit needs to know of them: the region, and whether they surely count."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateutil.relativedelta import relativedelta

from drafter.domain import Citation, Event, PastSessions
from drafter.reading import past as past_sessions
from drafter.reading import sessiondays
from drafter.reading.numbered import NTH_TODAY, nth, number
from drafter.reading.record import Record
from drafter.reading.said import Said, sides_among
from drafter.text import dates, words
from drafter.text.patterns import Pattern
from drafter.text.tokens import COUNTS, fold, tokenise

ELSEWHERE = Pattern(
    r"\bnot (?:by|at|with|from|through) (?:us|our|this)\b|"
    r"(?<!none )(?<!nothing )(?<!nor )(?<!not )(?<!never )\belsewhere\b|"
    r"\b(?:emergency (?:department|room)|ed|er|"
    r"urgent care)\b|"
    r"\b(?:other|another|outside|different|previous|prior|former) (?:\w+ )?(?:clinic|practice|provider|hospital|"
    r"facility|physician|"
    r"doctor|hospital's|center|centre|state|office|surgeon|specialist|group)\b|\bout[- ]of[- ](?:network|state)\b"
)
_PLACE_ONLY = Pattern(
    r"\b(?:with us|(?<!cancelled )(?<!canceled )(?<!moved )by us|at our|in our|at this|our (?:clinic|practice|office|"
    r"records?|file)|on file|that we know of|"
    r"known to us)\b"
)
_NOWHERE = Pattern(r"\b(?:none|nothing|not|never|nor|no (?:others?|more)) (?:\w+ )?(?:elsewhere|anywhere else)\b")
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
_CLOSED = Pattern(
    r"\bend of (?:the )?(?:list|ledger|record|claims|report)\b|\bothers?: (?:none|no)\b|"
    r"\bnone (?:at all |whatsoever |of any kind )?(?:since|before|earlier|prior|previously|other|otherwise|else|"
    r"elsewhere|after|"
    r"in between)\b|"
    r"\bsince then,? (?:she |he |they |pt |patient |there )?(?:(?:has|have|had|has been|have been) )?(?:had |"
    r"received )?"
    r"(?:no more|none|nothing|not one)\b(?! (?:helped|changed|new|documented|on file))|"
    r"^\W*no (?:earlier|previous|prior) (?:ones?|injections?|sessions?|blocks?|sets?)\b(?! (?:on file|record\w*|"
    r"document\w*))|"
    r"\bno (?:others?|further|more|additional) (?:ever|since|"
    r"sessions?|injections?|"
    r"blocks?|before)?\b|\bno others?\b|"
    r"\bonly\b(?!(?:\s+\w+){0,2}\s+(?:weeks?|wks?|days?|hours?|months?|mos?|minutes?|percent|relief|improve\w*|"
    r"help\w*)\b)"
    r"(?!\s+(?:some|partial\w*|mild\w*|slight\w*|brief\w*|temporar\w*|local\b|\d+ ?%))|\bnothing (?:since|else|"
    r"elsewhere|before)\b|"
    r"\ball (?:sessions|injections|dates)\b|\btotal of\b|"
    r"\b(?:only|just) once\b|\bonce only\b|\ba single (?:\w+ ){0,3}?(?:visit|session|set|round|occasion|time|"
    r"treatment|injection|block)s?\b"
    r"(?! (?:is |was )?(?:requested|planned|asked|proposed|sought))|"
    r"\b(?:complete|full|entire|whole) (?:list|log|ledger|history|record|register)\b|"
    r"\b(?:list|log|ledger|history|record|register)\W+(?:is )?(?:complete|full|in full)\b"
)
_SOON = 4
"""Sentences behind a session within which it may be said that there were no others."""
_EVER = r"(?: (?:so far|to date|ever|up to now|at all|in (?:her|his|their) life))*"
_BARE_CLOSE = Pattern(
    r"^\W*(?:and |with |there (?:are|were) )?(?:no others?|none other|nothing else|no other (?:sessions?|"
    r"injections?|dates?)|"
    r"none besides|nil else)\W*$|"
    r"^\W*(?:and )?(?:that|this|it|which) (?:has been|had been|was|is|remains|stays) (?:her|his|their|"
    r"the) (?:one and )?only"
    r"(?: (?:one|block|injection|session|set|round|time))?(?: (?:she|he|they|pt|(?:the )?patient)(?: has|'s| had)?"
    rf"(?: ever)? (?:had|received|got))?{_EVER}\W*$|"
    rf"^\W*(?:there (?:has|have) been |it was )?(?:just|only) (?:that|the|those|these) (?:one|(?P<n>two|three|"
    rf"four)){_EVER}\W*$|"
    r"^\W*(?:and |with )?(?:none|no others?|nothing) (?:besides|apart from|beyond|other than|except|but) (?:those|"
    r"these|that|"
    r"this|the) (?:(?P<m>two|three|four|one) ?)?(?:dates?|ones?|days?|sessions?|blocks?|injections?|sets?)?"
    rf"(?:,? (?:here or elsewhere|here or anywhere(?: else)?|anywhere))*{_EVER}\W*$|"
    rf"^\W*(?:and )?no other (?:sessions?|injections?|blocks?|sets?|gonbs?|tpis?) (?:(?:was|were|has been|have been) "
    rf"(?:ever )?(?:done|given|performed|had|received)|took place){_EVER}\W*$|"
    r"^\W*no (?:earlier|previous|prior) (?:ones?|injections?|sessions?|blocks?|sets?)(?: (?:into|in|of|at|to) (?:the|"
    r"this|that) \w+)?\W*$"
)
"""A statement of its own, at the end of a list, that there were no others."""
_HERE_ONLY = Pattern(
    r"\b(?:only|none|no others?|nothing|no more)\b[^.;:]{0,30}\b(?:here|with us|by us|at (?:our|this)|in our|(?:this|"
    r"of the) "
    r"(?:month|week|quarter))\b(?!,? (?:or|nor|and) (?:elsewhere|anywhere))"
)
"""That there were no others at one place, or within a short time."""
_LAST = Pattern(r"\b(?:last|latest|most recent)\b(?! (?:year|month|week|spring|summer|fall|autumn|winter))")
_CLAIMS_FULL = Pattern(
    r"\bclaims? (?:data |history )?(?:is |are |being )?(?:complete|full|up to date)\b|\bcomplete claims?\b"
)
_PARTIAL = Pattern(
    r"\b(?:dates?|years?|number|rest|others?|records?|any|some|more|history|was|were|which|"
    r"whether|pages?|notes|charts?)\b[^.;,]{0,30}\b(?:unknown|(?:has|have) (?:not|never) (?:yet )?(?:reached|"
    r"arrived|come|been sent|"
    r"been received)|"
    r"unclear|uncertain|unavailable|incomplete|missing|(?:not|never) (?:been )?(?:known|shown|given|stated|recorded|"
    r"confirmed|available|documented|received|legible|specified|clear|sure|remembered))\b|"
    r"\b(?:possibly|perhaps|maybe|and probably) (?:also |again )?(?:in|on|around|about) (?:\d|jan|feb|mar|apr|may|jun|"
    r"jul|aug|sep|oct|"
    r"nov|dec)\w*|"
    r"\b(?:also|too|as well)\b[^.;]{0,50}\b(?:another|other|outside|different) (?:\w+ ){0,2}(?:clinic|practice|"
    r"provider|hospital|facility|doctor|physician|office|center|group)\b|"
    r"\b(?:another|other|outside|different) (?:\w+ ){0,2}(?:clinic|practice|provider|hospital|facility|doctor|"
    r"physician|office|center|group)\b[^.;]{0,40}\b(?:also|too|as well|dates|records|unknown|injections?)\b|"
    r"\bclaims? (?:were |was |are |have been |history )?(?:not|never) (?:yet )?(?:been )?(?:checked|searched|"
    r"pulled|reviewed|run|"
    r"looked)\b|"
    r"\b(?:dates?|days?|years?|months?|entry|entries|lines?|rows?|one)\b[^.;]{0,40}\b(?:illegible|unreadable|blurred|"
    r"blurry|"
    r"smudged|smeared|faded|cut off|torn|(?:cannot|can't|could not|couldn't|hardly) be (?:read|made out|deciphered)|"
    r"not legible|nobody (?:remembers|recalls|knows)|can be read (?:as|either)|could be (?:read as )?either)\b|"
    r"\b(?:unknown|uncertain|unclear|unrecorded) (?:dates?|days?|years?|number|time)\b|\bundated\b|"
    r"\?{1,4}/\?|/\?\?|\b(?:possibly|perhaps|maybe|probably) (?:another|one more|once more|twice more|once or twice|"
    r"an? (?:second|third|fourth|fifth|further))\b|"
    r"\b(?:later|subsequent|newer|more recent|further|\w+ onwards?|after (?:that|then)|since then|from then on|"
    r"thereafter)\b"
    r"[^.;]{0,30}\b(?:claims?|data|nothing|not)?[^.;]{0,15}\b(?:not (?:yet )?(?:been )?(?:available|loaded|received|"
    r"posted|known|seen)|"
    r"unavailable|missing|unknown)\b|\bnothing (?:is )?known (?:after|since|of|about)\b|"
    r"\b(?:feed|interface|portal|extract|data)\b[^.;]{0,20}\b(?:down|broken|interrupted|lost|out of (?:order|"
    r"service))\b|"
    r"\b(?:no (?:record|word|note|notes|proof|trace|information|report)|not (?:known|clear|told|stated|recorded|"
    r"documented)|unknown|unclear|uncertain|nobody knows|cannot (?:tell|say))(?: of| on| as to| about)? "
    r"(?:whether|if)\b|"
    r"\b(?:treated|seen|managed|injected|followed|cared for|under care|looked after) (?:elsewhere|"
    r"somewhere else|abroad)\b|"
    r"\b(?:eobs?|claims?|records?|notes?|papers?|charts?|pages?|files?|logs?|lists?)\b[^.;]{0,20}\b(?:lost|"
    r"destroyed|purged|"
    r"shredded|misplaced)\b|\bunsure\b|\b(?:in process|being processed|not yet (?:adjudicated|finali[sz]ed|"
    r"processed|posted))\b|"
    r"\b(?:charts?|records?|notes?|dates?|details|history|log) (?:(?:have|has|were|was|are|is|being|been) "
    r")*(?:requested|awaited|"
    r"pending|to follow|on (?:the|its|their) way)\b|"
    r"\bclaims?\b[^.;,]{0,12}\b(?:lag\w*|run(?:s|ning)? behind|delayed)\b|"
    r"\b(?:may|might|could) have had\b|\bpossibly (?:more|others)\b|\b(?:perhaps|maybe) (?:more|others)\b"
)
"""Words by which what is told may not be all, or may not have been."""
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
_CHANGED = Pattern(
    r"\b(?:policy|polic(?:ies)|cap|limit|version|benefit|rule|maximum|bulletin|lcd)\b[^.;]{0,40}\b(?:changed|change|"
    r"cut|reduced|raised|"
    r"lowered|increased|revised|dropped|went|goes|amended|moved|updated)\b[^.;]{0,60}\b(?:from|to|by)\b|"
    r"\b(?:new|old|previous|earlier|revised) (?:policy|cap|limit|version|rule)\b[^.;]{0,40}\b(?:from|since|as of|"
    r"effective|until)\b"
)


_DISPUTED = Pattern(
    r"\b(?:two|both|differing|different|conflicting|contradictory|divergent) (?:accounts|versions|counts|"
    r"numbers|figures|stories|histories|answers|dates given)\b|"
    r"\b(?:not|never|cannot be|could not be|un)[ -]?(?:yet )?(?:been )?reconciled\b|\bdiscrepan\w+|"
    r"\b(?:does not|doesn't|do not|don't|did not|didn't|not) (?:agree|match|tally|add up)\b|"
    r"\b(?:while|whereas|but|though) (?:the |her |his |our )?(?:[\w']+ ){0,4}(?:letter|records?|notes?|chart|"
    r"log|list|office|"
    r"ledger) (?:speaks?|shows?|says?|lists?|counts?|gives?|tells?|counted|mentions?) (?:of )?(?:\d|two|three|"
    r"four|five|six)|"
    r"\b(?:disagree|contradict|conflict|differ)(?:s|ed|ing)?\b|"
    r"\b(?:which|who|what)(?: (?:one|number|count|figure|source|of (?:the two|them|these|the counts)))* (?:is|"
    r"are|was|were) "
    r"(?:right|correct|true|accurate|the real)\b|"
    r"\b(?:not|never|nobody|un|yet to be)[ -]?(?:yet )?(?:been )?(?:sorted out|cleared up|resolved|clarified|"
    r"settled|squared)\b"
)

_ONE_OF_TWO = Pattern(
    r"\b(?:one|first|other|second|former|latter|former's)\b[^.;,\d]{0,40}?\b(?:lists?|says?|shows?|counts?|"
    r"gives?|names?|"
    r"records?|speaks of|tells of|has|reports?|states?|mentions?|puts)(?: (?:that|of|it at|she|he|has|had|only))* "
    r"(?P<n>\d{1,2}|none|one|two|three|four|five|six)\b"
)
"""A number by one of two sources that are set against each other: "one lists 2 sessions, the other lists 4"."""


_BY_PAPER = Pattern(
    r"\b(?P<paper>log|ledger|chart|(?<!claims )billing|referral|progress notes?|notes?|register|"
    r"records?|letter|portal|"
    r"schedule|intake|emr|ehr|procedure (?:list|book)|(?:patient|pt|she|he|wife|husband)(?=\W*[:=]|"
    r"(?: \w+)? (?:says?|said|"
    r"counts?|counted|recalls?|remembers?|reports?|states?|thinks|believes|claims|tells us|"
    r"told us)\b))\b(?! (?:date|requested))[^.;,:\d]{0,45}?[,:]?[^.;,:\d]{0,25}?"
    r"(?<![-/])\b(?P<n>[1-9]|one|two|three|four|five|six|none)\b(?![-/.]\d| (?:months?|weeks?|years?|days?|"
    r"of them|of these))"
)
"""A number of sessions by the paper that gives it."""
_BY_CLAIMS = Pattern(
    r"\bclaims?\b[^.;\d]{0,30}?\b(?P<n>[1-9]|one|two|three|four|five|six|none)\b"
    r"(?![-/.]\d| (?:months?|weeks?|years?|days?))"
)
_KEPT = ("log", "ledger", "register", "procedure list", "procedure book")
"""Papers in which a practice keeps its sessions."""


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
        elif said.search(_LOG) and not said.search(_TO_COME) and past_sessions.speaks_of(record, said):
            log = not any(m.stands.negated for m in said.statement.mentions)
        else:
            log = log and said.search(_LINE_OF_LOG) is not None


def _unnamed(record: Record, said: Said) -> list[Event]:
    """Days of sessions in a clause that does not name them: "no-show; done 9/1", "earlier ones 3/1, 6/2"."""
    whens, offset = said.statement.whens(), said.statement.clause.start
    if field := said.search(_LAST_FIELD):
        near = [s for s in record.preceding(said) if not s.search(_OTHER_FIELD)]
        about = "this service" in said.low
        about = about or any(past_sessions.speaks_of(record, s) or _coded(record, s) for s in near)
        return _days(record, said, [w for w in whens if w.start - offset >= field.end()]) if about else []
    if not whens or not past_sessions.unnamed(record, said):
        return []
    if match := said.search(_EARLIER_ONES):
        whens = [w for w in whens if w.start - offset >= match.end()]
    elif not re.search(r"\w", _STATUS.sub(" ", _PAPER.sub(" ", said.undated))):
        beside = record.preceding(said)[:1] if _PAPER.search(said.undated) else []
        ledger = [s for s in record.preceding(said) if s.in_sentence_of(said)] or [
            s for s in beside if not s.names_care
        ]
        if not any(past_sessions.speaks_of(record, s) or past_sessions.of_claims(record, s) for s in ledger):
            return []
    else:
        beside = [s for s in record.preceding(said) if s.statement.clause.sentence == said.statement.clause.sentence]
        if not any(past_sessions.speaks_of(record, s) and s.search(_NOT_DONE) for s in beside[:1]):
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
    days = [(w, day) for w in whens if not sessiondays.score(said, w) and (day := past_sessions.day_told(w, until))]
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
    r"\byears? (?:is |are |was |were )?(?:not|un|missing|illegible)|\bwithout (?:the )?years?\b|\bno years?\b|"
    r"\b(?:unclear|unknown|uncertain|unsure|not (?:clear|known|sure|stated|said)) (?:\w+ )?(?:whether|"
    r"if|which|what)\b|"
    r"\b(?:none|not one|no entry|neither)\b[^.;]{0,30}\b(?:marked|shown|recorded|flagged|confirmed|listed)(?: as)? "
    r"(?:done|kept|completed|attended|arrived|given|cancell?ed)\b|\bno check-? ?in\b|"
    r"\b(?:attendance|status)\b[^.;]{0,25}\b(?:unknown|empty|blank|unclear|missing|not (?:recorded|known|shown|given|"
    r"stated))\b|"
    r"\b(?:whether|(?:unclear|unknown|uncertain|not (?:clear|known|shown|said)) (?:which|if|how many))\b[^.;]{0,40}"
    r"\b(?:done|performed|given|took place|happened|kept|attended|came|arrived|showed up|appeared)\b"
)


def in_full(record: Record, past: PastSessions, found: Sequence[Dated]) -> bool:
    """Whether the record itself lists the earlier sessions, rather than naming one of them."""
    told = [s for d in found if (s := record.telling(d.event.cited))]
    sentences = [s.sentence for s in told]
    heads = record.preceding(told[0])[:1] if told else []
    if not told or any(partial(record, t) for t in (*heads, *told)):
        return False
    if any(_PLACE_ONLY.search(s) and not (_CLAIMS_FULL.search(s) or _NOWHERE.search(s)) for s in sentences):
        return False
    after = [s for t in told for s in record.following(t)[:2]]
    closed = any(_CLOSED.search(s) for s in (*sentences, *(a.low for a in (*heads, *after))))
    claims = any(s.search(_CLAIMS_FULL) for s in (*told, *after))
    if not claims and (any(s.search(_HERE_ONLY) for s in after) or any(map(_HERE_ONLY.search, sentences))):
        return False
    closed = closed or claims
    closed = closed or any(
        (m := s.search(_BARE_CLOSE))
        and s.statement.cues.whole.plain
        and number(m["n"] or m["m"] or "one") <= len(found)
        for t in told
        for s in record.following(t, 3 * _SOON)
        if s.statement.clause.sentence - t.statement.clause.sentence <= _SOON
    )
    since = max(d.event.date for d in found)
    closed = closed or any(
        s.written and s.written >= since and past_sessions.nothing_else(record, s) for s in record.said
    )
    closed = closed or _first_and_none_since(record, told, since)
    return len(found) > 1 or closed or past_sessions.only_one(record, past) or any(_lists(s) for s in told)


_NONE_SINCE = Pattern(
    r"\b(?:no|none|nothing|not)\b(?: (?:other|further|more|additional|such|repeat|occipital|nerve|trigger|point))*"
    r"(?: (?:injections?|blocks?|procedures?|sessions?|sets?|shots?|tpis?|of (?:it|them|either)))?(?: (?:done|given|"
    r"had))?,? since\b"
)
"""That no session was given since one that is told."""


_FIRST_EVER = Pattern(
    r"\bblocks?\b[^.;]{0,30}, (?:(?:her|his|their|the) )?(?:very )?first(?: ever)?\W*$|\bfirst[- ]ever\b"
)
"""In the record of a session: that none went before it, "R greater occipital nerve block, first ever"."""


def _first_and_none_since(record: Record, told: Sequence[Said], last_day: dt.date) -> bool:
    """Whether the note of the one session calls it the first, and a later one says that none was given since."""
    if len(told) != 1:
        return False
    match = told[0].search(NTH_TODAY)
    if not (nth(match) == 1 if match else told[0].search(_FIRST_EVER)):
        return False
    later = (s for s in record.having(_NONE_SINCE) if s.written and s.written > last_day and not s.document.late)
    return any(s.statement.cues.whole.certainty == "sure" and not s.search(_PLACE_ONLY) for s in later)


def partial(record: Record, said: Said) -> bool:
    """Whether words beside an earlier session leave open that there were others, or whether it was one."""
    near = {s.sentence for s in (said, *record.following(said)[:1])}
    return any(_PARTIAL.search(s) for s in near) or unnamed_kind(record, said)


def _lists(said: Said) -> bool:
    """Whether a clause dates several procedures, so that it lists what was given."""
    procedures = {
        m.concept for m in said.statement.mentions
        if words.concept(m.concept).family == "procedures" or words.concept(m.concept).about.get("procedure")
    }  # fmt: skip
    return len(procedures) > 1 and len(said.statement.whens()) > 1


def disputed(record: Record, told: Sequence[Said]) -> bool:
    """Whether two accounts of the number of sessions differ, by their numbers or by words beside them."""
    near = {id(n): n for s in told for n in (s, *record.preceding(s)[:1], *record.following(s)[:2])}
    return (
        any(n.search(_DISPUTED) for n in near.values())
        or _sources_differ(record, told)
        or any(len({m["n"] for m in _ONE_OF_TWO.finditer(s.sentence)}) > 1 for s in told)
    )


_TWO_HISTORIES = Pattern(
    r"\b(?:two|both|differing|different|conflicting|contradictory) (?:accounts|versions|histories|stories|answers)\b"
)


def two_histories(record: Record) -> bool:
    """Whether what is told of earlier sessions is told in two ways."""
    near = (s for said in record.having(_TWO_HISTORIES) for s in (said, *record.following(said)[:2]))
    return any(past_sessions.speaks_of(record, s) for s in near)


def _sources_differ(record: Record, told: Sequence[Said]) -> bool:
    """Whether two papers give different numbers of sessions: "our log has three; the progress notes show two"."""
    near = {s.written_sentence: s for t in told for s in (t, *record.preceding(t)[:1], *record.following(t)[:2])}
    given: dict[str, set[int]] = {}
    claimed: set[int] = set()
    for quote in near:
        for match in _BY_PAPER.finditer(fold(quote)):
            given.setdefault(match["paper"], set()).add(number(match["n"]))
        claimed |= {number(m["n"]) for m in _BY_CLAIMS.finditer(fold(quote))}
    kept = set().union(*(numbers for paper, numbers in given.items() if paper in _KEPT))
    if claimed and kept and kept != claimed:
        return True  # what a practice wrote down is no recollection, which claims would outrank
    return len(given) > 1 and len(set().union(*given.values())) > 1


def changed(record: Record) -> Citation | None:
    """Words that say that the limit itself was changed: which version governs earlier sessions is for a person."""
    for said in record.having(_CHANGED):
        if said.statement.whens() or any(c.isdigit() for c in said.low):
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


_AND_MORE = Pattern(rf"(?<!\w)(?P<n>\d{{1,2}}|{'|'.join(COUNTS)})\s+(?P<unit>year|yr|month|mo)s?\s*(?:and|,|&)?\s*$")
"""The greater part of a time ago in two parts: "3 months and 2 weeks ago"."""


def _further(match: re.Match[str]) -> relativedelta:
    n = int(match["n"]) if match["n"].isdigit() else int(COUNTS[match["n"]])
    return relativedelta(years=n) if match["unit"].startswith("y") else relativedelta(months=n)


def roughly(record: Record) -> Roughly | None:
    """The latest session dated by words that leave several days, such as "3 weeks ago"."""
    found = []
    for said in record.said:
        whole = said.statement.cues.whole
        had = past_sessions.told_as_had(record, said) and whole.time not in ("planned", "conditional")
        if not (had or _last_told(record, said) or _ago(record, said)) or _supposed(record, said):
            continue
        whens = [w for w in said.statement.whens() if not _of_service(record, w)]
        if len(whens) == 1 and not whens[0].exact and whens[0].latest <= record.clock:
            closed = any(
                _NONE_SINCE.search(s.low) or _THEN_NONE.search(s.low) for s in (said, *record.following(said)[:1])
            )
            is_last = (
                closed
                or bool(said.search(_LAST) or said.search(_BEFORE_THIS))
                or len(whens) < len(said.statement.whens())
            )
            if match := _AND_MORE.search(said.low[: whens[0].start - said.statement.clause.start]):
                more = _further(match)
                whens = [replace(whens[0], earliest=whens[0].earliest - more, latest=whens[0].latest - more)]
            found.append(Roughly(whens[0].earliest, whens[0].latest, is_last, said.cite()))
    return max(found, key=lambda r: r.latest, default=None)


def _of_service(record: Record, when: dates.When) -> bool:
    """Whether a date is the day of the service asked for, beside which the one before is told: "August, again 12/1"."""
    day = record.case.service_date
    return day is not None and when.exact and when.earliest == day


_BEFORE_THIS = Pattern(
    r"^\W*(?:previous|prior) (?:(?:left|right|bilateral|occipital|nerve|trigger|point|lumbar|cervical|epidural|"
    r"steroid) )*"
    r"(?:block|injection|onb|gonb|tpi|esi|rfa|session|set|one)\b(?!s)"
)
"""The one right before, named so at the beginning."""
_SUPPOSED = Pattern(
    r"\b(?:she|he|they|pt|patient|wife|husband|daughter|son|i|we) (?:\w+ )?"
    r"(?:thinks?|believes?|guess\w*|supposes?|assumes?)\b|"
    r"\b(?:not|n't) (?:quite |really |entirely )?(?:sure|certain|remember|recall)\b|"
    r"\b(?:unsure|uncertain|thereabouts|vague\w*|possibly|perhaps|maybe|probably)\b"
)


def _supposed(record: Record, said: Said) -> bool:
    """Whether the time of a session is only supposed, in its own words or in the rest of its sentence."""
    beside = (s for s in record.following(said)[:1] if s.in_sentence_of(said))
    return any(s.search(_SUPPOSED) for s in (said, *beside))


_AGAIN = Pattern(r"\b(?:again|repeat\w*|next|then)\b[^.;,]{0,15}$")
"""Before the day of the session asked for, behind the time of the one before."""
_LAST_ONE = Pattern(
    r"\b(?:last|latest|most recent|previous|prior) (?:one |ones |time |set |block |blocks |injections? |"
    r"session |round )?"
    r"(?:(?:was|were|done|given|being|in|on|about|around|some|at|the|of|early|mid|late|only|just) )*$"
)
"""Before the time of the session before, beside words that ask for the next."""


def _last_told(record: Record, said: Said) -> bool:
    """Whether it dates the session before, beside the one asked for: "repeat block requested, last one 5 weeks ago"."""
    if said.document.late or said.statement.cues.whole.other_person or not past_sessions.speaks_of(record, said):
        return False
    whens = said.statement.whens()
    if len(whens) == 2 and _of_service(record, whens[1]) and _AGAIN.search(said.ahead(whens[1].start)):
        names = past_sessions.namings(record, said)
        return bool(names) and sessiondays.tied(said, names, whens[0])
    return len(whens) == 1 and _LAST_ONE.search(said.ahead(whens[0].start)) is not None


_AGO = Pattern(r".*\b(?:ago|back)")
_HAD = Pattern(
    r"\W*(?:(?:we|i|did|gave|had|has had|have had|received|got|underwent|given|s/p|status post|pt|patient|she|"
    r"he|they|the|an?|her|"
    r"his|"
    r"first|second|third|last|prior|previous|left|right|l|r|lt|rt|bilat\w*|b/l|greater|lesser|diagnostic|"
    r"therapeutic|single|"
    r"one)\W+)*"
)
"""Before the name of a session that took place."""
_THEN_NONE = Pattern(r"^\W*(?:and |with )?(?:none|nothing|no others?|no more) (?:since|after|afterwards)\W*$")
"""Alone, or behind the time of a session: that none was given since."""


def _ago(record: Record, said: Said) -> bool:
    """Whether it tells no more than that a session was so long ago: "GON block six months ago, none since"."""
    whens = [w for w in said.statement.whens() if not _of_service(record, w)]
    whole = said.statement.cues.whole
    if len(whens) != 1 or whole.other_person or said.document.late or said.names_care or whole.certainty != "sure":
        return False
    names = past_sessions.namings(record, said)
    if not names or any(m.stands.negated or m.stands.refused or m.stands.time == "planned" for m in names):
        return False
    told = _AGO.fullmatch(said.between(whens[0].start, whens[0].end).lower()) or _THEN_NONE.match(
        said.behind(whens[0].end)
    )
    return (
        bool(told)
        and _HAD.fullmatch(said.ahead(names[0].start)) is not None
        and names[0].start < whens[0].start
        and sessiondays.tied(said, names, whens[0])
    )


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
