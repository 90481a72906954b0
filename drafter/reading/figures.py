"""Figures of a score: which can be its value, in which unit, and which state a rule or count something else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from drafter.text import words
from drafter.text.measurements import Quantity
from drafter.text.patterns import Pattern

FAR = 70
"""Code points between the name of a score and its figure."""
_JOINED = Pattern(
    r"^[\s,;(/]*(?:(?:and|then|to|now|but|or|vs|versus|down|up|from|later|->|→|-|today|currently|is|"
    r"was|at|repeat|with|while|(?:by|per|from) (?:(?:the|our|an?) )?[a-z]+)(?:\b)?[\s,]*){0,4}(?:\([^)]*\))?$"
)
_BRACKET = Pattern(r"[(\[][^()\[\]]*[)\]]")
_RIGHT_BEHIND = Pattern(
    r"^[\s:=(,–-]*(?:(?:of|is|was|at|score|grade|index|level|class|stage|now|today|currently|value|"
    r"reading|rated|to|a|type|as low as|as high as|down to|up to)\b"
    r"[\s:=(,–-]*)*$"
)
_SCALE = Pattern(r"[01]\s*(?:-|to)\s*10\b")
"""The ends of a scale, as in "the 0-10 scale"."""
_OF_SCALE = Pattern(
    r"\bscale\b|\b(?:rate|number|score|figure)\b[^.;\d]{0,20}\bfrom $|\b(?:rate|number|score|"
    r"figure)\b[^.;\d]{0,20}\bfrom \d"
)
"""Words around them."""
PASSES = Pattern(
    r"^\s*(?:(?:has |had |and |then |which )*(?:progressed|healed|worsened|advanced|improved|increased|"
    r"decreased|rose|fell|dropped|"
    r"recovered|went|changed|down|up)\s+)?(?:->|-->|→|=>|to|now|then|and now)\s*(?:a |grade |class |stage )*$"
)
"""What stands between an earlier and a later value."""
_ENDS = Pattern(r"^\s*(?:$|[.,;:()\]\[|/+&\"”'–—-]|→|=)")
_FOLLOWS = Pattern(
    r"^\s*(?:on|at|in|with|by|during|per|today|now|currently|current|this|last|when|while|before|"
    r"after|and|but|or|overall|"
    r"total|supine|rem|nrem|despite|from|as|twice|once|documented|average|avg|worst|best|rest|room|ra|"
    r"awake|asleep|x\d|"
    r"these|nowadays|any more|since|is|was|to|for|without|w/|w/o|pre|post|nonsupine|resting|over|of|mean|max|"
    r"min|recorded|measured|calculated|"
    r"bilateral\w*|left|right|medial|lateral|changes?|osteoarthritis|oa|ulcer|wound|foot|symptoms?|persistent|though|"
    r"two|three|several|multiple|again|both|per|usual\w*|most|typical\w*|constant\w*|daily|via|using|"
    r"under|score|scores|"
    r"later|then|even|off|except|yesterday|previously|diagnostic|titration|untreated|exertion|confirmed|"
    r"obtained|which|that|"
    r"pain|headache|severity|intensity|all|fasting|random|hypopn\w*|rule|obese|obesity|hfref|systolic|"
    r"jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|\d{4}|stated|noted|found|seen)\b"
)
"""What may follow a figure without a unit that is the value of a score."""


def about(measure: str) -> Mapping[str, Any]:
    """The entry of a score in the vocabulary; empty for one that only a policy knows."""
    return words.load("scores").get(measure, {})  # type: ignore[no-any-return]


def called(measure: str) -> str:
    """A score as words in a sentence."""
    return str(about(measure).get("called", measure.replace("_", " ")))


def convert(quantity: Quantity, measure: str) -> Quantity | None:
    """The figure in the unit of the threshold, or none where it cannot be a value of the score."""
    entry = about(measure)
    if not entry:
        return quantity
    low, high = (float(x) for x in entry["range"])
    factor, summand = 1.0, 0.0
    if quantity.unit == "in" and entry.get("unit") in ("per_hour", "percent", "points"):
        quantity = replace(quantity, unit=None)  # the mark of an inch is that of a quotation which ends there
    if quantity.of and entry.get("slashed") != "true":
        top = float(entry.get("top", entry["range"][1]))
        if "top" in entry and quantity.of not in (top, 10 * top):
            return None
        if "top" not in entry and quantity.of != top and quantity.unit is None and quantity.of != 100:
            return None
        factor = top / quantity.of if "top" in entry else 1.0
    elif quantity.unit and "unit" in entry and quantity.unit != entry["unit"]:
        if quantity.unit not in entry.get("units", {}):
            return None
        factor, summand = (float(x) for x in entry["units"][quantity.unit])
    elif (quantity.unit is None and entry.get("bare") != "true") or (quantity.unit == "cm" and "grades" in entry):
        return None
    found = replace(quantity, least=quantity.least * factor + summand, most=quantity.most * factor + summand)
    inside = [x for x in (found.least, found.most) if abs(x) != float("inf")]
    return found if all(low <= round(x, 2) <= high for x in inside) else None


@cache
def any_of(*keys: str) -> re.Pattern[str]:
    """Any of the words under these keys of the measuring vocabulary, or those of the moments or all circumstances."""
    data = words.load("measuring")
    given = [str(w) for key in keys for w in data.get(key, ())]
    axes = words.load("circumstances")
    chosen = axes.values() if "circumstances" in keys else [axes["moment"]] if "moments" in keys else []
    given += [str(w).lower() for each in chosen for entry in each.values() for w in entry["words"]]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(given, key=len, reverse=True)))})(?!\w)")


def timed(low: str) -> bool:
    """Whether words of time or of circumstances stand in a stretch of text."""
    return bool(any_of("now", "then", "circumstances").search(low))


def can_be(low: str, quantity: Quantity, measures: Sequence[str]) -> bool:
    """Whether a figure can be a value of one of these scores; a rule of 3 % and a flow of 2 L cannot."""
    if not any(convert(quantity, m) for m in measures):
        return False
    scale = _SCALE.match(low, quantity.start)
    if scale and low[: quantity.start].endswith("(") and low[scale.end() :].startswith(")"):
        return False  # "pain 6 (0-10)"
    if scale and _OF_SCALE.search(low[max(0, quantity.start - 25) : quantity.end + 20]):
        return False
    if low[: quantity.start].endswith(("out of ", "on a scale of ")):
        return False
    return bool(quantity.unit or quantity.of or quantity.grade) or not _counted(low, quantity)


def _counted(low: str, quantity: Quantity) -> bool:
    """Whether a word follows that says that the figure counts something else."""
    word = re.match(r"\s*(?!in spite)([a-z/]+)", low[quantity.end :])
    graded = re.search(r"\b(?:grade|gr|gd|class|cl|stage|st)\.?\s*$", low[: quantity.start])
    place = word and word[1] in _PARTS_OF_BODY and _SCORED_HERE.search(low[: quantity.start])
    timed_ = _SECONDS.match(low, quantity.end)
    counts = word and not (graded or place) and word[1].strip("/") in words.listed("measuring", "counted")
    return bool(timed_ or counts)


_SECONDS = re.compile(r"(?:(?<=\s)|\s+)s(?:ec(?:ond)?s?)?\b")
"""Behind a figure of seconds: "10 s"; "in the 40s" is none."""
_PARTS_OF_BODY = ("joint", "joints", "knee", "knees")
_SCORED_HERE = re.compile(r"\b(?:nrs|n?prs|vas|vnrs|pain|kl|k-l|kellgren|wagner)\W*(?:(?:is|of|at|score|now)\W+)*$")
"""Before a figure that is a score, and counts no joints: "NRS 8 knee"."""
_UNIT_OF_ELSE = Pattern(
    r"\s*(?:(?:to|-|->|→|=>)\s*(?:about |around |nearly |over |only )?\d+(?:\.\d+)?\s*\+?\s*)?"
    r"(?:min(?:ute)?s?|h|hrs?|hours?|steps?|blocks?|f(?:ee)?t|yards?|met(?:er|re)s?|miles?|km|stairs?|flights?|"
    r"mg|mcg|mmes?|tablets?|tabs?|pills?|doses?|kg|lbs?|pounds?|degrees?|times|nights?|attacks?|episodes?)\b"
)
_NAME_OF_ELSE = Pattern(
    r"\b(?:tolera\w+|sleep\w*|slept|walking|sitting|standing|driving|lifting|steps|opioids?|"
    r"mmes?|tablets?|dos(?:es?|age)|weight|bmi|a1c|flexion|extension|rotation|motion|rom|grip|strength)\b"
    r"(?![^.;,]*\b(?:pain|nrs|vas|score\w*|rat(?:ed|es|ing)|odi|ndi)\b)"
)


_OVER_WEEKS = Pattern(
    r"\s+(?:in|over|during) (?:the |that |each |a )?(?:\w+ )?(?:days?|weeks?|fortnight|months?)\b"
    r"(?: (?:before|after|since|following|that|prior|ahead))?"
)
_OF_DAYS = Pattern(
    r"\b(?:(?:headache|migraine|bad|pain|painful|sick|good) (?:days?|nights?)|attacks?|episodes?|tablets?|pills?|"
    r"triptans?|"
    r"rescue \w+)\b(?![^.;]*\b(?:nrs|vas|score|scale|out of)\b)[^.;]*$"
)
"""A figure of days or attacks within some weeks: "16 headache days in the four weeks before, 6 in the four after"."""


def of_days(low: str, start: int, end: int) -> bool:
    """Whether a figure counts days, attacks or tablets within some weeks."""
    return bool(_OVER_WEEKS.match(low, end) and _OF_DAYS.search(low[max(0, start - 100) : start]))


def of_something_else(low: str, start: int, end: int) -> bool:
    """Whether a bare figure measures no pain and no index: "walking tolerance went from 5 to 20 minutes"."""
    if _UNIT_OF_ELSE.match(low, end):
        return True
    if of_days(low, start, end):
        return True
    part = re.split(r"[.;,:()]\s|\b(?:and|but|while)\b", low[max(0, start - 80) : start])[-1]
    named = _NAME_OF_ELSE.search(part)
    return named is not None and not _SCORE_BEFORE.search(part[: named.start()])


_SCORE_BEFORE = Pattern(r"\b(?:pain|nrs|n?prs|vas|score\w*|rat(?:ed|es|ing)|odi|ndi|headaches?|disability|oswestry)\b")
_SCORED_BY = re.compile(
    r"\bnormal(?= at\b)|(?:\bhypopn\w+|\bscoring|\bcounting|\bcms|\bmedicare|\d ?%|\bpercent)(?: \w+)? (?:rule|"
    r"criteri(?:on|a)|definition)\b"
)
"""A rule by which events are counted, which is none of the policy's."""


_THRESHOLD = Pattern(
    r"[(\[]\W*[a-z][a-z0-9/ -]{0,30}?\s*(?:>=|≥|=>|<=|≤|=<)\s*(?:\d+(?:\.\d+)?|[ivx]+\b)[^()\[\]]*[)\]]"
)
"""A bracket that begins with a score and a bound that includes its figure: what is asked for, not what was found."""


def asked(low: str) -> list[tuple[int, int]]:
    """The brackets of a text that quote what is asked for: "(SaO2<=88 % at rest on room air)"."""
    return [match.span() for match in _THRESHOLD.finditer(low)]


def in_asked(low: str, place: int) -> bool:
    """Whether a place stands in such a bracket."""
    return any(a <= place < b for a, b in asked(low))


def quotes(low: str, quantity: Quantity, bounds: tuple[float | None, float | None], strict: bool) -> bool:
    """Whether a figure in brackets is the policy's own bound, of which `bounds` are the least and the most."""
    inside = any(b.start() < quantity.start < b.end() for b in _BRACKET.finditer(low))
    if not inside or not quantity.compared:
        return False
    if quantity.most == float("inf"):
        return quantity.least == bounds[0] and quantity.open_least == strict
    return quantity.most == bounds[1] and quantity.open_most == strict


_HAPPENED = Pattern(r"\b(?:was|were|read|fell|stood|came|went|had|sank|rose|lay|(?!need|requir)\w+ed)\b")
"""Behind a "when": it tells of what was found, and asks for nothing."""
_OR = Pattern(r"^\W*or\W*$")


def measured(low: str, stated: Sequence[Quantity]) -> list[Quantity]:
    """The figures that state no rule; an alternative to a rule is one as well: "rule >=15, or 5-14"."""
    found: list[Quantity] = []
    last: Quantity | None = None
    for quantity in stated:
        if rule(low, quantity, stated) or (last and _OR.match(low[last.end : quantity.start])):
            last = quantity
        else:
            found.append(quantity)
            last = None
    return found


def rule(low: str, quantity: Quantity, figures: Sequence[Quantity]) -> bool:
    """Whether a figure states a rule, not a measurement."""
    for bracket in _BRACKET.finditer(low):
        if bracket.start() <= quantity.start < bracket.end():
            if any_of("bracketed_rule").search(bracket[0]) or _THRESHOLD.match(bracket[0]):
                return True
            outside = any(not bracket.start() <= q.start < bracket.end() for q in figures)
            return quantity.compared and outside
    if _TARGET.search(low[: quantity.start]):
        return True
    before = low[max(0, quantity.start - 40) : quantity.start]
    before = _SCORED_BY.sub(" ", re.split(r"[,;()]|\bbut\b|\band\b", before)[-1])
    behind = re.split(r"[,;()]|\bbut\b|\band\b", low[quantity.end : quantity.end + 22])[0]
    last = re.findall(r"[\w'-]+", before)[-5:]
    words_before = " ".join(last)
    asked_for = any_of("rule_before").search(words_before)
    if asked_for and not (asked_for[0] in ("when", "until") and _HAPPENED.search(words_before, asked_for.end())):
        return True
    return bool(any_of("rule_behind").search(" ".join(re.findall(r"[\w'-]+", behind)[:2])))


_TARGET = Pattern(r"(?:^|[.;,(])\W*(?:target|goal|aim(?:ing)?|keep|titrate to)\b[^.;,]{0,60}$")
"""Before a figure that is a goal: "target SpO2 at rest above 88 %"."""
_DAY = Pattern(
    r"\b(?:on|in) (?:(?:19|20)\d\d\b|\d{1,2}/\d{1,2}(?:/\d{2,4})?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|"
    r"dec)\w*\.?(?: \d{1,2}(?:st|nd|rd|th)?)?)"
    r"(?:,? \d{4})?"
)
"""The day of a value, between it and the next."""
_BRACKETED_DAY = re.compile(r"^ ?\(\d{1,2}/\d{1,2}(?:/\d{2,4})?\)|(?<![\d/])\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\d/])")


_PAPER = (
    r"(?:in|on|by|per|from|at) (?:(?:the|her|his|our|my|an?) )?(?:[\w'&/-]+ ){0,2}?(?:vitals|letter|"
    r"notes?|h&p|flow ?sheets?|"
    r"chart|form|report|referral|intake|summary|record|consult\w*|history|physical|portal|paperwork|"
    r"questionnaire|sheet)\b"
)
_BY_WHOM = (
    r"(?:by|per|from|at|in|with|on) (?:(?:the|her|his|our|my|an?) )?(?:[\w'&/-]+ )?(?:ma|rn|rd|md|np|pa|nurse\w*|"
    r"triage|"
    r"pcp|dietit?ians?|nutrition|surgeon\w*|cardiolog\w+|endocrin\w+|anesthesi\w+|clinic|office|ward|scale|scribe|"
    r"specialist|physician|clerk|patient|portal|intake)\b"
)
_SOURCE = rf"(?:{_PAPER}|{_BY_WHOM}|at home|in[- ](?:the )?lab|\([^()\d]{{1,25}}\))"
_IN_PAPER = Pattern(rf"^\W*{_SOURCE}[\s,;]*(?:(?:and|but|vs\.?|versus|yet|while)\b[\s,]*)?$")
_OF_PAPER = Pattern(rf"^ ?{_SOURCE}")
"""Two papers, of which each gives a value: "34.1 in vitals and 36.0 in the surgeon's letter"."""


def continues(low: str, before: Quantity, quantity: Quantity) -> bool:
    """Whether a further figure behind the first is another value of the same score."""
    gap = _BRACKETED_DAY.sub(" ", _DAY.sub(" ", low[before.end : quantity.start]))
    if len(gap) > FAR:
        return False
    if _IN_PAPER.match(gap) and _OF_PAPER.match(low[quantity.end :]):
        return True
    explicit = (quantity.unit and quantity.unit == before.unit) or (quantity.of and quantity.of == before.of)
    return (
        bool(explicit)
        or bool(_JOINED.match(gap) or PASSES.match(gap))
        or timed(gap)
        or timed(low[quantity.end : quantity.end + 25])
    )


def fits(low: str, quantity: Quantity, near: str) -> bool:
    """Whether a figure can be a value of the score: by its unit, or bare by what stands around it.

    `near` is what stands between the name and the figure; right behind the name it needs no more.
    """
    if quantity.unit or quantity.of or quantity.grade or re.search(r"\b(?:grade|gr|gd|class|cl|stage|st)\.?\s*$", near):
        return True
    behind = low[quantity.end :]
    if _counted(low, quantity):
        return bool(re.match(r"\s*x\b", behind))
    return bool(_ENDS.match(behind) or _FOLLOWS.match(behind) or _RIGHT_BEHIND.match(near))
