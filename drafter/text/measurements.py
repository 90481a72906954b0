"""Measured values as clinical text writes them: both ends, the comparison, the unit, and the grade in Roman numerals.

A figure is only a figure here; which score it belongs to is read elsewhere. What lies in dates and lengths of time is
none, and neither is one that counts other things ("on 3 occasions").
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from drafter.text import spelt, words
from drafter.text.tokens import fold

_ABOUT = 0.05
"""How far "about" may be off, as a share of the figure."""
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_NUMBER = r"-?\d{1,4}(?:[.,]\d{1,2})?(?!\d)"
_WENT = re.compile(
    r"\b(?:improv|recover|drop|fell|fall|rose|ris|went|go|declin|increas|decreas|worsen|chang|gone|"
    r"down|up|reduc|came|progress|creep|crept|climb|slid|slip|sank|shrank|grew|mov|shift|eas|correct|amend|revis|"
    r"restat)\w* "
    r"(?:\w+ )?from\s*$|"
    r"\b(?:dropped|fell|rose|improved|recovered|increased|decreased|declined|climbed|worsened|reduced|progressed|"
    r"up|down)\s*$"
)
_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_DECADE = re.compile(
    r"(?<![\w.])(?<!his )(?<!her )(?<!their )(?<!mid )(?<!early )(?<!late )"
    r"(?:(?P<part>low|mid|high|upper|lower)[- ](?:to[- ](?:mid|high)[- ])?)?"
    rf"(?:(?P<n>\d0)'?s|(?P<word>{'|'.join(_DECADES)}))\b"
)
"""A decade, in which a value lies; that of an age is none."""
_NEVER = re.compile(
    r"\b(?:never|not once|at no time|nothing|none|"
    r"no (?:value|reading|score|glucose|sugar|time|minute|low|hypo|event|episode|number|sat|saturation)s?)\b"
    r"(?: \w+){0,3}? $|"
    r"\b(?:did|does|has) ?(?:not|n't) (?:ever |once )?(?:drop|dropped|fall|fallen|go|gone|dip|dipped|"
    r"sink|sunk|desaturate) $|"
    r"\b(?:0|zero) (?:episodes?|events?|readings?|values?|lows?|sugars?) $|"
    r"(?<![\d.])0(?:\.0)? ?(?:min\w*|h|hours?|sec\w*|%)(?: of (?:the )?(?:night|time|recording))?"
    r"(?: spent)? $"
)
"""Before a comparison that is turned round: "never fell below"."""
_FEET = re.compile(
    r"(?<![\w.])(?P<ft>[3-8])\s*(?:'|ft\.?|feet|foot)\s*,?\s*(?P<in>\d{1,2}(?:\.\d)?)?\s*(?:\"|''|"
    r"in\b\.?|inch(?:es)?\b)?"
)
_NOUN = re.compile(r"\s*(?!tall|high|weigh|wt|and|at|in\b)[a-z]")
"""A word behind "3 foot" that makes it the name of something, as in "3 foot ulcer"."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure found in a text."""

    start: int
    """First code point in the text searched, the comparison included."""
    end: int
    """One past the last, the unit included."""
    least: float
    """The lowest it can mean, minus infinity for "below 35"."""
    most: float
    """The highest it can mean."""
    unit: str | None = None
    """Its unit, by the name of the vocabulary."""
    of: float | None = None
    """The end of the scale, as in "7/10"."""
    compared: bool = False
    """Whether a comparison stands before or behind it."""
    open_least: bool = False
    """Whether `least` itself is excluded."""
    open_most: bool = False
    """Whether `most` itself is excluded."""
    grade: bool = False
    """Whether it is written as a Roman numeral."""


_NO_ARROW = r"(?<![-–—=])"
"""Before a sign of comparison, which behind a dash is the head of an arrow: "40 -> 33"."""
_NO_DOUBLE = r"(?<!\d)(?<!\d )(?<!% )(?<!%)"
"""Before "=>", which behind a figure is an arrow."""


def _alternatives(given: Sequence[str], opens: bool = False) -> str:
    """Words as one expression, the longest first, each ending where a word ends and, if `opens`, beginning so."""
    ordered = sorted(given, key=len, reverse=True)
    return "|".join(
        (r"(?<![a-z])" if w[0].isalpha() else _NO_DOUBLE if w[0] == "=" else _NO_ARROW) * opens
        + re.escape(w).replace(r"\ ", r"\s*")
        + (r"(?![a-z])" if w[-1].isalpha() else "")
        for w in ordered
    )


@cache
def _units() -> dict[str, str]:
    return {
        re.sub(r"\s+", "", fold(str(way))): str(name)
        for name, ways in words.load("measuring")["units"].items()
        for way in ways
    }


@cache
def _pattern() -> re.Pattern[str]:
    """A comparison, a figure or a range, the end of its scale, its unit, and "or more"."""
    data = words.load("measuring")
    hows = "|".join(
        f"(?P<{kind}>{_alternatives([str(w) for w in data[kind]], True)})"
        for kind in ("least", "most", "more", "less", "about")
    )
    unit = _alternatives([fold(str(w)) for ways in data["units"].values() for w in ways])
    unit = unit.replace("in(?![a-z])", r"in(?![a-z])(?!\s+(?!tall|height|wt|weight)[a-z\d])")
    one = _NUMBER
    return re.compile(
        rf"(?:(?:{hows})\s*)?(?:(?<![\w.,^])|(?<=\bkl))(?P<a>{one})\s*(?P<u>{unit})?"
        rf"\s*(?:(?:-|to|or|and(?=\s*\d[\d.]*\s*(?:/|%|out))|\+/-|±)\s*(?P<b>{one})(?!\s*(?:weeks|months|years)))?"
        r"\s*(?:(?:/|out of|of(?= ?(?:5|10)\b)|of a possible|on a scale of (?:0|1)\s*-\s*)\s*(?P<of>100|10|50|"
        r"27|24|21|5)"
        r"(?![\d/]|\.\d))?"
        rf"\s*(?P<unit>{unit})?(?P<ish>\s?-?ish\b)?(?P<plus>\s*\+(?!/)|\s*\b(?:or|and) (?:more|greater|higher|above|"
        rf"better)\b)?"
        r"(?P<down>\s*\b(?:or|and) (?:less|lower|below|under)\b)?"
    )


def quantities(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """The figures of a text in order; what begins inside one of the stretches `taken` is none."""
    written = spelt.digits(fold(text))
    low = written.text
    found: list[Quantity] = []
    if not any(c.isdigit() for c in low) and "ties" not in low:
        return found
    blocked = bytearray(len(low) + 1)
    for start, end in ((written.forward(a), written.forward(b)) for a, b in taken):
        blocked[start:end] = b"\1" * (end - start)
    for pattern, read in ((_FEET, _feet), (_DECADE, _decade), (_pattern(), _figure)):
        for whole in pattern.finditer(low):
            first = whole.start("a") if "a" in whole.groupdict() else whole.start()
            match: re.Match[str] | None = whole
            if any(blocked[first : whole.end()]):
                match = None if blocked[first] else _shorter(pattern, low, whole, blocked)
            quantity = read(match) if match else None
            if quantity:
                blocked[quantity.start : quantity.end] = b"\1" * (quantity.end - quantity.start)
                found.append(quantity)
    return sorted(map(written.back, found), key=lambda q: q.start)


def _shorter(pattern: re.Pattern[str], low: str, match: re.Match[str], blocked: bytearray) -> re.Match[str] | None:
    """The same figure read up to where something else begins."""
    stop = next((n for n in range(match.start(), match.end()) if blocked[n]), match.end())
    return pattern.match(low, match.start(), stop) if stop > match.start() else None


def grades(text: str, start: int) -> Quantity | None:
    """A grade in Roman numerals right at `start` or behind "grade", "class" or "stage", or none."""
    match = _GRADED.match(fold(text), start)
    if not match:
        return None
    first = float(_ROMAN[match["a"]])
    last = float(_ROMAN[match["b"]]) if match["b"] else first
    return Quantity(
        match.start("a"), match.end(), min(first, last), math.inf if match["plus"] else max(first, last), grade=True,
        compared=bool(match["plus"]),
    )  # fmt: skip


_GRADED = re.compile(
    r"[\s:,(=-]*(?:(?:was|is|of|grade|grades|gr|gd|class|classification|stage|type|ulcer|osteoarthritis|oa|"
    r"score|functional|a|an)\b[\s:.=]*){0,5}"
    r"(?P<a>iv|v|i{1,3})\b(?:\s*(?:-|to|or|/|vs\.?|versus|,?\s*(?:or )?(?:maybe|possibly|perhaps|probably|\?)(?: (?:a|"
    r"even))?)"
    r"\s*(?P<b>iv|v|i{1,3})\b)?(?P<plus>\s*\+|\s+or (?:higher|"
    r"greater|more|above))?"
)


_NEXT_GRADE = re.compile(
    r"\s*,?\s*(?:(?:has|had|and|then|now|which|was|is|since|later|who)\s+)*(?:(?:progressed|healed|worsened|advanced|"
    r"improved|went|"
    r"changed|came|down|up|upgraded|downgraded)\s+)*(?:->|→|=>|to|now|then)\s*(?:(?:a|an|now|grade|stage|wagner|"
    r"kl)\s+)*"
    r"(?P<a>iv|v|i{1,3})\b"
)
_GRADE_BEFORE = re.compile(
    r"\b(?:grade|gr|stage|class)\.?\s*(?P<a>iv|v|i{1,3})(?:\s*(?:-|to|or|/)\s*(?P<b>iv|v|i{1,3}))?"
    r"(?:\s+(?:ulcers?|wounds?|lesions?|osteoarthritis|oa|arthritis|changes))?[\s,(]*(?:(?:on|by|per|in|of|the|"
    r"according to)\s+)*$"
)


def next_grades(text: str, first: Quantity | None) -> list[Quantity]:
    """Grades in Roman numerals to which another one passed: "III healed to I"."""
    found: list[Quantity] = []
    at = first.end if first else len(text)
    while match := _NEXT_GRADE.match(fold(text), at):
        value = float(_ROMAN[match["a"]])
        found.append(Quantity(match.start("a"), match.end("a"), value, value, grade=True))
        at = match.end()
    return found


def grade_before(text: str, end: int) -> Quantity | None:
    """A grade in Roman numerals before a name that begins at `end`, or none: "grade III on the Wagner scale"."""
    match = _GRADE_BEFORE.search(fold(text[:end]))
    if not match:
        return None
    ends = [float(_ROMAN[written]) for written in (match["a"], match["b"]) if written]
    return Quantity(
        match.start("a"), match.end("b") if match["b"] else match.end("a"), min(ends), max(ends), grade=True
    )


def compared(quantity: Quantity, before: str) -> Quantity:
    """The figure with the comparison that ends the words before it: "at least" and "Wagner II"."""
    match = _comparison().search(before)
    if not match:
        return quantity
    if match["more"] or match["least"]:
        return replace(quantity, most=math.inf, open_least=bool(match["more"]), compared=True)
    return replace(quantity, least=-math.inf, open_most=bool(match["less"]), compared=True)


@cache
def _comparison() -> re.Pattern[str]:
    data = words.load("measuring")
    kinds = ("least", "most", "more", "less")
    given = "|".join(f"(?P<{kind}>{_alternatives([str(w) for w in data[kind]], True)})" for kind in kinds)
    return re.compile(rf"(?:{given})\s*(?:an?|the)?\s*$")


def _value(written: str) -> float:
    return float(written.replace(",", "."))


def _figure(m: re.Match[str]) -> Quantity:
    twice = bool(m["u"] and m["unit"]) and not (m["b"] or m["of"])  # "34 % in one": its unit stands right behind it
    unit = _units().get(re.sub(r"\s+", "", (m["u"] if twice else m["unit"] or m["u"]) or ""))
    a = _value(m["a"])
    b = _value(m["b"]) if m["b"] else a
    if m["b"] and _WENT.search(m.string, max(0, m.start() - 40), m.start()):
        a = b  # "recovered from 25 % to 50 %" is no range: the second value holds
    least, most = min(a, b), max(a, b)
    between = m.string[m.end("a") : m.start("b")] if m["b"] else ""
    if m["b"] and ("+/-" in between or "±" in between):
        least, most = a - b, a + b
    elif m["b"] and a < 0 <= b:
        least, most = a, b
    open_least = open_most = False
    if m["more"] or m["least"] or m["plus"]:
        most, open_least = math.inf, bool(m["more"])
    elif m["less"] or m["most"] or m["down"]:
        least, open_most = -math.inf, bool(m["less"])
    elif m["about"] or m["ish"]:
        least, most = least - abs(least) * _ABOUT, most + abs(most) * _ABOUT
    if m["less"] or m["more"] or m["most"]:
        denied = _NEVER.search(m.string, max(0, m.start() - 40), m.start())
        if denied:  # "never went below 65" is 65 or more, "no time at or below 88" more than 88
            least, most = (-math.inf, max(a, b)) if m["more"] else (a, math.inf)
            open_least, open_most = bool(m["most"]), False
    compared = any(m[g] for g in ("more", "least", "plus", "less", "most", "down"))
    of = _value(m["of"]) if m["of"] else None
    end = m.end("u") if twice and not (m["plus"] or m["down"]) else m.end()
    return Quantity(m.start(), end, least, most, unit, of, compared, open_least, open_most)


def _decade(m: re.Match[str]) -> Quantity:
    """ "The low 30s" and the like."""
    n = float(m["n"] or 10 * (_DECADES.index(m["word"]) + 2))
    ends = {"low": (0, 4), "lower": (0, 4), "mid": (3, 7), "high": (6, 9.99), "upper": (6, 9.99)}.get(
        m["part"] or "", (0, 9.99)
    )
    return Quantity(m.start(), m.end(), n + ends[0], n + ends[1])


def _feet(m: re.Match[str]) -> Quantity | None:
    """A height in feet and inches, in inches."""
    if not m["in"] and (m[0].rstrip()[-1] not in "'t" or _NOUN.match(m.string, m.end())):
        return None
    inches = 12 * float(m["ft"]) + float(m["in"] or 0)
    return Quantity(m.start(), m.start() + len(m[0].rstrip()), inches, inches, "in")
