"""Duration: how long symptoms have lasted. A note tells it up to its own day; both ends of what it tells are tested."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateutil.relativedelta import relativedelta

from drafter.domain import DurationCriterion, Finding, Value
from drafter.reading import accounts, amended, anchored, begun, diagnosis, persistence
from drafter.reading.anchored import last_token
from drafter.reading.complaint import belongs, heads, hits, ours, stands
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, listed, settle, stated
from drafter.text import assertion, dates, lengths, words
from drafter.text.dates import When
from drafter.text.lengths import Length
from drafter.text.patterns import Pattern
from drafter.text.tokens import COUNTS

_AGO = Pattern(r"\s*(?:ago|back|earlier|before|prior|later)\b")
_AFTER_EVENT = Pattern(
    r"\s*(?:to the day |exactly )?(?:(?:after|following|since|post|s/p|status post|out|from|into|along)\b|"
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
    r"(?:\bfor|\bx|\blast(?:ing|ed|s)|\bpast|\blast|\bover|\bthan|\bof|\bduration:?|\bpersist\w*|\bcontinu\w*)\s*$"
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
_NOT_THAT = Pattern(r"\b(?:not|rather than|instead of) (?:in )?$")
_NEVER_WITHOUT = Pattern(
    r"(?:\b(?:not|never|cannot|no)|n't)\b[^.;]{0,40}\b(?:day|night|hour|week|moment)s? (?:that (?:was|were) "
    r")?(?:free (?:of|from)|"
    r"without)\b|"
    r"\b(?:not|no|never|hardly|\w+n't)\b[^.;]{0,40}\bwithout (?:it|them|that|(?:\w+ ){0,3}?"
    r"(?:pain|ache|aches|headaches?|symptoms|stiffness|soreness))\b|"
    r"\b(?:denies|denied|without|never|no|not|\w+n't)\b[^.;]{0,30}\b(?:(?:pain|symptom|ache|headache|"
    r"relief)[- ]?free|good|"
    r"easy|quiet) (?:stretch|days?|nights?|weeks?|periods?|spells?|intervals?|moments?|hours?|mornings?)\b|"
    r"\b(?:denies|denied|no|without) (?:any |a single |a )?(?:break|let-?up|pause|interruption|gap|respite)\b"
)
_ON_LIST = Pattern(r"\b(?:on|in) (?:the |her |his )?(?:problem|diagnosis|pmh|medication) list\b")
_UNSURE = Pattern(
    r"\b(?:possibly|perhaps|maybe|or|probably) (?:even )?(?:earlier|longer|before that|sooner|a good deal longer)\b|"
    r"\b(?:(?:she|he|pt|patient|they) (?:is|are) (?:not sure|unsure|uncertain|unclear)|"
    r"(?:cannot|can't|could not|does not|doesn't|unable to) (?:\w+ )?(?:say|recall|remember|tell|date)\b"
    r"(?! (?:a|one|any|even one) (?:single )?(?:good|better|easy|free|pain|day|night|hour|week))|"
    r"(?:two|conflicting|different|differing) (?:histories|accounts|versions|onset dates|"
    r"dates of onset|onsets|stories)\b|"
    r"(?:exact )?(?:date|onset|duration|start) (?:is |was )?(?:not known|unknown|unclear|uncertain))\b"
)
_CORRECTED = Pattern(
    r"\b(?:should (?:read|say|state|be|have (?:read|said|been|stated))|(?:corrected|amended|changed) to|typo\w*|"
    r"transcription error|dictation error|misstated|in error|erroneous\w*|not \d+ \w+ as (?:stated|written|above))\b|"
    r"^\W*(?:correction|erratum|corrigendum)\b|"
    r"\bcorrect(?:ed|s|ing) (?:this|that|it|by|herself|himself|her|him|the (?:form|figure|entry|sheet|date))\b"
)
"""Words of a later statement that put another figure in the place of an earlier one."""
_UNTIL_THEN_NONE = Pattern(
    r"\b(?:until|till|up to)\b[^.]{3,60}?[;,–-] ?(?:and |but )?(?:none|nothing|no pain|gone|free|pain[- ]free|well|"
    r"quiet|fine)"
    r" (?:at all |of it |whatsoever )?since\b"
)
"""That what lasted until a day has not been there since."""
_WHICH_IS_RIGHT = Pattern(
    r"\bwhich (?:one |of (?:them|the two|these|both) )?(?:is|was) (?:right|correct|true)\b[^.;]{0,25}\b(?:ask|not|"
    r"un\w+|find "
    r"out|check|clarif\w+|open)\b"
)
_PART_NEWLY = Pattern(
    r"[,;] (?:and |but )?(?:the|her|his) \w+ (?:pain |ache )?(?:only|just) (?:lately|recently|of late|these days|this "
    r"(?:week|month))\b"
)
"""One part for so long, and another only lately: "shoulder since February, the neck only lately"."""
_OTHER_SOURCE = ("hedged", "patient", "form", "other_clinician")
_OR = Pattern(r"\s*,?\s*or\s+(?:in |maybe |possibly |perhaps |even |early |late )*")
_WEEKDAY = Pattern(r"(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?")
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
_WITHIN = Pattern(r"\b(?:in|during|throughout|back in|of|for part of)\s+(?:early |mid |late )?$")
"""Before a date within which a length fell: "6 months in 2019"."""
_THE_FALL = Pattern(r"\b(?:the|a|her|his|this|that) $")
"""Before "fall" alone, which may be the season or a tumble."""
_UNTIL = Pattern(
    r"\b(?:until|till|before|prior to|(?:right |all the way )up to)\s+(?:(?:about |around |early |late |mid |the )*|"
    r"(?:the |an? |her |his |their |this |she |he |they |pt )(?:[\w-]+ ){1,4}(?:on |of |in |dated |\()?)$"
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
_NEWLY = Pattern(
    r"\b(?:pain|aches?|headaches?|symptoms?|spasms?),? (?:new|recent)(?=\W*(?:$|[,.;]))|"
    r"\bnew(?:ly)?(?:[- ]onset)? (?:\w+ ){0,2}?(?:pain|ache|headaches?|symptoms?|spasms?)\b|"
    r"\b(?:pain|aches?|headaches?|symptoms?|spasms?) (?:is|are|was|were) (?:\w+ )?(?:new|recent)\b|"
    r"\b(?:pain|aches?|headaches?|symptoms?|spasms?)(?: has| have)? (?:only |just )?(?:started|began|begun|developed|"
    r"came on) "
    r"(?:only |just )?(?:recently|lately)\b"
)
"""A complaint that is said to be new, without a date."""
_ABOUT = Pattern(r"\b(?:about|around|approximately|roughly|circa|near|some time around|on or about) (?:the )?$|~ ?$")
"""Before a day that is not meant to the day."""
_STATUS_OVER = Pattern(
    r"^\W*(?:current |present )?(?:status|course|state|outcome|now|currently)\s*[:=]\s*(?:fully |completely |now )?"
    r"(?:resolved|inactive|cleared|gone|over|recovered|asymptomatic|symptom[- ]free|pain[- ]free)\W*$"
)
"""A field that says that the complaint is over."""
_THEN = Pattern(
    r"^,? (?:and )?(?:then|when|after which)\b[^.;]{0,40}\b(?:pain|aches?|headaches?|spasms?|stiffness|soreness|"
    r"hurt)\b"
)
"""Behind the day up to which there was nothing: that the symptoms began then."""
_BEFORE = Pattern(
    r"\b(?:before|prior to|predat(?:e[sd]?|ing)|antedat(?:e[sd]?|ing))\s+(?:(?:the|her|his|my|our|their|that|"
    r"this|last) )*$"
)
_BY = Pattern(r"\b(?:predat|antedat|preced)\w*\b[^.;]{0,50}\bby (?:about |nearly |some |at least )?$")
"""Before a length by which the symptoms are older than a day."""
_UNCHANGED_SINCE = Pattern(
    r"\b(?:neither|no|not) (?:better|worse)(?:,? (?:and |or |nor )?(?:no |not )?(?:better|worse)) since "
    r"(?:early |mid |late |about |around )*$"
)
"""Before a day from which on symptoms were as they had been: when they began is not told, but no later."""
_AFTER = Pattern(
    r"(?<!right )(?<!just )(?<!shortly )(?<!soon )(?<!immediately )(?<!ever )(?<!day )\bafter\s+(?:the )?$"
)


_SHOWS = 6
"""Months for which a note shows that symptoms go on; an older one alone shows them only up to its own day."""


@dataclass(frozen=True)
class _Onset:
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


def read(record: Record, criterion: DurationCriterion) -> Finding:
    """The finding on a duration criterion; it does not apply to a condition for which no length is asked."""
    if criterion.not_for and (cited := diagnosis.stated_plainly(record, criterion.not_for)):
        why = f"No length of time is asked for {listed((words.names(c) for c in criterion.not_for), 'or')}."
        return stated(record, criterion, "not_applicable", why, citations=cited)
    weighed: list[Weighed] = []
    free = persistence.free(record, criterion)
    seen: list[tuple[dt.date, Said]] = []
    later: list[Weighed] = []
    for said in record.said:
        found = list(_weigh(record, criterion, said, free, seen))
        weighed += found
        against = [w for w in found if w.bearing == "against"]
        if against and not _names_the_complaint(record, criterion, said):
            later += against
    if not free and any(w.bearing == "for" for w in weighed):
        weighed = [w for w in weighed if w not in later]  # of a course, a paper or a plan beside an onset that is told
    contested = any(w.why.endswith(_OTHERWISE) for w in weighed)
    if not contested and not any(w.bearing != "open" for w in weighed):
        weighed += persistence.series(record, criterion, seen, free)
    if not free and any(w.bearing != "open" for w in weighed) and _accounts_differ(record, criterion):
        weighed = [
            w if w.bearing == "open" else replace(w, bearing="open", why=f"{w.why}{_OTHERWISE}") for w in weighed
        ]
    weighed = amended.outranked(record, _disputed(record, criterion, weighed, free))
    if free and not any(w.bearing != "open" for w in weighed) and persistence.free_since(record, criterion, free):
        weighed.append(Weighed("against", free[1].cite(), f"the symptoms are said to be gone since {free[0]}"))
    if free and not any(w.bearing != "open" for w in weighed):
        weighed.append(
            _tested(record, criterion, _Onset(free[1], free[0], persistence.last_ease(free) or record.clock), None)
        )
    if not any(w.bearing != "open" for w in weighed):
        weighed += list(persistence.undated(record, criterion))
    return settle(
        record,
        criterion,
        _settled(weighed),
        met=f", so they have lasted {criterion.lasting}",
        not_met=f", so they have not lasted {criterion.lasting}",
        silent=f"Nothing shows that the symptoms have lasted {criterion.lasting}",
        looked_for=(
            "duration of symptoms",
            f"onset on or before {lengths.since(criterion.lasting, record.clock).isoformat()}",
        ),
    )


_OTHERWISE = ", and another source says otherwise"


def _names_the_complaint(record: Record, criterion: DurationCriterion, said: Said) -> bool:
    """Whether a statement names the symptoms itself and does not tell of their ups and downs."""
    named = any(ours(h) for h in heads(record, criterion, said)) or said.search(_ONSET)
    return bool(named) and not said.search(_UPS_AND_DOWNS)


_ONSET = Pattern(r"\bonset\b|\b(?:began|begun|started|came on|set in)\b")


_UPS_AND_DOWNS = Pattern(
    r"\b(?:back (?:at|to|up|again)|down to|up to \d|up from|again|milder|easier|eased|less|more|worse\w*|better|"
    r"flar\w+|\d{1,2}/10|relief|reliev\w*|improv\w*|"
    r"after (?:the|her|his|that|each) (?:\w+ )?(?:set|block|injection|session))\b"
)


def _settled(weighed: list[Weighed]) -> list[Weighed]:
    """A statement that shows the length outweighs one that was true earlier and could not show it yet."""
    return (
        weighed
        if any(w.bearing == "against" for w in weighed)
        else [w for w in weighed if w.bearing == "for"] or weighed
    )


def _weigh(
    record: Record, criterion: DurationCriterion, said: Said, free: tuple[dt.date, Said] | None,
    seen: list[tuple[dt.date, Said]],
) -> Iterator[Weighed]:  # fmt: skip
    """What a statement tells of the length; onsets that an older note shows up to its own day are put to `seen`."""
    for onset in _onsets(record, criterion, said, free):
        objection = _objection(record, criterion, said, onset)
        if objection:
            yield Weighed("open", said.cite(), objection)
            continue
        found = _tested(record, criterion, onset, free)
        if found.bearing != "open" and _sources_differ(record, criterion, said):
            found = replace(found, bearing="open", why=f"{found.why}{_OTHERWISE}")
        if found.bearing == "for" and _beside_a_new_one(record, criterion, said):
            found = replace(found, bearing="open", why="another complaint is said to be new")
        if found.bearing != "open" and _of_another_place(record, criterion, said):
            found = replace(found, bearing="open", why="it may be told of another place than the one asked for")
        if found.bearing == "against" and _typed(said):
            found = replace(found, bearing="open", why=f"{found.why}, as only a form tells")
        if found.bearing == "for" and persistence.untold(record, said):
            found = replace(found, bearing="open", why="the time of the complaint is said not to be told")
        shown = onset.seen or said.written
        if found.bearing == "open" and not free and not onset.negated and shown and shown < record.clock:
            seen.append((onset.latest, said))
        yield found


def _disputed(
    record: Record, criterion: DurationCriterion, weighed: list[Weighed], free: tuple[dt.date, Said] | None
) -> list[Weighed]:
    """What is said, open where a source that does not count by itself says the opposite of what counts against it."""
    if free or not any(w.bearing == "against" for w in weighed) or any(w.bearing == "for" for w in weighed):
        return weighed
    longer = (
        _tested(record, criterion, onset, None)
        for said in record.said
        if _other_source(said) and not _corrected(record, said)
        for onset in _onsets(record, criterion, said, None)
        if not (onset.denied or onset.over or onset.negated)
    )
    other = next((w for w in longer if w.bearing == "for"), None)
    if other is None:
        if any(_off_and_on(record, criterion, said) for said in record.said):
            why = "the symptoms are said to have come and gone for longer"
            return [replace(w, bearing="open", why=f"{w.why}, and {why}") for w in weighed]
        return weighed
    return [replace(w, bearing="open", why=f"{w.why}, and another source says longer") for w in weighed]


_SITE = Pattern(
    r"\b(?:to be|being|will be|is) (?:injected|treated|blocked)\b|\b(?:injection|target|requested|planned|treatment) "
    r"(?:site|area|region)\b|\bsite (?:of|for) (?:the )?(?:injection|request|tpi|block)\b|\bthe site\b"
)
"""Words by which a part of the body is the one for which the service is asked."""


def _of_another_place(record: Record, criterion: DurationCriterion, said: Said) -> bool:
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


def _other_source(said: Said) -> bool:
    """Whether a statement is that of another source: a referral, a form, the patient, another clinician."""
    whole = said.statement.cues.whole
    kinds = {kind: hit.phrase for kind, hit in said.statement.cues.before}
    told = whole.speaker in _OTHER_SOURCE or "refer" in kinds.get("hedged", "")
    steady = whole.certainty == "sure" and whole.time not in ("planned", "conditional")
    return told and steady and not whole.other_person and not said.document.late and not hits("intermittent", said)


def _off_and_on(record: Record, criterion: DurationCriterion, said: Said) -> bool:
    """Whether a statement tells that the symptoms have come and gone for long enough."""
    whole = said.statement.cues.whole
    if not hits("intermittent", said) or whole.certainty != "sure" or whole.other_person or said.document.late:
        return False
    told = [x for x in said.statement.lengths() if lengths.passes(x, criterion.lasting, said.written or record.clock)]
    return bool(told) and any(ours(h) for h in heads(record, criterion, said))


def _sources_differ(record: Record, criterion: DurationCriterion, said: Said) -> bool:
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


def _accounts_differ(record: Record, criterion: DurationCriterion) -> bool:
    """Whether statements that open with different sources give times of which one alone is long enough, and nothing
    else is told of how long it was: "HPI: since July; intake sheet: about five weeks"."""
    for row in accounts.apart(record):
        reach = [reached for said in row if (reached := _reaches(criterion, said, record)) is not None]
        if len(reach) > 1 and len(set(reach)) > 1:
            return True
    return False


def _reaches(criterion: DurationCriterion, said: Said, record: Record) -> bool | None:
    """Whether the only time that a statement gives for how long reaches the bound; none where it gives no such time."""
    if said.names_care or said.search(_UPS_AND_DOWNS):
        return None
    if said.statement.cues.whole.negated or said.statement.cues.whole.other_person:
        return None
    anchor = said.written or record.clock
    told = [x for x in said.statement.lengths() if x.unit != "hours" and not _AGO.match(said.behind(x.end))]
    begun = [w for w in said.statement.whens() if _SINCE_DAY.search(said.ahead(w.start))]
    if len(told) == 1 and not begun:
        return lengths.passes(told[0], criterion.lasting, anchor)
    if len(begun) == 1 and not told:
        return begun[0].latest <= lengths.since(criterion.lasting, anchor)
    return None


_SINCE_DAY = Pattern(r"\b(?:since|began|begun|started|onset|from)\b[^.;,]{0,12}$")
"""Before a day on which the symptoms began."""


def _corrected(record: Record, said: Said) -> bool:
    """Whether a later statement of the document puts another time in the place of the one told here."""
    return any(s.search(_CORRECTED) and (s.statement.lengths() or s.statement.whens()) for s in record.following(said))


def _beside_a_new_one(record: Record, criterion: DurationCriterion, said: Said) -> bool:
    """Whether another statement says that a complaint is new, so that a length told here may be of another one."""
    return any(
        s is not said and not s.statement.lengths() and any(ours(h) for h in heads(record, criterion, s))
        for s in record.having(_NEWLY)
    )


def _tested(record: Record, criterion: DurationCriterion, onset: _Onset, free: tuple[dt.date, Said] | None) -> Weighed:
    """Both ends of an onset against the bound: up to the note for what is shown, up to the clock for what may be."""
    note = min(onset.seen or onset.said.written or record.clock, record.clock)
    earliest, latest, cited = onset.earliest, onset.latest, onset.said.cite()
    if free and free[0] > latest:
        earliest, latest, cited = free[0], record.clock, free[1].cite()
    elif free and free[0] > earliest:
        earliest = free[0]  # of two readings of a date the one behind the time without symptoms
    shown = latest <= lengths.since(criterion.lasting, note) and not _of_old(record, criterion, note)
    possible = earliest <= lengths.since(criterion.lasting, record.clock)
    values = (Value(name="onset, latest", value=latest.isoformat()),)
    if shown and not onset.negated:
        return Weighed("for", cited, f"the symptoms began no later than {latest.isoformat()}", values)
    if not possible:
        reason = "that length is denied" if onset.negated else f"the symptoms began no earlier than {earliest}"
        return Weighed("against", cited, reason, values)
    if note < record.clock and latest <= lengths.since(criterion.lasting, record.clock):
        return Weighed("open", cited, f"the note of {note.isoformat()} shows the symptoms only up to that day", values)
    return Weighed("open", cited, "the time stated may be longer or shorter than that", values)


def _of_old(record: Record, criterion: DurationCriterion, note: dt.date) -> bool:
    """Whether a note is too old to show that the symptoms go on, and no later one speaks of them."""
    edge = record.clock - relativedelta(months=_SHOWS)
    later = (
        s
        for s in record.said
        if ((s.written if s.document.place == "text" else s.document.written) or note) >= edge  # a copied line, too
    )
    return note < edge and not any(ours(h) for s in later for h in heads(record, criterion, s))


_AT_FIRST = Pattern(
    r"\b(?:on and off|off and on|intermittent\w*|comes and goes|came and went)\b[^.;]{0,12}\b(?:at first|initially)\b"
)
"""What came and went only in the beginning."""


def _objection(record: Record, criterion: DurationCriterion, said: Said, onset: _Onset) -> str | None:
    clause = said.statement.clause
    if onset.denied:
        return "the symptoms are denied for that time, which does not tell how long they last"
    if _ON_LIST.search(said.low):
        return "it stands on a list"
    if hits("intermittent", said) and not said.search(_AT_FIRST):
        return "the symptoms come and go, and their present stretch is not dated"
    at = assertion.at(said.statement.cues, len(clause.tokens) - 1, len(clause.tokens))
    planned = at.time == "planned" and clause.section != "plan"
    replied = onset.place >= 0 and _in_reply(record, criterion, said, onset.place)
    if planned or (at.time == "conditional" and (replied or _wished_behind(said))):
        at = said.statement.cues.whole
    if said.statement.cues.whole.speaker == "proxy":
        return "it is reported by another person"
    over = any(s.search(_STATUS_OVER) for s in record.following(said)[:2] if not s.statement.mentions)
    if (at.resolved or onset.over or over) and not onset.negated:
        return "the symptoms are said to be over"
    objection = record.objection(said, at, past_counts=True, stale_counts=True)
    typed = at.speaker != "form" and _typed(said)
    bounded = onset.earliest > lengths.since(criterion.lasting, record.clock) and _AT_MOST.search(said.low)
    if (
        objection
        and not ((onset.negated or bounded) and "uncertain" in objection)
        and not (typed and objection.endswith(_ON_FORM))
    ):
        return objection
    if _corrected(record, said):
        return "a later statement corrects it"
    if said.written and said.written < record.stale_before:
        return f"the note of {said.written} is too old to show that the symptoms go on"
    if _UNTIL_THEN_NONE.search(said.sentence):
        return "the symptoms are said to be over"
    if any(s.search(_WHICH_IS_RIGHT) for s in record.following(said)[:2]):
        return "which of two accounts is right is said not to be known"
    if _UNSURE.search(said.sentence[:600]) or _PART_NEWLY.search(said.sentence):
        return "the time is said to be uncertain"
    return None


_AT_MOST = Pattern(
    r"\b(?:at (?:the )?(?:most|outside|utmost|longest)|no (?:more|longer)\b(?! than)|not (?:any )?(?:more|"
    r"longer)\b(?! than)|tops|max(?:imum)?)\b"
)
"""A bound that holds whatever is uncertain below it: "maybe seven weeks, no more"."""
_ON_FORM = "only in a form or template"
_FIELD = Pattern(r"^[^\[\]☐☑☒:]{0,40}:[^\[\]☐☑☒]*$")


def _typed(said: Said) -> bool:
    """Whether somebody typed it into a field of a form, where a box would only have been ticked."""
    return said.document.speaker == "form" and _FIELD.match(said.written_sentence) is not None


def _wished_behind(said: Said) -> bool:
    """Whether all that is only wished stands behind a comma and behind the lengths: "for 2 years, and I would …"."""
    start = said.statement.clause.start
    wished = [h.start - start for kind, h in said.statement.cues.before if kind == "conditional"]
    told = [x.end - start for x in said.statement.lengths()]
    return bool(wished and told) and "," in said.low[max(told) : min(wished)]


def _onsets(
    record: Record, criterion: DurationCriterion, said: Said, free: tuple[dt.date, Said] | None
) -> Iterator[_Onset]:
    """Onsets told in a statement: lengths that belong to the symptoms, and dates after "since" or "began"."""
    told = [*_by_length(record, criterion, said), *_by_date(record, criterion, said)]
    grew_worse = None if free else begun.grew_worse(said)
    if grew_worse != begun.SINCE_THEN:
        yield from (onset for onset in told if onset.place != grew_worse)
    yield from (*_none_before(record, criterion, said), *_logged(record, criterion, said))
    if day := persistence.came_back(record, said, free):
        yield _Onset(said, day, record.clock)
    if days := begun.in_table(record, criterion, said) or begun.in_answer(record, criterion, said):
        yield _Onset(said, *days)
    if days := persistence.first_ever(record, criterion, said) or begun.with_birth(record, criterion, said):
        yield _Onset(said, *days)


def _by_length(record: Record, criterion: DurationCriterion, said: Said) -> Iterator[_Onset]:
    start = said.statement.clause.start
    for length in said.statement.lengths():
        visit = anchored.at_visit(record, said, length)
        anchor = visit.latest if visit else said.written or record.clock
        first, last = _token_at(said, length.start), last_token(said, length.end)
        if first is None or length.unit == "hours":
            continue
        if _SHORT_OF.match(said.low, length.end - start) or _NOT_EVEN.search(said.ahead(length.start)):
            continue  # "has never gone away for as much as a day"
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
        if _in_reply(record, criterion, said, length.start):
            yield _Onset(said, *length.back(anchor), place=length.start)
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
            yield _Onset(said, earliest, latest, denied=True, place=length.start)
            continue
        always = said.search(_NEVER_WITHOUT) or said.search(anchored.NO_LET_UP)
        if always and always.start() <= length.start - start < always.end():
            continue  # "has not had a day without it"
        negated = assertion.at(said.statement.cues, first, first + 1).negated or bool(at and at.negated)
        negated = negated and not _OWN_NOT.match(said.low, length.start - start)  # "not quite three months of pain"
        ahead = _MARK_AHEAD.match(said.low, length.end - start) is not None
        if (not negated or always) and not ahead:
            day = visit.latest if visit else None
            gone = any(s.search(_WENT) for s in record.following(said)[:1])
            yield _Onset(said, earliest, latest, over=gone or bool(at and at.resolved), seen=day, place=length.start)
        elif (
            ahead
            or _DENIES_LENGTH.search(said.ahead(length.end))
            or _UP_TO_HERE.search(said.ahead(length.start))
            or _YET.match(said.low, length.end - start)
        ):
            yield _Onset(said, latest + dt.timedelta(days=1), anchor, negated=True, place=length.start)
        else:
            yield _Onset(said, earliest, latest, denied=True, place=length.start)


_OWN_NOT = Pattern(r"(?:not (?:quite|yet|even|nearly)|nowhere near)\b")
"""A denial that is part of a length."""
_SHORT_OF = Pattern(r"\s*(?:short|shy|away) (?:of|from)\b")
"""Behind a length by which another one is missed: "a week short of three months"."""
_WILL_BE = Pattern(
    r"\b(?:will|shall|going to)(?: \w+){0,2} (?:be|have (?:been|had|lasted|hurt|gone on)|reach|hit|turn)\b[^.;]{0,25}$"
)
"""Before a length that is told of a day to come: "will be two months old next week"."""
_IT_WAS = Pattern(
    r"^\W*(?:(?:it|this|the (?:\w+ )?pain) )?(?:was|had been|had lasted)(?: (?:then|already|only|about|some|"
    r"nearly|at))*\W*$"
)
"""Before a length that was told at an earlier visit: "was six weeks when I saw her on Sept 1"."""
_WENT = Pattern(
    r"^\W*(?:and |but )?(?:then|after (?:that|which)) (?:it|they|the (?:\w+ )?(?:pain|ache|headaches?)) (?:just |all )?"
    r"(?:went|stopped|left|cleared|resolved|vanished|disappeared|(?:was|were) gone)\b"
    r"(?! (?:to|up|down|into|on|worse|from))"
)
"""Behind a length: that the symptoms then ended."""


def _in_reply(record: Record, criterion: DurationCriterion, said: Said, start: int) -> bool:
    """Whether a length answers a question about the time of the symptoms: "asked whether it …, he said no, 7 weeks"."""
    if "ask" not in said.low or not _IN_REPLY.search(said.ahead(start)):
        return False
    return not said.names_care and all(ours(h) for h in heads(record, criterion, said))


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


def _by_date(record: Record, criterion: DurationCriterion, said: Said) -> Iterator[_Onset]:
    anchor = said.written or record.clock
    carried = persistence.ever_since(record, said)
    for when in (*_either(said), *carried):
        if event := begun.event_day(said, when):
            found = heads(record, criterion, said)
            if any(ours(h) for h in found) or (not found and belongs(record, criterion, said, 0, 1)):
                yield _Onset(said, event.earliest, min(event.latest, anchor))
            continue
        first, last = _token_at(said, when.start), last_token(said, when.end)
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
                yield _Onset(said, dt.date.min, when.latest, place=when.start)
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
            said.search(_NEVER_WITHOUT) or _UNCHANGED_SINCE.search(lead) or persistence.never_ended(said)
        )
        yield _Onset(said, earliest, latest, denied=denied, seen=anchored.told_on(said, when), place=when.start)


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
    start = _token_at(said, said.statement.clause.start + match.start()) or 0
    return any(h[1] == "own" and start <= h[0] < first for h in heads(record, criterion, said))


_THERE_IN = Pattern(
    r"\b(?:had|was|were|troubled|bothered|hurt|ached|there|present|felt|noticed)\b[^.;]{0,30}\b(?:in|during|"
    r"over|last|on) "
    r"(?:the )?$"
)
"""Before a time at which symptoms were there."""


def _stayed_from(said: Said, when: dates.When) -> bool:
    """Whether symptoms are told to have been there at a time and never to have gone since."""
    return persistence.never_ended(said) and _THERE_IN.search(said.ahead(when.start)) is not None


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


def _logged(record: Record, criterion: DurationCriterion, said: Said) -> Iterator[_Onset]:
    """The first day of a log up to about now that has the complaint on every day: "pain log 7/28 thru 11/18"."""
    if not (said.search(_LOG) and said.search(_EACH_DAY)) or said.statement.cues.whole.other_person:
        return
    anchor = said.written or record.clock
    for when in said.statement.whens():
        if _up_to_note(said, when, anchor):
            yield _Onset(said, when.earliest, when.latest)


def _none_before(record: Record, criterion: DurationCriterion, said: Said) -> Iterator[_Onset]:
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
            yield _Onset(said, when.earliest, min(when.latest, anchor) if then else anchor)


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


def _is_interval(record: Record, said: Said, length: Length) -> bool:
    """Whether a length is the time since or before something else, or one within a time long past."""
    behind = said.behind(length.end)
    if any(begun.apart_from(said, w) for w in said.statement.whens() if w.start >= length.end):
        return True
    if _AGO.match(behind):
        first, last = _token_at(said, length.start) or 0, last_token(said, length.end)
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
        and not begun.started(said, _token_at(said, w.start) or 0, last_token(said, w.end))
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


def _token_at(said: Said, start: int) -> int | None:
    return next((n for n, t in enumerate(said.statement.clause.tokens) if t.end > start), None)
