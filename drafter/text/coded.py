"""Service codes as requests write them, each with the modifiers and the units that stand with it.

"64405-50", "27096 RT + LT", "64484 x2", "A4239 qty 3", "J0585 300 units", "E2103 1 + …", "four units of 64405".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from drafter.text import spelt

_MODIFIER = r"(?:50|RT|LT|59|X[ESPU]|KX|JW|JZ|NU|RR|UE|26|TC|25|76|77|G[AYZ])"
_BARE = r"(?:RT|LT|JW|JZ|KX)"
_SENT = (
    r"(?:(?:was|is|are|were|has|been|went|came|goes|comes|in|out|up|on|to be|we|and|it|they|billed|requested|ordered|"
    r"submitted|sent|filed|coded|entered|carr(?:ies|ied|ying)|bear(?:s|ing)|under|the)\s+){0,5}"
)
"""Between a code and the modifier that it was sent with."""
_MODIFIER_BEFORE = re.compile(
    rf"\b(?:modifiers?|mod\.?)\s*-?\s*(?P<named>{_MODIFIER})\s+(?:(?:was|is)\s+)?(?:(?:put|appended|added|attached|"
    rf"placed)\s+)?"
    r"(?:on|to|for|with|behind|after)\s+(?:(?:the\s+)?(?:code|line)\s+)?$",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?P<system>\b(?:CPT|HCPCS)(?:\s*codes?)?[\s:#®]*)?(?:(?<![\w.$,/-])|(?<=[\dA-V]\d{4}[/,]))"
    r"(?P<code>\d{5}|[A-V]\d{4})(?![\w%]|\.\d)",
    re.IGNORECASE,
)
_MODIFIERS = re.compile(
    rf"\s*\(?(?:-\s*(?P<hyphen>(?i:{_MODIFIER}))|(?i:,?\s*{_SENT}(?:with\s+|w/\s*)?(?:modifiers?|"
    rf"mod\.?)\s*-?\s*(?P<named>{_MODIFIER})|"
    rf",?\s*{_SENT}with\s+(?P<both>the bilateral modifier))|"
    rf"(?<=\s)(?P<bare>{_BARE}))\b\)?(?!\s*-\s*\d)"
)
_CELLS = re.compile(
    r"(?:[ \t]{2,}|\t|[ \t]*\|[ \t]*)(?P<cell>(?P<modifier>50|RT|LT)|(?P<units>\d{1,3}))(?=[ \t]{2,}|\t|[ \t]*\||"
    r"[ \t]*(?:$|\n))"
)
"""A cell of a table behind its code: modifier or units, between columns."""
_JOINED = re.compile(rf"\s*(?:[+/,&]|and\b|or\b)\s*-?\s*(?P<more>{_BARE}|50)\b(?!\s*(?:[x×]|[-\d]))")
_NOT_UNITS = (
    r"(?!\s*(?:weeks?|wks?|months?|mos?|days?|years?|muscles?|injections?|sites?|sides?|levels?|nerves?|joints?|"
    r"needles?|passes|sticks?|hours?|hrs?|min(?:ute)?s?|sessions?|visits?|mg|mcg|ml)\b|\s*/|\.\d)"
)
_N = spelt.COUNT
_TURNED = r"(?:changed|corrected|amended|increased|reduced|raised|lowered|cut|revised)"
_UNITS = re.compile(
    rf"[\s,:;|(-]*(?:(?:is|was|be|now)\s+)?(?:{_TURNED}\s+)?from\s+{_N}\s+(?:units?\s+)?to\s+(?P<changed>{_N})\s+units?\b|"
    rf"[\s,:;|(-]*\b{_N}\s+units?\s+(?:(?:is|was|be|now)\s+)?{_TURNED}\s+to\s+(?P<turned>{_N})\b{_NOT_UNITS}|"
    rf"\s*(?:(?:was\s+|is\s+)?(?:billed|requested|ordered|reported|submitted|charged|coded|listed|claimed|entered)\s+)?"
    rf"\(?(?:[x×]\s*(?P<times>\d{{1,3}})|times\s+(?P<spoken>{_N}))\b{_NOT_UNITS}\)?|"
    rf"[\s,:;|(-]*(?:with (?:an? )?)?\b(?:qty|quantity|units?|count)\.?\s*(?:of|is|"
    rf"[:=#])?\s*(?P<quantity>{_N})\b{_NOT_UNITS}\)?|"
    rf"[\s,:;|(-]*\b(?P<units>{_N})\s*(?:units?|U)\b(?!\s*(?:per|each|/|vials?|syringes?))\)?|"
    rf"\s*(?:was\s+|is\s+|are\s+|to\s+be\s+)?(?:billed|requested|ordered|reported|submitted|charged|coded|listed|"
    rf"claimed|entered)\s+"
    rf"(?:(?P<often>{_N})\s+times|(?P<twice>twice))\b|\s+(?P<so_often>{_N})\s+times\b|"
    r"[ \t]+(?P<alone>\d{1,3})(?=[ \t]*(?:\+|,|;|\)|$|\.(?:\s|$)|and\b|with\b|&))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?<![\w.,/-])(?P<units>{_N})\s+(?:units?\s+(?:of\s+|for\s+)?(?:[A-Za-z-]+\s+){{0,4}}?|[x×]\s*)\(?\s*$",
    re.IGNORECASE,
)
_SPELT_OUT = re.compile(
    r"\b(two|three|four|five)\s+$|(?:\b(one|two|three|four|five)|(?<![\w.,/-])(?<![A-Za-z] )([1-5])|"
    r"\b(?:and|for|plus|with|need\w*|request\w*|order\w*|wants?)\s([1-5]))\s+(?:[a-z-]+\s+){0,3}[a-z]+,?\s+"
    r"\(?(?:HCPCS\s*)?$",
    re.IGNORECASE,
)
"""Before the code of a device: "two K0823", "1 portable oxygen concentrator, E1392"."""
_CHANGED = re.compile(rf"\bfrom\s+{_N}\s+units?\b[^.;]*$", re.IGNORECASE)
_TO = re.compile(rf"\s+to\s+(?P<units>{_N})\s+units?\b", re.IGNORECASE)
"""Around a code: "from 3 units of 20553 to 1 unit"."""
_COUNTED = re.compile(
    r"\s*\(?[x×]\s*(?P<n>\d{1,2})\s*(?P<what>injections?|needle\s+\w+|needles?|passes|sticks?|sites?)\b", re.IGNORECASE
)


_APART = re.compile(
    rf"(?P<name>[^\n;.?!]{{0,80}}?)(?:"
    rf"(?<=[\s,(])[x×]\s?(?P<times>\d{{1,3}})\b{_NOT_UNITS}|"
    rf"(?:(?<!drug )(?<!dose )\b(?:qty|quantity|units)\.?[\s:=#]*|#\s?)"
    rf"(?P<quantity>{_N})\b(?!\s*(?:days?|weeks?|months?|mg))|"
    rf"(?<![\w.-])(?P<units>{_N})\s+(?:(?:half-hour|30-minute|billing|service)\s+)?"
    r"(?:units?|each|ea|devices?|receivers?|stud(?:y|ies)|operations?|procedures?|machines?)\b"
    r"(?!\s+(?:at|a|per|of|in|with|before|daily|every|once|twice|nightly|bid|tid|hs|qhs|qam|am|pm|sub|sc)\b|\s*/)|"
    rf",\s*(?P<alone>(?:[1-9]|one|two|three|four))(?=\s*(?:,|;|\(|\)|\.\s|\.?$|\n))|"
    r"(?<=[a-z])\s+\((?P<bracket>[1-9])\)(?=\s*(?:,|;|\.|\n|$))|"
    r"(?:(?<=\d)|(?<=-[RL]T))\s*\((?P<beside>[1-9])\)(?=[\s,;.)]))",
    re.IGNORECASE,
)
"""Behind a code its name, and behind that its units: "E1390 oxygen concentrator (1)", "K0835 power wheelchair, one"."""
_OWN_NAME = re.compile(
    r"\b(?:on|takes|taking|uses|using|insulin|had|has|received|after|since|prior|mg|mcg|old|yo|y/o|every|q|"
    r"(?:dai|week|month|night|year)ly(?! suppl)|days?|weeks?|wks?|months?|mos?|years?|times|series)\b|\d{5}|"
    r"\b[A-V]\d{4}\b|\d\s*%",
    re.IGNORECASE,
)
"""What stands in no name of a service."""
_EACH = re.compile(r"[^\n;.?!]{0,40}?\beach\b", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:,|/|&|\+|\band\b|,\s*and\b)\s*(?:(?:CPT|HCPCS|code)\s*)?", re.IGNORECASE)
"""Between codes of a list whose units stand at its end, "one unit each"."""


_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SPOKEN = re.compile(rf"\b(?:(?:{'|'.join((*_DIGITS, 'oh'))})(?:[\s,-]+(?=[a-z])|\b)){{5}}(?!-)", re.IGNORECASE)


_SHORT = re.compile(r"/(?P<tail>(?!50|59|25|26|76|77)\d{2})(?!\d|\.\d)")
"""Behind a code: the last digits of the next one, "64493/94/95"."""


@dataclass(frozen=True)
class Coded:
    """A code in a text."""

    start: int
    """First code point, "CPT" before it included."""
    end: int
    """One past the last of what belongs to it: modifiers and units included."""
    code: str
    """The code."""
    named: bool
    """Whether "CPT" or "HCPCS" stands before it."""
    modifiers: tuple[str, ...] = ()
    """Its modifiers, in order."""
    units: int | None = None
    """Its units, where they are written."""
    counted: tuple[int, str] | None = None
    """What is counted in place of units, such as 5 injections."""


def find(text: str) -> list[Coded]:
    """Every code of a text in order. A number of five digits is one by its shape alone: the caller knows the codes."""
    found = sorted((*_find(text), *_dictated(text)), key=lambda one: one.start)
    for n, one in reversed(list(enumerate(found))):
        follows = found[n + 1] if n + 1 < len(found) else None
        if one.units is None and one.counted is None:
            found[n] = replace(one, units=_apart(text, one.end, follows) or _of_each(text, one, follows))
    return found


def _dictated(text: str) -> Iterator[Coded]:
    """Codes spoken digit by digit: "six-three-six-five-zero"."""
    for match in _SPOKEN.finditer(text):
        spoken = match[0].lower().rstrip(" ,-\t\n")
        digits = (str(_DIGITS.index(word.replace("oh", "zero"))) for word in re.findall("[a-z]+", spoken))
        yield Coded(match.start(), match.start() + len(spoken), "".join(digits), named=False)


def _apart(text: str, at: int, follows: Coded | None) -> int | None:
    """Units that stand behind the name of a service whose code ends at `at`."""
    match = _APART.match(text, at, follows.start if follows else len(text))
    if match is None or (not match["quantity"] and _OWN_NAME.search(match["name"])):
        return None
    return spelt.count(next(g for g in match.groups()[1:] if g)) or None


def _of_each(text: str, one: Coded, follows: Coded | None) -> int | None:
    """Units of a code whose list gives them once: "64635 and 64636, one unit each"."""
    listed = follows and follows.units and _LISTED.fullmatch(text, one.end, follows.start)
    return follows.units if follows and listed and _EACH.match(text, follows.start) else None


def _find(text: str) -> Iterator[Coded]:
    reached = 0
    for match in _CODE.finditer(text):
        modifiers, units, counted, end = _behind(text, match.end())
        if units is None and counted is None and (before := _BEFORE.search(text, reached, match.start())):
            units = spelt.count(before["units"])
            if (changed := _TO.match(text, end)) and _CHANGED.search(text, reached, match.start()):
                units, end = spelt.count(changed["units"]), changed.end()
        if units is None and counted is None and match["code"][0] in "EeKk":
            spelt_out = _SPELT_OUT.search(text, reached, match.start())
            units = spelt.count(next(filter(None, spelt_out.groups()))) if spelt_out else None
        if not modifiers and (led := _MODIFIER_BEFORE.search(text, reached, match.start())):
            modifiers = (led["named"],)
        reached = end
        yield Coded(match.start(), end, match["code"].upper(), bool(match["system"]), modifiers, units or None, counted)
        while not modifiers and (short := _SHORT.match(text, reached)):
            code = match["code"][:-2] + short["tail"]
            modifiers, units, counted, reached = _behind(text, short.end())
            yield Coded(short.start("tail"), reached, code, bool(match["system"]), modifiers, units or None, counted)


def _behind(text: str, at: int) -> tuple[tuple[str, ...], int | None, tuple[int, str] | None, int]:
    """Modifiers, units, what else is counted, and the end of all of it, for a code that ends at `at`."""
    modifiers: list[str] = []
    units: int | None = None
    while True:
        if found := _MODIFIERS.match(text, at):
            modifiers.append((found["hyphen"] or found["named"] or found["bare"] or "50").upper())
        elif modifiers and (found := _JOINED.match(text, at)):
            modifiers.append(found["more"])
        elif (found := _CELLS.match(text, at)) and ((found["modifier"] and not modifiers) or units is None):
            if found["modifier"] and not modifiers:
                modifiers.append(found["modifier"])
            else:
                units = spelt.count(found["cell"])
        elif units is None and (found := _UNITS.match(text, at)):
            units = 2 if found["twice"] else spelt.count(next(g for g in found.groups() if g))
        else:
            break
        at = found.end()
    counted = _COUNTED.match(text, at) if units is None else None
    also = (int(counted["n"]), counted["what"].lower()) if counted else None
    return tuple(dict.fromkeys(modifiers)), units, also, counted.end() if counted else at
