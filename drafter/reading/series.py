"""What is asked for: how many sessions, how far apart, where and when, by the line or by the words of the record."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import pairwise

from drafter.domain import Citation, Schedule
from drafter.reading import spoken_of
from drafter.reading.record import Record
from drafter.reading.said import Said, sides_among
from drafter.text import schedule, words
from drafter.text.patterns import Pattern
from drafter.text.tokens import COUNTS, tokenise

_REQUEST = Pattern(
    r"\b(?:request\w*|ask(?:s|ed|ing)?(?: for)?|seek\w*|sought|propos\w+|plan(?:s|ned|ning)?(?! (?:allows?|says?|"
    r"covers?|max))|"
    r"to be (?:given|done|repeated)|wants?|would like|schedul\w+|due|is needed|authori[sz]ation for)\b"
)
_GOES_ON = Pattern(
    r"\b(?:to (?:go on|continue|be continued|be kept up)|(?:will|should|is to|are to) (?:go on|"
    r"continue|carry on|be continued|"
    r"keep on)|continuing|(?:at|in) (?:the same|that|this) (?:pace|interval|rhythm))\b"
)
"""An interval kept so far that is asked for again: "given every six weeks, to go on so"."""
_HABIT = Pattern(
    r"\b(?:gets?|receives?|comes? (?:in )?for|undergoes|repeats?|(?:is|are) (?:spaced|given|done|repeated|set|"
    r"scheduled)|spaced|(?:is|are) on an?|"
    r"on an?) (?:(?!if\b|when)[\w/'-]+ ){0,6}?(?:every|each|q ?\d|monthly|\d{1,2}-?weekly|at|apart|\w+ weeks|"
    r"\d+ ?w(?:ee)?ks?)\b"
)
"""What is done at an interval, and so will be: "she gets the block every six weeks"."""
_AGO = Pattern(
    r"\b(?:since|had|has had|have had|received|underwent|was|were|given|got|previous(?:ly)?|prior|earlier|past|last|"
    r"ago|"
    r"history|so far|been|every time|whenever|claims?)\b"
)
_BARE_NUMBER = Pattern(
    r"\b(\d{1,2}|two|three|four|five|six|seven|eight)(?=,? (?:every|q|weekly|monthly|\d+ \w+ apart))"
)
_RANGE = Pattern(
    r"(?P<a>\b\d{1,2})\s*(?:-|–|to|or)\s*(?P<b>\d{1,2})(?=\s*-?\s*(?:d|days?|w|wks?|weeks?|m|mos?|months?)\b)"
)
_PER_YEAR = Pattern(
    r"(?<![\w.])(?P<n>\d{1,2}|twice|two|three|four|five|six|eight|ten|twelve)\s*(?:times|x|sessions|visits)?\s*"
    r"(?:/|an?\b|per\b|each\b|every\b)\s*(?P<unit>year|yr|month|mo)\b"
)
_NEXT = Pattern(r"\b(?:next|planned|due|requested|scheduled|proposed|asked|sought|wanted|booked)\b")
_SERIES = Pattern(r"\b(?:series|course) of\b|\b\d{1,2} (?:sessions|visits|treatments|rounds)\b")
_SHORT = 10
"""Tokens of a clause that can be a bare request, such as "ONB q12 weeks"."""
_FILLING = Pattern(
    r"\b(?:requested|requesting|requests?|planned|proposed|more|further|additional|another|total of|sessions of|"
    r"set of|"
    r"sets of|given|repeated|then|to be)\b"
)
_RETRO = Pattern(
    r"\bretro(?:spective(?:ly)?)?\b|\balready (?:done|performed|rendered|given|completed)\b|\bpost service\b"
)
_DONE_ON = Pattern(
    r"\b(?:dos|date of service|dates? of service|service(?: was| is)?(?: already)?(?: done| performed| rendered|"
    r" given)?|performed|"
    r"done|rendered|given|completed|service date)\b(?: (?:on|was|is|already|done))*[\s:,(]*$"
)


@dataclass(frozen=True)
class Series:
    """What is asked for."""

    sessions: int
    interval: int | None
    """Days between sessions."""
    unclear: str | None
    """Why the number of sessions cannot be told, as a clause."""
    cited: tuple[Citation, ...]
    written: str | None = None
    """The words of the schedule."""
    longest: int | None = None
    """Days between sessions at the most, where the words give two numbers."""


def read(record: Record) -> Series:
    """The sessions asked for: of the line's schedule, else of a schedule that the record asks for, else one."""
    key = ("series",)
    if key not in record.places:
        record.places[key] = _read(record)
    found: Series = record.places[key]
    return found


def _read(record: Record) -> Series:
    given = record.line.schedule
    cited = record.field("schedule") if given else None
    longest = _longest(given.written) if given else None
    perhaps = None
    if given is None:
        for said in record.said:
            if told := _told(record, said) or _on_days(record, said):
                if not spoken_of.speaks_of(record, said) and spoken_of.of_care(record, said):
                    perhaps = perhaps or said.cite()
                    continue
                given, cited, longest = told, said.cite(), _longest(_unnamed(said))
                break
    if given is None and perhaps:
        return Series(
            1, None, "whether the sessions asked for are of this service or of other care is not told", (perhaps,)
        )
    words_ = cited or record.service_words()
    unclear = None
    if given and given.sessions is None:
        unclear = f'the schedule "{given.written}" does not say how many sessions are requested'
    sessions = (given.sessions if given else None) or 1
    interval = given.interval_days if given else None
    return Series(sessions, interval, unclear, (words_,) if words_ else (), given.written if given else None, longest)


def _told(record: Record, said: Said) -> Schedule | None:
    """The schedule that a statement asks for."""
    whole = said.statement.cues.whole
    if said.document.late or whole.other_person or whole.certainty != "sure" or not _about(record, said):
        return None
    if said.names_care and not any(words.concept(m.concept).family == "procedures" for m in said.statement.mentions):
        return None  # the visits of another treatment: "PT at Summit, 11 visits, next 11/24"
    if said.search(_ATTACKS) and not said.search(_REQUEST):
        return None  # "headache frequency: pre-Botox 22/month"
    goes_on = said.search(_GOES_ON)
    asks = said.search(_REQUEST) or goes_on
    day = record.case.service_date
    to_come = all(day and w.earliest <= day <= w.latest for w in said.statement.whens())
    bare = len(said.statement.clause.tokens) <= _SHORT and to_come
    if (
        (not asks and not bare and not (to_come and said.search(_HABIT)))
        or (said.search(_AGO) and not goes_on)
        or any(m.stands.negated for m in said.statement.mentions)
    ):
        return None
    found = [s.schedule for s in schedule.find(_RANGE.sub(r"\g<a>", _unnamed(said)))]
    numbered = next((s for s in found if s.sessions), None)
    spaced = next((s for s in found if s.interval_days), None)
    if numbered is None and spaced is None:
        return None
    if (not asks and said.search(_POLICY)) or _of_the_care_before(said):
        return None
    sessions = numbered.sessions if numbered else None
    interval = spaced.interval_days if spaced else None
    if asks is None and interval is None:
        return None  # "3 TPI sessions" alone may be of the past
    return Schedule(written=said.cite().quote, interval_days=interval, sessions=sessions)


_ATTACKS = Pattern(
    r"\b(?:headache|migraine|attack|ha) frequency\b|\b(?:headaches?|migraines?|attacks?|ha|episodes?)\b[^.;]{0,30}"
    r"\d{1,2} ?(?:days? ?)?(?:/|per|a|each|x) ?(?:month|mo|week|wk)\b"
)
"""How often attacks come, which is no schedule of a service."""
_POLICY = Pattern(
    r"\b(?:polic(?:y|ies)|minimum|maximum|payer|plan (?:wants|asks|says|allows|covers)|rules?|guidelines?|"
    r"(?<!not )covered|allowed)\b"
)
"""Words of a rule, whose interval nobody keeps."""


def _of_the_care_before(said: Said) -> bool:
    """Whether the interval told stands right behind another treatment: "PT weekly, nerve block not yet"."""
    told = next((s for s in schedule.find(said.low) if s.schedule.interval_days), None)
    if told is None:
        return False
    before = [m for m in said.statement.mentions if m.start - said.statement.clause.start < told.start]
    return bool(before) and words.concept(before[-1].concept).family in ("treatments", "programme")


_DAYS_ASKED = Pattern(r"\b(?:dates|days|dos|sessions|visits)\b")
_BETWEEN_DAYS = Pattern(r"\W*(?:(?:and|plus|then|again|on)\W+)*")


def _on_days(record: Record, said: Said) -> Schedule | None:
    """Sessions asked for on days that are named, the day of the service the first: "two dates: 12/1/26 and 1/12/27"."""
    whens, day = said.statement.whens(), record.case.service_date
    whole = said.statement.cues.whole
    if len(whens) < 2 or day is None or said.document.late or whole.other_person or whole.negated:
        return None
    if not (said.search(_REQUEST) or said.search(_DAYS_ASKED)):
        return None
    days = [w.readings[0] if w.readings else w.earliest for w in whens]  # of two readings the month stands first
    gaps = (said.low[a.end - said.statement.clause.start : b.start - said.statement.clause.start]
            for a, b in pairwise(whens))  # fmt: skip
    listed = all(w.exact or w.readings for w in whens) and all(_BETWEEN_DAYS.fullmatch(gap) for gap in gaps)
    if not listed or days[0] < day or days != sorted(set(days)) or not spoken_of.speaks_of(record, said):
        return None
    nearest = min((b - a).days for a, b in pairwise(days))
    return Schedule(written=said.cite().quote, interval_days=nearest, sessions=len(days))


def _about(record: Record, said: Said) -> bool:
    """Whether a statement speaks of the procedure, or of a series that can only be of it."""
    if spoken_of.speaks_of(record, said):
        return True
    if not (said.search(_SERIES) and said.search(_REQUEST)) or not spoken_of.unnamed(record, said):
        return False
    return not _of_other_care(record, said)


_VISITS = Pattern(r"\b\d{1,2} (?:\w+ )?visits\b")
_KEPT = Pattern(r"\b(?:kept|attended|completed|done to date|no-?shows?|missed)\b")


def _of_other_care(record: Record, said: Said) -> bool:
    """Whether sessions without a name are no request: kept or past ones, or visits of other care."""
    whens, day = said.statement.whens(), record.case.service_date or record.clock
    over = bool(whens) and all(w.latest < record.clock and w.latest < day for w in whens)
    return bool(over or said.search(_KEPT)) or (said.search(_VISITS) is not None and spoken_of.of_care(record, said))


def _unnamed(said: Said) -> str:
    """The folded clause without names of procedures and joining words: "5 TPI visits requested, 8 weeks apart" reads
    as "5 visits, 8 weeks apart"."""
    low, offset = said.low, said.statement.clause.start
    for m in said.statement.mentions:
        concept = words.concept(m.concept)
        if concept.family == "procedures" and not concept.about.get("generic"):
            low = f"{low[: m.start - offset]}{' ' * (m.end - m.start)}{low[m.end - offset :]}"
    low = " ".join(_FILLING.sub(" ", low).split())
    if not _RULE.search(said.low):
        low = _BETWEEN.sub(r"every \g<n>", low)
    return _BARE_NUMBER.sub(r"\1 sessions", _PER_YEAR.sub(_as_interval, low))


_BETWEEN = Pattern(r"\b(?P<n>(?:\d{1,3}|two|three|four|six|eight|ten|twelve) ?-?(?:days?|weeks?|months?)) between\b")
_RULE = Pattern(
    r"\b(?:requir\w*|minimum|min|at least|polic(?:y|ies)|must|rules?|limit|need(?:s|ed)?|payer|plan (?:wants|"
    r"asks|says))\b"
)
"""Words of a rule, whose interval is none that is asked for."""


def _as_interval(match: re.Match[str]) -> str:
    """ "Four times a year" as the days between two of them."""
    times = int(match["n"]) if match["n"].isdigit() else COUNTS.get(match["n"], 2)
    days = {"y": 365, "m": 30}[match["unit"][0]] // max(1, times)
    return f"every {max(1, days)} days"


def _longest(written: str) -> int | None:
    """Days between sessions by the second of two numbers: "every 8 to 10 weeks"."""
    if not _RANGE.search(written):
        return None
    every = (s.schedule.interval_days for s in schedule.find(_RANGE.sub(r"\g<b>", written)))
    return next((days for days in every if days), None)


def service_day(record: Record) -> dt.date | None:
    """The day of the service: that on which the record says it was already given, else the case's, else none."""
    key = ("service day",)
    if key not in record.places:
        record.places[key] = _service_day(record)
    found: dt.date | None = record.places[key]
    return found


def _service_day(record: Record) -> dt.date | None:
    for said in record.said:
        sentence = said.written_sentence.lower()
        if said.statement.cues.whole.other_person or not _RETRO.search(sentence):
            continue
        offset = said.statement.clause.start
        for when in said.statement.whens():
            first = when.earliest if when.exact else next(iter(when.readings), None)
            if first and _DONE_ON.search(said.low[: when.start - offset]):
                return first
    return record.case.service_date


def region(record: Record) -> str | None:
    """The body region asked for: of the line, else of words that ask for it, else the only one of the record."""
    lexicon = words.cues("regions")
    own = {h.name for h in lexicon.find(tokenise(record.line.description or ""))}
    if len(own) == 1:
        return own.pop()
    named: set[str] = set()
    for said in record.said:
        hits = [h for h in said.statement.hits("regions") if h.name != "unplaced"]
        named |= {h.name for h in hits}
        offset = said.statement.clause.start
        asks = list(_REQUEST.finditer(said.low))
        near = [h.name for m in asks for h in hits if 0 <= m.start() + offset - h.end <= 30] or [
            h.name for m in asks for h in hits if 0 <= h.start - m.end() - offset <= 30
        ]
        if len(set(near)) == 1:
            return near[0]
    return named.pop() if len(named) == 1 else None


def side(record: Record) -> str | None:
    """The side asked for, where one alone is: by the line, else by the words before those that ask."""
    if len(record.sides_asked) == 1:
        return next(iter(record.sides_asked))
    for said in record.said:
        offset = said.statement.clause.start
        for ask in _NEXT.finditer(said.low):
            tokens = [t for t in said.statement.clause.tokens if ask.start() - 45 <= t.start - offset < ask.start()]
            sides = [s for s in (sides_among([t]) for t in tokens) if s]
            if sides:
                return next(iter(sides[-1])) if len(sides[-1]) == 1 else None
    day = record.case.service_date
    dated = ((s, w) for s in record.said for w in s.statement.whens() if w.exact and w.earliest == day)
    told = (sides_among([t for t in s.statement.clause.tokens if w.start - 25 <= t.start < w.start]) for s, w in dated)
    return next((next(iter(x)) for x in told if len(x) == 1), None)
