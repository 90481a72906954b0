"""On how many days a month something is taken, as clinical text says it: both ends of what the words can mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.text import spelt
from drafter.text.patterns import Pattern
from drafter.text.tokens import COUNTS

_MONTH, _WEEKS = 30.4, 30.4 / 7
"""Days and weeks of a month on average."""
_ALL = 31.0
_WORDS = COUNTS | {"once": 1, "twice": 2, "thrice": 3, "fifteen": 15, "twenty": 20, "thirty": 30}
_N = r"(?:\d{1,2}(?:\.\d)?|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"
_MOST = (
    r"(?:never|not) (?:on|takes?|taken|uses?|used|needs?|needed|had) more than|on no more than|on at most|no "
    r"more than|not more than|never more than|"
    r"not exceeding|up to|at most|max(?:imum)?(?: of)?|≤|<="
)
_LESS = r"less than|fewer than|under|below|<"
_LEAST = r"at least|no less than|not less than|≥|>=|minimum of"
_MORE = r"more than|over|above|greater than|exceeding|>"
_ABOUT = r"about|around|approximately|approx\.?|roughly|some|~|maybe|perhaps"
_PER = (
    r"(?:/|per|an?|each|every|in any(?: one| single)?|in each|in every|of any|(?:in|of|on|during) an?|"
    r"out of(?: an?| the| every| each)?)(?:\s+(?:typical|average|usual|normal|ordinary|given|single|calendar)\b)?"
)
_UNIT = r"(?:days?|d|times?|x|doses?|tabs?|tablets?|pills?|nights?)"
_COUNTED = Pattern(
    rf"(?<![\w./])(?:(?P<most>{_MOST})\s*|(?P<less>{_LESS})\s*|(?P<least>{_LEAST})\s*|(?P<more>{_MORE})\s*|"
    rf"(?P<about>{_ABOUT})\s*)?"
    rf"(?P<n>{_N})(?:\s*(?:-|–|to|or)\s*(?P<m>{_N}))?(?P<plus>\s*\+)?\s*"
    r"(?:(?!day|week|month|year|wk|mo|hour|hr|mg|per|a\b|for|of\b)[a-z]+ ){0,2}?"
    rf"(?P<what>{_UNIT})?\s*(?:of (?!the\b|each\b|every\b|an?\b)[a-z]+ (?=an? |per |each |every |/|monthly))?"
    rf"(?:(?:of (?:the|each|every) |{_PER}\s*)"
    r"(?P<unit>months?|mo\b|mth|weeks?|wk|30 days|28 days)(?![a-z])|"
    r"(?P<adverb>monthly|weekly)\b)"
)
_OF_THIRTY = Pattern(r"(?<![\w./])(?P<n>\d{1,2})\s*(?:/|of|out of)\s*(?:the (?:last|past) )?30(?:\s*days?)?\b")
_ALWAYS = Pattern(
    r"\b(?P<daily>daily|every (?:single )?day|each day|every morning|every night|nightly|around the clock|"
    r"(?:several|multiple) times (?:a|per) day|(?<![\w./-])\d(?: ?(?:to|or|-) ?\d)?(?: (?:tablets?|pills?|"
    r"caps\w*|doses?|tabs?))? "
    r"(?:a|per|each|every) day(?! (?:of|when|with|on))|(?:through|without) a (?:single )?day without|"
    r"not a (?:single )?day without|"
    r"a day (?:does not |doesn't )?(?:goes|passes|go|pass)(?: by)? without|"
    r"(?:once|twice|\d+ ?(?:x|times)) (?:a|per|/) ?day|qd|bid|tid|qid)\b|"
    r"\b(?P<nearly>nearly every day|almost every day|almost daily|near[- ]daily|nearly daily|most days|"
    r"most days of the (?:week|month)|more than half (?:of )?(?:the|all|her|his)? ?days)\b|"
    r"\b(?P<other>every other day|every second day|alternate days)\b|"
    r"\b(?P<weekly>once weekly|weekly|twice weekly)\b"
)
_MONTH_NAMES = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|"
    r"aug|sept?|oct|nov|dec)\b\.?"
)
_IN_MONTHS = Pattern(
    rf"(?<![\w./])\d{{1,2}} (?:days? )?(?:so far )?in {_MONTH_NAMES}(?:(?:,? and|"
    rf",)? (?:already )?(?:on )?\d{{1,2}} (?:days? )?(?:so far )?in {_MONTH_NAMES})+"
)
"""Days of month after month: "13 days in July, 12 in August, 15 in September"."""
_EACH_LISTED = Pattern(
    rf"\bdays?\b[^.;:\d]{{0,30}}\b(?:last|past|previous|preceding) (?P<m>{_N}) (?:calendar )?months?\b[^.;:\d]{{0,12}}"
    r"[:=-]\s*(?P<days>\d{1,2}(?:(?:,|/| and|, and) ?\d{1,2})+)(?![/-]\d)"
)
"""Days of so many months in a row: "rizatriptan days, last three months: 3, 5, 4"."""
_BY_NAME = Pattern(
    rf"(?:{_MONTH_NAMES}:? ?\d{{1,2}}(?: ?days?| ?d\b)?(?:,| and|;|"
    rf" /)? ?){{2,}}(?:and )?{_MONTH_NAMES}:? ?\d{{1,2}}(?: ?days?| ?d\b)?(?!\d)"
)
"""Days behind the name of each month: "Aug 3 days, Sep 4 days, Oct 2 days"."""
_ONE_MONTH = Pattern(
    rf"(?<![\w./])(?P<n>{_N}) (?:\w+ )?days? (?:(?:in|during|over|of|for) )?(?:the )?"
    rf"(?:(?:last|past|previous) (?:calendar )?(?:month|30 days|four weeks|4 weeks)\b(?! but)|"
    rf"(?<=in ){_MONTH_NAMES}(?! \d)|(?<=during ){_MONTH_NAMES}(?! \d))"
)
"""Days of one month: "on 2 days last month", "three days in October"."""
_EACH_OF = Pattern(rf"(?<![\w./])(?P<n>{_N}) days in each of the (?:last |past )?(?P<m>{_N}) months\b")
_LISTED = Pattern(
    r"(?<![\w./])\d{1,2}(?:, ?\d{1,2})+,? (?:and|&) \d{1,2} days?\b(?! (?:of|in a row|ago|after|before)\b)"
)
_SPAN = Pattern(rf"\b{_MONTH_NAMES} ?(?:-|–|to|through|till|until) ?{_MONTH_NAMES}")
"""Days of month after month behind the first and the last: "Sept-Nov diary: 5, 4 and 6 days"."""
_OF_DAYS = Pattern(r"\bdays?\b[^.;]{0,30}$")
_FROM_TO = Pattern(rf"\b(?P<a>{_MONTH_NAMES})(?: \d{{4}})? ?(?:-|–|to|through|thru|till|until) ?(?P<b>{_MONTH_NAMES})")
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def spanned(low: str) -> int:
    """Months from the first to the last that a folded clause names, both counted; 0 where it names no such stretch."""
    if not (match := _FROM_TO.search(low)):
        return 0
    first, last = (_NAMES.index(match[k][:3]) for k in ("a", "b"))
    return (last - first) % 12 + 1


_SUPPLIED = Pattern(r"\b(?:tab|pill|caps|dose|fill|refill|dispens|box|pack)\w*")
"""Units and words of supply, of which several may fall on one day."""
_PRN = Pattern(r"\b(?:prn|as needed)\b")
_IN_ATTACKS = Pattern(
    r"\b(?:headache|migraine|attack|bad|pain|such) days?\b|\b(?:per|for an|during an|in an) attack\b|\b(?:when|"
    r"if) needed\b"
)
"""Words by which so many a day are taken on some days alone."""


@dataclass(frozen=True)
class Rate:
    """Days a month, both ends included; tablets and doses give the highest number of days alone."""

    start: int
    end: int
    least: float
    most: float
    months: int = 0
    """Months of which each is told."""
    capped: bool = False
    """Whether only the most is told, so that its own "never" denies nothing else."""


def find(low: str) -> list[Rate]:
    """Rates in a folded clause, in order."""
    written = spelt.digits(low)
    low = written.text
    found = [*_by_month(low), *_counted(low), *_of_thirty(low)]
    taken = [(r.start, r.end) for r in found]
    found += [r for r in _always(low) if not any(a < r.end and r.start < b for a, b in taken)]
    return sorted(map(written.back, found), key=lambda r: r.start)


def _counted(low: str) -> Iterator[Rate]:
    for match in _COUNTED.finditer(low):
        n, m = _number(match["n"]), _number(match["m"] or match["n"])
        factor = _WEEKS if (match["unit"] or match["adverb"]).startswith("w") else 1.0
        least, most = min(n, m) * factor, max(n, m) * factor
        if match["most"] or match["less"]:
            least, most = 0.0, most - (1.0 if match["less"] else 0.0)
        elif match["least"] or match["more"] or match["plus"]:
            least, most = least + (1.0 if match["more"] else 0.0), _ALL
        elif match["about"]:
            least, most = least * 0.9, most * 1.1
        if (
            match["what"]
            and match["what"][0] in "tpdx"
            and not match["what"].startswith(("time", "day"))
            and match["what"] not in ("d", "x")
        ):
            least = min(least, 1.0)
        if _SUPPLIED.search(match[0]):
            least = min(least, 1.0)
        yield Rate(match.start(), match.end(), least, min(most, _ALL), capped=match["most"] is not None)


def _by_month(low: str) -> Iterator[Rate]:
    """Three or more months with their days, of which the last may not be over; or one month."""
    if not (_IN_MONTHS.search(low) or _BY_NAME.search(low)):
        for match in _ONE_MONTH.finditer(low):
            yield Rate(match.start(), match.end(), _number(match["n"]), _number(match["n"]), 1)
    for match in _IN_MONTHS.finditer(low):
        days = [float(n) for n in re.findall(r"\d{1,2}(?= (?:days? )?(?:so far )?in )", match[0])]
        yield Rate(match.start(), match.end(), min(days[:-1]), max(days), len(days))
    for match in _LISTED.finditer(low) if _SPAN.search(low) else ():
        days = [float(n) for n in re.findall(r"\d{1,2}", match[0])]
        yield Rate(match.start(), match.end(), min(days), max(days), len(days))
    for match in _EACH_LISTED.finditer(low):
        days = [float(n) for n in re.findall(r"\d{1,2}", match["days"])]
        if len(days) == int(_number(match["m"])):
            yield Rate(match.start(), match.end(), min(days), max(days), len(days))
    for match in _BY_NAME.finditer(low):
        if "day" in match[0] or re.search(r"\d ?d\b", match[0]) or _OF_DAYS.search(low[: match.start()]):
            days = [float(n) for n in re.findall(r"\d{1,2}", match[0])]
            yield Rate(match.start(), match.end(), min(days[:-1]), max(days), len(days))
    for match in _EACH_OF.finditer(low):
        days_ = _number(match["n"])
        yield Rate(match.start(), match.end(), days_, days_, int(_number(match["m"])))


_HEADED = Pattern(r"\b(?:days?|d)\s?(?:/|per|a|each) ?(?:mo|mth|month)s?\b[^.;:]{0,40}[:=]")
_VALUE = Pattern(r"\s*[:=x]?\s*(?P<n>\d{1,2})(?!\s*(?:mg|mcg|/|-|%|\.\d|days?|x|times|per))\b")


def headed(low: str, drugs: Sequence[tuple[int, int]]) -> list[tuple[int, Rate]]:
    """Days behind each medicine in a list whose head gives the unit: "days/mo: naratriptan 2, naproxen 5".

    `drugs` are their places; the number of each that has a figure comes with its rate.
    """
    if not (head := _HEADED.search(low)):
        return []
    told = [(n, _VALUE.match(low, end)) for n, (start, end) in enumerate(drugs) if start >= head.end()]
    return [(n, Rate(m.start(), m.end(), float(m["n"]), float(m["n"]))) for n, m in told if m]


_A_MONTH = Pattern(r"\b(?:a|per|each|every) month\b|\bmonthly\b|/ ?mo(?:nth)?\b")
_BEFORE_DRUG = Pattern(r"(?<![\w./-])(?P<n>\d{1,2}) $")
_DRUG_DAYS = Pattern(r" days?\b")


def led(low: str, drugs: Sequence[tuple[int, int]]) -> list[tuple[int, Rate]]:
    """Days before each medicine of a list with one unit for all: "6 triptan days, 4 NSAID days a month"."""
    if len(drugs) < 2 or not _A_MONTH.search(low):
        return []
    told = [(n, _BEFORE_DRUG.search(low[:start])) for n, (start, end) in enumerate(drugs) if _DRUG_DAYS.match(low, end)]
    rates = [(n, Rate(m.start(), m.end(), float(m["n"]), float(m["n"]))) for n, m in told if m]
    return rates if len(rates) == len(drugs) else []


def _of_thirty(low: str) -> Iterator[Rate]:
    for match in _OF_THIRTY.finditer(low):
        yield Rate(match.start(), match.end(), float(match["n"]), float(match["n"]))


def _always(low: str) -> Iterator[Rate]:
    """Words for every day or nearly so; beside "as needed" they only say the most."""
    least_of = 0.0 if _PRN.search(low) or _IN_ATTACKS.search(low) else 1.0
    for match in _ALWAYS.finditer(low):
        least, most = _reading(match)
        yield Rate(match.start(), match.end(), least * least_of, most)


def _reading(match: re.Match[str]) -> tuple[float, float]:
    if match["daily"]:
        return 28.0, _ALL
    if match["nearly"]:
        return 16.0, _ALL
    if match["other"]:
        return 14.0, 16.0
    return (8.0, 9.0) if "twice" in match["weekly"] else (4.0, 5.0)


def _number(word: str) -> float:
    return float(_WORDS[word]) if word in _WORDS else float(word)
