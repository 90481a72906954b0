"""Fewer headaches: what the record tells of days or hours of headache in a month, before a treatment and under it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.domain import Citation, Fall, Finding, ResponseCriterion, Value
from drafter.reading import diary
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, settle
from drafter.text import words
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
    rf"\b(?:by|of) {_count('a')}(?! ?%)|(?<![\d/]){_N.format('c')}\s+(?:fewer|less)\s+{_KIND.format('c')}"
    rf"{_COUNTED.format('c')}"
)
_FALL = Pattern(r"\b(?:fewer|less|reduc\w+|decreas\w+|drop\w*|fell|fall|declin\w+|down|cut|improv\w+)\b")
_PERCENT = Pattern(r"(?<![\d.])(?P<n>\d{1,3})(?:\s*-\s*(?P<m>\d{1,3}))?\s*(?:%|percent|per cent)")
_FREE = Pattern(r"\b(?:headache|migraine|ha|pain)[- ]free\b")
"""Days without headache, of which more is better."""
_THEN = (
    r"(?:baseline|before (?:the )?(?:first )?(?:botox|treatment|therapy|starting|injections?|medication|"
    r"drug|it|aimovig|ajovy|"
    r"emgality|vyepti|qulipta)|pre-?(?:treatment|botox|tx|rx|therapy)|at (?:the )?(?:start|baseline)|originally|"
    r"initially|to begin with)"
)
_SINCE = (
    r"(?:now|currently|at present|today|still|january|february|march|april|june|july|august|september|october|"
    r"november|december|"
    r"(?:in the |this |over the )?(?:last|past|this) (?:month|4 weeks)|"
    r"(?:after|since|on|under|with|post) (?:the )?(?:\w+ )?(?:cycles?(?: \d)?|rounds?(?: \d)?|treatments?|botox|"
    r"injections?|doses?|therapy|it|"
    r"\d \w+|aimovig|ajovy|emgality|vyepti|qulipta|starting)|post-?(?:treatment|botox|tx|rx))"
)
_LINK = (
    r"\W{0,3}(?:(?:has|had|is|was|at|of|were|averag\w+|she|he|they|it|down|only|to|and|but|a month|"
    r"monthly)\W{1,2}){0,4}"
)
_THEN_NOW = (
    Pattern(
        rf"(?<![\d/.-]){_count('b')}[^\d.]{{0,30}}?\b(?:compared (?:with|to)|versus|vs\.?|as against|"
        rf"down from) {_count('a')} "
        r"(?:before|at baseline|prior|pre)"
    ),
    Pattern(rf"\b{_THEN}{_LINK}(?<!\d){_count('a')}[^\d.]{{0,40}}?\b{_SINCE}{_LINK}(?<!\d){_count('b')}"),
    Pattern(
        rf"(?<![\d/.-]){_count('a')}\W{{0,2}}(?:at )?\b{_THEN}[^\d.]{{0,40}}?(?:\b{_SINCE}{_LINK}(?<!\d){_count('b')})"
    ),
    Pattern(
        rf"(?<![\d/.-]){_count('a')}\W{{0,2}}(?:at )?\b{_THEN}[^\d;]{{0,30}}?\b"
        rf"(?:and|to|,|vs\.?|versus) {_count('b')} {_SINCE}"
    ),
)
"""A count of before and one of now in one sentence: "baseline 24 headache days, now 12"."""
_ONE = Pattern(rf"(?<![\d/.-]){_count('a')}")
_HEADACHE = Pattern(r"\b(?:headaches?|migraines?|ha|mmds?|mhds?)\b")
_FREQUENCY = Pattern(r"\b(?:days?|frequency|hours?|mmds?|mhds?)\b")
_NONE = Pattern(
    r"\b(?:no (?:change|reduction|decrease|improvement|difference|response|benefit)|unchanged|"
    r"(?:the )?same (?:number|frequency|as before)|did not (?:change|improve|help|respond)|"
    r"not (?:improved|changed|responded))\b"
)
_BEFORE = Pattern(
    r"\b(?:before|baseline|prior to|pre-?treatment|originally|at (?:the )?start|initially|pre-?botox|was|were|had)\b"
)
_NOW = Pattern(
    r"\b(?:now|currently|current|since|after|under treatment|on treatment|today|at present|presently|last month|"
    r"most recent|latest)\b"
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


_OWN_DRUGS = {"cgrp_preventive", "botulinum_toxin", "botulinum_injection"}


def _is_treatment(concept: str) -> bool:
    return words.concept(concept).family in ("treatments", "procedures")


def _no_response(record: Record, said: Said) -> Weighed | None:
    """That the medicine asked for did nothing, where any fall would do: "on Aimovig for a year, no benefit"."""
    if not said.search(_NO_RESPONSE) or not said.search(_ON_DRUG) or said.statement.clause.question:
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
    found: list[_Told] = list(_compared(record))
    tabled = {id(t.said) for t in found}
    counts: list[tuple[bool, str, tuple[float, float], Said, Citation]] = []
    seen: set[tuple[str, int]] = set()
    for said in record.said:
        if id(said) in tabled:
            continue
        key = (said.document.place, said.statement.clause.within[0])
        if key in seen:
            continue
        seen.add(key)
        cited = said.cite_sentence()
        low = fold(cited.quote)
        if not _HEADACHE.search(low):
            continue
        told = list(_in_one(low, said, cited))
        found += told
        if not told:
            counts += _counts(low, said, cited)
    return found or list(_joined(counts))


def _compared(record: Record) -> Iterator[_Told]:
    """Falls by the counts of a diary that stand under "before" and "now"."""
    entries = diary.find(record)
    for of in dict.fromkeys(e.of for e in entries):
        before = [e for e in entries if e.of == of and e.when == "before"]
        now = [e for e in entries if e.of == of and e.when == "now"]
        if before and now:
            first, last = before[0].value, now[-1].value
            yield _fall(of, (first, first), (last, last), now[-1].said, now[-1].cited)


def _in_one(low: str, said: Said, cited: Citation) -> Iterator[_Told]:
    """Falls that one sentence tells."""
    pairs = [*_FROM_TO.finditer(low), *_ARROW.finditer(low)]
    pairs = pairs or [m for way in _THEN_NOW for m in way.finditer(low)]
    free = _FREE.search(low) is not None
    for m in pairs:
        unit = m["aunit"] or m["bunit"] or ("days" if _FREQUENCY.search(low) else None)
        if unit is None or (free and unit.startswith("h")):
            continue
        before, after = _range(m, "a"), _range(m, "b")
        if free:  # what is not free of headache is left of the month
            before, after = (30 - before[1], 30 - before[0]), (30 - after[1], 30 - after[0])
        yield _of(low, m["akind"] or m["bkind"], unit, before, after, said, cited)
    if pairs or free:
        return
    if _FALL.search(low) and _FREQUENCY.search(low):
        for m in _PERCENT.finditer(low):
            span = (float(m["n"]), float(m["m"] or m["n"]))
            yield _Told(cited, said, _name(low, None, "hours" if "hours" in low else "days"), percent=span)
        for m in _BY.finditer(low):
            name = "a" if m["a"] else "c"
            if m[f"{name}unit"] and not low[m.end() :].lstrip().startswith("%"):
                yield _Told(cited, said, _name(low, m[f"{name}kind"], m[f"{name}unit"]), fall=_range(m, name))
    elif _NONE.search(low) and _FREQUENCY.search(low):
        yield _Told(cited, said, _name(low, None, "days"), fall=(0, 0), percent=(0, 0))


def _counts(low: str, said: Said, cited: Citation) -> Iterator[tuple[bool, str, tuple[float, float], Said, Citation]]:
    """Counts of a sentence, each as one of now or of before, where its words tell which."""
    for m in _ONE.finditer(low):
        if not m["aunit"] or not (m["akind"] or _HEADACHE.search(low[m.end() : m.end() + 25] + low[: m.start()][-40:])):
            continue
        lead = low[max(0, m.start() - 60) : m.start()]
        before = [x.end() for x in _BEFORE.finditer(lead)]
        now = [x.end() for x in _NOW.finditer(lead)]
        if not before and not now:
            before = [1] if _BEFORE.search(low) and not _NOW.search(low) else []
            now = [1] if _NOW.search(low) and not before else []
        if before or now:
            current = max(now, default=-1) > max(before, default=-1)
            yield current, _name(low, m["akind"], m["aunit"]), _range(m, "a"), said, cited


def _joined(counts: list[tuple[bool, str, tuple[float, float], Said, Citation]]) -> Iterator[_Told]:
    """A count of before with the latest count of now, of one kind."""
    for of in dict.fromkeys(c[1] for c in counts):
        before = [c for c in counts if c[1] == of and not c[0]]
        now = [c for c in counts if c[1] == of and c[0]]
        if before and now:
            yield _fall(of, before[0][2], now[-1][2], now[-1][3], now[-1][4])


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
