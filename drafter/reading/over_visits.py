"""Over visits: a treatment begun at one visit and taken until a later one, whose complaint is then as it was.

"6/30: neck pain 7/10, start ibuprofen. 9/14: neck pain 7/10 on ibuprofen." Neither visit alone tells a trial; the two
together tell what was taken, from when to when, and that it did not do. A visit is a dated part of a text or a note.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafter.reading import collective, purpose
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.tried import Tried
from drafter.text import counts
from drafter.text.patterns import Pattern

_BEGUN = Pattern(
    r"\b(?:start(?:s|ed|ing)?|beg(?:in|ins|an|un|inning)|initiat\w*|commence[sd]?|prescrib\w*|rx|order(?:ed)?|"
    r"referred? (?:to|for)|trial of|try|to take|plan|added?|put (?:her|him|them) on)\b"
)
"""At the first visit: that it is to be taken from now on."""
_TAKEN = Pattern(
    r"\b(?:on|took|takes?|taken|taking|us(?:es|ed|ing)|did|does|done|doing|attend\w*|complet\w*|finish\w*|went|since|"
    r"still|stop\w*|quit|discontinu\w*|d/?c'?d?|wean\w*|taper\w*|continu\w*|visits|sessions|faithful\w*|after|despite|"
    r"with)\b"
)
"""At the later visit: that it was taken meanwhile."""
_NOT_TAKEN = Pattern(
    r"\b(?:never|not|n't|didn't|has yet|forgot|did not|couldn't|could not) (?:\w+ )?(?:start\w*|beg[aiu]n|fill\w*|"
    r"tak\w*|took|pick\w*|go|went|gone|attend\w*|come|came|done|do)\b|"
    r"\b(?:unable|failed) to (?:start|fill|go|attend|take)\b"
)
_SCORE = Pattern(
    r"\b(?:pain|nrs|vas|nprs|headaches?|neck|back|shoulder|ache)\b[^.;\d]{0,20}(?P<n>\d{1,2})\s*(?:/|out of|of)\s*10\b|"
    r"(?<![\d/])(?P<m>\d{1,2})\s*(?:/|out of)\s*10\b[^.;\d]{0,12}\b(?:pain|headache)"
)
_DAYS = Pattern(
    r"(?<![\d/.])(?P<n>\d{1,2}) (?:headache|migraine|ha|attack|pain) days?\b|"
    r"\b(?:headache|migraine|ha|attack|pain) days?(?: (?:a|per|this|last) (?:month|mo))?"
    r"\W{0,3}(?:(?:are|is|still|at|again|remain|remains|now|about)\W+)*(?P<m>\d{1,2})\b(?!\s*(?:%|/|mg|weeks|months))"
)
_DAYS_BETWEEN = 14
"""Days between two visits from which on they can tell a trial; the criterion asks for its own length."""


def joined(record: Record, found: Sequence[Tried]) -> list[Tried]:
    """The treatments found, each naming at a later visit with what the visits tell of it where it tells no result."""
    return [_over(record, t, found) or t for t in found]


def _over(record: Record, later: Tried, found: Sequence[Tried]) -> Tried | None:
    """A naming at a later visit as that of a failed trial, or none."""
    if later.result not in ("none", "failed") or later.other_reason or not _took(later):
        return None
    earlier = [t for t in found if t.concept == later.concept and _begun(t) and _apart(t.said, later.said)]
    if not earlier:
        return None
    first = earlier[0].said
    begun, until = _day(earlier[0]), _day(later)
    between = (s for s in record.said if s.written and begun <= s.written <= until)
    if any(map(collective.procedure_given, between)):
        return None
    if later.result == "failed":
        return replace(later, over=(begun, until))
    if (shown := _as_it_was(record, first, later.said)) is None:
        return None
    return replace(
        later, result="failed", result_said=shown[0], words=shown[1], objection=None,
        between=(*later.between, later.said), over=(begun, until),
    )  # fmt: skip


def _day(tried: Tried) -> dt.date:
    return tried.said.written or dt.date.min


def _usable(tried: Tried) -> bool:
    whole = tried.said.statement.cues.whole
    return not (tried.refused or tried.denied or tried.never or whole.other_person or tried.said.document.late)


def _begun(tried: Tried) -> bool:
    """Whether it is told, at its visit, to be taken from then on."""
    planned = tried.objection is None or tried.put_off
    return _usable(tried) and planned and tried.result in ("none", "failed") and bool(
        tried.put_off or tried.said.search(_BEGUN)
    )  # fmt: skip


def _took(tried: Tried) -> bool:
    """Whether it is told, at its visit, to have been taken until then; who will stop it took it."""
    if not _usable(tried) or tried.said.search(_NOT_TAKEN) or tried.said.statement.cues.whole.certainty != "sure":
        return False
    stops = _STOPS.search(tried.said.low)
    return bool((tried.objection is None and tried.said.search(_TAKEN)) or (tried.put_off and stops))


_STOPS = Pattern(r"\b(?:stop|discontinue|d/?c|wean|taper|come off|hold|switch from|change from)\b")


def _apart(first: Said, later: Said) -> bool:
    """Whether two statements are of two visits, the first well before the later."""
    if first.written is None or later.written is None or first.statement is later.statement:
        return False
    return (later.written - first.written).days >= _DAYS_BETWEEN


def _of_visit(record: Record, said: Said) -> list[Said]:
    """The statements of one visit: of one document and day."""
    return [s for s in record.said if s.document is said.document and s.written == said.written]


def _as_it_was(record: Record, first: Said, later: Said) -> tuple[Said, str] | None:
    """The statement of a later visit by which the complaint is as it was at the first, with its words where it is no
    figure, or none."""
    visit = _of_visit(record, later)
    told = [(s, t) for s in visit for t in collective.affirmed(s)]
    if any(t.kind in ("helped", "partial") for _, t in told):
        return None
    for said, found in told:
        if found.kind == "failed" and not (
            purpose.for_another_place(record, said) or collective.of_another(record, said)
        ):
            return said, found.words
    before = _of_visit(record, first)
    for figure in (_SCORE, _DAYS):
        was, now = list(_figures(before, figure)), list(_figures(visit, figure))
        if was and now and now[-1][1] >= counts.NOT_LESS * was[-1][1] > 0:
            return now[-1][0], ""
    return None


def _figures(visit: Sequence[Said], figure: Pattern) -> Iterator[tuple[Said, int]]:
    """The figures of a visit with their statements, those that somebody else has left out."""
    for said in visit:
        if said.statement.cues.whole.other_person or said.statement.clause.question:
            continue
        for match in figure.finditer(said.low):
            yield said, int(match["n"] or match["m"])
