"""Onset: when a statement says that the symptoms began, by a date, a log, or a day up to which there was nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from drafter.domain import DurationCriterion
from drafter.reading import anchored, begun, persistence, visit_by_visit
from drafter.reading.anchored import first_token, last_token
from drafter.reading.complaint import belongs, heads, hits, ours, stands
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import dates
from drafter.text.dates import When
from drafter.text.patterns import Pattern

_NOT_THAT = Pattern(r"\b(?:not|rather than|instead of) (?:in )?$")
NEVER_WITHOUT = Pattern(
    r"(?:\b(?:not|never|cannot|no)|n't)\b[^.;]{0,40}\b(?:day|night|hour|week|moment)s? (?:that (?:was|were) "
    r")?(?:free (?:of|from)|"
    r"without)\b|"
    r"\b(?:not|no|never|hardly|\w+n't)\b[^.;]{0,40}\bwithout (?:it|them|that|(?:\w+ ){0,3}?"
    r"(?:pain|ache|aches|headaches?|symptoms|stiffness|soreness))\b|"
    r"\b(?:denies|denied|without|never|no|not|\w+n't)\b[^.;]{0,30}\b(?:(?:pain|symptom|ache|headache|"
    r"relief)[- ]?free|good|"
    r"easy|quiet) (?:stretch|days?|nights?|weeks?|periods?|spells?|intervals?|moments?|hours?|mornings?)\b|"
    r"\b(?:never|not|not once|at no time|\w+n't) (?:\w+ ){0,3}?(?:free|rid|clear|shot) (?:of|from) "
    r"(?:it|them|this|(?:(?:the|her|his|this) )?(?:\w+ )?(?:pain|aches?|headaches?|symptoms))\b(?! for)|"
    r"\b(?:denies|denied|no|without) (?:any |a single |a )?(?:break|let-?up|pause|interruption|gap|respite)\b"
)
_OR = Pattern(r"\s*,?\s*or\s+(?:in |maybe |possibly |perhaps |even |early |late )*")
_WEEKDAY = Pattern(r"(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?")
_THE_FALL = Pattern(r"\b(?:the|a|her|his|this|that) $")
"""Before "fall" alone, which may be the season or a tumble."""
_UNTIL = Pattern(
    r"\b(?:until|till|before|prior to|(?:right |all the way )up to)\s+(?:(?:about |around |early |late |mid |the )*|"
    r"(?:the |an? |her |his |their |this |she |he |they |pt |lifting |slipping |falling )(?:[\w-]+ ){1,7}(?:on |of |"
    r"in |dated |"
    r"\()?|(?:she|he|they|pt|lifting|slipping|falling) (?:[\w-]+ ){1,6}[\w-]+, (?:on |in )?)$"
)
_NONE_YET = Pattern(r"\b(?:neither|no|denies|denied|without|never|well|fine|asymptomatic|free)\b")
"""Words by which there was nothing up to a date."""
_FINE_UNTIL = Pattern(
    r"^\W*(?:(?:i|she|he|pt|patient|they) )?(?:(?:was|were|felt|had been|been) )?(?:(?:perfectly|completely|totally|"
    r"absolutely|just|entirely|all) )?fine,? (?:right )?(?:up )?(?:until|till)\b|"
    r"^\W*(?:(?:i|she|he|pt|patient|they) )?(?:(?:had|has|have|'d) )?never (?:had )?(?:an?|any|one) (?:problem|trouble|"
    r"issue|complaint)s?,? (?:right )?(?:up )?(?:until|till)\b"
)
"""A whole statement of somebody who was well up to a date."""
_OPENS_UNTIL = Pattern(r"^\W*(?:up )?(?:until|till|before|prior to)\b")
_NEVER_YET = Pattern(r"\b(?:never|no|not (?:a|one|any|had|been)|none|nothing|free of|without)\b")
"""Behind a date that opens a sentence with "until": that there was nothing."""
_ABOUT = Pattern(r"\b(?:about|around|approximately|roughly|circa|near|some time around|on or about) (?:the )?$|~ ?$")
"""Before a day that is not meant to the day."""
_THEN = Pattern(
    r"^,? (?:and )?(?:then|when|after which)\b[^.;]{0,40}\b(?:pain|aches?|headaches?|spasms?|stiffness|soreness|"
    r"hurt)\b"
)
"""Behind the day up to which there was nothing: that the symptoms began then."""
_BEFORE = Pattern(
    r"\b(?:before|prior to|predat(?:e[sd]?|ing)|antedat(?:e[sd]?|ing))\s+(?:(?:the|her|his|my|our|their|that|"
    r"this|last) )*$"
)
_UNCHANGED_SINCE = Pattern(
    r"\b(?:neither|no|not) (?:better|worse)(?:,? (?:and |or |nor )?(?:no |not )?(?:better|worse)) since "
    r"(?:early |mid |late |about |around )*$"
)
"""Before a day from which on symptoms were as they had been: when they began is not told, but no later."""
_AFTER = Pattern(
    r"(?<!right )(?<!just )(?<!shortly )(?<!soon )(?<!immediately )(?<!ever )(?<!day )\bafter\s+(?:the )?$"
)


@dataclass(frozen=True)
class Onset:
    """When the symptoms began, as one statement tells."""

    said: Said
    earliest: dt.date
    latest: dt.date
    negated: bool = False
    """Whether it is denied that they began so long ago."""
    denied: bool = False
    """Whether the symptoms themselves are denied for that time."""
    over: bool = False
    """Whether the symptoms are said to be over."""
    seen: dt.date | None = None
    """The day of an earlier visit up to which it is told."""
    place: int = -1
    """Where the length or the date begins that tells it."""


_WHEN = Pattern(
    r"^\W*(?:q\W+)?(?:and )?(?:(?:since )?when (?:did|does|was|has) (?:it|this|that|all this|the (?:\w+ )?(?:pain|"
    r"trouble|"
    r"problem|complaint)|they|her "
    r"pain|his pain|symptoms)\b[^?]{0,20}\b(?:begin|start|come on|first|set in|onset)\b|since when\b|"
    r"onset\b|when did "
    r"it all (?:begin|start))"
)
"""A question for the beginning of the symptoms."""
_RIGHT_THEN = Pattern(
    r"^\W*(?:(?:dr\.? \w+|she|he|answer|a|pt|patient)\W+)?(?:(?:it|that|this|they) (?:began|started|came on|set in) "
    r")?(?:(?:about|around|on|in|"
    r"at|back|some time|sometime|the|early|mid|late|since) )*$"
)
_PAPER_DATES = Pattern(
    r"\b(?:mri|mra|ct|films?|x-?rays?|imaging|scans?|emg|stud(?:y|ies)|notes?|records?|reports?|labs?)(?: \w+){0,3} "
    r"dat(?:e|es|ed|ing) (?:back )?(?:to|from)\b[^.;]*$"
)
"""Before the date of a study or a paper."""
_ONSET_FIELD = Pattern(
    r"^\W*(?:(?:date of |symptom |pain )?onset|(?:symptoms?|pain|complaint|problem) (?:start|began|started)|"
    r"start of (?:the |her |his )?(?:symptoms?|pain|complaint)|date (?:of )?(?:first )?(?:symptoms?|"
    r"pain)(?: (?:began|started))?|"
    r"first symptoms?|(?:day (?:one|1|zero|0)|first day) of (?:the |her |his |my )?(?:[\w-]+ ){0,3}?(?:pains?|aches?|"
    r"headaches?|symptoms?|spasms?|stiffness|soreness|neuralgia)\b|(?:when|since when) (?:did|has) (?:it|this|"
    r"all this|the (?:pain|trouble|problem)|symptoms) "
    r"(?:first )?(?:start|begin|come on|set in|been there))\b[^:.;]{0,25}(?::|\b(?:was|is|on)\b|[-–—])\W*"
    r"(?:(?:about|around|on|in|approx\.?|approximately|some time|early|mid|late|since|"
    r"the)\W+)*$"
)
"""Before the value of a field for the onset: "Onset per visit note: mid-February"."""


def _dates_onset(record: Record, said: Said, when: When) -> bool:
    """Whether a date is the value of the field for the onset, or answers when it began."""
    ahead = said.ahead(when.start)
    if _ONSET_FIELD.search(ahead) or _answers_when(record, said, when):
        return True
    before = [s for s in record.preceding(said)[:1] if s.in_sentence_of(said)]
    return not ahead.strip(" -–—") and any(_ONSET_FIELD.search(f"{s.low.rstrip(' -–—')}: ") for s in before)


def _answers_when(record: Record, said: Said, when: When) -> bool:
    """Whether a date opens the answer to the question when it began: "When did it begin? Around Memorial Day"."""
    if not _RIGHT_THEN.match(said.ahead(when.start)):
        return False
    before = record.preceding(said)[:1]
    return bool(before) and before[0].statement.clause.question and before[0].search(_WHEN) is not None


def by_date(record: Record, criterion: DurationCriterion, said: Said) -> Iterator[Onset]:
    """Onsets by the dates of a statement on which, or since which, it says that the symptoms were there."""
    anchor = said.written or record.clock
    carried = persistence.ever_since(record, said)
    for when in (*_either(said), *carried):
        if event := begun.event_day(said, when):
            found = heads(record, criterion, said)
            if any(ours(h) for h in found) or (not found and belongs(record, criterion, said, 0, 1)):
                yield Onset(said, event.earliest, min(event.latest, anchor))
            continue
        first, last = first_token(said, when.start), last_token(said, when.end)
        if (
            first is None
            or not (
                when in carried
                or begun.started(said, first, last)
                or _dates_onset(record, said, when)
                or _stayed_from(said, when)
                or _up_to_note(said, when, anchor)
            )
            or not (_dates_onset(record, said, when) or belongs(record, criterion, said, first, last))
        ):
            if first is not None and _treated_since(record, criterion, said, when, first):
                yield Onset(said, dt.date.min, when.latest, place=when.start)
            continue
        lead = said.ahead(when.start)
        words_ = said.between(when.start, when.end)
        if (
            _NOT_THAT.search(lead)
            or _PAPER_DATES.search(lead)
            or anchored.of_visit(said, when)
            or when.earliest > anchor
            or words_ == "the fall"
            or (words_ == "fall" and (_THE_FALL.search(lead) or lead.rstrip()[-4:].isdigit()))  # "since 8/2025 fall"
        ):
            continue
        about = dt.timedelta(days=7 if when.exact and _ABOUT.search(lead) else 0)
        earliest = dt.date.min if _BEFORE.search(lead) or _UNCHANGED_SINCE.search(lead) else when.earliest - about
        latest = anchor if _AFTER.search(lead) and "since" not in lead else min(when.latest + about, anchor)
        at = stands(record, criterion, said, first)
        denied = bool(at and at.negated) and not (
            said.search(NEVER_WITHOUT) or _UNCHANGED_SINCE.search(lead) or visit_by_visit.never_ended(said)
        )
        yield Onset(said, earliest, latest, denied=denied, seen=anchored.told_on(said, when), place=when.start)


_SINCE_WHEN = (
    r"(?:here |by (?:me|us) )?(?:for|with) [^.;,]{3,90}?\bsince (?:(?:early|mid|late|the|spring|summer|fall|autumn|"
    r"winter|of|last) )*$"
)
_TREATED_SINCE = Pattern(
    r"\b(?:i|we|our \w+|my \w+|clinic|office)(?: have| has)? (?:been )?(?:treat(?:ed|ing)|follow(?:ed|ing)|"
    r"car(?:ed|ing) for|look(?:ed|ing) after|manag(?:ed|ing)|seen|seeing) (?:(?:her|him|them|this \w+|the patient) )?"
    rf"{_SINCE_WHEN}|\b(?:treated|followed|under (?:my|our) care|a patient (?:here|of mine|of ours)) {_SINCE_WHEN}"
)
"""Before the day since which a clinician has treated the complaint, which is at least as old."""


def _treated_since(record: Record, criterion: DurationCriterion, said: Said, when: When, first: int) -> bool:
    """Whether a clinician treats the complaint since a day: "whom I have treated for neck pain since 2024"."""
    match = _TREATED_SINCE.search(said.ahead(when.start))
    if match is None or said.statement.cues.whole.negated or said.statement.cues.whole.other_person:
        return False
    start = first_token(said, said.statement.clause.start + match.start()) or 0
    return any(h[1] == "own" and start <= h[0] < first for h in heads(record, criterion, said))


_THERE_IN = Pattern(
    r"\b(?:had|was|were|troubled|bothered|hurt|ached|there|present|felt|noticed)\b[^.;]{0,30}\b(?:in|during|"
    r"over|last|on) "
    r"(?:the )?$"
)
"""Before a time at which symptoms were there."""


def _stayed_from(said: Said, when: dates.When) -> bool:
    """Whether symptoms are told to have been there at a time and never to have gone since."""
    return visit_by_visit.never_ended(said) and _THERE_IN.search(said.ahead(when.start)) is not None


_UP_TO = Pattern(r"\s*(?:-|–|—|to|through|thru|until|till|up to)\s*")
_OF_NOW = dt.timedelta(days=21)
"""Time before a note within which the last day of a stretch is that of now."""


def _up_to_note(said: Said, when: When, anchor: dt.date) -> bool:
    """Whether a date is the first of a stretch that reaches up to the note: "daily pain 5/2/26-11/18/26"."""
    behind = next((w for w in said.statement.whens() if w.start >= when.end), None)
    if any(_UP_TO.fullmatch(said.between(w.end, when.start)) for w in said.statement.whens() if w.end <= when.start):
        return False  # one of a row: "2/10 - 5/22 - 8/30 - 11/3"
    if behind is None or not _UP_TO.fullmatch(said.between(when.end, behind.start)):
        return False
    return anchor - _OF_NOW <= behind.earliest and (behind.latest <= anchor or not behind.exact)


_LOG = Pattern(r"\b(?:pain|headache|symptom|ache|migraine)s? (?:log|diary|diaries|calendar|journal|chart)\b")
_EACH_DAY = Pattern(
    r"\bnone (?:of them )?(?:(?:was|were) )?(?:pain|symptom|headache)[- ]free\b|"
    r"\b(?:no|not (?:a|one|a single)|without a) (?:\w+ )?(?:pain|symptom|headache)[- ]free (?:day|entry|one)\b|"
    r"\b(?:no|not (?:a|one|a single)) day (?:without|free)\b|"
    r"\b(?:pain|headaches?|symptoms?|aches?)(?: (?:was|is|noted|logged|recorded|present|there))? (?:every|each) "
    r"(?:single )?day\b"
)
"""A log of the complaint, and that it was there on every day of it."""


def by_log(record: Record, said: Said) -> Iterator[Onset]:
    """The first day of a log up to about now that has the complaint on every day: "pain log 7/28 thru 11/18"."""
    if not (said.search(_LOG) and said.search(_EACH_DAY)) or said.statement.cues.whole.other_person:
        return
    anchor = said.written or record.clock
    for when in said.statement.whens():
        if _up_to_note(said, when, anchor):
            yield Onset(said, when.earliest, when.latest)


def none_before(record: Record, criterion: DurationCriterion, said: Said) -> Iterator[Onset]:
    """Onsets after a day up to which there was nothing: "no pain until October", "denies neck pain before 10/2026"."""
    whens, anchor = said.statement.whens(), said.written or record.clock
    if not whens:
        return
    told = hits("symptoms", said) or any(ours(h) for h in heads(record, criterion, said)) or "well" in said.low
    told = told or said.search(_FINE_UNTIL) is not None
    for when in whens:
        lead = said.ahead(when.start)
        if not told or when.earliest >= anchor or not _UNTIL.search(lead):
            continue
        behind = said.behind(when.end)
        if said.between(when.start, when.end) in ("fall", "the fall") and said.search(_FINE_UNTIL):
            continue  # the season or a tumble
        if _NONE_YET.search(lead) or (_OPENS_UNTIL.match(lead) and _NEVER_YET.search(behind)):
            on = [s for s in record.following(said)[:1] if s.in_sentence_of(said)]
            then = _THEN.match(behind) or (behind.strip() in ("", ",") and any(_THEN.match(f" {s.low}") for s in on))
            yield Onset(said, when.earliest, min(when.latest, anchor) if then else anchor)


def _either(said: Said) -> list[dates.When]:
    """The dates of a statement, two that are joined by "or" as one that covers both."""
    found: list[dates.When] = []
    for when in said.statement.whens():
        text = said.document.text
        if found and _WEEKDAY.fullmatch(text[found[-1].start : when.start].lower()):
            found.pop()  # "on Tuesday, 8 September 2026" is one day
        if found and _OR.fullmatch(said.between(found[-1].end, when.start)):
            last = found.pop()
            when = replace(last, earliest=min(last.earliest, when.earliest), latest=max(last.latest, when.latest))
        found.append(when)
    return found
