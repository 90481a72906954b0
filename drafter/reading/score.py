"""Score: a measured score or laboratory value held against bounds; the latest current value governs.

Nothing is rounded. A value settles the criterion only where all that it can mean lies on one side of the bound and the
circumstances are those that the policy asks for; two values of one day that differ in bearing settle nothing.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from drafter.domain import Finding, ScoreCriterion, Value
from drafter.reading import (
    age,
    around,
    beside,
    bmi,
    boxes,
    circumstances,
    discounted,
    facts,
    figures,
    graded,
    headaches,
    nights,
    occasions,
    recorded,
    score_names,
    values,
)
from drafter.reading.measurement import Measurement
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, listed, sentence, settle, stated, undocumented
from drafter.text.patterns import Pattern
from drafter.text.standing import Assertion

_ROUNDED = 1.0
"""By how much, in kg/m2, a computed body mass index may lie beside a stated one because height is rounded."""


@dataclass(frozen=True)
class _Judged:
    """One value with what it says about the criterion."""

    measured: Measurement
    weighed: Weighed
    moment: frozenset[str] = frozenset()
    passed: bool | None = None
    """Whether the figure by itself lies within the bounds; none where it may be either."""

    @property
    def bearing(self) -> str:
        return self.weighed.bearing


def read(record: Record, criterion: ScoreCriterion) -> Finding:
    """The finding on a score criterion."""
    if criterion.hours is not None:
        return recorded.read(record, criterion, criterion.hours, lambda rate: read(record, rate))
    if criterion.measure == "age":
        return age.read(record, criterion)
    if criterion.measure in headaches.MEASURES:
        return headaches.read(record, criterion)
    measures = (criterion.measure, *criterion.or_measures)
    found = [m for name in measures for m in values.find(record, name) if not _of_policy(criterion, m)]
    if figures.about(criterion.measure).get("of_wounds") == "true":
        found = graded.treated(record, found, criterion.least)
    if criterion.measure == nights.MEASURE:
        found = nights.telling([*found, *nights.counted(record)])
    judged = _lowest(criterion, [_judge(record, criterion, m) for m in found])
    weighed = _governing(judged)
    if criterion.measure == "bmi":
        weighed = _with_computed(record, criterion, weighed)
    if figures.about(criterion.measure).get("moments") == "true":
        weighed = _moments(weighed, judged)
    weighed += _without_value(record, measures) if not judged else []
    weighed += _similar(record, criterion) if not judged else []
    weighed += _absent(record, criterion, judged)
    if criterion.occasions > 1:
        weighed = _repeated(criterion, judged, weighed)
    looked_for = (*(figures.called(name) for name in measures), bounds(criterion))
    silent = f"the record gives no value of {listed((figures.called(name) for name in measures), 'or')} that settles it"
    finding = settle(record, criterion, weighed, silent=silent, looked_for=looked_for)
    return _with(record, criterion, finding, weighed)


def _of_policy(criterion: ScoreCriterion, m: Measurement) -> bool:
    """Whether a figure is the bound of the policy, quoted in brackets."""
    low = m.said.statement.clause.low
    return figures.quotes(low, m.quantity, (criterion.least, criterion.most), criterion.strict)


def bounds(criterion: ScoreCriterion) -> str:
    """The bounds in words: "at least 15 per hour"."""
    how = ("more than", "less than") if criterion.strict else ("at least", "at most")
    ends = zip(how, (criterion.least, criterion.most), strict=True)
    said = " and ".join(f"{word} {end:g}" for word, end in ends if end is not None)
    unit = {None: "", "percent": " %"}.get(criterion.unit, f" {criterion.unit}")
    return said + unit.replace("per_hour", "per hour")


_LOW = Pattern(r"\b(?:low(?:est)?|nadir|min(?:imum)?|(?:down|fell|dropped|dipped) to)\b[^.;,\d]{0,20}$")
"""Before the lowest of several values."""


def _lowest(criterion: ScoreCriterion, judged: list[_Judged]) -> list[_Judged]:
    """The values, where the lowest of a night or of a walk speaks for its statement: its mean and its first do not."""
    if criterion.most is None or not {"asleep", "on_exertion"} & set(criterion.under):
        return judged
    low = [j for j in judged if _LOW.search(j.measured.said.low[: j.measured.quantity.start])]
    said = [j.measured.said for j in low]
    papers = {s.document.place for s in said}
    return [
        j
        for j in judged
        if j in low or not (j.measured.said in said or (j.measured.said.document.place in papers and _is_mean(j)))
    ]


_MEAN = Pattern(r"\b(?:mean|average|avg|median)\b[^.;,\d]{0,20}$")


def _is_mean(judged: _Judged) -> bool:
    """Whether a value is the mean of a recording that has a lowest value elsewhere."""
    return _MEAN.search(judged.measured.said.low[: judged.measured.quantity.start]) is not None


# ---------------------------------------------------------------------------------------------------- one value


def passes(criterion: ScoreCriterion, least: float, most: float, open_least: bool, open_most: bool) -> bool | None:
    """Whether all between `least` and `most` lies within the bounds, or outside; none where it may be either."""
    low = -math.inf if criterion.least is None else criterion.least
    high = math.inf if criterion.most is None else criterion.most
    strict = criterion.strict
    above = criterion.least is None or least > low or (least == low and (open_least or not strict))
    under = criterion.most is None or most < high or (most == high and (open_most or not strict))
    if above and under:
        return True
    if most < low or (most == low and (criterion.strict or open_most)):
        return False
    if least > high or (least == high and (criterion.strict or open_least)):
        silent = criterion.silent_until is not None and least < criterion.silent_until
        return None if silent else False
    return None


def _judge(record: Record, criterion: ScoreCriterion, measured: Measurement) -> _Judged:
    """What one value says."""
    told = circumstances.of(measured, around.of(record, measured))
    name, figure = figures.called(measured.measure), measured.written
    what = f"{name} is given as {figure}"
    value = (Value(name=name, value=figure, unit=criterion.unit),)
    cited = measured.said.cite()
    objection = discounted.why(record, criterion, measured, told)
    q = measured.quantity
    passed = passes(criterion, q.least, q.most, q.open_least, q.open_most)
    on_air = told.get("air", frozenset()) == frozenset({"room_air"})
    if objection == discounted.NOT_AT_REST and on_air and passed is False and criterion.least is None:
        objection = None  # nothing but rest gives a higher value
    if objection and not (objection == discounted.PAST_ONLY and passed is False and measured.said.search(_EXTREME)):
        weighed = Weighed("open", cited, f"{what}, but {objection}", value)
        return _Judged(measured, weighed, told.get("moment", frozenset()), passed)
    silent = criterion.silent_until is not None and criterion.most is not None
    if passed is None and silent and criterion.most < q.least < criterion.silent_until:  # type: ignore[operator]
        why = f"{what}, which lies between two branches of the policy's text"
    elif passed is None:
        why = f"{what}, which may lie on either side of {bounds(criterion)}"
    else:
        why = f"{what}; the policy asks for {bounds(criterion)}"
    bearing = {True: "for", False: "against", None: "open"}[passed]
    weighed = Weighed(bearing, cited, why, value)  # type: ignore[arg-type]
    return _Judged(measured, weighed, told.get("moment", frozenset()), passed)


_EXTREME = Pattern(
    r"\b(?:lowest|highest|least|most|deepest|worst)\b[^.;]{0,20}\b(?:ever|on record|so far|recorded|to date|"
    r"at any time)\b|\b(?:nothing|none|no \w+)\b[^.;]{0,15}\b(?:lower|higher|below|above|under|over|less|more)\b"
)
"""That no other value ever lay beyond this one."""


# ------------------------------------------------------------------------------------------------ several values


def _day(m: Measurement) -> dt.date:
    """The last day on which a value can have been measured."""
    if m.when:
        return m.when[1]
    return m.said.written or dt.date.min


def _governing(judged: Sequence[_Judged]) -> list[Weighed]:
    """The values of the latest day that is told; older ones and those that are open beside a settled one step back."""
    if not judged:
        return []
    judged = [j for j in judged if discounted.ANOTHERS not in j.weighed.why] or judged
    dated = all(j.measured.when for j in judged)  # "25 % in 2022, 48 % last month": the days tell which is the later
    current = [j for j in judged if dated or not j.measured.former] or list(judged)
    here = [j for j in current if not (j.bearing == "open" and discounted.elsewhere(j.weighed.why))]
    current = here if any(j.bearing != "open" for j in here) else current
    about_now = (
        [j for j in current if j.measured.current] if any(j.measured.former or j.measured.when for j in judged) else []
    )
    current = about_now or current
    days = [_beside(j.measured, current) or _day(j.measured) for j in current]
    latest = max(days)
    last = [j for j, day in zip(current, days, strict=True) if day == latest]
    settled = [j for j in last if j.bearing != "open"]
    blocked = [j for j in last if j.bearing == "open" and (_blocks(j) or _doubts(j, settled))]
    if not settled or blocked:
        rest = [j for j in judged if j not in last]
        return (
            [j.weighed for j in (*last, *rest) if j.bearing == "open" or j in last]
            if not blocked
            else [_opened(j.weighed) for j in (*blocked, *settled)]
        )
    return [j.weighed for j in settled]


_OF_TWO = Pattern(
    r"\b(?:the )?(?:other|second|both|same[- ]day|same date|same visit|same morning|same encounter|that day|latter)\b|"
    r"\b(?:echo|report|reading|lab|study|test|sample) b\b|"
    r"\btwo\b[^.;]*\band (?:of|one of|an? \w+ of)\b"
)
"""That a value is one of two of the same time: "34 % in one, 42 % in the other"."""
_SAME = Pattern(r"\b(?:same|that)[ -](?:same )?(?:day|date|visit|morning|afternoon|encounter|appointment)\b")


def _beside(m: Measurement, current: Sequence[_Judged]) -> dt.date | None:
    """The day of the value told right before in the same sentence, where both are told as two of the same time."""
    if m.when or not m.said.search(_OF_TWO):
        return None
    others = [j.measured for j in current if j.measured.when and j.measured.said.document is m.said.document]
    before = [o for o in others if o.said.number < m.said.number]
    if before and m.said.search(_SAME):
        return _day(before[-1])  # of the day told in the sentence before
    return next((_day(o) for o in others if o.said.in_sentence_of(m.said)), None)


def _blocks(judged: _Judged) -> bool:
    """Whether an open value of the same day leaves a settled one in doubt: it straddles the bound, or lies in a gap."""
    return "may lie on either side" in judged.weighed.why or "two branches" in judged.weighed.why


def _doubts(judged: _Judged, settled: Sequence[_Judged]) -> bool:
    """Whether it is set against a settled value of its sentence and would say the contrary: "36.1 (MA) vs 34.2"."""
    said = judged.measured.said
    return "only as uncertain" in judged.weighed.why and any(
        s.measured.said.in_sentence_of(said) and None is not judged.passed != s.passed for s in settled
    )


def _opened(weighed: Weighed) -> Weighed:
    return Weighed("open", weighed.cited, weighed.why, weighed.values)


def _moments(weighed: list[Weighed], judged: Sequence[_Judged]) -> list[Weighed]:
    """Values at worst, on average and at best that differ settle nothing, nor does one end alone."""
    if not any(j.moment & {"worst", "least", "average"} for j in judged):
        return weighed
    bearings = {j.bearing for j in judged if not j.measured.former}
    if {"for", "against"} <= bearings:
        why = "it is given for several moments, and the policy does not say which of them counts"
        return [Weighed("open", w.cited, why, w.values) for w in weighed]
    ends = {name for j in judged for name in j.moment}
    if (bearings == {"for"} and ends == {"worst"}) or (bearings == {"against"} and ends == {"least"}):
        why = f"it is given only {circumstances.called(next(iter(ends)))}"
        return [Weighed("open", w.cited, why, w.values) for w in weighed]
    return weighed


def _without_value(record: Record, measures: Sequence[str]) -> list[Weighed]:
    """Where the score is named without a value that counts."""
    skip = {"pain", "sat", "low", "weight"}
    return [
        Weighed("open", said.cite(), f"{figures.called(h.name)} is named without a value that can be compared")
        for said in record.said
        for h in score_names.named(said, record)
        if h.name in measures and h.phrase.lower() not in skip
    ]


def _absent(record: Record, criterion: ScoreCriterion, judged: Sequence[_Judged]) -> list[Weighed]:
    """That none ever lay low enough (`absent`), where no value that is told may: "no lows", "no reading under 70"."""
    if criterion.most is None or any(j.passed is not False for j in judged):
        return []
    return [
        Weighed("against", said.cite(), f"the record says that {figures.called(criterion.measure)} was never so low")
        for expression in figures.about(criterion.measure).get("absent", ())
        for said in record.having(_compiled(str(expression)))
        if not (record.objection(said, _plain(said), past_counts=True) or said.search(discounted.DRAWN))
    ]


def _plain(said: Said) -> Assertion:
    """How a statement stands, without its denial, and without the form where it is a field that answers no."""
    whole = replace(said.statement.cues.whole, negated=False)
    return replace(whole, speaker="clinician") if boxes.field_denies(said) else whole


@cache
def _compiled(expression: str) -> Pattern:
    return Pattern(expression)


def _similar(record: Record, criterion: ScoreCriterion) -> list[Weighed]:
    """Scores that look alike and are others."""
    return [
        Weighed(
            "open", m.said.cite(), f"{figures.called(other)} is another score than {figures.called(criterion.measure)}"
        )
        for other in figures.about(criterion.measure).get("similar", ())
        for m in values.find(record, str(other))
    ]


def _with_computed(record: Record, criterion: ScoreCriterion, stated_: list[Weighed]) -> list[Weighed]:
    """A body mass index computed from weight and height, where none is stated; a stated one must agree with it."""
    computed = bmi.compute(record)
    if any(w.bearing != "open" for w in stated_):
        other = [x for x in computed.found if not any(_agrees(criterion, x.value, w) for w in stated_)]
        why = "weight and height come to another body mass index than the one that is stated"
        return [Weighed("open", w.cited, why, w.values) for w in stated_] if other else stated_
    weighed = list(stated_)
    for index in computed.found:
        passed = passes(criterion, index.value, index.value, False, False)
        bearing = {True: "for", False: "against", None: "open"}[passed]
        why = (
            f"weight and height come to a body mass index of {index.value:.1f}; the policy asks for {bounds(criterion)}"
        )
        value = Value(name="the body mass index", value=round(index.value, 1), unit="kg/m2")
        weighed += [Weighed(bearing, c, why, (value,)) for c in index.cited]  # type: ignore[arg-type]
    return weighed + [Weighed("open", c, why) for c, why in computed.missing if not computed.found]


def _agrees(criterion: ScoreCriterion, value: float, stated_: Weighed) -> bool:
    """Whether a computed index says the same as a stated one; near the bound a rounded height may differ."""
    passed = passes(criterion, value, value, False, False)
    near = any(end is not None and abs(value - end) < _ROUNDED for end in (criterion.least, criterion.most))
    return near or {True: "for", False: "against", None: "open"}[passed] == stated_.bearing


# ------------------------------------------------------------------------------------- several occasions, and beside


def _repeated(criterion: ScoreCriterion, judged: Sequence[_Judged], weighed: list[Weighed]) -> list[Weighed]:
    """Values that pass on so many occasions: those dated or listed apart, or as many as the words beside them say."""
    passing = [j for j in judged if j.bearing == "for"]
    if not passing:
        return weighed
    days = {(_day(j.measured), j.measured.written) for j in passing}
    missing = {j.measured.said.number for j in judged if j.passed is False}
    told = max((occasions.told(j.measured) for j in passing if j.measured.said.number not in missing), default=0)
    apart = [j.measured.said.number for j in passing if j.measured.said.search(occasions.LISTED)]
    told = max(told, *map(apart.count, apart), 0)
    count = max(len(days), told)
    if count >= criterion.occasions:
        return [j.weighed for j in passing]
    how = "once" if told == 1 else "without saying how often"
    why = f"{passing[0].weighed.why}, and it is recorded {how}; {criterion.occasions} occasions are needed"
    return [Weighed("open", j.weighed.cited, why, j.weighed.values) for j in passing]


def _with(record: Record, criterion: ScoreCriterion, finding: Finding, weighed: Sequence[Weighed]) -> Finding:
    """The finding with what must be documented beside the score."""
    if finding.status != "met" or not (criterion.with_any or criterion.with_all):
        return finding
    found = {name: beside.find(record, name) for name in (*criterion.with_any, *criterion.with_all)}
    settled = {name: beside.settled(each) for name, each in found.items()}
    near = [w for each in found.values() for w in each]
    any_denied = criterion.with_any and all(settled[n] is False for n in criterion.with_any)
    denied = [n for n in criterion.with_all if settled[n] is False]
    if any_denied or denied:
        names = listed((facts.called(n) for n in denied or criterion.with_any), "or")
        against = [w for n in denied or criterion.with_any for w in found[n] if w.bearing == "against"]
        return stated(record, criterion, "not_met", sentence(f"the record denies {names}"), against)
    at_once = _none_of_them(record) if criterion.with_any and not any(settled[n] for n in criterion.with_any) else []
    if at_once:
        names = listed((facts.called(n) for n in criterion.with_any), "or")
        return stated(record, criterion, "not_met", sentence(f"the record denies {names}"), at_once)
    lacking = [n for n in criterion.with_all if settled[n] is None]
    none_of = criterion.with_any and not any(settled[n] for n in criterion.with_any)
    if lacking or none_of:
        names = listed((facts.called(n) for n in lacking or criterion.with_any), "and" if lacking else "or")
        why = f"{finding.why} The record does not settle {names}."
        return undocumented(record, criterion, why, (bounds(criterion), names), [*_open(weighed), *near])
    shown = [w for n, each in found.items() if settled[n] for w in each if w.bearing == "for"]
    return stated(record, criterion, "met", finding.why, [*(w for w in weighed if w.bearing == "for"), *shown[:2]])


_LISTED_ONES = (
    r"(?:(?:listed|qualifying|required|named|relevant|accepted|specified|such|these|those|policy) ){1,2}"
    r"(?:comorbid\w*|conditions?|diagnos[ei]s)"
)
_NONE_OF_THEM = Pattern(
    rf"\b(?:no|without(?: any)?|denies (?:any|all)(?: of)?|none of|not one of) (?:the )?{_LISTED_ONES}\b"
    r"(?! (?:\w+ ){0,2}?(?:documented|recorded|listed|mentioned|named|noted|on file|given|stated|told|"
    r"charted|addressed))|"
    rf"\b(?:all|every|each)(?: of)?(?: the)? (?:{_LISTED_ONES}|comorbid\w*) (?:(?:is|are|was|were) )?"
    r"(?:absent|denied|ruled out|excluded|negative)\b"
)
"""All that may stand beside a score is denied at once."""


def _none_of_them(record: Record) -> list[Weighed]:
    """Statements that deny all that may stand beside the score, without their names."""
    return [
        Weighed("against", s.cite(), "every condition listed is said to be absent")
        for s in record.having(_NONE_OF_THEM)
        if record.objection(s, s.statement.cues.whole) is None
    ]


def _open(weighed: Sequence[Weighed]) -> list[Weighed]:
    return [_opened(w) for w in weighed]
