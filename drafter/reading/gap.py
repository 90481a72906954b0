"""The time between the session asked for and the one before it, told as such: "ten weeks after the last"."""

from __future__ import annotations

import datetime as dt
import re

from dateutil.relativedelta import relativedelta

from drafter.reading import sessiondays, spoken_of
from drafter.reading.record import Record
from drafter.reading.roughly import Roughly
from drafter.reading.said import Said
from drafter.text import spelt
from drafter.text.patterns import Pattern

_N = spelt.COUNT
_LENGTH = (
    rf"(?:(?P<about>about|around|approximately|roughly|some|nearly|almost|~)\s*|(?P<more>more than|over|at least)\s*|"
    rf"(?P<less>less than|under|barely|not even|only just)\s*|(?:exactly|just|only|precisely|a full)\s*)?"
    rf"(?:(?P<low>{_N})\s*(?:-|to|or)\s*)?(?P<n>{_N})[\s-]*(?P<unit>days?|weeks?|wks?|months?|mos?)\b"
    rf"(?:\s*(?:\+|and|,|&)\s*(?P<more_n>{_N})[\s-]*(?P<more_unit>days?|weeks?|wks?)\b)?"
)
_FORMER = r"(?:last|latest|previous|prior|preceding|most recent|earlier|foregoing)"
_SESSION = (
    r"(?:\s*(?:$|[,.;:)])|\s+(?:(?!request|visit|note|mri)[\w-]+ ){0,4}?"
    r"(?:one|blocks?|injections?|sessions?|procedures?|onbs?|gonbs?|tpis?|set|shots?|treatment|round)\b)"
)
_AFTER = Pattern(
    rf"{_LENGTH}(?:,? (?:to the day|exactly|out))?\s+(?:after|from|since|following|behind)\s+(?:the|her|his|their)?\s*"
    rf"(?:{_FORMER}(?={_SESSION})|(?:one|block|session) before\b)"
)
"""The new session counted from the one before."""
_BEFORE = Pattern(
    rf"\b(?:{_FORMER}|one before|block before|session before|before that)\b[^.;]{{0,60}}?(?<![\w-]){_LENGTH}\s+"
    r"(?:before(?:hand)?|earlier|prior|previously)(?:\s+(?:to )?(?:that|then|this|it|the new one))?\W*$|"
    rf"\b{_FORMER}\b[^.;]{{0,60}}?(?<![\w-]){_LENGTH.replace('?P<', '?P<x_')}\s+(?:before|prior to|ahead of)\s+"
    r"(?:(?:the|this|her|his|next|new|planned|requested|coming) ){0,3}"
    r"(?:\d{1,2}/\d{1,2}(?:/\d{2,4})?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.? \d{1,2}|one|block|"
    r"visit|session|"
    r"injections?|procedure|appointment|date)(?: (?:one|block|visit|session|injections?|procedure|appointment|"
    r"date))?\W*$"
)
"""The one before counted from the new session."""
_INTERVAL = Pattern(
    rf"\b(?:interval|gap|time|spacing|distance) (?:since|from|after|to) (?:the |her |his |"
    rf"their )?{_FORMER}\b[^.;]{{0,40}}?"
    rf"(?:\b(?:will be|would be|is|was|of|comes to)|=|:)\s*{_LENGTH}"
)
"""The time told as an interval: "the interval since the last block will be 15 weeks"."""
_UP_TO_NOW = Pattern(
    rf"{_LENGTH}(?:,? (?:to the day|exactly|out))?\s+since\s+(?:the|her|his|their)?\s*{_FORMER}(?={_SESSION})"
)
"""The time since the last session, without the day up to which it is counted."""
_SPACED = Pattern(
    rf"\b(?:(?:is|are|were|was|been|being|be|kept|sessions?|blocks?|injections?)\s+)(?:(?:always|usually|now|evenly|"
    rf"all) )?"
    rf"(?:spaced|given|done|performed|scheduled|repeated|placed|kept|set|received)?\s*(?:every\s+)?{_LENGTH}\s+apart\b|"
    rf"\b(?:given|done|performed|repeated|received|gets?|has|have|had|injected|blocked|undergoes)\b(?: \w+){{0,4}}? "
    rf"every\s+"
    rf"{_LENGTH.replace('?P<', '?P<x_')}|"
    rf"\bq ?(?P<q_n>\d{{1,2}}) ?(?P<q_unit>weeks?|wks?|w|months?|mos?)\b(?=[^.;]{{0,20}}\bsince\b)"
)
"""The interval at which sessions are given: "blocks are spaced thirteen weeks apart"."""
_OF_RULE = Pattern(
    r"\b(?:should|must|need\w*|requir\w*|polic\w+|limit\w*|minimum|min|at least|no more than|rule|allow\w*|"
    r"guideline\w*|"
    r"criteri\w+|payer|payor|covers?|covered|can|could|may|not|never|if|until|no)\b"
)
"""Words by which an interval is that of a rule, or denied."""
_TO_COME = Pattern(
    r"\b(?:next|due|booked|scheduled|planned|set|will|to be|again|repeat\w*|requested|slated|upcoming|coming|"
    r"appointment)\b"
)


def told(record: Record, day: dt.date) -> Roughly | None:
    """The session before the one of `day`, on one of the days that such a length leaves; none where none is told."""
    for said in record.said:
        whole = said.statement.cues.whole
        if whole.other_person or whole.certainty != "sure" or said.document.late or said.statement.clause.question:
            continue
        if (
            (match := said.search(_UP_TO_NOW))
            and _about(record, said)
            and not (said.statement.whens() or said.names_care)
        ):
            return _either(match, said, day)
        if (match := said.search(_AFTER) or said.search(_INTERVAL)) and (
            _of_new(record, said, day) or _is_new(record, said, match)
        ):
            return _days(match, said, day)
        if (match := said.search(_BEFORE)) and _behind_new(record, said, day, match):
            return _days(match, said, day)
        if (
            (match := said.search(_SPACED))
            and spoken_of.speaks_of(record, said)
            and not (said.search(_OF_RULE) or said.names_care)
            and (not match["q_n"] or _of_name(record, said, match.start()))
            and not [w for w in said.statement.whens() if w.exact or not match["q_n"]]
        ):
            return _days(match, said, day)
    return None


def _of_name(record: Record, said: Said, at: int) -> bool:
    """Whether the name of the procedure stands right before a place: "GONB q8 weeks"."""
    start = said.statement.clause.start
    names = [m for m in spoken_of.namings(record, said) if m.end - start <= at and not m.stands.negated]
    return bool(names) and sessiondays.ties(said.low[names[-1].end - start : at])


def _of_new(record: Record, said: Said, day: dt.date) -> bool:
    """Whether a statement is about the session asked for, by its day."""
    return any(w.earliest <= day <= w.latest for w in said.statement.whens()) and _about(record, said)


_ASKED = (
    r"(?:(?:is|now|due|request\w*|planned|wanted|wants?|seeks?|asks?|asked(?: for)?|to be|again|at|would be|will be|"
    r"scheduled|repeat|next|falls?|comes|lies|would|date|day|now|only|"
    r"new|this|the|left|right|bilateral|session|block|injections?|one|of|for|some|about)\b\W*)*"
)
_ONLY_ASKED = Pattern(rf"\W*{_ASKED}")


def _is_new(record: Record, said: Said, match: re.Match[str]) -> bool:
    """Whether it says only that the session is asked for at that distance: "ONB 11 weeks after the last one"."""
    names = [m for m in spoken_of.namings(record, said) if not m.stands.negated]
    if said.statement.whens() or not names:
        return False
    start = said.statement.clause.start
    rest = said.low
    if not re.search(r"\w", rest[: match.start()] + rest[match.end() :].replace(said.behind(names[-1].start), "")):
        return len(names) == 1 and names[0].start - start >= match.start()  # no more than the distance
    for a, b in sorted([match.span(), *((m.start - start, m.end - start) for m in names)], reverse=True):
        rest = f"{rest[:a]} {rest[b:]}"
    return names[0].start - start < match.start() and _ONLY_ASKED.fullmatch(rest) is not None


def _behind_new(record: Record, said: Said, day: dt.date, match: re.Match[str]) -> bool:
    """Whether it follows words on the session asked for, with no other day between."""
    near = [said, *record.preceding(said)[:1]]
    own = said.statement.clause.start + (match.start("n") if match["n"] else match.start("x_n"))
    dated = [w for s in near for w in s.statement.whens() if not (s is said and w.start <= own < w.end)]
    if dated and not all(w.earliest <= day <= w.latest for w in dated):
        return False
    return any(s.search(_TO_COME) or s.statement.whens() for s in near) and _about(record, said)


def _about(record: Record, said: Said) -> bool:
    return any(spoken_of.speaks_of(record, s) for s in (said, *record.preceding(said)[:1]))


def _either(match: re.Match[str], said: Said, day: dt.date) -> Roughly:
    """A time since the last session that may be counted up to the note or up to the new session."""
    to_note, to_day = _days(match, said, said.written or day), _days(match, said, day)
    return Roughly(min(to_note.earliest, to_day.earliest), max(to_note.latest, to_day.latest), True, said.cite())


def _days(match: re.Match[str], said: Said, day: dt.date) -> Roughly:
    told_ = {k.removeprefix("x_").removeprefix("q_"): v for k, v in match.groupdict().items() if v}
    most, unit = spelt.count(told_["n"]), told_["unit"][0]
    least = spelt.count(told_["low"]) if "low" in told_ else most
    if "about" in told_:
        least, most = least - 1, most + 1
    if "more_n" in told_:
        day = _back(day, spelt.count(told_["more_n"]), told_["more_unit"][0])
    earliest, latest = _back(day, most, unit), _back(day, least, unit)
    if "more" in told_:
        earliest = dt.date.min
    if "less" in told_:
        latest = day - dt.timedelta(days=1)
    return Roughly(earliest, latest, True, said.cite())


def _back(day: dt.date, n: int, unit: str) -> dt.date:
    return day - (relativedelta(months=n) if unit == "m" else dt.timedelta(days=n * (7 if unit == "w" else 1)))
