"""How often and how long the head aches: days of headache and of migraine in a month, hours of headache in a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from drafter.domain import Finding, ScoreCriterion, Value
from drafter.reading import attack_hours, diary, head_counts, head_days
from drafter.reading.head_counts import FEATURES, Count, N, counted
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, settle
from drafter.text.patterns import Pattern

MEASURES = ("headache_days", "migraine_days", "headache_hours")
"""Scores that are read here."""
_CALLED = {
    "headache_days": "days of headache a month",
    "migraine_days": "days of migraine a month",
    "headache_hours": "hours of headache a day",
}
_WEEK = r"(?:\s*(?:/|per|a|each|every|in a)\s*(?:week|wk)\b|\s*weekly\b)"
_MONTH = (
    r"(?:\s*(?:/|per|a|each|every|in a|(?:out )?of (?:each|every|the))\s*(?:month|mo|30 days)\b|"
    r"\s*monthly\b|\s*/\s*30\b)"
)
_OF_MIGRAINE = r"(?:the |full |typical |clear )?(?:(?:features?|criteria|character) (?:of|for) )?migrain(?:e|es|ous)"
_WAYS = {
    "headache_days": (
        rf"{N}\s*(?:total |monthly )?(?:headache|ha)[- ](?:days?|d)\b(?![- ]?free)",
        rf"\b(?:headaches?|ha|head pain)\b[^.;\d]{{0,25}}{N}\s*(?:/|of|out of)\s*(?:the (?:last|past) )?(?:28|30|31)\b"
        r"(?:\s*(?:days?|d)\b)?",
        rf"{N}\s*mhds?\b",
        rf"{N}\s*(?:days?|d) (?:of|with) (?:a )?(?:headaches?|ha)\b",
        rf"{N}\s*(?:days?|d){_MONTH}\s*(?:of|with|to|lost to)\s*(?:headaches?|ha)\b",
        rf"\b(?:headache days?|ha days?|monthly headache days|mhds?|headache frequency|days (?:of|with) headache)"
        rf"{_MONTH}?(?:\s*(?:at|of|is|are|were|was|:|=|\())*\s*{N}",
        rf"\b(?:headaches?|ha|head pain)\b,?(?: (?:is|are|occurs?|present|occurring|happen\w*|she|he|"
        rf"reports?|on|about|now|some))*:?\s*{N}\s*(?:of (?:30|31)\s*)?(?:days?|d|x|times){_MONTH}",
    ),
    "migraine_days": (
        rf"{N}\s*(?:monthly |severe )?(?:migraine(?: headache)?|migrainous)[- ](?:days?|d)\b",
        rf"{N}\s*(?:of (?:them|these|those|which|the(?:se)?)(?: \d{{1,2}})?(?: (?:headache )?days)?|"
        rf"of which)\b[^.;]{{0,60}}?"
        rf"\b{FEATURES}",
        rf"\b(?:of which|of these|of those|of them)\b,? (?:on |about )?{N}(?:,? on average,?|,? or so,?)?"
        rf"\s*(?:days )?(?:have|had|with|show\w*|"
        rf"meet\w*|are|were|"
        rf"carry|carried|come with|came with|include\w*|involv\w*)\b[^.;]{{0,40}}?(?:{FEATURES}|\bmigrain)",
        rf"{N}\s*(?:days )?(?:are|were|being) (?:[\w-]+ ){{0,2}}migraines?\b",
        rf"\b{_OF_MIGRAINE}(?: features?)?,? (?:being |present )?(?:on|in) {N}(?=\s*(?:[.,;)]|$|and\b|"
        r"(?:of (?:them|these|those|which|the(?:se)?) ?)(?:\d\d?\b|days|[.,;)]|$)))",
        rf"\b(?:on|in) {N}(?: (?:of (?:them|these|those)|days?))?,? (?:it|this|that|the (?:pain|headache)|they) "
        rf"(?:is|was|are|were|has|have|had|meets?|turns? into|becomes?|looks? like)\b[^.;]{{0,40}}?{FEATURES}",
        rf"{N}\s*mmds?\b",
        rf"{N}\s*(?:days?|d) (?:of|with) (?:a )?{_OF_MIGRAINE}",
        rf"\b(?:migraine(?: headache)? days?|monthly migraine days|mmds?|days (?:of|with) migraine){_MONTH}?"
        rf"(?:\s*(?:at|of|is|are|were|was|:|=|\())*\s*{N}",
        rf"\b(?:migraines?|migraine attacks|migraine features)\b,?(?: (?:occurs?|is|are|on|about|now))*:?\s*{N}"
        rf"\s*(?:days?|d){_MONTH}?",
        rf"{N}\s*(?:days? )?(?:of (?:them|these|those|which|the days)|per month|a month|/month|days)?,? ?"
        rf"(?:(?:days|that|which|are|were|is|have|had|has|with|meet\w*|being|having|show\w*|of|as|clearly|definitely|"
        rf"truly|full|true|typical|frank) ){{0,4}}"
        rf"{_OF_MIGRAINE}",
    ),
}
_MONTH_DAYS = 31.0
_MONTHS = 3
"""Latest months of a diary that tell how it is now."""
_COMPILED = {name: tuple(re.compile(way) for way in ways) for name, ways in _WAYS.items()}
_WEEKLY = {
    "headache_days": (
        re.compile(rf"{N}\s*(?:headache|ha)[- ](?:days?|d){_WEEK}"),
        re.compile(
            rf"\b(?:headaches?|ha|head pain)\b,?(?: (?:is|are|on|about|now|some|occurs?|occurring|present|"
            rf"frequency))*:?\s*{N}"
            rf"\s*(?:days?|d|x|times){_WEEK}"
        ),
    ),
    "migraine_days": (
        re.compile(rf"{N}\s*(?:migraine|migrainous)[- ](?:days?|d){_WEEK}"),
        re.compile(
            rf"\bmigraines?\b,?(?: (?:attacks|is|are|on|about|now|some|occurs?|occurring|"
            rf"frequency))*:?\s*{N}\s*(?:days?|d|x|times)"
            rf"{_WEEK}"
        ),
    ),
}
"""Days in a week, of which a month has a little more than four."""
_DAILY = Pattern(
    r"(?<!nearly )(?<!almost )(?<!near )(?<!near-)\b(?:daily|constant|everyday) headaches?\b|"
    r"\bheadaches? (?:every (?:single )?day|every day|each day|daily)\b"
)
_RULE = Pattern(
    r"(?<!meet )(?<!meets )(?<!meeting )(?<!met )(?<!fulfil )(?<!fulfill )(?<!ichd )(?<!ichd-3 )(?<!full )\bcriteri\w+|"
    r"\b(?:policy|requires?|required|threshold|must (?:be|have|meet|show|document)|"
    r"needed|goal|target|guidelines?|hope\w*|expect\w*)\b"
)
_A_WEEK = re.compile(rf"(?:[- ]?days?)?(?:{_WEEK}|\s*weekly\b)")
_OF_A_WEEK = re.compile(rf"{_WEEK}|\b(?:of|out of) (?:the )?(?:7|seven)(?: days)?\b")
_PART_OF = Pattern(r"\b(?:of|out of) (?:the|those|these) $")
"""Before a number of which only a part is told: "three of the five are migraines"."""


def read(record: Record, criterion: ScoreCriterion) -> Finding:
    """The finding on a criterion of days a month or hours a day."""
    name = criterion.measure
    counts = _found(record, name)
    weighed = [_weigh(record, criterion, c) for c in _of_now(counts)]
    weighed += [Weighed("open", c.said.cite(), f"{c.written} is told of an earlier time") for c in counts if c.former]
    return settle(
        record, criterion, weighed, silent=f"nothing tells the {_CALLED[name]} ({_bounds(criterion)})",
        looked_for=(_CALLED[name],),
    )  # fmt: skip


def _current(record: Record, name: str) -> list[Count]:
    return _of_now(_found(record, name))


def _of_now(counts: list[Count]) -> list[Count]:
    """The counts of now, of dated ones those of the latest note."""
    current = [c for c in counts if not c.former]
    if dated := [c for c in current if c.said.written]:
        newest = max(c.said.written for c in dated if c.said.written)
        current = [c for c in current if c.said.written in (newest, None)]
    return current


def _found(record: Record, name: str) -> list[Count]:
    """All counts of one kind."""
    diaries = _diaries(record, name)
    kept = {id(c.said) for c in diaries}
    mine = [said for said in record.said if id(said) not in kept]
    if name == "headache_hours":
        return [c for said in mine if not _RULE.search(said.low) for c in attack_hours.counts(record, said)]
    counts = [c for said in mine for c in _counts(name, said)] + diaries
    if all(c.former for c in counts):
        seen = {id(c.said) for c in counts}
        counts += [c for c in _told(record, name) if id(c.said) not in seen]
    if name == "migraine_days" and not counts:
        counts = _shares(record)
    return counts


def _diaries(record: Record, name: str) -> list[Count]:
    """The counts of each diary as one, from the lowest month to the highest; those before a treatment apart."""
    found = []
    for said, entries in groupby((e for e in diary.find(record) if e.of == name), key=lambda e: e.said):
        mine = list(entries)
        now = [e for e in mine if e.when == "now"] or [e for e in mine if e.when is None]
        values = [e.value for e in now[-_MONTHS:] or mine]
        written = ", ".join(f"{v:g}" for v in values)
        found.append(Count(min(values), max(values), written, said, not now))
    return found


_SHARE = re.compile(
    r"\b(?P<how>at least|about|roughly|around|more than|over|nearly|almost|not quite|less than)? ?"
    r"(?P<part>half|one half|two[- ]thirds|three[- ]quarters|most|nearly all|almost all|all|a third|"
    r"one third) of (?:these|those|them|which|"
    rf"the(?:m|se)? (?:days|headaches))\b[^.;\d]{{0,50}}?{FEATURES}"
)
_PARTS = {
    "half": (0.5, 0.5), "one half": (0.5, 0.5), "two thirds": (0.66, 0.67), "three quarters": (0.75, 0.75),
    "most": (0.5, 1.0), "nearly all": (0.8, 1.0), "almost all": (0.8, 1.0), "all": (1.0, 1.0),
    "a third": (0.33, 0.34), "one third": (0.33, 0.34),
}  # fmt: skip
"""The least and the most of the whole that words for a share mean."""
_ABOUT = 0.1
"""By how much of the whole "about half" may be off."""


def _shares(record: Record) -> list[Count]:
    """Days of migraine told as a share of the days of headache: "22 headache days a month, most of them migraine"."""
    found = []
    for said in record.said:
        if (m := _SHARE.search(said.low)) is None:
            continue
        near = (said, *record.preceding(said)[:1])
        told = (c for s in near for c in (*_counts("headache_days", s), *_told_in(record, s)))
        whole = next((c for c in told if not c.former), None)
        if whole is not None:
            low, high = _part(m["part"], m["how"])
            found.append(Count(low * whole.least, high * whole.most, m[0], said, False))
    return found


def _part(part: str, how: str | None) -> tuple[float, float]:
    """The least and the most that words for a share can mean."""
    low, high = _PARTS[part.replace("-", " ")]
    if how in ("at least", "more than", "over"):
        high = 1.0
    elif how == "less than":
        low = 0.0
    elif how or low == high < 1:  # a bare "half" is no exact one
        low, high = low - _ABOUT, min(high + _ABOUT, 1.0)
    return low, high


def _told_in(record: Record, said: Said) -> list[Count]:
    return [c for c in _told(record, "headache_days") if c.said is said]


def _told(record: Record, name: str) -> list[Count]:
    """Counts that a sentence tells only together with those beside it."""
    return [
        Count(e.value, e.value if e.most is None else e.most, f"{e.value:g}", e.said, e.when == "before", e.answers)
        for e in head_days.find(record)
        if e.of == name
    ]


def _bounds(criterion: ScoreCriterion) -> str:
    parts = []
    if criterion.least is not None:
        parts.append(f"{'more than' if criterion.strict else 'at least'} {criterion.least:g}")
    if criterion.most is not None:
        parts.append(f"{'less than' if criterion.strict else 'at most'} {criterion.most:g}")
    return " and ".join(parts)


def _counts(name: str, said: Said) -> Iterator[Count]:
    """The counts of one kind that a statement tells."""
    low = said.low
    if _RULE.search(low):
        return
    weekly = name == "migraine_days" and _OF_A_WEEK.search(said.sentence) is not None
    taken: list[tuple[int, int]] = []
    for way in _COMPILED[name]:
        for m in way.finditer(low):
            if any(a <= m.start("a") < b for a, b in taken) or _A_WEEK.match(low, m.end()):
                continue
            if _PART_OF.search(low[: m.start("a")]) or (name == "migraine_days" and _of_no_days(said, m)):
                continue
            taken.append((m.start("a"), m.end()))
            count = counted(m, said, _MONTH_DAYS, 1)
            count = replace(count, former=count.former or _of_old(said, m.end()))
            yield _by_week(count) if weekly and " of the" in m[0] else count
    for way in _WEEKLY[name]:
        for m in way.finditer(low):
            taken.append(m.span())
            yield _by_week(counted(m, said, _MONTH_DAYS, 1))
    if name == "headache_days" and not taken and (found := _DAILY.search(low)):
        yield Count(28, 31, found[0], said, head_counts.former(low[: found.start()]))


def _of_old(said: Said, end: int) -> bool:
    """Whether a year that is over stands behind a count: "12 migraine days a month in 2019"."""
    year = _YEAR.match(said.low, end)
    return year is not None and said.written is not None and int(year[1]) < said.written.year - 1


_YEAR = re.compile(r"[^.;,\d]{0,20}\b(?:in|during|back in|through) (20\d\d)\b")


def _by_week(count: Count) -> Count:
    return replace(count, least=4 * count.least, most=min(4.5 * count.most, 31))


def _of_no_days(said: Said, m: re.Match[str]) -> bool:
    """Whether "three of them" counts people, or anything but days that were named before."""
    if not (found := _SOME_OF.search(m[0])):
        return False
    before = said.document.text[: said.statement.clause.start][-_SPOKEN_OF:].lower() + said.low[: m.end()]
    days = max((d.end() for d in _OF_DAYS.finditer(before)), default=0)
    people = max((d.end() for d in _PEOPLE.finditer(before)), default=0)
    return bool(found["people"]) or people >= days


_KIN = "boys|girls|kids|children|sons|daughters|sisters|brothers|siblings|aunts|uncles|cousins|parents|relatives"
_SOME_OF = re.compile(
    r"\bof (?:them|these|those|which|the(?:se)?|her|his|their)\b"
    rf"(?: (?:two |three |four )?(?P<people>{_KIN}|family)\b)?"
)
_PEOPLE = re.compile(rf"\b(?:{_KIN})\b")
_OF_DAYS = re.compile(r"\b(?:days?|headaches?|ha|head pain|mhds?|attacks?|episodes?)\b")
_SPOKEN_OF = 200
"""Code points before a count in which its days may be named."""


def _objection(record: Record, count: Count) -> str | None:
    """Why a count settles nothing."""
    whole = count.said.statement.cues.whole
    objection = record.objection(count.said, whole)
    sentence = count.said.sentence.lower()
    lead = sentence[: max(0, sentence.find(count.written))]
    if (other := diary.ANOTHER.search(lead)) and not re.search(r"[,;]|\b(?:she|he|patient|pt)\b", lead[other.end() :]):
        objection = objection or "it is told of another person"
    if count.answers and whole.certainty == "question":
        return None
    if _GUESSED.search(count.said.low[: max(0, count.said.low.find(count.written))]):
        return "the number is only guessed"
    return None if whole.negated else objection


_GUESSED = Pattern(r"\b(?:maybe|perhaps|possibly|might be|could be|guess\w*)\b[^.;,\d]{0,15}$")
"""Before a number that is no count."""


def mostly_migraine(record: Record) -> Iterator[Weighed]:
    """That at least two of three days of headache are days of migraine, and the rest are called something else."""
    rest = next((s for s in record.having(_REST) if record.objection(s, s.statement.cues.whole) is None), None)
    if rest is None:
        return
    days, migraine = (_current(record, name) for name in ("headache_days", "migraine_days"))
    counts = [*days, *migraine]
    if not (days and migraine) or any(_objection(record, c) or c.said.statement.cues.whole.negated for c in counts):
        return
    least, most = min(c.least for c in migraine), max(c.most for c in days)
    if least >= _MAIN_SHARE * most:
        why = f"at least {least:g} of at most {most:g} days of headache a month are days of migraine"
        for cited in (migraine[0].said.cite(), rest.cite()):
            yield Weighed("for", cited, why)


_REST = Pattern(
    r"\b(?:the|her|his) (?:rest|others?|remainder|remaining (?:\w+ )?days|other days)\b[^.;]{0,30}"
    r"\b(?:tension|tth|ttha|tths|dull|ordinary|plain|mild\w*)\b"
)
"""What the days without migraine are."""
_MAIN_SHARE = 2 / 3
"""The share of the days of headache from which on migraine is the predominant one. A house convention."""


def _weigh(record: Record, criterion: ScoreCriterion, count: Count) -> Weighed:
    cited = count.said.cite()
    objection = _objection(record, count)
    if objection:
        return Weighed("open", cited, objection)
    low = criterion.least if criterion.least is not None else 0.0
    high = criterion.most if criterion.most is not None else 1000.0
    strict = criterion.strict
    inside = [low < x < high if strict else low <= x <= high for x in (count.least, count.most)]
    what = f"{_CALLED[criterion.measure]} are given as “{count.written}”"
    values = (Value(name=_CALLED[criterion.measure], value=count.written),)
    if all(inside):
        return Weighed("for", cited, f"{what}; the policy asks for {_bounds(criterion)}", values)
    if not any(inside) and (count.most < low or count.least > high or count.least == count.most):
        return Weighed("against", cited, f"{what}; the policy asks for {_bounds(criterion)}", values)
    return Weighed("open", cited, f"{what}, which may lie on either side of {_bounds(criterion)}", values)
