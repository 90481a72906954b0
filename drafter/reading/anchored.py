"""Anchored: from what day a length of symptoms is told, where it is not that of the note."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left

from drafter.domain import DurationCriterion
from drafter.reading.complaint import heads, ours
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import dates
from drafter.text.lengths import Length
from drafter.text.patterns import Pattern

NO_LET_UP = Pattern(r"\b(?:no|not|never|without|\w+n't)\b[^.;,]{0,20}\blets?[- ]?up\b")
_HAD_HAD = Pattern(
    r"\bhad (?:(?:now|then|already|by then|by that time|only) )*(?:had|been|lasted|hurt|suffered|ached|"
    r"persisted|gone on|"
    r"troubled|bothered)\b|\b(?:was|were) (?:then|already) (?:in|of|about|some)\b|\b(?:by then|by that time|at "
    r"that (?:time|point|visit)|at the time|back then)\b"
)
"""Words by which a length is told as of an earlier day."""
_VISITED = Pattern(
    r"\b(?:wrote|noted|recorded|saw|seen|examined|met|visit|appointment|consult\w*|came|presented|reviewed|"
    r"evaluated|assessed)\b"
)
RELIEF_FOR = Pattern(
    r"\b(?:took|brought|cut|dropped|lowered|reduced|knocked|eased|relieved|got|kept|held)\b[^.;]{0,25}\b(?:pain|"
    r"ache|score|it|"
    r"her|him|them)\b[^.;]{0,40}\b(?:from|to|down|by|at|under|below) (?:around |about )?\d[^.;]{0,25}\bfor(?: "
    r"about| some| nearly)?\s*$|"
    r"^(?!.*\b(?:not|never|nothing|no|neither|nor|hardly|\w+n't)\b).*\b(?:eased|calmed|quieted|quietened|settled|"
    r"soothed|dulled|loosened|silenced|blunted|halved|lifted)\b(?!,)[^.;,]{0,40}\bfor"
    r"(?: about| some| nearly| only| just| up to)?\s*$"
)
"""Before a length that is the one of relief: "took her pain from 7 to 3 for a month"."""
_AFTER_ONSET = Pattern(
    r"\s*(?:after|since|from|past|into|following|out from) (?:the |her |his |its |their )?(?:very )?(?:onset|"
    r"beginning|start|"
    r"outbreak|first (?:day|signs?|symptoms?|appearance))\b(?P<of> of\b)?|"
    r"\s*into (?:(?:this|that|it)(?=\W*(?:$|[.,;]|now\b|and\b|with\b))|(?:this|the|her|his|my) (?:(?:neck|back|"
    r"shoulder|arm|current|present|latest|new|occipital|head) )*(?:pains?|aches?|headaches?|symptoms?|episode|bout|"
    r"spell|trouble|complaint|flare))\b"
)
"""Behind a length: the time since the symptoms began."""


def at_visit(record: Record, said: Said, length: Length) -> dates.When | None:
    """The earlier visit of which a length is told: "when I saw her on 5 May, she had had it for five weeks"."""
    written = said.written or record.clock
    if paper := _by_paper(said, length, written):
        return paper
    if seen := _seen_on(said, length, written):
        return seen
    if not said.search(_HAD_HAD):
        return None
    same = [s for s in record.preceding(said) if s.in_sentence_of(said)]
    for one in (said, *same):
        days = [w for w in one.statement.whens() if w.end <= length.start and w.latest < written]
        if not one.search(_VISITED):
            days = [w for w in days if one is said and _OPENS.match(one.ahead(w.start))]  # "on 9/1 it had lasted"
        if days:
            return days[-1]
    return None


_OPENS = Pattern(r"^\W*(?:on|by|as of|in) (?:the )?(?:early |mid-?|late |end of )?$")
_WHEN_SEEN = Pattern(
    r"^(?: old| long| of it| already| by then)?,? ?(?:(?:when|as|the day) (?:(?:i|we|she|he|they|dr\.? \w+|pt|"
    r"patient) )?"
    r"(?:was |were )?(?:first |last )?(?:saw|seen|examined|met|came|visited|presented)(?: (?:her|him|them|here|in|"
    r"to (?:us|me)|by (?:dr\.? )?\w+))?|"
    r"(?:at|as of|by|on) (?:(?:the|her|his|our|my|that|first|last|initial|office|clinic) )*"
    r"(?:visit|appointment|check|consult\w*|exam\w*|evaluation|note)) ?(?:of |on |in |from |back in )?$"
)
_AT_THE = Pattern(r"^(?: old| long| of it| already)?,? (?:at|as of|by|on|in) (?:the|her|his|our|my) $")
_VISIT = Pattern(r"^(?:'s)? (?:visit|appointment|check\w*|consult\w*|exam\w*|evaluation|note|letter)\b")
"""Between a length and the day of an earlier visit of which it is told: "six weeks when I saw her on Sept 1"."""


def _seen_on(said: Said, length: Length, written: dt.date) -> dates.When | None:
    """The day of an earlier visit behind a length: "eight weeks at the 8/20 visit"."""
    start = said.statement.clause.start
    for when in said.statement.whens():
        if when.start < length.end or when.latest >= written:
            continue
        gap = said.low[length.end - start : when.start - start]
        if _WHEN_SEEN.match(gap) or (_AT_THE.match(gap) and _VISIT.match(said.behind(when.end))):
            return when
    return None


_PAPER = Pattern(
    r"\b(?:referral|letter|note|intake|form|report|record|entry|message|summary|h&p|history|hpi|questionnaire|slip|"
    r"sheet|"
    r"consult\w*)\b"
    r"(?:,? (?:from|of|dated|written|sent|in|on|back|early|mid|late|last|the))* ?$"
)
"""Before the day of an earlier paper."""
_SPEAKS = Pattern(
    r"^\)?,?(?: \w+){0,2}? (?:speaks?|spoke|says?|said|mentions?|mentioned|gives?|gave|records?|recorded|"
    r"states?|stated|"
    r"notes?|noted|describes?|described|tells?|told|lists?|listed|has|had|reports?|reported|puts?|reads?|documents?|"
    r"documented)\b"
)
"""Behind it: that it tells something."""


def _by_paper(said: Said, length: Length, written: dt.date) -> dates.When | None:
    """The day of an earlier paper that tells a length: "the referral from May speaks of pain of two months"."""
    days = (w for w in said.statement.whens() if w.end <= length.start and w.latest < written)
    return next((w for w in days if _PAPER.search(said.ahead(w.start)) and _SPEAKS.match(said.behind(w.end))), None)


_TOLD_ON = Pattern(
    r"\b(?:told|said|reported|mentioned|described|complained|stated|wrote|gave)\b(?: (?:us|me|the \w+|dr\.? \w+))?"
    r"(?: (?:back|then|already|only))* (?:in|on|at|of|around) (?:the |her |his )?$"
)
"""Before the day of an earlier telling: "told us in February"."""
_OPENS = Pattern(r"^\W*(?:back )?(?:in|on|at) (?:the |her |his )?$")
_TOLD = Pattern(r"^[^.;]{0,12}\b(?:told|said|reported|mentioned|described|complained|stated|wrote)\b")
_AT_A_VISIT = Pattern(r"\b(?:at|per|in) (?:the |her |his )?$")
_THE_VISIT = Pattern(r"^(?:'s)? (?:visit|appointment|appt|note|intake|evaluation|exam|consult\w*)\b")


def told_on(said: Said, when: dates.When) -> dt.date | None:
    """The last day of an earlier telling: "told us in February she had had pain since New Year"."""
    for other in said.statement.whens():
        ahead, behind = said.ahead(other.start), said.behind(other.end)
        told = _TOLD_ON.search(ahead) or (_OPENS.match(ahead) and _TOLD.match(behind))
        if other.start != when.start and (told or of_visit(said, other)):
            return other.latest
    return None


def of_visit(said: Said, when: dates.When) -> bool:
    """Whether a date is that of a visit at which something was told: "at her April visit"."""
    return bool(_AT_A_VISIT.search(said.ahead(when.start)) and _THE_VISIT.match(said.behind(when.end)))


def since_onset(record: Record, criterion: DurationCriterion, said: Said, length: Length) -> bool:
    """Whether a length is the time since the onset of the symptoms: "six weeks after the onset of his pain"."""
    start = said.statement.clause.start
    match = _AFTER_ONSET.match(said.low, length.end - start)
    if match is None or not match["of"]:
        return match is not None
    behind = [h for h in heads(record, criterion, said) if h[0] >= last_token(said, start + match.end())]
    return bool(behind) and ours(behind[0])


def last_token(said: Said, end: int) -> int:
    """One past the last token that begins before a place."""
    return bisect_left([t.start for t in said.statement.clause.tokens], end)


def first_token(said: Said, start: int) -> int | None:
    """The first token that ends behind a place, or none."""
    return next((n for n, t in enumerate(said.statement.clause.tokens) if t.end > start), None)
