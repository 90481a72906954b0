"""Response: what an earlier session did, in percent and weeks; words such as "some relief" state neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from drafter.domain import Citation, Finding, PastSessions, ResponseCriterion, Value
from drafter.reading import (
    asked_stage,
    clouded,
    earlier,
    elsewhere,
    fewer,
    fielded,
    interviewed,
    one_by_one,
    pairs,
    relief,
    scored,
    sessiondays,
    site,
    stretches,
    tabled,
    timeline,
    visited,
)
from drafter.reading.record import Record
from drafter.reading.relief import Relief
from drafter.reading.said import Said
from drafter.reading.stretches import Stretch
from drafter.reading.weighing import Weighed, listed, settle, stated
from drafter.reading.withdrawn import voided
from drafter.text import assertion, lengths, numbers, words
from drafter.text.patterns import Pattern

_FUNCTION = Pattern(
    r"\b(?:odi|ndi|oswestry|quick ?dash|dash|roland|rmdq|hit-?6|midas|psfs|pdi|womac|function\w*|disability|adls?|"
    r"work|sleep|walking|range of motion)\b"
)
_PAIN = Pattern(r"\b(?:pain|relief|nrs|vas|vnrs|headaches?|symptoms?|better|improve\w*|migraine)\b")
_OTHER = Pattern(r"\b(?:opioid use|medication use|opioids? reduced|reduced opioid|reduced medication|dose)\b")
_OTHER_PROBLEM = Pattern(
    r"^\W*(?:\d{1,2}[.)]\W*)?(?:hypo- ?|hyper- ?)?(?:hypothyroid\w*|hyperthyroid\w*|thyroid|tsh|a1c|htn|"
    r"hypertension|bp|"
    r"blood pressure|dm2?|t2dm|diabetes|lipids?|hld|hyperlipid\w*|gerd|asthma|copd|osa|sleep|depression|anxiety|mood|"
    r"weight|"
    r"obesity|hm|health maintenance|anemia|ckd|labs?|vitals?|kidneys?|heart|lungs?)\b"
)
"""The beginning of an item on another problem of the patient."""
_BARE = Pattern(
    r"^\W*(?:\d|about|more than|at least|over|half|short|relief (?:of|for|faded|wore|lasted|was|is|only)|felt)"
)
_OF_SURGERY = Pattern(
    r"\b(?:surger(?:y|ies)|surgical|operations?|fusion|laminectomy|discectomy|replacement|decompression|"
    r"acupuncture|chiropract\w*|"
    r"medications?|meds|brace|collar|heat|ice|rest|diet|opioids?|pump|stimulator|scs|accident|injury|fall)\b"
)
"""What else may have given relief."""
_INJECTED = Pattern(r"\binjected\b")
_FORECAST = Pattern(
    r"\bwants? (?:at least|about|around|over|more|a |to (?:get|have|achieve|see)|\d)|"
    r"(?<!than )(?<!as )(?<!we )(?<!had )\b(?:expect(?:s|ed|ing|ation)?|anticipat\w*|hop(?:e|es|ed|ing|eful)|goals?|"
    r"aim(?:s|ed|ing)?|predict\w*|"
    r"target(?:s|ed|ing)?|project(?:ed|s)|estimated to|(?:should|will|would|can|could|may|might) (?:give|provide|"
    r"bring|get|yield|offer|result|have|last|be)|"
    r"in order to|looking for|typically|usually|generally|on average)\b"
)
"""Words of relief that is yet to come, wherever they stand beside the figure."""
_AS_EXPECTED = Pattern(
    r"\b(?:for )?(?:as long as|the (?:time|hours|period|duration)|"
    r"the length of time)(?: that)? (?:\w+ ){1,4}?(?:would|could|can|may|"
    r"might|should|is|was|were)(?: be)? (?:normally )?expected\b|\bthe expected (?:duration|time|period|hours)\b|"
    r"\b(?:as|than|what) (?:(?:is|was|would be|would have been|could be|might be|i|we) )?expected\b"
)
"""What was expected of the drug, beside what came about."""
_NOT_OWN = Pattern(
    r"\b(?:per|according to|says?|from) (?:the |her |his |their )?(?:husband|wife|spouse|mother|father|son|"
    r"daughter|family|friend|caregiver|partner|"
    r"sister|brother)\b|\b(?:per|in|on|by|from) (?:the |a )?(?:\w+ )?(?:box(?:es)?|check ?box(?:es)?|form|template)\b|"
    r"\b(?:(?:check|tick)[- ]?)?box(?:es)?\b[^.;]{0,60}\b(?:ticked|checked|marked|selected|crossed)\b|"
    r"\b(?:ticked|checked|marked|crossed)\b[^.;]{0,30}\bbox"
)
"""Told by a relative, or by a box of a form."""
_UNCHANGED = Pattern(
    r"\b\d{1,2}\s*/\s*10\b[^.;\d]{0,15}\b(?:throughout|all along|the (?:whole|entire) time|every (?:day|week|"
    r"visit)|at (?:each|every|all) visits?|"
    r"never (?:changed|below|under)|each (?:day|week|visit|entry|time))\b|"
    r"\b(?:log|diary|calendar|journal|app|entries|sheets?)\b[^.;]{0,30}\b(?:those|these|the same|that|the whole|all)\b"
    r"[^.;]{0,40}\b(?:[5-9]|10)\s*/\s*10\b|\b(?:never|not once) (?:fell|went|dropped|came|was) (?:below|under) \d"
)
"""Scores that stayed where they were, which contradict relief told elsewhere."""
_PAPER_DENIES = Pattern(
    r"\b(?:notes?|records?|letters?|charts?|logs?|forms?|diary|summary|entry|report)\b[^.;]{0,40}\b(?:says?|records?|"
    r"states?|notes?|reports?|shows?|lists?|tells?|gives?|documents?|reads?)\b[^.;]{0,40}\b(?:no (?:\w+ )?"
    r"(?:change|benefit|relief|improvement|effect|help|response|difference)|nothing|(?:not|never) help\w*|unchanged)\b|"
    r"\b(?:diary|log|calendar|journal|app|entries)\b[^.;]{0,70}\b(?:no different|unchanged|no change|"
    r"the same as before|no better|"
    r"never (?:below|under|lower)|(?:[6-9]|10)/10 (?:daily|throughout|every day|each day))\b"
)
"""That another paper tells of no effect."""
_TWO_PAPERS = "one paper tells of relief and another of none"
_NO_EFFECT, _EFFECT = 10, 30
"""Percent below which a change shows no effect, and from which on it shows one. A house convention, as for trials."""
_BEFORE_IT = Pattern(
    r"\W*(?:before|prior to) (?:the |her |his |that )?(?:first |last |initial |previous )?(?:\w+ ){0,2}"
    r"(?:ablations?|rfas?|injections?|blocks?|esis?|tfesis?|procedure)\b"
)
"""What follows is what was done before the session, and its failure is not the session's."""
_LED_TO_IT = Pattern(
    r"(?:\b(?:hence|therefore|thus|so|which (?:is why|led to|prompted)|(?:that|this) is why|leading to|led to|"
    r"prompting|prompted|whereupon|and then|before|until|resulting in)\b|->|→)"
    r"[^.;]{0,30}\b(?:ablation|rfa|injection|block|epidural|esi|tfesi|lesi|cesi|shot|tpi|mbb|procedure|first one|"
    r"first set)s?\b"
)
"""What did nothing was before the session, to which it led: "neither helped, hence the June injection"."""
_ROUGHLY = ("perhaps", "maybe", "possibly")
"""Hedges of a figure, which are a mere "about" where it is far from what is asked for."""
_AS_BEFORE = "scores stayed as they were"
_PUT_RIGHT = Pattern(
    r"^\W*(?:hers|his|theirs|(?:this|our|the right|the correct) patient(?:'s)?|(?:her|his|their) (?:own )?(?:result|"
    r"response|figure|outcome|relief))\b(?: own| result| relief| response| figure)*\W+(?:(?:was|is|were|had|got|of|"
    r"only|"
    r"about|in fact)\W+)*\d"
)
"""Behind an entry that belongs to another patient: what this one had."""
_FEW = 3
"""Statements of a record so short that a bare figure in it is that of the session."""


_EVER = Pattern(r"\b(?:done|had|performed|undergone|yet|ever|never|so far|to date|tried)\b")


def _none_done(record: Record, concepts: tuple[str, ...]) -> Said | None:
    """The statement that denies every earlier session of one of these, where none is told of."""
    if earlier.told_of(record, concepts):
        return None
    for said in record.said:
        whole = said.statement.cues.whole
        if said.document.late or whole.other_person or whole.certainty != "sure" or said.records_missing():
            continue
        if said.search(_EVER) and any(
            m.stands.negated and not m.stands.other_person for m in said.statement.of(*concepts)
        ):
            return said
    return None


def read(record: Record, criterion: ResponseCriterion, past: PastSessions) -> Finding:
    """The finding on a response criterion; it does not apply where no session went before."""
    if past.state == "none" and _only_for_repeats(record, criterion):
        if any(s.name in asked_stage.named(record) for s in record.policy.stages if criterion.id in s.criteria()):
            why = "No session of this service went before, so none gave the relief that is asked for."
            return stated(record, criterion, "not_met", why, citations=past.citations)
        return stated(
            record,
            criterion,
            "not_applicable",
            "No session of this service went before, so there is no response to judge.",
            citations=past.citations,
        )
    if criterion.only_if_named and not earlier.told_of(record, criterion.after):
        why = (
            f"No earlier {listed((words.names(c) for c in criterion.after), 'or')} is told, so there is none to judge."
        )
        return stated(record, criterion, "not_applicable", why)
    if criterion.fewer:
        return fewer.read(record, criterion, criterion.fewer)
    if criterion.relief is None and criterion.after and (denied := _none_done(record, criterion.after)):
        why = f"No {listed((words.names(c) for c in criterion.after), 'or').removeprefix('the ')} was done."
        return stated(record, criterion, "not_met", why, [Weighed("against", denied.cite(), why)])
    own = _own(record, criterion)
    about = stretches.corrected(record, list(_about_it(record, criterion, own)))
    about = _after_last(record, criterion, past, about)
    weighed = list(pairs.apart(record, criterion, about)) if criterion.apart else []
    if criterion.relief or criterion.lasting or not criterion.apart:
        weighed += pairs.each(criterion, _weighed(record, criterion, about, own))
        if any(w.bearing == "for" for w in weighed):
            weighed += [Weighed("against", s.cite(), _AS_BEFORE) for s in record.said if s.search(_UNCHANGED)]
    if courses := tabled.weighed(record, criterion) or fielded.weighed(record, criterion, own):
        over = [c for c in courses if c.bearing != "open" or c.why == fielded.AT_ODDS]
        weighed = [*(w for w in weighed if not any(_overlap(w.cited, c.cited) for c in over)), *courses]
    if not any(w.bearing != "open" for w in weighed):
        told = one_by_one.weighed(record, criterion) or scored.weighed(record, criterion, past)
        told = told or visited.weighed(record, criterion, past) or interviewed.weighed(record, criterion, past)
        weighed += told or timeline.weighed(record, criterion, past)
    if criterion.each_of > 1 and (unknown := one_by_one.pending(record, criterion.after)):
        weighed = [w for w in weighed if w.bearing != "for"]
        weighed.append(Weighed("open", unknown.cite(), "what one of the sessions did is not known yet"))
    return settle(
        record,
        criterion,
        weighed,
        silent=f"nothing tells what an earlier session did ({_wanted_words(criterion)})",
        looked_for=("relief in percent", "how long it lasted", "scores before and after"),
    )


def _overlap(one: Citation, other: Citation) -> bool:
    return one.place == other.place and one.start < other.end and other.start < one.end


def _own(record: Record, criterion: ResponseCriterion) -> frozenset[str]:
    """Concepts of the session meant: those the criterion names, else the service's own."""
    return frozenset(criterion.after or ((record.procedure,) if record.procedure else ()))


def _wanted_words(criterion: ResponseCriterion) -> str:
    gain = "improvement" if criterion.of == "function" else "relief"
    amount = f"{criterion.relief} {gain}" if criterion.relief else ""
    return " for ".join(part for part in (amount, str(criterion.lasting or "")) if part) or "improvement"


def _only_for_repeats(record: Record, criterion: ResponseCriterion) -> bool:
    stages = [s for s in record.policy.stages if criterion.id in s.criteria()]
    return bool(stages) and all(s.when.history == "some" for s in stages)


# ------------------------------------------------------------------------------------------ what is about the session


def _about_it(record: Record, criterion: ResponseCriterion, own: frozenset[str]) -> Iterator[Stretch]:
    """The stretches that speak of the session meant, by name or because one right before them does."""
    before: list[Stretch] = []
    for stretch in stretches.find(record):
        if stretch.document.place != (before[0].document.place if before else ""):
            before = []
        if not stretch.said[-1].statement.clause.question and _is_about(record, criterion, stretch, before, own):
            yield stretch
        before = [stretch, *before[:2]]


def _after_last(
    record: Record, criterion: ResponseCriterion, past: PastSessions, about: list[Stretch]
) -> list[Stretch]:
    """The stretches without those of notes written before the last session: they tell of one before it."""
    days = visited.sessions(record, past) if not criterion.after and criterion.each_of == 1 else []
    if len(days) < 2:
        return about
    return [s for s in about if s.document.place == "text" or not s.said[0].written or s.said[0].written >= days[-1]]


def _is_about(
    record: Record, criterion: ResponseCriterion, stretch: Stretch, before: list[Stretch], own: frozenset[str]
) -> bool:
    mine, bare, others = stretch.names(own)
    if mine or others:
        return bool(mine)
    if bare:
        is_own = not criterion.after or record.procedure in criterion.after
        is_own = is_own or any(one_by_one.names_any(record, said, criterion.after) for said in stretch.said)
        return is_own or any(one.names(own)[0] for one in before[:1])
    if _PUT_RIGHT.match(stretch.text.lower()) and any(voided(record, s.said[0]) for s in before):
        return True
    for one in before:
        mine, bare, others = one.names(own)
        if bare and not mine and all(map(one.counts_visits, bare)):
            return False
        if mine or others or bare:
            return not [m for m in others if m.start > max([n.start for n in (*mine, *bare)], default=-1)]
    if numbers.changes(stretch.text) or _INJECTED.search(stretch.text.lower()):
        return True
    if before or len(record.said) > _FEW:
        return False
    low = stretch.text.lower()
    if _OF_SURGERY.search(low):
        return False
    return bool(_BARE.match(stretch.said[0].low)) or bool(_PAIN.search(low) and numbers.percents(low))


# ------------------------------------------------------------------------------------------------------ what it says


def _weighed(
    record: Record, criterion: ResponseCriterion, about: list[Stretch], own: frozenset[str]
) -> list[tuple[Relief, Weighed]]:
    found = []
    for stretch in about:
        if told := _told(record, criterion, stretch, own):
            found.append((told, _weigh(record, criterion, stretch, told)))
    if any(weighed.why == _TWO_PAPERS for _, weighed in found):  # then neither of them settles it
        found = [(told, replace(w, bearing="open", why=_TWO_PAPERS) if told.nothing else w) for told, w in found]
    if any(s.statement.cues.whole.plain and not s.names_care for s in record.having(_HELPED)):
        why = "it is said to have helped, though not how much"
        found = [(told, replace(w, bearing="open", why=why) if told.nothing else w) for told, w in found]
    return found


_HELPED = Pattern(
    r"(?<!n't )(?<!not )(?<!never )\b(?:it|(?:the|that|her|his|this) (?:last |first |\w+ )?(?:block|injection|shot|"
    r"epidural|procedure)) (?:did )?help(?:ed)?\b(?! (?:nothing|little|not|neither|no\b))|"
    r"\bhad (?:about |some |nearly |roughly )?[\w-]+ (?:good )?(?:weeks?|months?) (?:from|out of|after) it\b"
)
"""That a session helped, without a figure: what is said of the pain now is then no word on the session."""


def _told(record: Record, criterion: ResponseCriterion, stretch: Stretch, own: frozenset[str]) -> Relief | None:
    low = stretch.text.lower()
    if _OTHER.search(low) or not _wanted(criterion, low) or (_OTHER_PROBLEM.match(low) and not _PAIN.search(low)):
        return None
    told = relief.told(stretch, own, criterion.of, criterion.lasting, record.clock)
    earlier_care = told and told.nothing and (_BEFORE_IT.match(low) or _LED_TO_IT.search(low))
    return None if earlier_care else told


def _wanted(criterion: ResponseCriterion, low: str) -> bool:
    """Whether the stretch measures what the criterion measures."""
    function = bool(_FUNCTION.search(low))
    if criterion.of == "function":
        return function
    return criterion.of == "either" or not function or bool(_PAIN.search(low))


def _of_the_line_above(stretch: Stretch, told: Relief, own: frozenset[str]) -> bool:
    """Whether a "failed" ends a line of other treatments, and the session is named only on a later line."""
    text, at = stretch.document.text, stretch.start + told.place
    begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    if end < 0 or len(text[at:end].split()) > 1:
        return False
    mine, bare, special = stretch.names(own)
    others = any(begin <= m.start < at for m in special) or (
        begin < stretch.start == at and bool(text[begin:at].strip())
    )
    return others and not any(begin <= m.start < end for m in (*mine, *bare))


def _only_asked_for(record: Record, stretch: Stretch, own: frozenset[str]) -> bool:
    """Whether the session that a stretch seems to speak of was named last by asking for it, and none is told as had."""
    before = (*reversed(stretch.said), *record.preceding(stretch.said[0])[:_NEAR])
    named = next((s for s in before if s.statement.of(*own)), None)
    if named is None or named.statement.whens() or sessiondays.given(named.low):
        return False
    return _ASKS.search(named.sentence) is not None or (record.line.code or "-").lower() in named.sentence


_NEAR = 4
"""Statements before a stretch among which its session is named."""
_ASKS = Pattern(
    r"\b(?:please (?:review|approve|authori[sz]e|certify)|pls|request\w*|ask(?:s|ing)? for|auth\w* for|needs? auth\w*|"
    r"order)\b"
)


def _weigh(record: Record, criterion: ResponseCriterion, stretch: Stretch, told: Relief) -> Weighed:
    """What one stretch says about the effect of an earlier session."""
    said, token = stretch.at(told.place)
    stands = assertion.at(said.statement.cues, token, token + 1)
    if stands.time == "planned" and stands.cues[-1].startswith("after "):
        stands = replace(stands, time="current")  # relief "after the injection" is not put off
    if stands.certainty == "hedged" and stands.cues[-1] in _ROUGHLY and _far_below(criterion, told):
        stands = replace(stands, certainty="sure")  # "perhaps a quarter of the pain": however rough, too little
    objection = record.objection(said, stands, past_counts=True, stale_counts=True)
    cited = stretch.cite()
    if voided(record, stretch.said[0]):
        return Weighed("open", cited, "it stands in an entry that is said to be an error")
    if objection or said.statement.cues.whole.speaker == "proxy" or _NOT_OWN.search(stretch.text.lower()):
        return Weighed("open", cited, objection or "it is reported by another person or a form")
    if _FORECAST.search(_AS_EXPECTED.sub(" ", said.low)):
        return Weighed("open", cited, "it is only expected")
    sides, wanted = elsewhere.sides(stretch), site.of(record).sides
    if len(sides) == 1 and len(wanted) == 1 and not sides & wanted:
        return Weighed("open", cited, "it is told of the other side")
    if elsewhere.in_limb(record, stretch, said, _own(record, criterion)):
        return Weighed("open", cited, "it is mentioned for another site")
    if elsewhere.of_another_region(record, stretch):
        return Weighed("open", cited, "it is told of another region than the one asked for")
    if told.nothing and _only_asked_for(record, stretch, _own(record, criterion)):
        return Weighed("open", cited, "the session before it is only asked for")
    if told.nothing and _of_the_line_above(stretch, told, _own(record, criterion)):
        return Weighed("open", cited, "it is told of other treatments")
    if told.nothing:
        return Weighed("against", cited, "the earlier session gave no relief")
    if told.short and (told.time is None or told.time.passed is None):
        return (
            Weighed("against", cited, "the relief is described as short")
            if criterion.lasting
            else Weighed("open", cited, "no percentage of relief is stated")
        )
    found = _compare(criterion, stretch, told)
    if found.bearing == "for" and (why := clouded.relief(record, stretch, _own(record, criterion))):
        return replace(found, bearing="open", why=why)
    if found.bearing == "against" and told.time and clouded.short(stretch):
        return replace(found, bearing="open", why="what came after that is not told")
    if found.bearing == "for" and _back_too_soon(record, criterion):
        return replace(found, bearing="open", why=_TWO_PAPERS)
    behind = record.following(stretch.said[-1])[:2]
    if found.bearing == "for" and (
        any(s.search(_PAPER_DENIES) for s in (*stretch.said, *behind[:1]))
        or any(map(_denied_in_paper, (*stretch.said, *behind)))
    ):
        return replace(found, bearing="open", why=_TWO_PAPERS)
    return found


_BACK = Pattern(
    r"\b(?:pain|headaches?|symptoms?|relief|it|all|ache|nrs|vas)\b[^.;]{0,25}\b(?:back(?! pain)|returned|recurred|"
    r"came back|gone|"
    r"wore off|worn off|at baseline|as before)\b(?!\W*(?:down|to work))"
)
"""That the pain is back, or the relief is gone."""


def _back_too_soon(record: Record, criterion: ResponseCriterion) -> bool:
    """Whether a paper of a day soon after the session says that the pain was back, against longer relief told."""
    if criterion.lasting is None:
        return False
    own = _own(record, criterion)
    named = [w for s in record.said if s.statement.of(*own) and not s.search(_BACK) for w in s.statement.whens()]
    if not named or any(w.readings for w in named):
        return False
    last = max(named, key=lambda w: w.latest)
    papers = [s for s in record.having(_BACK) if s.search(_PAPER) and s.statement.cues.whole.plain]
    return any(
        last.earliest < w.latest and lengths.since(criterion.lasting, w.latest) < last.earliest
        for s in papers for w in s.statement.whens()
    )  # fmt: skip


_PAPER = Pattern(
    r"\b(?:notes?|letter|chart|log|form|diary|entry|report|call|nurse|rn|therapist|visit|portal|message|check|pt)\b"
)
_PAPER_SAYS_NONE = Pattern(
    r"\b(?:notes?|letter|chart|log|form|diary|entry|report|call|nurse|rn|therapist|visit|portal|message|"
    r"check)\b[^.;]{0,60}"
    r"[:,–-]\s*[\"“]?(?:still |has |had |with |pt |patient |she |he |reports? |says? |got )*"
    r"(?:no (?:\w+ )?(?:change|benefit|relief|improvement|effect|help|response|difference)|"
    r"not (?:\w+ )?(?:help\w*|better)|did not help|didn't help|nothing|no better|unchanged)\b"
    r"(?!\W+(?:any ?more|any longer|now|with|from))|"
    r"\b(?:page|pg|p|note|hpi|form|letter|nurse|rn|summary|sheet|log|diary|"
    r"portal)\b[\w #.]{0,15}[:,]? ?[\"“'][^\"”]{0,20}"
    r"\b(?:no (?:\w+ )?(?:relief|benefit|help|effect|improvement|change)|(?:did|does) not (?:last|help|hold)|"
    r"not lasting|"
    r"never (?:lasted|helped)|no better)\b"
)
"""A paper and what stands in it behind a colon: that there was no effect."""


def _denied_in_paper(said: Said) -> bool:
    """Whether the sentence gives another paper's words on the session: that it did nothing."""
    return not said.names_care and _PAPER_SAYS_NONE.search(said.written_sentence.lower()) is not None


def _far_below(criterion: ResponseCriterion, told: Relief) -> bool:
    """Whether the relief told is less than two thirds of what is asked for."""
    return bool(criterion.relief and told.percent and told.percent[1] * 3 <= criterion.relief.value * 2)


def _compare(criterion: ResponseCriterion, stretch: Stretch, told: Relief) -> Weighed:
    cited, time = stretch.cite(), told.time
    enough = _enough(criterion, told, stretch)
    values = [Value(name="relief, least", value=told.percent[0], unit="percent")] if told.percent else []
    values += [Value(name="lasting", value=time.words)] if time else []
    if (criterion.same_scale or told.scores) and told.two_scales and not _by_percent(stretch):
        return Weighed("open", cited, "before and after are on different scales", tuple(values))
    if told.scores and criterion.relief:
        held = told.time.passed if told.time else None
        bearing = told.scores.bearing(criterion.relief, held, criterion.lasting is not None)
        if bearing == "for":
            values[0] = Value(name="relief, least", value=told.scores.least(criterion.relief), unit="percent")
            why = f"the scores show {criterion.relief}" + (f" for {criterion.lasting}" if criterion.lasting else "")
            return Weighed("for", cited, why, tuple(values))
        if bearing == "against":
            return Weighed("against", cited, f"the scores do not show {_wanted_words(criterion)}", tuple(values))
        return Weighed("open", cited, _lacking(criterion, told, enough), tuple(values))
    if enough is False:
        return Weighed("against", cited, f"the relief recorded is not {criterion.relief or 'an effect'}", tuple(values))
    phases = enough and len(told.amounts) > 1 and not (time and time.ended)
    if criterion.lasting and time and time.passed is False and not phases:
        short = f"the relief lasted {_spell(time.words)}, which is not {criterion.lasting}"
        return Weighed("against", cited, short, tuple(values))
    if enough and (criterion.lasting is None or (time and time.passed)):
        lasted = f" and lasted {_spell(time.words)}" if time else ""
        return Weighed(
            "for",
            cited,
            f"the relief recorded is {criterion.relief or 'enough'}{lasted}",
            tuple(values),
        )
    return Weighed("open", cited, _lacking(criterion, told, enough), tuple(values))


def _by_percent(stretch: Stretch) -> bool:
    """Whether the amount is told in percent, whatever scales are named."""
    return bool(numbers.percents(stretch.text))


def _lacking(criterion: ResponseCriterion, told: Relief, enough: bool | None) -> str:
    if enough is not None:
        return "the time stated may be too short" if told.time else "how long the relief lasted is not stated"
    return (
        f"the relief stated may not be {criterion.relief or 'an effect'}"
        if told.percent
        else "no percentage of relief is stated"
    )


def _spell(time: str) -> str:
    """A length of the record as it stands behind "lasted"."""
    return re.sub(r"^(?:x\s*|for )", "", " ".join(time.split()))


def _some_relief(told: Relief, stretch: Stretch) -> bool | None:
    """Whether there was relief at all, where the policy names no amount: by figures, else by words."""
    if told.percent:
        least, most = told.percent
        return True if least >= _EFFECT else False if most < _NO_EFFECT else None
    kinds = {t.kind for s in stretch.said for t in s.statement.told}
    return True if kinds == {"helped"} else None


def _enough(criterion: ResponseCriterion, told: Relief, stretch: Stretch) -> bool | None:
    if criterion.relief is None and criterion.of == "pain":
        return _some_relief(told, stretch)
    if criterion.relief is None:
        return True if told.percent and told.percent[0] > 0 else None
    if told.percent is None:
        return None
    return criterion.relief.reached(*told.percent, above=told.strict)
