"""How often and how long the head aches: days of headache and of migraine in a month, hours of headache in a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from drafter.domain import Finding, ScoreCriterion, Value
from drafter.reading import diary
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, settle
from drafter.text.patterns import Pattern
from drafter.text.tokens import COUNTS

MEASURES = ("headache_days", "migraine_days", "headache_hours")
"""Scores that are read here."""
_CALLED = {
    "headache_days": "days of headache a month",
    "migraine_days": "days of migraine a month",
    "headache_hours": "hours of headache a day",
}
_MOST = {"headache_days": 31.0, "migraine_days": 31.0, "headache_hours": 96.0}
_SPELT = "|".join(word for word in COUNTS if len(word) > 2)
_HOW = (
    r"(?:(?P<least>at least|(?:no|never|not) (?:fewer|less) than|(?:a )?minimum (?:of )?|>=|≥)|(?P<more>more than|"
    r"over|>|exceeding)|"
    r"(?P<less>fewer than|less than|under|<|below)|(?P<most>up to|at most|no more than|<=|≤)|about|around|"
    r"approximately|an average of|roughly|~)?\s*"
)
_N = (
    rf"{_HOW}(?<![\d/.,-])(?P<a>\d{{1,2}}(?:\.\d)?|(?:{_SPELT})\b)(?:\s*(?:-|–|to|or)\s*(?P<b>\d{{1,2}}))?"
    r"(?P<plus>\+| or more)?"
)
_WEEK = r"(?:\s*(?:/|per|a|each|every|in a)\s*(?:week|wk)\b|\s*weekly\b)"
_MONTH = r"(?:\s*(?:/|per|a|each|every|in a|out of each)\s*(?:month|mo|30 days)\b|\s*monthly\b|\s*/\s*30\b)"
_OF_MIGRAINE = r"(?:the |full |typical |clear )?(?:(?:features?|criteria|character) (?:of|for) )?migrain(?:e|es|ous)"
_FEATURES = (
    r"(?:migrain\w+|throb\w+|pulsat\w+|pounding|nause\w+|vomit\w+|emesis|photophobi\w+|phonophobi\w+|aura|unilateral|"
    r"one[- ]sided|light[- ](?:and sound )?sensitiv\w+|sensitiv\w+ to (?:light|sound|noise))"
)
_WAYS = {
    "headache_days": (
        rf"{_N}\s*(?:total |monthly )?(?:headache|ha)[- ](?:days?|d)\b(?![- ]?free)",
        rf"\b(?:headaches?|ha|head pain)\b[^.;\d]{{0,25}}{_N}\s*(?:/|of|out of)\s*(?:the (?:last|past) )?(?:28|30|31)\b"
        r"(?:\s*(?:days?|d)\b)?",
        rf"{_N}\s*mhds?\b",
        rf"{_N}\s*(?:days?|d) (?:of|with) (?:a )?(?:headaches?|ha)\b",
        rf"{_N}\s*(?:days?|d){_MONTH}\s*(?:of|with|to|lost to)\s*(?:headaches?|ha)\b",
        rf"\b(?:headache days?|ha days?|monthly headache days|mhds?|headache frequency|days (?:of|with) headache)"
        rf"{_MONTH}?(?:\s*(?:at|of|is|are|were|was|:|=|\())*\s*{_N}",
        rf"\b(?:headaches?|ha|head pain)\b,?(?: (?:is|are|occurs?|present|occurring|happen\w*|she|he|"
        rf"reports?|on|about|now|some))*:?\s*{_N}\s*(?:of (?:30|31)\s*)?(?:days?|d|x|times){_MONTH}",
    ),
    "migraine_days": (
        rf"{_N}\s*(?:monthly |severe )?(?:migraine(?: headache)?|migrainous)[- ](?:days?|d)\b",
        rf"{_N}\s*(?:of (?:them|these|those|which|the(?:se)?)(?: \d{{1,2}})?(?: (?:headache )?days)?|"
        rf"of which)\b[^.;]{{0,60}}?"
        rf"\b{_FEATURES}",
        rf"\b(?:of which|of these|of those|of them)\b,? (?:on |about )?{_N}\s*(?:days )?(?:have|had|with|show\w*|"
        rf"meet\w*|are|were|"
        rf"carry|carried|come with|came with|include\w*|involv\w*)\b[^.;]{{0,40}}?(?:{_FEATURES}|\bmigrain)",
        rf"{_N}\s*(?:days )?(?:are|were|being) (?:\w+ ){{0,2}}migraines?\b",
        rf"{_N}\s*mmds?\b",
        rf"{_N}\s*(?:days?|d) (?:of|with) (?:a )?{_OF_MIGRAINE}",
        rf"\b(?:migraine(?: headache)? days?|monthly migraine days|mmds?|days (?:of|with) migraine){_MONTH}?"
        rf"(?:\s*(?:at|of|is|are|were|was|:|=|\())*\s*{_N}",
        rf"\b(?:migraines?|migraine attacks|migraine features)\b,?(?: (?:occurs?|is|are|on|about|now))*:?\s*{_N}"
        rf"\s*(?:days?|d){_MONTH}?",
        rf"{_N}\s*(?:days? )?(?:of (?:them|these|those|which|the days)|per month|a month|/month|days)?,? ?"
        rf"(?:(?:days|that|which|are|were|is|have|had|has|with|meet\w*|being|having|show\w*|of|as|clearly|definitely|"
        rf"truly|full|true|typical|frank) ){{0,4}}"
        rf"{_OF_MIGRAINE}",
    ),
    "headache_hours": (
        rf"\b(?:duration|length|how long|hours)\b[^.;\d]{{0,40}}\((?:hrs?|hours|h)\)\s*[:=]?\s*{_N}",
        rf"\beach(?: one| headache| attack)?(?: is| lasts?| for)?\s+{_N}\s*(?:hours?|hrs?|h)\b",
        rf"\b(?:last(?:s|ed|ing)?|duration|persist\w*|continu\w*|headaches?|attacks?|migraines?|episodes?)\b"
        rf"(?:(?!\b(?:within|after|before|relief|sleep|every|onset|gone|resolv\w+|clear\w*|abort\w*|"
        rf"reliev\w+)\b)[^.;\d]){{0,40}}{_N}\s*(?:hours?|hrs?|h)\b",
        rf"{_N}\s*[- ]?(?:hours?|hrs?|h)(?:[- ]long)?\b(?: (?:of|with))?(?: \w+)? "
        r"(?:headaches?|attacks?)\b",
        rf"\b(?:headaches?|ha|head pain|attacks?|migraines?)\b[^.;\d]{{0,40}}{_N}\s*[- ]?(?:hours?|hrs?|h)\s*(?:/|"
        rf"per|a|each)\s*day",
    ),
}
_MONTHS = 3
"""Latest months of a diary that tell how it is now."""
_COMPILED = {name: tuple(re.compile(way) for way in ways) for name, ways in _WAYS.items()}
_WEEKLY = {
    "headache_days": (
        re.compile(rf"{_N}\s*(?:headache|ha)[- ](?:days?|d){_WEEK}"),
        re.compile(
            rf"\b(?:headaches?|ha|head pain)\b,?(?: (?:is|are|on|about|now|some|occurs?|occurring|present|"
            rf"frequency))*:?\s*{_N}"
            rf"\s*(?:days?|d|x|times){_WEEK}"
        ),
    ),
    "migraine_days": (
        re.compile(rf"{_N}\s*(?:migraine|migrainous)[- ](?:days?|d){_WEEK}"),
        re.compile(
            rf"\bmigraines?\b,?(?: (?:attacks|is|are|on|about|now|some|occurs?|occurring|"
            rf"frequency))*:?\s*{_N}\s*(?:days?|d|x|times)"
            rf"{_WEEK}"
        ),
    ),
}
"""Days in a week, of which a month has a little more than four."""
_ALL_DAY = Pattern(
    r"\b(?:last\w*|headaches?|pain|attacks?|migraines?|runs?|goes on|go on)\b[^.;]{0,25}\b(?:all day|most of (?:the|"
    r"her|his) day|"
    r"the (?:whole|entire) day|(?:the )?(?:better|best|greater) part of (?:the|a) day|around the clock|"
    r"throughout the day|"
    r"from (?:morning|waking|breakfast|dawn|the time (?:she|he) wakes\w*)(?: up)? (?:to|until|till|"
    r"through) (?:\w+ )?(?:night|evening|"
    r"bed(?:time)?|dinner|supper|sleep|dusk)|all (?:morning|afternoon) and)\b|"
    r"\b(?:headaches?|attacks?|migraines?|episodes?|each|they|it|untreated)\b[^.;\d]{0,25}\b(?:last\w*|go(?:es)? on|"
    r"runs?|persist\w*|"
    r"duration)\b[^.;\d]{0,12}(?:[1-3](?: ?(?:-|to) ?[1-5])?|one|two|three|a) (?:full |whole )?days?\b(?! (?:a|per|"
    r"each|every|in) )"
)
_UNTREATED = Pattern(
    r"\b(?:untreated|left alone|left untreated|without (?:treatment|medication|medicine|meds|a triptan)|"
    r"unless (?:she |he )?(?:it is )?"
    r"(?:treat\w*|medicat\w*|takes)|(?:if|when) (?:not (?:treated|medicated)|(?:she|he) (?:takes|does) (?:nothing|"
    r"not)))\b"
)
"""In a sentence: that what follows is the length without medicine."""
_TREATED = Pattern(
    r"\b(?:with|after|on|takes?|taking|following) (?:an? |her |his |the )?(?:\w*triptan\w*|treatment|medication|"
    r"medicine|meds|dose|"
    r"naproxen|ibuprofen|nsaids?|excedrin|acetaminophen|ubrelvy|nurtec|rescue)\b"
)
"""That the length is one under medicine, which tells nothing of that without."""
_HEAD = Pattern(r"\b(?:headaches?|ha|head|attacks?|migraines?|episodes?|each one|it|they)\b")
_HOURS_ALONE = re.compile(rf"{_N}\s*[- ]?(?:hours?|hrs?|h)\b")
_DAILY = Pattern(
    r"(?<!nearly )(?<!almost )(?<!near )(?<!near-)\b(?:daily|constant|everyday) headaches?\b|"
    r"\bheadaches? (?:every (?:single )?day|every day|each day|daily)\b"
)
_RULE = Pattern(
    r"(?<!meet )(?<!meets )(?<!meeting )(?<!met )(?<!fulfil )(?<!fulfill )(?<!ichd )(?<!ichd-3 )(?<!full )\bcriteri\w+|"
    r"\b(?:policy|requires?|required|threshold|must|needed|goal|target|guidelines?|hope\w*|expect\w*)\b"
)
_A_WEEK = re.compile(rf"{_WEEK}|\s*weekly\b")
_PART_OF = Pattern(r"\b(?:of|out of) (?:the|those|these) $")
"""Before a number of which only a part is told: "three of the five are migraines"."""
_FORMER = Pattern(
    r"\b(?:previously|formerly|used to|in the past|last year|years ago|initially|originally|before|prior to|until)\b"
    r"[^.;,]{0,40}$"
)


@dataclass(frozen=True)
class _Count:
    least: float
    most: float
    written: str
    said: Said
    former: bool


def read(record: Record, criterion: ScoreCriterion) -> Finding:
    """The finding on a criterion of days a month or hours a day."""
    name = criterion.measure
    diaries = _diaries(record, name)
    kept = {id(c.said) for c in diaries}
    counts = [c for said in record.said if id(said) not in kept for c in _counts(name, said)] + diaries
    current = [c for c in counts if not c.former]
    if dated := [c for c in current if c.said.written]:
        newest = max(c.said.written for c in dated if c.said.written)
        current = [c for c in current if c.said.written in (newest, None)]
    weighed = [_weigh(record, criterion, c) for c in current]
    weighed += [Weighed("open", c.said.cite(), f"{c.written} is told of an earlier time") for c in counts if c.former]
    return settle(
        record, criterion, weighed, silent=f"nothing tells the {_CALLED[name]} ({_bounds(criterion)})",
        looked_for=(_CALLED[name],),
    )  # fmt: skip


def _diaries(record: Record, name: str) -> list[_Count]:
    """The counts of each diary as one, from the lowest month to the highest; those before a treatment apart."""
    found = []
    for said, entries in groupby((e for e in diary.find(record) if e.of == name), key=lambda e: e.said):
        mine = list(entries)
        now = [e for e in mine if e.when == "now"] or [e for e in mine if e.when is None]
        values = [e.value for e in now[-_MONTHS:] or mine]
        written = ", ".join(f"{v:g}" for v in values)
        found.append(_Count(min(values), max(values), written, said, not now))
    return found


def _bounds(criterion: ScoreCriterion) -> str:
    parts = []
    if criterion.least is not None:
        parts.append(f"{'more than' if criterion.strict else 'at least'} {criterion.least:g}")
    if criterion.most is not None:
        parts.append(f"{'less than' if criterion.strict else 'at most'} {criterion.most:g}")
    return " and ".join(parts)


def _counts(name: str, said: Said) -> Iterator[_Count]:
    low = said.low
    if _RULE.search(low):
        return
    hours = name == "headache_hours"
    untreated = hours and (_UNTREATED.search(low) or _UNTREATED.search(said.sentence.lower()))
    if hours and not untreated and _TREATED.search(low):
        return
    taken: list[tuple[int, int]] = []
    for way in _COMPILED[name]:
        for m in way.finditer(low):
            if any(a <= m.start("a") < b for a, b in taken) or _A_WEEK.match(low, m.end()):
                continue
            if _PART_OF.search(low[: m.start("a")]) or (name == "migraine_days" and _of_no_days(said, m)):
                continue
            taken.append((m.start("a"), m.end()))
            count = _count(name, said, m)
            if name == "migraine_days" and " of the" in m[0] and re.search(_WEEK, said.sentence.lower()):
                count = replace(count, least=4 * count.least, most=min(4.5 * count.most, 31))
            yield count
    if untreated and not taken and _HEAD.search(said.sentence.lower()) and (found := _HOURS_ALONE.search(low)):
        taken.append(found.span())
        yield _count(name, said, found)
    for way in _WEEKLY.get(name, ()):
        for m in way.finditer(low):
            taken.append(m.span())
            count = _count(name, said, m)
            yield replace(count, least=4 * count.least, most=min(4.5 * count.most, 31))
    if name == "headache_days" and not taken and (found := _DAILY.search(low)):
        yield _Count(28, 31, found[0], said, _FORMER.search(low[: found.start()]) is not None)
    if name == "headache_hours" and not taken and (found := _ALL_DAY.search(low)):
        yield _Count(12, 96, found[0], said, False)


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
_OF_DAYS = re.compile(r"\b(?:days?|headaches?|ha|mhds?|attacks?|episodes?)\b")
_SPOKEN_OF = 200
"""Code points before a count in which its days may be named."""


def _count(name: str, said: Said, m: re.Match[str]) -> _Count:
    least = _value(m["a"])
    most = float(m["b"]) if m["b"] else least
    if m["least"] or m["plus"]:
        most = _MOST[name]
    elif m["more"]:
        least, most = least + (1 if name != "headache_hours" else 0.01), _MOST[name]
    elif m["less"]:
        least, most = 0, least - (1 if name != "headache_hours" else 0.01)
    elif m["most"]:
        least = 0
    return _Count(least, most, m[0].strip(), said, _FORMER.search(said.low[: m.start("a")]) is not None)


def _value(written: str) -> float:
    return float(COUNTS[written]) if written in COUNTS else float(written)


def _weigh(record: Record, criterion: ScoreCriterion, count: _Count) -> Weighed:
    cited = count.said.cite()
    objection = record.objection(count.said, count.said.statement.cues.whole)
    sentence = count.said.sentence.lower()
    lead = sentence[: max(0, sentence.find(count.written))]
    if (other := diary.ANOTHER.search(lead)) and not re.search(r"[,;]|\b(?:she|he|patient|pt)\b", lead[other.end() :]):
        objection = objection or "it is told of another person"
    if objection and not count.said.statement.cues.whole.negated:
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
