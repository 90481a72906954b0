"""Roughly: the latest session that is dated only by words which leave several days, such as "3 weeks ago"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from dateutil.relativedelta import relativedelta

from drafter.domain import Citation
from drafter.reading import past as past_sessions
from drafter.reading import sessiondays, spoken_of
from drafter.reading.in_full import NONE_SINCE
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import dates
from drafter.text.patterns import Pattern
from drafter.text.tokens import COUNTS

_LAST = Pattern(r"\b(?:last|latest|most recent)\b(?! (?:year|month|week|spring|summer|fall|autumn|winter))")


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


def latest(record: Record) -> Roughly | None:
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
                NONE_SINCE.search(s.low) or _THEN_NONE.search(s.low) for s in (said, *record.following(said)[:1])
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
    if said.document.late or said.statement.cues.whole.other_person or not spoken_of.speaks_of(record, said):
        return False
    whens = said.statement.whens()
    if len(whens) == 2 and _of_service(record, whens[1]) and _AGAIN.search(said.ahead(whens[1].start)):
        names = spoken_of.namings(record, said)
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
    names = spoken_of.namings(record, said)
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
