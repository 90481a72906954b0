"""Contested: whether another source, another place or another complaint gives a time of its own."""

from __future__ import annotations

import re
from dataclasses import replace

from drafter.domain import DurationCriterion
from drafter.reading import accounts
from drafter.reading.complaint import heads, hits, ours
from drafter.reading.lasting import AGO
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import lengths
from drafter.text.patterns import Pattern
from drafter.text.tokens import COUNTS

_CORRECTED = Pattern(
    r"\b(?:should (?:read|say|state|be|have (?:read|said|been|stated))|(?:corrected|amended|changed) to|typo\w*|"
    r"transcription error|dictation error|misstated|in error|erroneous\w*|not \d+ \w+ as (?:stated|written|above))\b|"
    r"^\W*(?:correction|erratum|corrigendum)\b|"
    r"\bcorrect(?:ed|s|ing) (?:this|that|it|by|herself|himself|her|him|the (?:form|figure|entry|sheet|date))\b"
)
"""Words of a later statement that put another figure in the place of an earlier one."""
_OTHER_SOURCE = ("hedged", "patient", "form", "other_clinician")
_SOURCE = Pattern(
    r"\b(?:forms?|history|note|letter|referral|intake|chart|nurse|rn|ma|physician|doctor|dr\.? \w+|questionnaire|"
    r"portal|triage|"
    r"claim|h&p|hpi|np|pa|md)\b(?:'s)?[^.;,]{0,40}?\b(?:gives?|gave|says?|said|states?|stated|has|puts?|put|"
    r"records?|recorded|lists?|"
    r"listed|writes?|wrote|tells?|reports?|reads?|shows?)\b|\b(?:per|according to) (?:the |her |his )?(?:\w+ "
    r")?(?:form|history|note|"
    r"letter|referral|intake|chart|nurse|rn|ma|physician|doctor|questionnaire|h&p|hpi|np|pa|md)\b|"
    r"\b(?:form|history|note|letter|referral|intake|chart|nurse|rn|questionnaire|portal|triage|h&p|hpi)"
    r"(?: (?:sheet|form|note|letter|entry))?\W{0,2}[\"“:]"
)
"""Who or what gives one of two lengths."""
_IN_THE_SAME_UNIT = Pattern(
    r"\b(?:forms?|history|note|letter|referral|intake|chart|nurse|rn|ma|questionnaire|portal|triage|h&p|hpi|wife|"
    r"husband|mother|father|daughter|son|pcp|(?:on|in) the (?:form|sheet|questionnaire))\b"
    r"(?: (?:form|sheet|note|letter|entry))?(?:[:,]| (?:says?|said|gives?|gave|has|states?|stated|puts?|lists?|wrote|"
    r"writes?|reads?|shows?|records?|recorded))? "
    rf"(?P<n>\d{{1,2}}|{'|'.join(COUNTS)})(?=\W*$|[.;,])"
)
"""A second figure without its unit: "says 2 months; intake says 5"."""
_SINCE = Pattern(r"\b(?:since|began|started|onset)\W+(?:in |on |about |early |mid |late )*$")
_NEWLY = Pattern(
    r"\b(?:pain|aches?|headaches?|symptoms?|spasms?),? (?:new|recent)(?=\W*(?:$|[,.;]))|"
    r"\bnew(?:ly)?(?:[- ]onset)? (?:\w+ ){0,2}?(?:pain|ache|headaches?|symptoms?|spasms?)\b|"
    r"\b(?:pain|aches?|headaches?|symptoms?|spasms?) (?:is|are|was|were) (?:\w+ )?(?:new|recent)\b|"
    r"\b(?:pain|aches?|headaches?|symptoms?|spasms?)(?: has| have)? (?:only |just )?(?:started|began|begun|developed|"
    r"came on) "
    r"(?:only |just )?(?:recently|lately)\b"
)
"""A complaint that is said to be new, without a date."""
UPS_AND_DOWNS = Pattern(
    r"\b(?:back (?:at|to|up|again)|down to|up to \d|up from|again|milder|easier|eased|less|more|worse\w*|better|"
    r"flar\w+|\d{1,2}/10|relief|reliev\w*|improv\w*|"
    r"after (?:the|her|his|that|each) (?:\w+ )?(?:set|block|injection|session))\b"
)
_SITE = Pattern(
    r"\b(?:to be|being|will be|is) (?:injected|treated|blocked)\b|\b(?:injection|target|requested|planned|treatment) "
    r"(?:site|area|region)\b|\bsite (?:of|for) (?:the )?(?:injection|request|tpi|block)\b|\bthe site\b"
)
"""Words by which a part of the body is the one for which the service is asked."""


def of_another_place(record: Record, criterion: DurationCriterion, said: Said) -> bool:
    """Whether two parts of the body have times of their own, and this one is not said to be the one asked for.

    "Shoulder 8 mo. Neck, the site to be injected, since October"; "back 2 yrs. Neck 5 wks".
    """
    mine = said.regions()
    if not mine or said.search(_SITE):
        return False
    others = [
        s for s in record.said
        if s is not said and s.document is said.document and s.regions() and not s.regions() & mine and not s.names_care
        and (s.statement.lengths() or s.statement.whens() or s.search(_SITE)) and s.statement.cues.whole.plain
    ]  # fmt: skip
    if any(s.search(_SITE) for s in others):
        return True
    bare = [s for s in (said, *others) if not hits("symptoms", s) and not s.statement.mentions]
    if len(bare) < len(others) + 1 or not others:
        return False
    anchor = said.written or record.clock
    told = [lengths.passes(x, criterion.lasting, anchor) for s in (said, *others) for x in s.statement.lengths()]
    return len(set(told)) > 1


def other_source(said: Said) -> bool:
    """Whether a statement is that of another source: a referral, a form, the patient, another clinician."""
    whole = said.statement.cues.whole
    kinds = {kind: hit.phrase for kind, hit in said.statement.cues.before}
    told = whole.speaker in _OTHER_SOURCE or "refer" in kinds.get("hedged", "")
    steady = whole.certainty == "sure" and whole.time not in ("planned", "conditional")
    return told and steady and not whole.other_person and not said.document.late and not hits("intermittent", said)


def off_and_on(record: Record, criterion: DurationCriterion, said: Said) -> bool:
    """Whether a statement tells that the symptoms have come and gone for long enough."""
    whole = said.statement.cues.whole
    if not hits("intermittent", said) or whole.certainty != "sure" or whole.other_person or said.document.late:
        return False
    told = [x for x in said.statement.lengths() if lengths.passes(x, criterion.lasting, said.written or record.clock)]
    return bool(told) and any(ours(h) for h in heads(record, criterion, said))


def sources_differ(record: Record, criterion: DurationCriterion, said: Said) -> bool:
    """Whether its sentence gives the lengths of two sources, of which one is long enough and another is not."""
    beside = [s for s in (*record.preceding(said), said, *record.following(said)) if s.in_sentence_of(said)]
    sentence = said.sentence
    anchor = said.written or record.clock
    every = [x for s in beside for x in s.statement.lengths() if x.unit != "hours"]
    units = [m for m in _IN_THE_SAME_UNIT.finditer(sentence) if every]
    if len(_SOURCE.findall(sentence)) < 2 and not units:
        return False
    every += [replace(every[0], least=float(n := _count(m)), most=n + 1.0, strict=False) for m in units]
    told = [lengths.passes(x, criterion.lasting, anchor) for x in every]
    edge = lengths.since(criterion.lasting, anchor)
    since = [w for s in beside for w in s.statement.whens() if _SINCE.search(s.ahead(w.start))]
    told += [True if w.latest <= edge else False if w.earliest > edge else None for w in since]
    return len(set(told)) > 1


def _count(match: re.Match[str]) -> int:
    return COUNTS[match["n"]] if match["n"] in COUNTS else int(match["n"])


def accounts_differ(record: Record, criterion: DurationCriterion) -> bool:
    """Whether statements that open with different sources give times of which one alone is long enough, and nothing
    else is told of how long it was: "HPI: since July; intake sheet: about five weeks"."""
    for row in accounts.apart(record):
        reach = [reached for said in row if (reached := _reaches(criterion, said, record)) is not None]
        if len(reach) > 1 and len(set(reach)) > 1:
            return True
    return False


def _reaches(criterion: DurationCriterion, said: Said, record: Record) -> bool | None:
    """Whether the only time that a statement gives for how long reaches the bound; none where it gives no such time."""
    if said.names_care or said.search(UPS_AND_DOWNS):
        return None
    if said.statement.cues.whole.negated or said.statement.cues.whole.other_person:
        return None
    anchor = said.written or record.clock
    told = [x for x in said.statement.lengths() if x.unit != "hours" and not AGO.match(said.behind(x.end))]
    begun = [w for w in said.statement.whens() if _SINCE_DAY.search(said.ahead(w.start))]
    if len(told) == 1 and not begun:
        return lengths.passes(told[0], criterion.lasting, anchor)
    if len(begun) == 1 and not told:
        return begun[0].latest <= lengths.since(criterion.lasting, anchor)
    return None


_SINCE_DAY = Pattern(r"\b(?:since|began|begun|started|onset|from)\b[^.;,]{0,12}$")
"""Before a day on which the symptoms began."""


def corrected(record: Record, said: Said) -> bool:
    """Whether a later statement of the document puts another time in the place of the one told here."""
    return any(s.search(_CORRECTED) and (s.statement.lengths() or s.statement.whens()) for s in record.following(said))


def beside_a_new_one(record: Record, criterion: DurationCriterion, said: Said) -> bool:
    """Whether another statement says that a complaint is new, so that a length told here may be of another one."""
    return any(
        s is not said and not s.statement.lengths() and any(ours(h) for h in heads(record, criterion, s))
        for s in record.having(_NEWLY)
    )
