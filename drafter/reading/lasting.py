"""Lasting: for how long a statement says that the symptoms have been there, as a length that is their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dateutil.relativedelta import relativedelta

from drafter.domain import DurationCriterion
from drafter.reading import anchored, begun
from drafter.reading.anchored import first_token, last_token
from drafter.reading.complaint import belongs, heads, hits, ours, stands
from drafter.reading.onset import NEVER_WITHOUT, Onset
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import assertion
from drafter.text.lengths import Length
from drafter.text.patterns import Pattern

AGO = Pattern(r"\s*(?:ago|back|earlier|before|prior|later)\b")
_AFTER_EVENT = Pattern(
    r"\s*(?:to the day |exactly )?(?!(?:after|following) (?:no|nothing)\b)(?:(?:after|following|since|post|s/p|"
    r"status post|out|from|into|along)\b|"
    r"post-?\s?op|postop|pregnan|gestation|"
    r"postpartum)"
)
"""Behind a length that is the time since something else: "8 months after surgery"."""
_AFTER_THAT = Pattern(r"\b(?:after|following|within)\s+(?:about |nearly |over )?$")
_NEXT_VISIT = Pattern(
    r"\b(?:due|return\w*|follow[- ]?up|f/?u|rtc|re-?check|review|seen again|see (?:her|him|them) (?:again|back)|"
    r"come back|(?:next )?(?:appointment|appt|visit))\b[^.;,\d]{0,15}\bin (?:about |another )?$"
)
"""Before a length until the next visit: "due back in 4 months"."""
_STRETCH = Pattern(
    r"(?:\bfor|\bx|\blast(?:ing|ed|s)|\bpast|\blast|\bover|\bthan|\bof|\bduration:?|\bpersist\w*|\bcontinu\w*|"
    r"\blength of (?:complaint|symptoms?):?)\s*$"
)
"""Before a length that is the symptoms' own, whatever follows: "for 5 months after a fall"."""
_DENIES_LENGTH = Pattern(
    r"\b(?:last(?:ed|ing|s)?|persist\w*|gone on|going on|go on|present|continu\w*|duration|exceed\w*|beyond|hurt\w*|"
    r"yet|even|fully|(?:as|so) (?:long|much) as|been (?:there|symptomatic)|longer|further|older|trac\w+ back|"
    r"(?:going|dat\w+|go(?:es)?|reach\w*) back)\b|>"
)
"""Words by which a denial is of the length, not of the symptoms: "has not lasted", "not longer than"."""
_UP_TO_HERE = Pattern(
    r"(?:\b(?:not|never|yet to)|n't)(?: (?:yet|quite|even|been|nearly))* (?:at|hit|reach(?:ed)?|cross(?:ed)?|"
    r"pass(?:ed)?|past|made it to|seen) (?:the |her |his |a )?$"
)
"""Before a length that is denied as a mark not come to: "not at 12 weeks with it yet"."""
_MARK_AHEAD = Pattern(
    r"\s*(?:mark|point|milestone)?\W*(?:(?:is|has|was|not|still) )*(?:(?:not|n't|never|yet to be|to be)(?: yet|"
    r" been| quite)* "
    r"(?:reached|hit|passed|crossed|met)|(?:still |yet )?(?:to come|ahead))\b"
)
"""Behind a length that is a mark still ahead: "three-month mark not yet reached"."""
_YET = Pattern(r"\s*(?:mark |point )?(?:yet|so far)\b")
_NOTHING_HURT = Pattern(r"\bnothing (?:hurt|ached|was (?:wrong|felt)|at all)\b[^.;]{0,20}$")
_NOT_EVEN = Pattern(
    r"(?:\b(?:never|not)|n't)\b[^.;]{0,40}\b(?:gone|go|away|left|leave|let up|stopped|ceased|without|free|eased|"
    r"rested)\b[^.;]{0,15}"
    r"\bfor (?:as much as|so much as|even|as long as|longer than|more than) $"
)
"""Before a length for which the symptoms have not once been gone."""
_ASKED_WHETHER = Pattern(
    r"\bask(?:ed|s|ing)?\b[^.;]{0,60}\b(?:whether|if)\b(?P<asked>[^.;]{0,90}?),[^.;]{0,40}\b(?:no\b|not\b|"
    r"never\b|\w+n't\b|denie[sd]\b)"
)
"""A length that is only asked for, and the answer is no."""
_IN_REPLY = Pattern(
    r"\bask(?:ed|s|ing)?\b[^.;]{0,25}?\b(?:whether|if)\b[^.;]{0,20}?\b(?:this|it|these|they|pain|pains|aches?|"
    r"headaches?|"
    r"symptoms?|trouble|complaint)\b[^.;]{0,20}?\b(?:run|ran|last(?:s|ed)?|g(?:one|oes|oing) (?:on|back)|been|was|is|"
    r"are|present|there|bothered|persisted)(?: \w+){0,3}? (?:longer|more|over|beyond|above|past|less|"
    r"under|shorter|as)"
    r"\b[^.;]{0,40}?,? (?:(?:she|he|they|pt|patient)\W+)?"
    r"(?:(?:answer(?:s|ed)?|said|says|repli(?:es|ed)|states?|stated|reports?|reported|told (?:me|us))\W+)?"
    r"(?:the answer (?:is|was) )?(?:no|yes|nope)\W+"
    r"(?:(?:only|just|about|around|roughly|some|not even|it has been|it is|for|more like) )*$"
)
"""Before a length that answers the question how long it has gone on."""
_WITHIN = Pattern(r"\b(?:in|during|throughout|back in|of|for part of)\s+(?:early |mid |late )?$")
"""Before a date within which a length fell: "6 months in 2019"."""
_BY = Pattern(r"\b(?:predat|antedat|preced)\w*\b[^.;]{0,50}\bby (?:about |nearly |some |at least )?$")
"""Before a length by which the symptoms are older than a day."""


def by_length(record: Record, criterion: DurationCriterion, said: Said) -> Iterator[Onset]:
    """Onsets by the lengths of a statement that are those of the symptoms, up to the day on which they are told."""
    start = said.statement.clause.start
    for length in said.statement.lengths():
        visit = anchored.at_visit(record, said, length)
        anchor = visit.latest if visit else said.written or record.clock
        first, last = first_token(said, length.start), last_token(said, length.end)
        if first is None or length.unit == "hours":
            continue
        if _RATE.search(said.ahead(length.start)):
            continue  # "19 headache days in a month"
        if length.unit == "days" and "headache" in criterion.of and _A_MONTH.search(said.sentence.lower()):
            continue  # "23 days a month to headache, and 12 days are clearly migraine"
        if _SHORT_OF.match(said.low, length.end - start) or _NOT_EVEN.search(said.ahead(length.start)):
            continue  # "has never gone away for as much as a day"
        if _LOW_FOR.search(said.ahead(length.start)):
            continue  # "it was 3 of 10 for two months after the last set": how long relief held
        asked = said.search(_ASKED_WHETHER)
        if asked and asked.start("asked") <= length.start - start < asked.end("asked"):
            continue
        if (
            not visit
            and _is_interval(record, said, length)
            and not (
                anchored.since_onset(record, criterion, said, length)
                or _since_they_began(record, criterion, said, last)
                or begun.all_along(record, criterion, said, length)
                or begun.since_both(said, length)
            )
        ):
            continue
        if in_reply(record, criterion, said, length.start):
            yield Onset(said, *length.back(anchor), place=length.start)
            continue
        onset = anchored.since_onset(record, criterion, said, length)
        bare = visit and _IT_WAS.match(said.ahead(length.start))
        if not (onset or bare or belongs(record, criterion, said, first, last)) or anchored.RELIEF_FOR.search(
            said.ahead(length.start)
        ):
            continue
        earliest, latest = length.back(anchor)
        if visit:
            earliest = length.back(visit.earliest)[0]
        if _WILL_BE.search(said.ahead(length.start)) and not visit:
            days = [w for w in said.statement.whens() if w.latest > anchor]
            if not days:
                continue  # "by New Year's he will have had it for over 3 months"
            earliest, latest = length.back(days[0].earliest)[0], min(length.back(days[0].latest)[1], anchor)
        at = stands(record, criterion, said, first)
        if _NOTHING_HURT.search(said.ahead(length.start)):
            yield Onset(said, earliest, latest, denied=True, place=length.start)
            continue
        always = said.search(NEVER_WITHOUT) or said.search(anchored.NO_LET_UP)
        if always and always.start() <= length.start - start < always.end():
            continue  # "has not had a day without it"
        negated = assertion.at(said.statement.cues, first, first + 1).negated or bool(at and at.negated)
        negated = negated and not _OWN_NOT.match(said.low, length.start - start)  # "not quite three months of pain"
        ahead = _MARK_AHEAD.match(said.low, length.end - start) is not None
        if (not negated or always) and not ahead:
            day = visit.latest if visit else None
            gone = any(s.search(_WENT) for s in record.following(said)[:1])
            yield Onset(said, earliest, latest, over=gone or bool(at and at.resolved), seen=day, place=length.start)
        elif (
            ahead
            or _DENIES_LENGTH.search(said.ahead(length.end))
            or _UP_TO_HERE.search(said.ahead(length.start))
            or _YET.match(said.low, length.end - start)
        ):
            yield Onset(said, latest + dt.timedelta(days=1), anchor, negated=True, place=length.start)
        else:
            yield Onset(said, earliest, latest, denied=True, place=length.start)


_LOW_FOR = Pattern(
    r"\b(?:was|been|stayed(?: at)?|held(?: at)?|remained(?: at)?|(?:down|dropped|fell|eased|came down) to) "
    r"(?:an? |only |about )?"
    r"[0-4](?: ?/ ?10| (?:out )?of (?:10|ten))? for (?:about |some |nearly |almost |roughly |over |~ ?)?$"
)
"""Before the length for which a score was low."""
_RATE = Pattern(
    r"(?:\b(?:days?|d|hours?|hrs?|times|attacks?|headaches?|migraines?|episodes?|flares?)|\d ?x)(?: \w+)? ?"
    r"(?:\b(?:in|per|of|out of|each|every|during)|/) ?(?:an? |one |the |each |any |every |a given |the same |"
    r"that )?$|"
    r"\d (?:out )?of (?:the )?$"
)
"""Before a length that is the measure of a rate."""
_A_MONTH = Pattern(r"\bdays?\b\s*(?:/|per|a|each|every|in a)\s*(?:month|mo)\b|\bd/mo\b")
_OWN_NOT = Pattern(r"(?:not (?:quite|yet|even|nearly)|nowhere near)\b")
"""A denial that is part of a length."""
_SHORT_OF = Pattern(r"\s*(?:short|shy|away) (?:of|from)\b")
"""Behind a length by which another one is missed: "a week short of three months"."""
_WILL_BE = Pattern(
    r"\b(?:will|shall|going to)(?: \w+){0,2} (?:be|have (?:been|had|lasted|hurt|gone on)|reach|hit|"
    r"turn)\b[^.;]{0,25}$"
)
"""Before a length that is told of a day to come: "will be two months old next week"."""
_IT_WAS = Pattern(
    r"^\W*(?:(?:it|this|the (?:\w+ )?pain) )?(?:was|had been|had lasted)(?: (?:then|already|only|about|some|"
    r"nearly|at))*\W*$"
)
"""Before a length that was told at an earlier visit: "was six weeks when I saw her on Sept 1"."""
_WENT = Pattern(
    r"^\W*(?:and |but )?(?:then|after (?:that|which)) (?:it|they|the (?:\w+ )?(?:pain|ache|"
    r"headaches?)) (?:just |all )?"
    r"(?:went|stopped|left|cleared|resolved|vanished|disappeared|(?:was|were) gone)\b"
    r"(?! (?:to|up|down|into|on|worse|from))"
)
"""Behind a length: that the symptoms then ended."""


def in_reply(record: Record, criterion: DurationCriterion, said: Said, start: int) -> bool:
    """Whether a length answers a question about the time of the symptoms: "asked whether it …, he said no, 7 weeks"."""
    if "ask" not in said.low or not _IN_REPLY.search(said.ahead(start)):
        return False
    return not said.names_care and all(ours(h) for h in heads(record, criterion, said))


def _is_interval(record: Record, said: Said, length: Length) -> bool:
    """Whether a length is the time since or before something else, or one within a time long past."""
    behind = said.behind(length.end)
    if any(begun.apart_from(said, w) for w in said.statement.whens() if w.start >= length.end):
        return True
    if AGO.match(behind):
        first, last = first_token(said, length.start) or 0, last_token(said, length.end)
        return any(w.start <= length.start < w.end for w in said.statement.whens()) or not begun.started(
            said, first, last
        )
    if _BY.search(said.ahead(length.start)) or _NEXT_VISIT.search(said.ahead(length.start)):
        return True
    if _AFTER_THAT.search(said.ahead(length.start)) and not behind.startswith(" of "):
        return True
    if _AFTER_EVENT.match(behind):
        times = said.behind(length.start).startswith("x")
        return not times and not _STRETCH.search(said.ahead(length.start))
    return any(
        w.latest < (said.written or record.clock) - relativedelta(months=3)
        and not begun.started(said, first_token(said, w.start) or 0, last_token(said, w.end))
        and _WITHIN.search(said.ahead(w.start))
        for w in said.statement.whens()
    )


def _since_they_began(record: Record, criterion: DurationCriterion, said: Said, last: int) -> bool:
    """Whether the symptoms' own beginning follows a length: "6 months since the pain began"."""
    tokens = said.statement.clause.tokens
    while last < len(tokens) and tokens[last].word in ("to", "the", "day", "exactly", "now"):
        last += 1  # "a month to the day since the pain began"
    behind = [h for h in heads(record, criterion, said) if h[0] >= last]
    return bool(
        behind
        and ours(behind[0])
        and behind[0][0] - last <= 4
        and tokens[last : last + 1]
        and tokens[last].word == "since"
        and any(h.first > behind[0][0] for h in hits("started", said))
    )
