"""Response: what an earlier session did, in percent and weeks; words such as "some relief" state neither."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from drafter.domain import Bound, Finding, PastSessions, ResponseCriterion, Value
from drafter.reading.record import Record, Said
from drafter.reading.weighing import Weighed, settle, stated
from drafter.text import assertion, dates, lengths, numbers, words
from drafter.text.patterns import Pattern

_FUNCTION = Pattern(r"\b(?:odi|ndi|function\w*|disability|adls?|work|sleep|walking|range of motion)\b")
_PAIN = Pattern(r"\b(?:pain|relief|nrs|vas|vnrs|headaches?|symptoms?|better|improve\w*|migraine)\b")
_OTHER = Pattern(r"\b(?:opioid use|medication use|opioids? reduced|reduced opioid|reduced medication|dose)\b")
_SHORT = Pattern(
    r"\bshort[- ](?:lived|lasting|term)\b|\b(?:brief|transient|temporary|few hours of|"
    r"few days of)\b[^.;]{0,15}\b(?:relief|benefit|improvement|response)\b"
)
_SCALES = Pattern(r"\b(nrs|vas|vnrs|vrs)\b")
_ENDED = Pattern(
    r"\b(?:wore off|worn off|wears off|returned|recurred|came back|back|relapsed|faded|ended|stopped)\b[^.;]{0,20}$"
)
_EFFECT = Pattern(r"\b(?:wore|worn|wears|returned|recurred|came back|relapsed|faded|effects?|short)\b")
_BARE = Pattern(r"^\W*(?:\d|about|more than|at least|over|half|short)")
_UNTIL = Pattern(
    r"\buntil (?:last|this)\b|\buntil\b|"
    r"\b(?:ongoing|persist\w*|continu\w*|lasting|present|sustained|maintained) (?:on|as of|at|through)\b"
)
_OPEN_ENDED = Bound(value=0, unit="days")


@dataclass(frozen=True)
class _Told:
    """Relief that a sentence tells."""

    percent: tuple[float, float] | None
    passes_time: bool | None
    time: str
    nothing: bool = False
    short: bool = False
    strict: bool = False


def read(record: Record, criterion: ResponseCriterion, past: PastSessions) -> Finding:
    """The finding on a response criterion; it does not apply where no session went before."""
    if past.state == "none" and _only_for_repeats(record, criterion):
        return stated(
            record,
            criterion,
            "not_applicable",
            "No session of this service went before, so there is no response to judge.",
            citations=past.citations,
        )
    weighed = []
    for said in record.said:
        if w := _weigh(record, criterion, said):
            weighed.append(w)
    relief = (
        f"{criterion.relief} {'improvement' if criterion.of == 'function' else 'relief'}" if criterion.relief else ""
    )
    wanted = " for ".join(part for part in (relief, str(criterion.lasting or "")) if part)
    return settle(
        record,
        criterion,
        weighed,
        silent=f"nothing tells what an earlier session did ({wanted or 'improvement'})",
        looked_for=("relief in percent", "how long it lasted", "scores before and after"),
    )


def _only_for_repeats(record: Record, criterion: ResponseCriterion) -> bool:
    stages = [s for s in record.policy.stages if criterion.id in s.criteria()]
    return bool(stages) and all(s.when.history == "some" for s in stages)


def _weigh(record: Record, criterion: ResponseCriterion, said: Said) -> Weighed | None:
    """What one statement says about the effect of an earlier session, or nothing."""
    if said.statement.clause.question or not _about_a_session(record, said):
        return None
    told = _told(record, criterion, said)
    if told is None:
        return None
    whole = said.statement.cues.whole
    last = len(said.statement.clause.tokens) - 1
    stands = assertion.at(said.statement.cues, last, last + 1)
    objection = record.objection(said, stands, past_counts=True, stale_counts=True)
    cited = said.cite_sentence()
    if objection or whole.speaker == "proxy":
        return Weighed("open", cited, objection or "it is reported by another person")
    if told.nothing:
        return Weighed("against", cited, "the earlier session gave no relief")
    if told.short and told.passes_time is None:
        return (
            Weighed("against", cited, "the relief is described as short")
            if criterion.lasting
            else Weighed("open", cited, "no percentage of relief is stated")
        )
    return _compare(criterion, said, told)


def _compare(criterion: ResponseCriterion, said: Said, told: _Told) -> Weighed:
    cited = said.cite_sentence()
    enough = _enough(criterion, told)
    values = [Value(name="relief, least", value=told.percent[0], unit="percent")] if told.percent else []
    values += [Value(name="lasting", value=told.time)] if told.time else []
    if enough is False:
        return Weighed("against", cited, f"the relief recorded is not {criterion.relief}", tuple(values))
    if told.passes_time is False:
        return Weighed(
            "against", cited, f"the relief lasted {_spell(told.time)}, which is not {criterion.lasting}", tuple(values)
        )
    if enough and (told.passes_time or criterion.lasting is None):
        if criterion.same_scale and len(set(_SCALES.findall(said.low))) > 1:
            return Weighed("open", cited, "before and after are on different scales", tuple(values))
        lasted = f" and lasted {_spell(told.time)}" if told.time else ""
        return Weighed(
            "for",
            cited,
            f"the relief recorded is {criterion.relief or 'enough'}{lasted}",
            tuple(values),
        )
    if enough is not None:
        lacking = "how long the relief lasted is not stated" if not told.time else "the time stated may be too short"
    else:
        lacking = (
            f"the relief stated may not be {criterion.relief}" if told.percent else "no percentage of relief is stated"
        )
    return Weighed("open", cited, lacking, tuple(values))


def _spell(time: str) -> str:
    """A length of the record as it stands behind "lasted"."""
    return re.sub(r"^(?:x\s*|for )", "", " ".join(time.split()))


def _enough(criterion: ResponseCriterion, told: _Told) -> bool | None:
    if criterion.relief is None:
        return True if told.percent and told.percent[0] > 0 else None
    if told.percent is None:
        return None
    least, most = told.percent
    value = criterion.relief.value
    if criterion.relief.strict:
        return True if least > value or (least == value and told.strict) else False if most <= value else None
    return True if least >= value else False if most < value else None


def _about_a_session(record: Record, said: Said) -> bool:
    """Whether relief told here is that of a session: one is named in its sentence or nearby, and no treatment is."""
    if said.statement.of(*words.family("treatments")):
        return False
    other = [
        m
        for m in said.statement.mentions
        if words.concept(m.concept).family == "procedures" and m.concept not in (record.procedure, "generic_injection")
    ]
    if other and not said.statement.of(*([record.procedure] if record.procedure else [])):
        return False
    if said.statement.of("generic_injection", *([record.procedure] if record.procedure else [])):
        return True
    for before in record.preceding(said):
        if before.statement.of(*words.family("treatments")):
            return False
        if before.statement.of("generic_injection", *([record.procedure] if record.procedure else [])):
            return True
    start, end = said.statement.clause.within
    return bool(numbers.changes(said.document.text[start:end])) or (
        bool(_BARE.match(said.low)) and not record.preceding(said)
    )


def _told(record: Record, criterion: ResponseCriterion, said: Said) -> _Told | None:
    """Percent, time and words of relief in the sentence, or none where it tells none."""
    start, end = said.statement.clause.within
    clause = said.document.text[start : min(end, start + 600)]
    low = clause.lower()
    if _OTHER.search(low) or not _wanted(criterion, low):
        return None
    percent, strict = _percent(criterion, clause)
    passed, words_ = _time(record, criterion, said, clause, start)
    outcomes = [t.kind for t in said.statement.told]
    short = bool(_SHORT.search(low)) or bool(
        re.search(r"\b(?:hours?|days?) only\b|\bonly (?:a few |some )?(?:hours|days)\b", low)
    )
    if percent is None and not short and not outcomes and not (words_ and _tells_relief(said)):
        return None
    return _Told(
        percent, passed, words_, "failed" in outcomes and percent is None and "short" not in low, short, strict
    )


def _tells_relief(said: Said) -> bool:
    """Whether a time is that of an effect, and not that of a schedule."""
    return bool(said.statement.hits("duration", "relief")) or bool(_EFFECT.search(said.low))


def _wanted(criterion: ResponseCriterion, low: str) -> bool:
    """Whether the sentence measures what the criterion measures."""
    function = bool(_FUNCTION.search(low))
    if criterion.of == "function":
        return function
    return criterion.of == "either" or not function or bool(_PAIN.search(low))


def _percent(criterion: ResponseCriterion, clause: str) -> tuple[tuple[float, float] | None, bool]:
    if found := numbers.percents(clause):
        least = min(found, key=lambda p: (p.least, not p.strict))
        return (least.least, max(p.most for p in found)), least.strict
    if changed := numbers.changes(clause):
        return (changed[0].fall, changed[0].fall), False
    return None, False


def _time(record: Record, criterion: ResponseCriterion, said: Said, clause: str, start: int) -> tuple[bool | None, str]:
    """Whether the time told passes the bound; none where none is told or the words allow both."""
    bound = criterion.lasting or _OPEN_ENDED
    anchor = said.written or record.clock
    found = [x for x in lengths.find(clause) if _of_relief(clause.lower(), x)]
    if found:
        return lengths.passes(found[0], bound, anchor), clause[found[0].start : found[0].end]
    until = _until(record, said, clause, start)
    if until is None:
        return None, ""
    passed = until[0] <= lengths.since(bound, until[1])
    return (True if passed else None), f"from {until[0].isoformat()} to {until[1].isoformat()}"


def _of_relief(low: str, length: lengths.Length) -> bool:
    """Whether a length is that of the relief: not an interval, not "ago", and after "after" only where relief ended."""
    lead, behind = low[: length.start], low[length.end :]
    if re.search(r"\b(?:after|following|in|within)\s*(?:about |only |just )?$", lead) and _ENDED.search(lead):
        return True
    if re.search(r"\b(?:every|next|in|ago|past)\s*$", lead) or re.match(r"\s*(?:ago|later|before)\b", behind):
        return False
    if re.search(r"\b(?:after|following)\s*$", lead):
        return bool(_ENDED.search(lead))
    return bool(
        re.search(r"\b(?:for|x|last\w*|sustained|of|relief|over|about|at least|than)\s*$", lead)
    ) or not re.match(r"\s*(?:after|following)\b", behind)


def _until(record: Record, said: Said, clause: str, start: int) -> tuple[dt.date, dt.date] | None:
    """The session's day and the day up to which it helped, where both are told."""
    match = _UNTIL.search(clause.lower())
    if not match:
        return None
    whens = dates.find(clause, said.written)
    ends = [w for w in whens if w.start >= match.start() and w.start - match.end() < 20]
    starts = [
        w for w in whens if w.exact and w not in ends and "note" not in clause[max(0, w.start - 8) : w.start].lower()
    ]
    return (starts[0].latest, ends[0].earliest) if starts and ends and starts[0].latest < ends[0].earliest else None
