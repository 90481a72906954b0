"""Tests that are done once in a lifetime: whether the record tells of an earlier one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafter.domain import Finding, UnitsCriterion
from drafter.reading import requested
from drafter.reading.record import Record
from drafter.reading.requested import Piece
from drafter.reading.weighing import Weighed, settle
from drafter.text.patterns import Pattern

_EARLIER = Pattern(
    r"\b(?:prior|previous(?:ly)?|earlier|already|past|before|repeat\w*|again|completed|was done|been done|history of|"
    r"(?:in|from|of|dated|on|,)? ?(?:19|20)\d\d)\b"
)
_FULL = Pattern(
    r"\b(?:full|complete|comprehensive|entire|whole|both genes|sequenc\w+(?: test\w*)? ?(?:and|plus|with|\+|"
    r"&) ?(?:\w+ )?"
    r"(?:deletions?|duplications?|rearrangements?|large|del/?dups?|mlpa))\b|\b81162\b"
)
_PART = Pattern(
    r"\b(?:targeted|single[- ]site|site[- ]specific|founder|ashkenazi|three[- ]site|3[- ]site|partial|"
    r"known (?:familial )?variant|"
    r"limited|sequencing only|only sequenc\w+|sequence only|incomplete|direct[- ]to[- ]consumer|23andme)\b|"
    r"\b(?:without|no|not including|before) (?:\w+ ){0,2}?(?:large|deletion|rearrangement|duplication|del)"
)
_NEWER = Pattern(
    r"\b(?:new(?:er)? (?:technolog\w+|method\w*|assay)|technolog\w+ (?:has )?changed|updated (?:technolog\w+|assay))\b"
)
_RELATIVE = Pattern(r"\b(?:mother|father|sister|brother|aunt|uncle|cousin|daughter|son|grandmother|relative|family)\b")
_NEVER = Pattern(
    r"\b(?:no|never|not|without|denies|hasn't|has not)\b(?: (?!negative|positive)[\w/]+){0,4}? ?"
    r"(?:test\w*|analys\w+|brca\S*|sequenc\w+|panel)|\bnever (?:been )?tested|"
    r"\b(?:test|testing|analysis) (?:was |has )?(?:never|not) (?:\w+ ){0,2}?(?:done|performed|before|undertaken)"
)
_FIRST = Pattern(r"\bfirst(?:[- ]time)?\b")
_DONE = Pattern(r"\b(?:done|performed|completed|resulted|negative|positive|(?:19|20)\d\d)\b")
_UNSURE = Pattern(
    r"\b(?:may|might|possibl\w+|unsure|uncertain|unknown|unclear|believes|thinks|recalls?|reports?|reportedly|"
    r"whether|\?)"
)
_PLANNED = Pattern(r"\b(?:scheduled|planned|recommended|ordered for|to be done|will be|pending)\b")
_ABOUT_TESTS = r"genetic|germline|test\w*|analys\w+|sequenc\w+"


def read(record: Record, criterion: UnitsCriterion, tests: Iterable[str]) -> Finding:
    """The finding that the test was not done before."""
    named = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(t.lower()) for t in tests)}|{_ABOUT_TESTS})(?!\w)")
    weighed = []
    for piece in requested.of(requested.pieces(record), [record.line.code]):
        if named.search(piece.low) and (found := _weigh(piece)):
            weighed.append(found)
    if not weighed:
        weighed = [
            Weighed("open", cited, "nothing is said of an earlier test") for cited in requested.asked(record)[:1]
        ]
    return settle(
        record,
        criterion,
        weighed,
        silent="The record does not say whether the test was done before",
        not_met="; it is done once",
        looked_for=("earlier test", "its date and method"),
    )


def _weigh(piece: Piece) -> Weighed | None:
    """What a piece says of an earlier test; none where it tells of none."""
    low, cited = piece.low, piece.cite()
    if _RELATIVE.search(low):
        return Weighed("open", cited, "the test is that of a relative") if _EARLIER.search(low) else None
    if _UNSURE.search(low):
        return (
            Weighed("open", cited, "an earlier test is only thought of or reported") if _EARLIER.search(low) else None
        )
    if (_NEVER.search(low) or (_FIRST.search(low) and not _DONE.search(low))) and not _PART.search(low):
        return Weighed("for", cited, "no earlier test was done")
    if not _EARLIER.search(low):
        return None
    if _PLANNED.search(low):
        return Weighed("open", cited, "a test is planned, not done")
    if _PART.search(low):
        return Weighed("open", cited, "an earlier test was of a part only")
    if _NEWER.search(low):
        return Weighed("open", cited, "a newer method is named")
    if _FULL.search(low):
        return Weighed("against", cited, "the full test was done before")
    return Weighed("open", cited, "an earlier test is named without its extent")
