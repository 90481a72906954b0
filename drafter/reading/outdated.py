"""Outdated: whether a date or old papers beside a naming say that it was so long ago, not how things are."""

from __future__ import annotations

import re

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import Mention, words
from drafter.text.patterns import Pattern

_WRITTEN = ("documented", "done", "given", "completed", "provided", "attached")
"""Words that say that something was done or written, not that it goes on."""
_OLD_PAPERS = Pattern(
    r"\b(?:from|in|per) (?:(?:the|her|his|their|our|old) ){0,2}(?P<year>(?:19|20)\d\d) (?:records?|notes?|"
    r"charts?|files?|visits?|"
    r"admission|papers?)\b"
)
"""Papers of a year of their own: "from the 2023 records"."""
_SINCE = Pattern(r"\b(?:since|from|onset|began|started|after|following|until)\b[^.;]*$")
_OF_LIST = Pattern(r"\b(?:list|note|letter|chart|record|records|report|form) (?:of |from |dated |in )?$")
"""Before the date of a paper rather than of what it names."""
_OF_EVENT = Pattern(
    r"\b(?:after|following|since|despite|from|s/p|status post) [^.;]{0,30}\b(?:operations?|surger(?:y|ies)|fusions?|"
    r"laminectom(?:y|ies)|"
    r"discectom(?:y|ies)|injur(?:y|ies)|accident|fall|crash)\b[^.;]{0,20}$"
)
"""Before the date of what came before a complaint: "pain after two operations, in 2019 and 2022"."""
_EVENT_OF = Pattern(
    r"\b(?:mvc|mva|rta|accident|crash|collision|whiplash|falls?|fell|injur(?:y|ies)|injured|fracture|assault|lifting|"
    r"surger(?:y|ies)|operations?|fusions?|laminectom(?:y|ies)|discectom(?:y|ies)|delivery|chemo\w*)\b"
    r"(?: (?:at|in|on|of|from) (?:work|the job))?\W*(?:(?:in|on|of|back in)\W+)?$"
)
"""Right before the date of an event by which a complaint may have begun: "neck pain 2+ yrs, MVC 3/2024"."""
_LASTS = Pattern(
    r"\b(?:ever since|since then(?!,? (?:nothing|none|no|not|never|quiet|free|well|fine|silent|without)\b)|"
    r"to this day|(?:traces?|dates?|goes|going|dating|tracing|reaching|stretching) "
    r"(?:\w+ )?(?:back )?to|"
    r"(?:never|not|\w+n't) (?:really |fully )?(?:left|gone|stopped|let up|cleared|abated)|unbroken|"
    r"continuous(?:ly)? since)\b"
)
"""Words by which what began at a date goes on."""


_FRONTED = Pattern(r"^\W*(?:(?:back|early|late|mid|in|on|during|around|about|by) ?)*$")
"""Before a date with which a statement opens."""
_HAD = Pattern(
    r"^\W*(?:(?:she|he|they|pt|patient|the patient|there|exam\w*|i|we|it) )?(?:had|suffered|experienced|showed|"
    r"was|were|complained|reported|noted|found)\b(?! (?:been )?(?:diagnos\w+|injured|in an?|hit|rear))"
)
"""Behind such a date: what was so then; a diagnosis that was made then goes on."""


def _dates_itself(mention: Mention) -> bool:
    """Whether a date behind belongs to this naming rather than to one before it: a procedure or a treatment."""
    return words.concept(mention.concept).family in ("procedures", "treatments")


def long_ago(record: Record, said: Said, mention: Mention) -> bool:
    """Whether a date well before the clock stands right behind a statement and nothing says that it goes on."""
    cues = (*said.statement.cues.before, *said.statement.cues.after)
    if any(kind == "current" and hit.phrase not in _WRITTEN for kind, hit in cues):
        return False
    if said.search(_LASTS):
        return False
    edge = record.stale_before
    if (papers := _OLD_PAPERS.search(f"{said.statement.clause.heading or ''}: {said.low}".lower())) and int(
        papers["year"]
    ) < edge.year:
        return True
    for when in said.statement.whens():
        lead = said.between(max(0, when.start - 24), when.start)
        opened = said.document.text.rfind("(", max(0, when.start - 80), when.start)
        since = opened if opened >= 0 and ")" not in said.document.text[opened : when.start] else when.start
        before = said.between(max(0, since - 40), when.start)
        if when.latest < edge and not _SINCE.search(before):
            if not _OF_LIST.search(lead) and any(
                _dates_itself(m) and mention.end <= m.start < when.start for m in said.statement.mentions
            ):
                continue
            if _OF_EVENT.search(said.between(max(0, since - 90), when.start)) or _EVENT_OF.search(lead):
                continue
            if _FRONTED.match(said.low[: max(0, when.start - said.statement.clause.start)]) and _HAD.match(
                said.between(when.end, mention.start)
            ):
                return True
            examined = re.search(r"\b(?:palpat\w*|exam\w*|visit|seen)\s+(?:in|on|of)\s*$", lead)
            if when.start >= mention.end or examined or "prior" in said.low or "previous" in said.low:
                return True
    return False
