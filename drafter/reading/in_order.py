"""In order: which number in the order a statement gives to the session asked for."""

from __future__ import annotations

import datetime as dt
import re

from drafter.reading import numbered, spoken_of, windowed
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.tallied import named_here
from drafter.text.patterns import Pattern

THE_ONE_ASKED = Pattern(
    r"\b(?:the|this) (?:one|session|request|set|round|visit) (?:we |now |that is |being )*(?:plan|planned|"
    r"request|requested|ask for|"
    r"asked for|proposed|scheduled|sought)\b"
)
"""The session asked for, without its name."""


def asked(record: Record, said: Said, day: dt.date) -> re.Match[str] | None:
    """The number in the order that the session asked for has, by the words of a statement; see `numbered.nth`."""
    low = said.undated
    return numbered.NTH_ASKED.search(low) or (
        (
            (
                named_here(record, said)
                or said.search(THE_ONE_ASKED)
                or _ends_sentence(record, said)
                or _of_stretch(record, said)
            )
            and (numbered.NTH_TO_COME.search(low) or numbered.THIS_IS.search(low))
        )
        or (_of_the_service(said, day) and _by_place(low))
        or (named_here(record, said) and _before_day(said, day))
        or (wanted(record, said) and numbered.NTH_WANTED.search(low))
        or (_planned(record, said) and numbered.NTH_PLANNED.search(low))
        or (_unnamed(record, said) and numbered.NTH_EVER.search(low))
        or None
    )


def _by_place(low: str) -> re.Match[str] | None:
    """The number of the session of the day of the service."""
    patterns = (numbered.NTH_OF_SETS, numbered.NTH_AT_END, numbered.NTH_TO_COME)
    return next((m for p in patterns if (m := p.search(low))), None)


def _before_day(said: Said, day: dt.date) -> re.Match[str] | None:
    """The number right before the day of the service: "1st 9/2, 2nd 12/1"."""
    ahead = [said.ahead(w.start) for w in said.statement.whens() if w.exact and w.earliest == day]
    return next((m for low in ahead if (m := numbered.NTH_BEFORE_DAY.search(low))), None)


def _unnamed(record: Record, said: Said) -> bool:
    """Whether a statement numbers a session without a name, and can mean no other procedure."""
    return said.search(numbered.NTH_EVER) is not None and spoken_of.unnamed(record, said) and not said.names_care


def _planned(record: Record, said: Said) -> bool:
    """Whether a statement stands under the heading of a plan and can mean no other procedure."""
    if said.statement.clause.section != "plan" or said.search(numbered.NTH_PLANNED) is None or said.names_care:
        return False
    return spoken_of.speaks_of(record, said) or spoken_of.unnamed(record, said)


_OF_ANY_CARE = Pattern(r"\b(?:visits?|procedures?|treatments?|times|claims?|lumbar|cervical|thoracic)$")
"""Words for a session that other care has too."""


def wanted(record: Record, said: Said) -> bool:
    """Whether a statement asks for a session by its number, and can mean no other procedure."""
    if _unnamed(record, said):
        return True
    match = said.search(numbered.NTH_WANTED)
    if match is None and said.search(numbered.NTH_TO_COME) is None:
        return False
    if match and _OF_ANY_CARE.search(match[0]) and not spoken_of.speaks_of(record, said):
        return False
    if said.names_care or said.statement.cues.whole.negated:
        return False
    return spoken_of.speaks_of(record, said) or spoken_of.unnamed(record, said)


def _of_the_service(said: Said, day: dt.date) -> bool:
    """Whether a statement gives the day of the service, and no other day."""
    whens = said.statement.whens()
    return bool(whens) and all(w.earliest <= day <= w.latest or day in w.readings for w in whens)


def named_in_sentence(record: Record, said: Said) -> bool:
    """Whether a statement or one before it in its sentence names the procedure asked for."""
    beside = (s for s in record.preceding(said) if s.statement.clause.sentence == said.statement.clause.sentence)
    return any(named_here(record, s) for s in (said, *beside))


_FIRST = Pattern(r"\b(?:first|1st|(?:#|no\.? ?|number |session |set )(?:1|one))\b")
"""A first one of this year leaves open whether one was given late in the year before."""
_A_SESSION = Pattern(r"\b(?:sessions?|sets?|rounds?|injections?|blocks?)\b")


def _of_stretch(record: Record, said: Said) -> bool:
    """Whether it counts a session of a stretch of time, and can mean no other care: "session three of the year"."""
    stretch = said.search(windowed.WINDOW) or (said.search(windowed.YEAR) and not said.search(_FIRST))
    return (
        bool(stretch and said.search(_A_SESSION))
        and spoken_of.unnamed(record, said)
        and not spoken_of.of_care(record, said)
    )


def _ends_sentence(record: Record, said: Said) -> bool:
    """Whether it goes on about the procedure that its sentence names, and about no other care."""
    return spoken_of.unnamed(record, said) and not said.names_care and named_in_sentence(record, said)
