"""Numbers as clinical text writes them: percentages and their ranges, and scores before and after."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from drafter.text import spelt
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_NUMBER = r"(?!0\d)\d{1,3}(?:\.\d{1,2})?"
"""Without a zero before it, which a day or a month has: "08/10"."""
_FIELD = Pattern(
    r"(?:\bpercent(?:age)?|(?<!\d)(?<!\d )%)(?: of)?(?: pain)? (?:relief|improvement|better|"
    r"reduction)\b\W{0,3}(?:(?:is|was|of) )?"
    r"(?P<n>100|\d{1,2})(?![\d/]|\.\d|\s*(?:%|per\s?cent|-|to\b|weeks?|months?|days?))"
)
"""A field of relief in percent: "percent relief 80"."""
_PERCENT = Pattern(
    r"(?:(?P<more>more than|greater than|over|above|>|upwards of)\s*|(?P<least>at least|≥|"
    r">=|(?:no|not|never) less than|(?:not|never) (?:under|below))\s*|(?P<less>(?:no|not|never) (?:more|greater|"
    r"better) than|(?:not|never) (?:over|above)|less than|under|below|<|at most|"
    r"up to|≤|<=|"
    r"only up to)\s*|(?P<about>about|approximately|approx\.?|around|roughly|~|nearly|"
    r"almost)\s*)?"
    rf"(?<![\w./])(?P<n>{_NUMBER})\s*%?\s*(?:(?:-|to|(?<=from \d\d )up to|(?<=from \d\d% )up to|(?<=between \d\d )and|"
    rf"(?<=between \d\d% )and|(?<=b/[wt] \d\d )and|(?<=b/[wt] \d\d% )and|(?<=btw \d\d )and|(?<=btwn \d\d )and|"
    rf"(?<=betw \d\d )and)\s*(?P<m>{_NUMBER})\s*)?(?:%|"
    r"per\s?cent\b|percent\b)(?P<plus>\s*\+|\s+or (?:more|greater|better))?"
)
_HALF = Pattern(
    r"\b(?P<how>more than|over|at least|(?:no|not|never) less than|(?:no|not|never) more than|about|less than|"
    r"under|as much as|even|"
    r"nearly|almost|"
    r"greater than)?\s*(?:by )?(?:(?:one|1)[- ])?half\b(?!\s+(?:hour|year|month|week|day|an?\b|"
    r"tablet))|(?<!limited by )(?<!restricted by )\b(?P<part>a|[1-9])[- ](?P<parts>thirds?|quarters?|fourths?|fifths?|"
    r"tenths?)\b"
    r"(?! of (?:the|a) "
    r"(?:time|day|year|month|week))|(?<![\w./])(?P<over>[1-4])/(?P<under>[2345])(?![\w/.])"
    r"(?= (?:better|less|reli\w+|improve\w*|reduc\w+|decreas\w+|"
    r"of (?:the |her |his |their )?pain\b|(?:the )?pain\b))|"
    r"\b(?P<all>complete|total|full|100) (?:pain )?(?:relief|resolution)\b|"
    r"\bhalv(?:ed|es|ing)\b|(?<!not )\b(?P<free>(?:pain|headache|symptom)[- ]free|free of (?:pain|headaches?|"
    r"symptoms))\b"
)
_NEVER = Pattern(
    r"\b(?:never|not once|(?:did|does|has|have|had|would) not (?:drop|fall|go|dip|sink|come|slip|been)|"
    r"didn't (?:drop|fall|go|"
    r"dip|sink|slip)|at no (?:time|point|stage|visit)|not at any (?:time|point|stage|visit))\b[^.;,:%]{0,50}$"
)
"""Before a comparison that is turned round: "at no point was the relief less than half"."""
_NOT_SO_MUCH = Pattern(r"\b(?:never|not|\w+n't|nowhere|at no (?:time|point))\b[^.;,:%]{0,25}$")
"""Before "even half" or "as much as half"."""
_PARTS = {"th": 3, "qu": 4, "fo": 4, "fi": 5, "te": 10}
"""The parts of a whole, by the first letters of their name."""
_HALVES: dict[str, tuple[float, float]] = {
    "more than": (50, 100),
    "over": (50, 100),
    "greater than": (50, 100),
    "at least": (50, 100),
    "no less than": (50, 100),
    "no more than": (0, 50),
    "less than": (0, 49.9),
    "under": (0, 49.9),
    "nearly": (40, 49.9),
    "almost": (40, 49.9),
    "about": (45, 55),
}
_SCALES = (
    r"nrs|nprs|nrps|vas|vnrs|vprs|odi|ndi|oswestry|quick ?dash|dash|neck disability(?: index)?|roland(?:[- ]morris)?|"
    r"rmdq|hit-?6|"
    r"midas|psfs|pdi|"
    r"womac|promis"
)
_PAIN = r"pain(?: (?:scores?|ratings?|levels?|intensity|scale)|s)?"
FUNCTION_SCALES = (
    *(
        "odi",
        "ndi",
        "oswestry",
        "quickdash",
        "quick dash",
        "dash",
        "neck disability",
        "neck disability index",
        "roland",
    ),
    *("roland-morris", "roland morris", "rmdq", "hit-6", "hit6", "midas", "psfs", "pdi", "womac"),
)
"""Scales of function rather than of pain."""
_CHANGE = Pattern(
    rf"(?:(?P<scale>{_SCALES}|{_PAIN}|"
    rf"score)\b[^.;\d]{{0,25}})?(?:from\s+)?(?<![\w./])(?P<a>{_NUMBER})\s*(?:/\s*(?P<d1>10|"
    r"100)|%|mm\b)?"
    rf"\s*(?:->|→|-->|=>|\bto\b|down to|\bthen\b|\bbefore\b,?(?: and|\s*->|\s*→)?|\bpre\b[^.;\d]{{0,12}}|"
    rf"mean before,?)\s*(?:to\s+)?(?P<b>{_NUMBER})(?![\d])\s*(?:/\s*(?P<d2>10|"
    r"100))?(?P<after>\s*(?:mean )?after)?"
)

_PAIR = Pattern(
    rf"(?:(?P<scale>{_SCALES}|{_PAIN}|"
    rf"score)\b[^.;\d]{{0,20}})?(?<![\w./])(?P<a>{_NUMBER})(?:\s*/\s*10\d?|\s?mm)?(?: mean)? "
    rf"(?:before(?:hand)?|pre)\b[^.;\d]{{0,30}}(?<![\w.])(?P<b>{_NUMBER})(?:\s*/\s*10\d?|\s?mm)?(?: mean)? "
    r"(?:after(?:wards?)?|post|at (?:the |her |his |a )?(?:\w+ )?(?:check|follow[- ]?up|visit|review|recheck)|"
    r"(?:an?|one|two|three|four|six|\d+) (?:weeks?|wks?|days?) (?:later|after))\b"
)


_LABELLED = Pattern(
    rf"(?:(?P<scale>{_SCALES}|{_PAIN}|score)\b[^.;\d]{{0,20}})?\b(?:before|pre)\b[^.;\d]{{0,20}}"
    rf"(?<![\w./])(?P<a>{_NUMBER})(?:\s*/\s*10\d?)?[^.;\d]{{0,20}}\b(?:after|"
    rf"post)\b[^.;\d]{{0,20}}(?:\d{{1,2}} ?(?:min\w*|h|hrs?|hours?|days?|wks?|weeks?|mos?|months?)\b[^.;\d]{{1,12}})?"
    rf"(?<![\w.])(?P<b>{_NUMBER})"
    r"(?:\s*/\s*10\d?)?(?!\s*(?:min\w*|h\b|hrs?|hours?|days?|wks?|weeks?|mos?\b|months?|years?|%|\d))"
)
"""Scores with their labels, where the later one may tell its time: "pain before 7/10, after twenty minutes 1/10"."""


_FIRST = (
    r"(?:at|on) (?:the |her |his )?(?:start|baseline|intake|beginning|outset|entry|first (?:visit|day)|day one|"
    r"admission|"
    r"evaluation|eval)|initially|at first"
)
_LAST = (
    r"(?:at|by|on) (?:the |her |his )?(?:end|discharge|d/c|completion|finish|exit|(?:last|final) (?:visit|day)|close|"
    r"re-?(?:check|eval\w*|assess\w*)|follow-?up)|"
    r"afterwards?|finally|now|today"
)
_COURSE = Pattern(
    rf"\b(?P<scale>{_SCALES}|{_PAIN}|"
    rf"score)\b[^.;\d]{{0,20}}(?:(?:{_FIRST})\W{{1,3}})?(?<![\w./])(?P<a>{_NUMBER})(?:\s*/\s*10\d?|\s?%)?"
    rf"(?: (?:{_FIRST}))?[^.;\d]{{0,25}}?(?:(?:{_LAST})\W{{1,3}})?(?<![\w./])(?P<b>{_NUMBER})(?:\s*/\s*10\d?|\s?%)?(?: "
    rf"(?:{_LAST}))?"
)
"""Scores with the words of the beginning and the end: "NDI 44 at start, 43 at end"."""
_ENDS = Pattern(
    rf"\b(?:baseline|initial|starting|intake|entry|admission|pre-?treatment|opening) (?P<scale>{_SCALES}|{_PAIN}|score)"
    rf"(?: score)?\W{{0,3}}(?:(?:was|of|is) )?(?P<a>{_NUMBER})(?:\s*/\s*10\d?|\s?%)?[^.;\d]{{1,12}}"
    rf"\b(?:final|end|ending|exit|discharge|last|closing|post-?treatment|current)\b(?: (?:{_SCALES}|{_PAIN}|score))?"
    rf"(?: score)?\W{{0,3}}(?:(?:was|of|is) )?(?P<b>{_NUMBER})(?!\s*(?:visits?|sessions?|weeks?|wks?|/(?!\s*10)))"
)
"""Scores named by their time: "baseline VAS 8, final VAS 8"."""
_DOWN_FROM = Pattern(
    rf"\b(?P<scale>{_SCALES}|{_PAIN}|score)\b[^.;\d]{{0,15}}(?<![\w./])(?P<b>{_NUMBER})(?:\s*/\s*10\d?|\s?%)?,? \(?"
    rf"(?:(?:down|up|improved|reduced|decreased|unchanged) )?from (?:an? )?(?P<a>{_NUMBER})(?:\s*/\s*10\d?|\s?%)?"
    r"(?!\s*[/\d]|\s*(?:to|through|until|days?|weeks?|months?)\b)"
)
"""The later score before the earlier one: "pain 1/10 from 7/10"."""
_AT_FIRST, _AT_LAST = Pattern(rf"\b(?:{_FIRST})\b"), Pattern(rf"\b(?:{_LAST})\b")
_FROM_A = Pattern(
    r"(?:\bfrom an?|\b(?:took|brought|brings|lowered|dropped|knocked|got) (?:(?:it|her|him|them|things|(?:the |her |"
    r"his )?"
    r"(?:pain|ache|score)) )?(?:down )?from) "
    r"(?P<a>10|\d)(?:\s*/\s*10)? (?:down )?to (?:an? )?(?P<b>10|\d)(?:\s*/\s*10)?\b(?![./]?\d)"
    r"(?! ?(?:-|an? |per |each |every |/|%|x\b|days?|hours?|hrs?|attacks?|headaches?|pills?|tabs?|tablets?|mg|"
    r"visits?|times|"
    r"weeks?|months?|blocks?|deg|doses?|spasms?|nights?|points? (?:injected|tender)))"
)
"""Points of ten in speech: "from a 9 to a 3"."""
_BARE = Pattern(
    r"(?<=: )(?:down )?(?:from )?(?P<a>10|[1-9]) (?:down )?to (?P<b>10|\d)(?=\W*(?:$|[,;.)](?!\d)|\bfor\b|\bat\b|"
    r"\bwithin\b|"
    r"\bx ?\d))(?! (?:for|x) \d{1,2} ?%)"
)
"""Points of ten right behind a label: "MBB 1 on 8/4: 8 to 1"."""
_NO_POINTS = Pattern(
    r"\b(?:levels?|grades?|weeks?|days?|months?|pages?|units?|dose|dos(?:es|ing)|sessions?|visits?|muscles?|"
    r"points?|range|"
    r"strength|age|years?|hours?|mg|qty|quantity|number|no|frequency|max\w*|limit)\b[^.;\d]{0,8}: $"
)
"""Before two numbers that are no points of pain."""
_MOVEMENT = Pattern(
    r"\b(?:rotation|rot|flexion|flex|extension|ext|abduction|abd|adduction|bending|side-?bend\w*|rom|motion|slr|"
    r"leg raise|grip|strength|force|walk\w*|gait|steps|distance|sleep\w*|stand\w*|sit\w*|lift\w*|reach\w*|weight|bp|"
    r"hr|a1c|bmi)\b(?: (?:(?:on|to|of|in|the|left|right|l|r|both|bilat\w*|sides?|tolerance|test|was|is|went|improved|"
    r"increased|from)\b ?){0,4})?\W{0,3}$"
)
_MOVEMENT_UNIT = Pattern(
    r"\s*(?:deg(?:rees?|s)?|\u00b0|kg|lbs?|pounds|blocks?|feet|ft|yards?|met(?:er|re)s?|steps|stairs|cm|psi|"
    r"newtons?)\b|"
    r"\s*\u00b0"
)
"""Before and behind two numbers of movement, force or distance, which are no scores."""
_BOTH_TIMES = Pattern(
    rf"\b(?P<scale>{_SCALES}|{_PAIN}|"
    rf"score)\b[^.;\d]{{0,20}}(?<![\w./])(?P<a>{_NUMBER})(?:\s*/\s*10\d?)?,? (?:both )?"
    r"(?:(?:before|pre) (?:and|as well as) (?:after|post)|at (?:the )?(?:start|beginning|baseline|"
    r"intake) and (?:at )?(?:the )?(?:end|discharge|finish))\b"
)
"""One score for both times: "pain 7/10 before and after"."""
_SERIES = Pattern(
    rf"\b(?P<scale>{_SCALES}|pain)\W{{1,3}}(?:(?:before|pre|baseline)\b\W{{0,3}}(?P<a>{_NUMBER})|"
    rf"(?P<c>{_NUMBER})\W{{0,3}}"
    rf"(?:before|pre|baseline)\b)[^.;\d]{{0,8}}(?:at|after)?\s*\d{{1,2}}\s?(?:wks?|weeks?|months?|mos?|"
    rf"days?)\W{{0,4}}(?P<b>{_NUMBER})"
    r"(?!\s*(?:wks?|weeks?|months?|mos?|days?|%))"
)
"""A scale with its scores one after another: "NRS pre 8, at 2 wks 5"."""


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage found in a text, both ends kept."""

    start: int
    """First code point in the text searched."""
    end: int
    """One past the last."""
    least: float
    """The lowest it can mean."""
    most: float
    """The highest it can mean."""
    strict: bool = False
    """Whether `least` itself is excluded."""


@dataclass(frozen=True, slots=True)
class Change:
    """A score before and after."""

    start: int
    end: int
    before: float
    after: float
    scale: str | None
    """Name of the scale, where one is written."""

    @property
    def fall(self) -> float:
        """How much lower the second is, in percent of the first; negative where it is higher."""
        return 100 * (self.before - self.after) / self.before if self.before else 0.0


def percents(text: str) -> list[Percent]:
    """Percentages and "half" in a text, in order; a bare one means itself, "about" five points either way."""
    written = spelt.digits(fold(text))
    low = written.text
    found = [_turned(low, _percent(m), m["less"], m["more"]) for m in _PERCENT.finditer(low)]
    for m in _FIELD.finditer(low):
        found.append(Percent(m.start(), m.end(), float(m["n"]), float(m["n"])))
    for m in _HALF.finditer(low):
        if m["all"] or m["free"]:
            found.append(Percent(m.start(), m.end(), 100, 100))
            continue
        if m["part"] or m["over"]:
            parts = int(m["under"]) if m["under"] else _PARTS[m["parts"][:2]]
            taken = int((m["part"] or m["over"]).replace("a", "1"))
            if taken <= parts:
                n = round(100 * taken / parts, 1)
                found.append(Percent(m.start(), m.end(), n, n))
            continue
        how = re.sub(r"^(?:no|not|never) ", "no ", m["how"] or ("about" if _OR_SO.match(low, m.end()) else ""))
        least, most = _HALVES.get(how, (50, 50))
        more = how in ("more than", "over", "greater than")
        if how in ("as much as", "even") and _NOT_SO_MUCH.search(low[max(0, m.start() - 40) : m.start()]):
            least, most = 0, 49.9
        half = Percent(m.start(), m.end(), least, most, more)
        found.append(_turned(low, half, how in ("less than", "under"), more))
    return sorted(map(written.back, found), key=lambda p: p.start)


_OR_SO = re.compile(
    r"\s*(?:(?:better|relief|improvement|reduction|less(?: pain)?|pain relief) )?(?:or (?:so|thereabouts)\b|"
    r"give or take\b|"
    r"more or less\b|\(?(?:approx\b|approximately\b|roughly\b|-?ish\b))"
)
"""Behind a percentage that is only about right."""


def _turned(low: str, percent: Percent, less: object, more: object) -> Percent:
    """A percentage of which a comparison says what it never was."""
    if not (less or more) or not _NEVER.search(low[max(0, percent.start - 80) : percent.start]):
        return percent
    if less:
        return replace(percent, least=math.ceil(percent.most), most=100.0)
    return replace(percent, least=0.0, most=percent.least, strict=False)


def _percent(m: re.Match[str]) -> Percent:
    n = float(m["n"])
    top = float(m["m"]) if m["m"] else n
    least, most = min(n, top), max(n, top)
    if m["less"]:
        least, most = 0.0, most if m["less"] in ("at most", "up to", "only up to", "≤", "<=") else most - 0.1
    if m["more"] or m["least"] or m["plus"]:
        most = max(most, 100.0)
    if m["about"] or _OR_SO.match(m.string, m.end()):
        least, most = least - 5, most + 5
    return Percent(m.start(), m.end(), least, most, bool(m["more"]))


_OUT_OF = Pattern(r"\b(?P<n>10|\d) out of (?:10|ten)\b")
_AHEAD = Pattern(
    rf"\b(?P<scale>{_SCALES}|{_PAIN}|score)\b[^.;\d]{{0,20}}(?<![\w./])(?P<a>{_NUMBER})(?:\s*/\s*10\d?)?,? "
    rf"(?:before|ahead of|prior to) (?:the |her |his |that )?(?:\w+ ){{1,3}}?(?:and|then|,)\s*(?:was |only )?"
    rf"(?<![\w.])(?P<b>{_NUMBER})(?:\s*/\s*10\d?)?(?!\s*(?:days?|weeks?|months?|years?|%|\d))"
)
"""A score before a session and a later one: "ODI 54 ahead of the epidural and 22 when repeated"."""


def _as_part(match: re.Match[str]) -> str:
    return f"{match['n']}/10".ljust(len(match[0]))


def changes(text: str) -> list[Change]:
    """Scores before and after in a text, in order, such as "8/10 -> 3/10" or "NDI 52->30"."""
    written = spelt.digits(fold(text))
    low = _OUT_OF.sub(_as_part, written.text)
    found = []
    for m in _AHEAD.finditer(low):
        found.append(Change(m.start(), m.end(), float(m["a"]), float(m["b"]), m["scale"]))
    for m in (*_PAIR.finditer(low), *(m for m in _LABELLED.finditer(low) if m["scale"])):
        found.append(Change(m.start(), m.end(), float(m["a"]), float(m["b"]), m["scale"]))
    for m in _BOTH_TIMES.finditer(low):
        found.append(Change(m.start(), m.end(), float(m["a"]), float(m["a"]), m["scale"]))
    for m in _COURSE.finditer(low):
        if _AT_FIRST.search(m[0]) and _AT_LAST.search(m[0]):
            found.append(Change(m.start(), m.end(), float(m["a"]), float(m["b"]), m["scale"]))
    for m in _BARE.finditer(low):
        if _NO_POINTS.search(low[max(0, m.start() - 25) : m.start()]):
            continue
        found.append(Change(m.start(), m.end(), float(m["a"]), float(m["b"]), None))
    for m in (*_ENDS.finditer(low), *_DOWN_FROM.finditer(low)):
        found.append(Change(m.start(), m.end(), float(m["a"]), float(m["b"]), m["scale"]))
    for m in _FROM_A.finditer(low):
        start = low.rfind("from", m.start(), m.start("a"))
        found.append(Change(start, m.end(), float(m["a"]), float(m["b"]), None))
    for m in _SERIES.finditer(low):
        found.append(Change(m.start(), m.end(), float(m["a"] or m["c"]), float(m["b"]), m["scale"]))
    for m in _CHANGE.finditer(low):
        arrow = bool(re.search(r"->|→|=>|before|\bpre\b|down to", m[0]))
        if not arrow and not (m["d1"] or m["d2"] or m["scale"]):
            continue
        rising = float(m["a"]) < float(m["b"]) and m["d2"] and not m["d1"]
        if rising and not arrow and not _ROSE.search(low[max(0, m.start() - 30) : m.start("a")]):
            continue  # "still 2 to 3 of 10" is a range
        if "%" in low[m.start() : m.end() + 2] or re.match(
            r"\s*(?:min\w*|h|hrs?|hours?|days?|weeks?|months?|years?|mg|visits?)\b", low[m.end() :][:12]
        ):
            continue
        found.append(Change(m.start(), m.end(), float(m["a"]), float(m["b"]), m["scale"]))
    scaled = [c for c in found if c.scale]
    found = [
        c
        for c in found
        if c.scale or not (_of_movement(low, c) or any(s.start < c.start and c.end <= s.end for s in scaled))
    ]
    return [written.back(c) for c in found]


_ROSE = Pattern(r"\b(?:from|went|rose|risen|climb\w*|increas\w*|crept|worsen\w*|up|changed|moved|grew|got)\b")
"""Before two figures that rise: that they are a change and no range."""


def _of_movement(low: str, change: Change) -> bool:
    """Whether two numbers tell of movement, force or distance: "rotation 40 -> 65 deg"."""
    lead, behind = low[max(0, change.start - 50) : change.start], low[change.end : change.end + 12]
    return _MOVEMENT.search(lead) is not None or _MOVEMENT_UNIT.match(behind) is not None
