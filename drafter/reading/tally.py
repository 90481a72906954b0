"""Earlier sessions that the record numbers without dating each: "2 lumbar and 1 cervical in 12 months", "her third"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from drafter.reading import past
from drafter.reading.record import Record, Said
from drafter.text import assertion, schedule, words
from drafter.text.patterns import Pattern
from drafter.text.tokens import COUNTS, fold

_ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
    "sixth": 6, "6th": 6, "seventh": 7, "7th": 7, "eighth": 8, "8th": 8,
}  # fmt: skip
_NUMBERS = {k: v for k, v in COUNTS.items() if k not in ("a", "an")} | {"single": 1, "no": 0, "zero": 0, "twice": 2}
_N = "|".join((r"\d{1,2}", *sorted(_NUMBERS, key=len, reverse=True)))
_KINDS = (
    r"(?:previous|prior|earlier|past|paid|such|tpis?|onbs?|gonb?s?|occipital|nerve|trigger|point|lumbar|cervical|"
    r"thoracic|sacral|"
    r"lumbosacral|cervicothoracic|esis?|tfesis?|rfas?|mbbs?|sij?|epidural|steroid|facet|medial|branch|radiofrequency|"
    r"sacroiliac|joint|diagnostic|therapeutic|separate|different|dated|completed|injection|block|myofascial|of|valid|"
    r"greater|transforaminal|interlaminar|low back|neck|other|total|documented)"
)
_WHAT = (
    r"(?:sessions?|visits?|blocks?|injections?|sets?|tpis?|onbs?|gonbs?|esis?|tfesis?|rfas?|mbbs?|procedures?|"
    r"treatments?|shots?|"
    r"rounds?|epidurals?|ablations?|times|claims?|lumbar|cervical|thoracic|lumbosacral|dates of service)"
)
_COUNTED = Pattern(
    rf"(?<![\w./#-])(?P<n>{_N})\s+(?:{_KINDS}\s+){{0,6}}?{_WHAT}\b(?!\s+(?:levels?|muscles?|sites?|points?|units?))"
)
_BARE = Pattern(
    r"^(?:\S+\s+(?:of\s+|other\s+|total\s+|completed\s+)*)(?:sessions?|visits?|treatments?|rounds?|times|sets?)$"
)
_GONE_BY = Pattern(
    r"\b(?:had|has|have|previous(?:ly)?|prior|earlier|since|so far|to date|received|given|got|gotten|underwent|"
    r"completed|done|"
    r"was|were|last|past|already|ago|this year|history|hx|s/p)\b"
)
_CARE = ("treatments", "programme")
_CLAIMED = Pattern(
    r"\bclaims? (?:data |history )?(?:show|list|record|hold|have)\w* (?:only )?(?P<n>\d{1,2}|one|two|three|four|five|"
    r"six|no|none|zero)\b(?![/-])"
)
_NOT_COUNTED = Pattern(
    r"\b(?:limit|cap|max(?:imum)?|up to|polic(?:y|ies)|allow\w*|at most|no more than|per|each|every|series of|"
    r"request\w*|"
    r"ask\w*(?: for)?|plan\w*|further|additional|next|approved?(?: for)?|authori[sz]\w*|certif\w+|from|cut|covers?)"
    r"(?: (?:of|is|to|for|another|the|a))*\W*$"
)
_NOT_COUNTED_AFTER = Pattern(
    r"^\W*(?:per\b|a year\b|/|apart|(?:\w+ ){0,2}(?:requested|planned|asked|proposed|sought|to be given|needed|left|"
    r"remaining|allowed|"
    r"denied|cancell?ed|voided|no-show\w*|not done)\b|each (?:month|year|week)|every\b|q ?\d)"
)
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_NTH_ASKED = Pattern(
    rf"\b(?P<nth>{_ORDINAL})\b(?! (?:line|degree|opinion))(?:\W+(?:{_KINDS}|one|session|visit|set|now|is|this year|"
    rf"of the year|in 12 months))*\W+"
    r"(?:is |now |being |was )*(?:requested|asked|planned|sought|proposed|due|wanted)\b"
)
_NTH_DONE = Pattern(
    rf"\b(?P<nth>{_ORDINAL})\s+(?:{_KINDS}\s+){{0,5}}{_WHAT}\s+(?:was|were|given|done|performed|took place)\b"
)
_WINDOW = Pattern(
    r"\b(?:(?:last|past|previous|prior|preceding|trailing|rolling)\s+(?:(?P<n>\d{1,2}|one|two|three|six|nine|twelve|"
    r"a)\s+)?|"
    r"(?:in|over|within|during|back|for|of)\s+(?:the\s+|a\s+)?(?P<m>\d{1,2}|one|two|three|six|nine|twelve)[\s-]+)"
    r"(?P<unit>months?|mos?|years?|yrs?|weeks?)\b"
)
_YEAR = Pattern(
    r"\bthis year\b|\bof the year\b|\bytd\b|\byear to date\b|\bcalendar year\b|\bin (?P<year>20\d\d)\b|\bin a year\b|"
    r"\bper year\b"
)
_SOME_ONLY = Pattern(
    r"\b(?:with us|by us|here|at our|in our|at this|our (?:clinic|practice|office|records?|file)|on file|"
    r"that we know|at least|"
    r"known|elsewhere|other (?:clinic|practice|provider|hospital|facility|pain clinic)|outside (?:clinic|provider|"
    r"hospital|records?))\b"
)
_SINCE = Pattern(r"\b(?:since|from|starting|beginning)\s*(?:the |about |around )?$")
_NOT_HAD = Pattern(
    r"\b(?:no[- ]?show\w*|cancell?ed|voided|denied|not (?:done|given)|through|until|between|to follow)\b"
)
_LAST = Pattern(
    r"\b(?:last|latest|most recent)\b(?! (?:year|month|week|spring|summer|fall|autumn|winter))[^.;,]{0,50}$"
)
_ASKED_HERE = Pattern(r"^[^.;,]{0,14}\b(?:requested|asked|planned|sought|proposed|wanted|due)\b")
_NONE_IN_CLAIMS = Pattern(
    r"\bclaims?\b(?:[^;]|\n)*?(?::\s*|\b(?:show\w*|find\w*|found|list\w*|with|had)\s+)(?:no|none|zero|nothing|0)\b|"
    r"\bno\b[^.;]{0,50}\b(?:in|on|among|found in) (?:the )?(?:paid )?claims?\b"
)


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


def read(record: Record, months: int | None, day: dt.date) -> list[Tally]:
    """What the record numbers, for a window of so many months before `day`; none for no window. Claims outrank what
    is told."""
    found = [t for said in record.said if _tells(record, said) for t in _of(record, said, months, day)]
    claims = [t for t in found if t.claims]
    return claims or found


def _tells(record: Record, said: Said) -> bool:
    """Whether a statement or one before it in its sentence is about the procedure."""
    whole = said.statement.cues.whole
    if (
        said.document.late
        or whole.other_person
        or whole.general
        or whole.certainty != "sure"
        or said.statement.clause.question
    ):
        return False
    beside = [s for s in record.preceding(said) if s.statement.clause.sentence == said.statement.clause.sentence]
    return any(past.speaks_of(record, s) for s in (said, *beside)) or past.of_claims(record, said)


def _of(record: Record, said: Said, months: int | None, day: dt.date) -> Iterator[Tally]:
    low = said.undated
    sentence = fold(said.cite_sentence().quote)
    inside, whole = _window(said, sentence, months, day)
    claimed = low.find("claim")
    claims = claimed >= 0
    if _SOME_ONLY.search(sentence) and not claims:
        whole = False
    for counted in _COUNTED.finditer(low):
        if said.statement.cues.whole.time == "planned" and not _GONE_BY.search(low) and not claims:
            continue  # what is to come, under the heading of a plan
        if _BARE.search(counted[0]) and any(words.concept(m.concept).family in _CARE for m in said.statement.mentions):
            continue  # visits of a therapy, named beside the procedure
        lead, behind = low[: counted.start()], low[counted.end() :]
        if _NOT_COUNTED.search(lead) or _NOT_COUNTED_AFTER.search(behind) or _SILENT.search(sentence):
            continue
        if _of_something_else(record, said, counted) or _doubted(said, counted):
            continue
        placed = _region(said, counted.start(), counted.end())
        by_claims = 0 <= claimed < counted.end()
        if not _number(counted["n"]) and not by_claims:
            continue  # "no other block that day" tells of a day, and that none went before is read elsewhere
        yield Tally(_number(counted["n"]), said, placed, inside, whole, by_claims)
    if claims and (match := _CLAIMED.search(low)):
        sure = inside or months is None or _year_before(record, said)
        yield Tally(_number(match["n"]), said, None, sure, whole, True)
    if claims and _NONE_IN_CLAIMS.search(low) and "unless" not in low:
        yield Tally(0, said, None, True, whole and months is not None and _searched(sentence, months), True)
    if match := _NTH_ASKED.search(low):
        yield Tally(_ORDINALS[match["nth"]] - 1, said, _region(said, match.start(), match.end()), inside, whole)
    elif match := _NTH_DONE.search(low):
        first = [w for w in said.statement.whens() if _is_first(said, w.start)]
        sure = inside or any(w.earliest > _edge(months, day) for w in first)
        yield Tally(_ORDINALS[match["nth"]], said, None, sure, False)
    if _last_outside(record, said, months, day):
        yield Tally(0, said, None, True, True)
    if monthly := _by_month(record, said, months, day):
        yield monthly
    if running := _running(said, months, day):
        yield Tally(running, said, None, True, False)


_SILENT = Pattern(r"\b(?:no|not) [^.;]{0,40}\b(?:documented|on file|on record|in our file|recorded)\b")


def _doubted(said: Said, counted: re.Match[str]) -> bool:
    """Whether a number is only a guess: "possibly 3"."""
    at = said.statement.clause.start
    tokens = [n for n, t in enumerate(said.statement.clause.tokens) if counted.start() <= t.start - at < counted.end()]
    return bool(tokens) and assertion.at(said.statement.cues, tokens[0], tokens[-1] + 1).certainty != "sure"


def _by_month(record: Record, said: Said, months: int | None, day: dt.date) -> Tally | None:
    """Sessions of which each is dated by its month alone: "in January, April and July"."""
    offset, whens = said.statement.clause.start, said.statement.whens()
    exact = any(w.exact or w.latest - w.earliest > dt.timedelta(days=31) for w in whens)
    if len(whens) < 2 or exact or not past.speaks_of(record, said) or _treated(said) or _NOT_HAD.search(said.low):
        return None
    named = said.statement.of("generic_injection", *([record.procedure] if record.procedure else []))
    if not named or named[0].stands.negated or named[0].start > whens[0].start:
        return None
    if any(_SINCE.search(said.low[: w.start - offset]) or w.earliest >= day for w in whens):
        return None
    within = [w for w in whens if w.latest > _edge(months, day)]
    return Tally(len(within), said, None, all(w.earliest > _edge(months, day) for w in within), True)


def _of_something_else(record: Record, said: Said, counted: re.Match[str]) -> bool:
    """Whether sessions or visits without a name are those of another treatment: "four sessions of pain school"."""
    offset = said.statement.clause.start
    named = said.statement.of(*([record.procedure] if record.procedure else []))
    if any(m.start - offset < counted.end() and counted.start() < m.end - offset for m in named):
        return False
    bare = not _NEEDLE.search(fold(said.cite_sentence().quote))
    others = _treated(said) or (bare and any(map(_treated, record.said)))
    after = said.undated[counted.end() : counted.end() + 40]
    of_named = any(0 <= m.start - offset - counted.end() <= 6 for m in named)
    return others or (after.startswith(" of ") and not of_named)


_NEEDLE = Pattern(r"\b(?:inj\w*|blocks?|tpis?|onbs?|gonbs?|esis?|rfas?|mbbs?|epidurals?|ablations?|shots?|claims?)\b")


def _treated(said: Said) -> bool:
    """Whether a statement names a treatment or a part of a programme, which have sessions and visits too."""
    return any(words.concept(m.concept).family in ("treatments", "programme") for m in said.statement.mentions)


def _is_first(said: Said, start: int) -> bool:
    """Whether the date at `start` is that of the first one: "the first in February"."""
    return "first" in fold(said.document.text[max(0, start - 14) : start])


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.get(word, 0)


def _edge(months: int | None, day: dt.date) -> dt.date:
    return day - relativedelta(months=months) if months else dt.date.min


def _window(said: Said, sentence: str, months: int | None, day: dt.date) -> tuple[bool, bool]:
    """Whether the stretch of time that the words name lies in the window, and whether it holds all of it."""
    if months is None:
        return True, True
    if match := _WINDOW.search(sentence):
        told = _months(match)
        return told <= months, told >= months
    if match := _YEAR.search(sentence):
        year = int(match["year"]) if match["year"] else (said.written or day).year
        inside = dt.date(year, 1, 1) > _edge(months, day)
        return inside, inside and dt.date(year, 1, 1) <= _edge(months, day) + dt.timedelta(days=62)
    whens = [w for w in said.statement.whens() if _SINCE.search(said.low[: w.start - said.statement.clause.start])]
    if whens:
        edge = _edge(months, day)
        return whens[0].earliest > edge, whens[0].latest <= edge
    return False, True


def _year_before(record: Record, said: Said) -> bool:
    """Whether claims are set against what the patient tells of this year."""
    beside = [s for s in record.preceding(said) if s.statement.clause.sentence == said.statement.clause.sentence]
    return any(_YEAR.search(s.low) or _WINDOW.search(s.low) for s in beside)


def _searched(sentence: str, months: int) -> bool:
    """Whether claims were searched as far back as the window; all of them where no stretch is named."""
    match = _WINDOW.search(sentence)
    return match is None or _months(match) >= months


def _months(match: re.Match[str]) -> float:
    """Months of a stretch of time found."""
    written = match["n"] or match["m"] or "1"
    return (1 if written == "a" else _number(written)) * {"m": 1, "y": 12, "w": 0.23}[match["unit"][0]]


def _region(said: Said, start: int, end: int) -> str | None:
    """The region named within a number of sessions, else the only one before it, else the only one of its clause."""
    offset = said.statement.clause.start
    hits = [h for h in said.statement.hits("regions") if not _ASKED_HERE.search(said.low[h.end - offset :])]
    within = [h.name for h in hits if h.start < end + offset and start + offset < h.end]
    if within:
        return within[0]
    before = {h.name for h in hits if h.end <= start + offset}
    every = {h.name for h in hits}
    return next((next(iter(names)) for names in (before, every) if len(names) == 1), None)


def _last_outside(record: Record, said: Said, months: int | None, day: dt.date) -> bool:
    """Whether the last session is dated before the window: "last one in 2024"."""
    whens, offset = said.statement.whens(), said.statement.clause.start
    if months is None or len(whens) != 1 or not past.speaks_of(record, said) or _treated(said):
        return False
    lead = said.low[: whens[0].start - offset]
    return whens[0].latest <= _edge(months, day) and bool(_LAST.search(lead)) and not _SOME_ONLY.search(said.low)


def _running(said: Said, months: int | None, day: dt.date) -> int | None:
    """Sessions of a course that has run at an interval since a day: "q2 weeks since June, last one 11/17"."""
    offset = said.statement.clause.start
    if _treated(said):
        return None
    begun = [w for w in said.statement.whens() if _SINCE.search(said.low[: w.start - offset])]
    spaced = next((s.schedule.interval_days for s in schedule.find(said.low) if s.schedule.interval_days), None)
    if not begun or not spaced:
        return None
    start = max(begun[0].latest, _edge(months, day) + dt.timedelta(days=1))
    later = [w.latest for w in said.statement.whens() if w.earliest > begun[0].latest and w.latest < day]
    last = max(later, default=min(said.written or day, day))
    return (last - start).days // spaced + 1 if last >= start else None
