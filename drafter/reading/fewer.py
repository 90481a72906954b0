"""Fewer headaches: what the record tells of days or hours of headache in a month, before a treatment and under it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.domain import Citation, Fall, Finding, ResponseCriterion, Value
from drafter.reading import diary, head_days, past
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, settle
from drafter.text import dates, words
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_N = r"(?P<{0}>\d{{1,3}}(?:\.\d)?)(?:\s*(?:-|to)\s*(?P<{0}2>\d{{1,3}}))?"
_KIND = r"(?:(?:monthly|severe|moderate|total) )?(?P<{0}kind>headache|migraine|ha|pain|mmd|mhd)?s?[- ]?"
_COUNTED = r"(?P<{0}unit>days?|hours?|hrs?|d\b)?"
_MONTH = r"(?:\s*(?:/|per|a|each|in a)\s*(?:month|mo)\b)?"
_ABOUT = r"(?:about |around |an average of |approximately |roughly |~)?"


def _count(name: str) -> str:
    kind, unit = _KIND.format(name), _COUNTED.format(name)
    return rf"{_ABOUT}{_N.format(name)}\s*{kind}{unit}{_MONTH}(?: (?:of )?headaches?| with headaches?)?{_MONTH}"


_FROM_TO = Pattern(rf"\bfrom {_count('a')}(?: (?:at baseline|before \w+|pre-?treatment))?\s*(?:down )?to {_count('b')}")
_ARROW = Pattern(rf"(?<![\d/]){_count('a')}\s*(?:->|=>|→|-->)\s*{_count('b')}")
_BY = Pattern(
    rf"\b(?:by|(?:reduction|decrease|fall|drop|decline|improvement) of) {_count('a')}(?! ?%)|"
    rf"\b(?:reduction|decrease|fall|drop)\b[^.;\d%]{{0,30}}[:=] ?{_count('d')}(?! ?%)|"
    rf"(?<![\d/]){_N.format('c')}\s+(?:fewer|less)\s+{_KIND.format('c')}"
    rf"{_COUNTED.format('c')}"
)
_FALL = Pattern(r"\b(?:fewer|less|reduc\w+|decreas\w+|drop\w*|fell|fall|declin\w+|down|cut|improv\w+)\b")
_PERCENT = Pattern(r"(?<![\d.])(?P<n>\d{1,3})(?:\s*-\s*(?P<m>\d{1,3}))?\s*(?:%|percent|per cent)")
_HALF = Pattern(
    r"\b(?:(?P<more>by (?:more than|over|at least|better than) (?:a |one )?half|more than (?:halved|cut in half))|"
    r"halved|(?:cut|reduced|down|fell|dropped|fallen|decreased) (?:\w+ ){0,2}?(?:in|by) (?:a |one )?half)\b"
    r"(?! (?:an? )?hour)"
)
_NOT_HALF = Pattern(r"\b(?:not|n't|almost|nearly|about|less than|under|under|roughly|hardly|never)\b[^.;]{0,20}$")
_FREE = Pattern(r"\b(?:headache|migraine|ha|pain)[- ]free\b")
"""Days without headache, of which more is better."""
_HEADACHE = Pattern(r"\b(?:headaches?|migraines?|ha|mmds?|mhds?)\b")
_FREQUENCY = Pattern(r"\b(?:days?|frequency|hours?|mmds?|mhds?)\b")
_GIVEN = Pattern(
    r"\b(?:aimovig|ajovy|emgality|vyepti|qulipta|nurtec|erenumab|fremanezumab|galcanezumab|eptinezumab|atogepant|"
    r"botox|onabotulinumtoxina|rounds?|cycles?|sessions?|treatments?|injections?|155 ?u\w*)\b"
)
_NONE = Pattern(
    r"\b(?:no (?:change|reduction|decrease|improvement|difference|response|benefit)|unchanged|"
    r"(?:the )?same (?:number|frequency|as before)|did not (?:change|improve|help|respond)|"
    r"not (?:improved|changed|responded))\b"
)
_GOAL = Pattern(r"\b(?:goal|aim|hope\w*|expect\w*|target|requires?|required|must|policy|criteri\w+|threshold)\b")

_NAMES = {
    "headache_days": "days of headache",
    "migraine_days": "days of migraine",
    "headache_hours": "hours of headache",
}


@dataclass(frozen=True)
class _Told:
    """One fall told, or a count before and one after."""

    cited: Citation
    said: Said
    of: str
    """headache_days, migraine_days or headache_hours."""
    fall: tuple[float, float] | None = None
    """Least and most by which it fell, in its own unit."""
    percent: tuple[float, float] | None = None
    """The same in percent."""


def read(record: Record, criterion: ResponseCriterion, fall: Fall) -> Finding:
    """The finding on a fall of monthly days or hours of headache."""
    weighed = [_weigh(record, fall, told) for told in _find(record)]
    if fall.least <= 1 and not any(w.bearing == "for" for w in weighed):
        weighed += [w for said in record.said if (w := _no_response(record, said))]
    what = _NAMES[fall.of]
    return settle(
        record, criterion, weighed, silent=f"nothing tells by how much {what} a month fell ({fall})",
        looked_for=(f"{what} a month before treatment", f"{what} a month under treatment"),
    )  # fmt: skip


_NO_RESPONSE = Pattern(
    r"\b(?:no|without(?: any| a)?|not any|zero) (?:\w+ ){0,2}?(?:benefit|response|improvement|relief|effect|"
    r"difference|change)\b|"
    r"\b(?:did|has|does|have) not (?:helped?|improved?|respond(?:ed)?|benefit(?:ed|ted)?|worked?)\b|\bunchanged\b|"
    r"\bno better\b|"
    r"\bnon-?respon\w+\b|\bineffective\b"
)
_ON_DRUG = Pattern(
    r"\b(?:aimovig|ajovy|emgality|vyepti|qulipta|nurtec|erenumab|fremanezumab|galcanezumab|eptinezumab|atogepant|"
    r"rimegepant|botox|onabotulinumtoxina|cgrp\w*)\b"
)


_AFTER_TIME = Pattern(r"\bafter (?:\w+ )?(?:\w+ )?(?:months|doses|injections|infusions|cycles|rounds)\b")
"""That a course is told whose medicine needs no name, where nothing else was named right before."""
_OWN_DRUGS = {"cgrp_preventive", "botulinum_toxin", "botulinum_injection"}


def _is_treatment(concept: str) -> bool:
    return words.concept(concept).family in ("treatments", "procedures")


def _no_response(record: Record, said: Said) -> Weighed | None:
    """That the medicine asked for did nothing, where any fall would do: "on Aimovig for a year, no benefit"."""
    named = said.search(_ON_DRUG) or (
        said.search(_AFTER_TIME) and not any(s.names_care for s in record.preceding(said))
    )
    if not said.search(_NO_RESPONSE) or not named or said.statement.clause.question:
        return None
    if any(m.concept not in _OWN_DRUGS for m in said.statement.mentions if _is_treatment(m.concept)):
        return None  # "no benefit from propranolol before Aimovig"
    if record.objection(said, said.statement.cues.whole, past_counts=True) and not said.statement.cues.whole.negated:
        return None
    return Weighed("against", said.cite(), "the medicine is said to have done nothing")


def _weigh(record: Record, fall: Fall, told: _Told) -> Weighed:
    objection = record.objection(told.said, told.said.statement.cues.whole, past_counts=True, stale_counts=True)
    if objection or _GOAL.search(told.said.low):
        return Weighed("open", told.cited, objection or "it is told as an aim or a rule")
    if told.of != fall.of:
        return Weighed("open", told.cited, f"it counts {_NAMES[told.of]}")
    amount = told.percent if fall.unit == "percent" else told.fall
    if amount is None:
        return Weighed("open", told.cited, f"it does not tell the fall in {fall.unit}")
    low, high = amount
    shown = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    unit = "%" if fall.unit == "percent" else f" {fall.unit}"
    values = (Value(name="fall", value=low, unit=fall.unit),)
    if low >= fall.least:
        return Weighed("for", told.cited, f"the fall recorded is {shown}{unit}", values)
    if high < fall.least:
        return Weighed("against", told.cited, f"the fall recorded is {shown}{unit}, which is not {fall}", values)
    return Weighed("open", told.cited, f"the fall recorded is {shown}{unit}, which may not be {fall}", values)


# ------------------------------------------------------------------------------------------------- what is told


def _find(record: Record) -> list[_Told]:
    found: list[_Told] = []
    paired: set[tuple[str, int, str]] = set()
    seen: set[tuple[str, int]] = set()
    tabled = {id(e.said) for e in diary.find(record)}
    for said in record.said:
        key = (said.document.place, said.statement.clause.within[0])
        if key in seen or id(said) in tabled:
            continue
        seen.add(key)
        cited = said.cite_sentence()
        low = fold(cited.quote)
        if not _HEADACHE.search(low):
            continue
        pairs = list(_pairs(low, said, cited))
        found += pairs or _falls(low, said, cited)
        paired |= {(*key, told.of) for told in pairs}
    return [*found, *_compared(record, paired)]


def _compared(record: Record, paired: set[tuple[str, int, str]]) -> Iterator[_Told]:
    """Falls by a count of before treatment and the latest one under it, of one kind."""
    entries = [*diary.find(record), *head_days.find(record)]
    entries = [e for e in entries if (e.said.document.place, e.said.statement.clause.within[0], e.of) not in paired]
    told = [day for e in entries if e.when == "before" and (day := _day(record, e))]
    start = _start(record) or max(told, default=None)
    for of in dict.fromkeys(e.of for e in entries):
        mine = [(_when(record, e, start), e) for e in entries if e.of == of]
        before = [e for when, e in mine if when == "before"]
        now = [e for when, e in mine if when == "now"]
        if not before or not now:
            continue
        days = [(day, e) for e in now if (day := _day(record, e))]
        last = max(days, key=lambda d: d[0])[1] if len(days) == len(now) else now[-1]
        for first in {(e.value, e.most): e for e in before}.values():
            yield _fall(of, _span(first), _span(last), last.said, last.cited)


def _span(entry: diary.Entry) -> tuple[float, float]:
    return entry.value, entry.value if entry.most is None else entry.most


def _when(record: Record, entry: diary.Entry, start: dt.date | None) -> str | None:
    """Whether a count is one of before the treatment or of now: by its words, else by its month."""
    if entry.when or not start or (day := _day(record, entry)) is None:
        return entry.when
    return "before" if day <= start else "now"


def _day(record: Record, entry: diary.Entry) -> dt.date | None:
    if not entry.month:
        return None
    when = next(iter(dates.find(entry.month.title(), entry.said.written or record.clock)), None)
    return when.earliest if when else None


def _start(record: Record) -> dt.date | None:
    """The first day on which the medicine is said to have been given."""
    days = [
        when.earliest
        for said in record.said
        if said.search(_GIVEN) and not said.statement.cues.whole.other_person
        for when in said.statement.whens()
        if dt.timedelta(30) < record.clock - when.earliest < dt.timedelta(5 * 366)
    ]
    return min([*days, *(event.date for event in past.read(record).events)], default=None)


def _pairs(low: str, said: Said, cited: Citation) -> Iterator[_Told]:
    """Falls that one sentence tells by two counts: "from 24 to 13"."""
    free = _FREE.search(low) is not None
    for m in (*_FROM_TO.finditer(low), *_ARROW.finditer(low)):
        unit = m["aunit"] or m["bunit"] or _unit(low[: m.start()], low)
        if unit is None or (free and unit.startswith("h")):
            continue
        before, after = _range(m, "a"), _range(m, "b")
        if free:  # what is not free of headache is left of the month
            before, after = (30 - before[1], 30 - before[0]), (30 - after[1], 30 - after[0])
        yield _of(low, m["akind"] or m["bkind"], unit, before, after, said, cited)


def _unit(lead: str, low: str) -> str | None:
    """What a pair of numbers without a unit counts: what was named last before it, else days where any is named."""
    named = _FREQUENCY.findall(lead)
    if named:
        return "hours" if named[-1].startswith("hour") else "days"
    return "days" if _FREQUENCY.search(low) else None


def _falls(low: str, said: Said, cited: Citation) -> Iterator[_Told]:
    """Falls that one sentence tells as such: "9 fewer", "by 40 %", "cut in half", "unchanged"."""
    if _FREE.search(low):
        return
    if _FALL.search(low) and _FREQUENCY.search(low):
        for m in _PERCENT.finditer(low):
            span = (float(m["n"]), float(m["m"] or m["n"]))
            yield _Told(cited, said, _name(low, None, "hours" if "hours" in low else "days"), percent=span)
        for m in _HALF.finditer(low):
            if not _NOT_HALF.search(low[: m.start()]):
                share = (50.0, 100.0 if m["more"] else 50.0)
                yield _Told(cited, said, _name(low, None, "hours" if "hours" in low else "days"), percent=share)
        for m in _BY.finditer(low):
            name = next(n for n in "acd" if m[n])
            unit = m[f"{name}unit"] or (_unit(m[0], m[0]) if m["d"] else None)
            if unit and not low[m.end() :].lstrip().startswith("%"):
                yield _Told(cited, said, _name(low, m[f"{name}kind"], unit), fall=_range(m, name))
    elif _NONE.search(low) and _FREQUENCY.search(low):
        yield _Told(cited, said, _name(low, None, "days"), fall=(0, 0), percent=(0, 0))


def _of(
    low: str, kind: str | None, unit: str, before: tuple[float, float], after: tuple[float, float], said: Said,
    cited: Citation,
) -> _Told:  # fmt: skip
    return _fall(_name(low, kind, unit), before, after, said, cited)


def _fall(of: str, before: tuple[float, float], after: tuple[float, float], said: Said, cited: Citation) -> _Told:
    least, most = before[0] - after[1], before[1] - after[0]
    percent = (100 * least / before[0], 100 * most / before[1]) if before[0] else None
    return _Told(cited, said, of, fall=(least, most), percent=percent and (min(percent), max(percent)))


def _name(low: str, kind: str | None, unit: str) -> str:
    if unit.startswith("h"):
        return "headache_hours"
    if kind in ("migraine", "mmd"):
        return "migraine_days"
    return "migraine_days" if kind is None and not re.search(r"\b(?:headaches?|ha|mhds?)\b", low) else "headache_days"


def _range(m: re.Match[str], name: str) -> tuple[float, float]:
    first = float(m[name])
    return first, float(m[f"{name}2"] or first)
