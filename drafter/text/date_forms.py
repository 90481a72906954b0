"""The forms in which clinical text writes a date, and the days that each of them can mean."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from drafter.text.holidays import HOLIDAYS
from drafter.text.named_days import (
    NTH_DAYS,
    NTH_WORDS,
    SEASONS,
    SPELT_YEAR,
    WEEKDAYS,
    YEAR_PARTS,
    Span,
    day_word,
    edge_of_year,
    full_year,
    holiday,
    last_unit,
    nth_weekday,
    pandemic,
    quarter,
    season,
    stated_year,
    weekday,
    whole_month,
)
from drafter.text.patterns import Pattern, Patterns
from drafter.text.tokens import COUNTS, fold

_MONTHS = {
    name: n
    for n, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
MONTH = rf"(?:{_NAMES})\b\.?"
SEASON = "|".join(SEASONS)
SLASHED = Pattern(r"(\d(?<![\d./]\d)\d?)[/.-](\d\d?)[/.-](\d{4}|\d\d)(?![\d/%])")
YEAR = r"(?:19|20)\d\d"
_SHORT_YEAR = r"(?<!\w)['’]\d\d(?![\w'’]|\s*(?:%|percent|hours?|hrs?|min|mg|days?|weeks?))"
"""Two figures behind an apostrophe: since '24."""
_ENDS = rf"(?![\w/%]|\.\d|-\d(?!\d?[-/]?(?:{_NAMES})))"
_NO_MONTH = "".join(rf"(?<!{name} )(?<!{name}\. )" for name in _MONTHS)
"""Before a day: no month, whose day it is: "Mar 3-Apr 14" is a stretch of time."""
DAY_FIRST = Pattern(
    rf"(?<![\w/.])(?<!(?<!\d\d)-){_NO_MONTH}(?P<day>\d\d?)(?:(?P<dash>-)|[/.]?)(?P<month>{_NAMES})"
    rf"(?:[-/.]?(?P<year>{YEAR}|\d\d){_ENDS}|(?(dash)\b(?![-\w]|\.? +\d)|(?!)))"
)
"""A day as systems write it: "20-Nov-2026", "20/Nov/26", "20NOV26", "20-Nov"."""
MONTH_FIRST = Pattern(rf"(?<![\w/.-])(?P<month>{_NAMES})[-/](?P<day>\d\d?)[-/](?P<year>{YEAR}|\d\d){_ENDS}")
"""The same with the month first: "Nov-20-2026"."""
SAID_YEAR = rf"{YEAR}|{_SHORT_YEAR}|this year|last year|{SPELT_YEAR}"
MONTH_PARTS = {
    "early (?:to|or|-) mid(?:dle)?": (1, 20), "mid(?:dle)? (?:to|or|-) late": (10, 31),
    "early": (1, 10), "mid(?:dle)?": (10, 20), "late": (20, 31), "beginning": (1, 8), "start": (1, 8), "end": (22, 31),
    "first": (1, 15), "second": (8, 31), "third": (15, 21), "last": (16, 31), "latter": (16, 31),
}  # fmt: skip
"""Days of a month that a word for a part of it can mean; first and second are weeks or halves."""
_VAGUE = {"a couple of": (2, 3), "a few": (2, 6), "few": (2, 6), "several": (2, 12), "couple of": (2, 3)}
_N = r"(?:" + "|".join(_VAGUE) + r"|\d{1,3}|" + "|".join(COUNTS) + ")"
_UNITS = {"d": "days", "w": "weeks", "f": "weeks", "m": "months", "y": "years"}
_BEGAN = Pattern(
    r"\b(?:since|began|started|onset|from|after|following|accident|injury|injured|hurt|mva|mvc|doi|dol|fell|"
    r"(?<!this )(?<!last )(?<!early )(?<!late )(?<!the )fall|crash|"
    r"collision|whiplash|incident|developed|appeared|noticed|noted|surgery)\b[^.;]{0,25}$"
)
_SCORED = Pattern(
    r"\b(?:pain|nrs|vas|scores?|severity|intensity|rated|rates|averag\w*|avg|headaches?)\b[^.;]*$|(?:->|→|\bto)\s*$"
)
Reader = Callable[[re.Match[str], dt.date | None, str], Span | None]


def _iso(m: re.Match[str], anchor: dt.date | None, text: str) -> Span:
    day = dt.date(int(m[1]), int(m[2]), int(m[3]))
    return day, day


def _iso_month(m: re.Match[str], anchor: dt.date | None, text: str) -> Span:
    return whole_month(int(m[1]), int(m[2]))


def slashed(m: re.Match[str], anchor: dt.date | None, text: str) -> Span | None:
    """Month/day/year; day/month/year is a second reading where both can be a month."""
    a, b = int(m[1]), int(m[2])
    if m[0].endswith("/10") and "-" in m[0]:
        return None  # a score of "5-6/10"
    year = full_year(m[3])
    days = [
        dt.date(year, month, day) for month, day in {(a, b), (b, a)} if 1 <= month <= 12 and is_day(year, month, day)
    ]
    if anchor and min(days, default=anchor) <= anchor < max(days, default=anchor):
        days = [day for day in days if day <= anchor] if _BEGAN.search(text[: m.start()].lower()) else days
    return (min(days), max(days)) if days else None


def is_day(year: int, month: int, day: int) -> bool:
    """Whether there is such a day."""
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


_SECONDARY = Pattern(
    r"2/2 (?:to )?(?:an? |the |her |his |poor |recent |prior )?(?:\w+ing\b|falls?|mv[ac]|injury|accident|strain|sprain|"
    r"whiplash|surgery|trauma|posture|degenerative|ddd|djd|oa\b|cervical|lumbar|muscle|myofascial|disc|spondyl\w+|"
    r"stenosis|"
    r"occipital|migraine|stress|overuse|work\b|sports?\b)"
)
"""2/2 as it is written for "secondary to"."""
_PAGE = re.compile(
    r"(?:\b(?:pp?|[Pp](?:g|age)s?)\b\.?|\b[Ss]heet|\bPAGE|"
    r"(?<![/\dx-])(?<![\dx] )(?<!per )(?<!each )(?<!every )(?<! a )(?<!last )(?<!this )(?<!next "
    r")\b(?:[Ww](?:ee)?k|[Mm]odule|[Ll]esson)\b\.?)"
    r"[ :#(]*$"
)
"""Before two numbers that count the pages of a paper or the weeks of a course: "p. 1/2", "wk 5/8"."""


def _two_numbers(m: re.Match[str], anchor: dt.date | None, text: str) -> Span | None:
    """Month/day of the year up to the anchor; month/year is a second reading where the second number can be a year."""
    if anchor is None or _is_score(m, text) or _SECONDARY.match(text[m.start() : m.end() + 30].lower()):
        return None
    a, b = int(m[1]), int(m[2])
    if a <= b and m[1][0] != "0" and _PAGE.search(text[max(0, m.start() - 16) : m.start()]):
        return None
    spans: list[Span] = []
    if 1 <= a <= 12 and is_day(2024, a, b):
        day = _last(anchor, a, b, _gone(m, text))
        spans.append((day, day))
    if 1 <= a <= 12 and 15 <= b <= anchor.year % 100 and anchor.year >= 2015:
        spans.append(whole_month(2000 + b, a))
    return (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None


def _is_score(m: re.Match[str], text: str) -> bool:
    """Whether "8/10" is a pain score rather than a day."""
    if m[2] not in ("10", "5") or int(m[1]) > int(m[2]):
        return False
    before, after = fold(text[max(0, m.start() - 30) : m.start()]), text[m.end() : m.end() + 4]
    if _FROM_DAY.search(before) or _TO_DAY.match(text[m.end() : m.end() + 12]):
        return False
    if re.search(r"\b(?:until|till|through|on|since)\s*$", before):
        return False
    if _TESTED.search(before) or (_ALONE_BEFORE.search(before) and _ALONE_BEHIND.match(text, m.end())):
        return True
    return bool(_SCORED.search(before)) or "->" in after or "→" in after


_TESTED = re.compile(r"\b(?:strength|motor|power|mmt)\W{1,2}$|(?<![\d/.])\d[-–]$")
_ALONE_BEFORE = re.compile(r"(?:^|[.\n])\s*$")
_ALONE_BEHIND = re.compile(
    r"\.?\s*(?:$|\n)|\.\s| (?:today|now|currently)\b|[, ] ?(?:mild|moderate|severe|constant|daily|(?:on )?most days|"
    r"at (?:rest|worst|best))\b"
)
"""Around a score that is all that a sentence says, or its first words: "5/10.", "7/10, moderate to severe"."""
_FROM_DAY = Pattern(r"(?<![\d/])\d\d?/(?!10\b|5\b)\d\d? ?(?:-+>|=+>|→|to|through|thru|-|–) ?$")
_TO_DAY = Pattern(r" ?(?:-+>|=+>|→) ?\d\d?/(?!10\b|5\b)\d\d?\b")
"""A day on the other side of an arrow: "5/18 -> 7/10"."""
_GONE = Pattern(r"\b(?:since|(?:since )?(?:last|this past))\s+$")
"""Before a day without a year that lies behind: "since last December 10"."""


def _gone(m: re.Match[str], text: str) -> bool:
    return _GONE.search(fold(text[max(0, m.start() - 12) : m.start()])) is not None


@lru_cache(maxsize=1024)
def _last(anchor: dt.date, month: int, day: int, gone: bool = False) -> dt.date:
    """The last such day not more than a month after the anchor: a planned day is near, a past one is behind."""
    latest = anchor if gone else anchor + relativedelta(months=1)
    for year in (anchor.year + 1, anchor.year, anchor.year - 1, anchor.year - 2):
        if is_day(year, month, day) and dt.date(year, month, day) <= latest:
            return dt.date(year, month, day)
    raise ValueError


def _day_of_month(m: re.Match[str], anchor: dt.date | None, text: str) -> Span | None:
    month, day = _MONTHS[m["month"].rstrip(".")], int(m["day"])
    if m["year"]:
        found = dt.date(stated_year(m, anchor) or full_year(m["year"]), month, day)
    elif anchor:
        found = _last(anchor, month, day, _gone(m, text))
    else:
        return None
    return found, found


def _month_and_number(m: re.Match[str], anchor: dt.date | None, text: str) -> Span | None:
    """Month and year as a sheet writes them ("Mar-25"); the number is a day as well where it can be one, but for an
    onset."""
    month, number = _MONTHS[m["month"]], int(m["n"])
    if anchor is None or not is_day(2024, month, number) or text[m.start() : m.end("month")] == "may":
        return None
    spans = []
    if 15 <= number <= anchor.year % 100 and not m["nth"]:
        spans.append(whole_month(2000 + number, month))
    if not (spans and _BEGAN.search(fold(text[: m.start()]))):
        spans.append((_last(anchor, month, number),) * 2)
    return min(s[0] for s in spans), max(s[1] for s in spans)


def _month_of_year(m: re.Match[str], anchor: dt.date | None, text: str) -> Span:
    return whole_month(int(m["year"]), _MONTHS[m["month"]])


def of_systems(text: str) -> Iterator[tuple[int, int, dt.date]]:
    """The full days of a text in the two forms of systems, with their places."""
    low = fold(text)
    for m in (*DAY_FIRST.finditer(low), *MONTH_FIRST.finditer(low)):
        year, month = full_year(m["year"]) if m["year"] else 0, _MONTHS[m["month"]]
        if year and is_day(year, month, int(m["day"])):
            yield *m.span(), dt.date(year, month, int(m["day"]))


def _nth_of_month(m: re.Match[str], anchor: dt.date | None, text: str) -> Span | None:
    if m.start("month") < m.start("nth") and m["month"][:3] in ("may", "mar") and text[m.start("month")].islower():
        return None
    month, day = _MONTHS[m["month"].rstrip(".")], NTH_DAYS[m["nth"].replace(" ", "-")]
    year = stated_year(m, anchor)
    if year is None and anchor is None:
        return None
    found = dt.date(year, month, day) if year else _last(anchor, month, day)
    return found, found


def _nth_weekday(m: re.Match[str], anchor: dt.date | None, text: str) -> Span | None:
    month, year = _MONTHS[m["month"].rstrip(".")], stated_year(m, anchor)
    if year is None and anchor is None:
        return None
    year = year or anchor.year - (1 if month > anchor.month else 0)  # type: ignore[union-attr]
    found = nth_weekday(year, month, m["nth"], m["weekday"])
    return found, found


def _month_named(m: re.Match[str], anchor: dt.date | None, text: str) -> Span | None:
    name = m["month"].rstrip(".")
    if name in ("may", "march", "mar", "sep", "dec", "jan") and not text[m.start("month")].isupper():
        return None
    if name == "may" and not m["year"] and not _dated_may(text, m):
        return None
    if anchor is None and not (m["year"] or "")[-1:].isdigit():
        return None
    year = stated_year(m, anchor)
    if year is None:
        running = (m["last"] or "").startswith("last") and _MONTHS[name] == anchor.month  # type: ignore[union-attr]
        year = anchor.year - (1 if _MONTHS[name] > anchor.month or running else 0)  # type: ignore[union-attr]
    first, last = whole_month(year, _MONTHS[name])
    if not m["part"]:
        return first, last
    a, b = next(days for word, days in MONTH_PARTS.items() if re.fullmatch(word, m["part"]))
    return first.replace(day=a), min(last, first + dt.timedelta(days=b - 1))


def _dated_may(text: str, m: re.Match[str]) -> bool:
    """Whether a capital May is the month and not the verb at the head of a sentence."""
    before, after = text[max(0, m.start() - 14) : m.start("month")].lower(), text[m.end() : m.end() + 24]
    if text.strip(" .,;:-–") == "May":
        return True  # a piece of a list
    if re.match(rf"\s+(?:to|through|thru|until|till|and)\s+(?:(?:early|mid|late)[ -]+)?{MONTH}", fold(after)):
        return True
    return bool(
        re.search(
            r"(?:in|since|from|until|till|to|of|by|visit|last|early|late|mid|and|through|the|her|his|their|our|"
            r"this|[-,/])\s*$",
            before,
        )
    ) or bool(re.match(r"\s*[-–:,.;]", after))


def _year(m: re.Match[str], anchor: dt.date | None, text: str) -> Span:
    year = full_year(m["year"])
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get((m["part"] or "").strip(" -"), (1, 12))
    return dt.date(year, first, 1), whole_month(year, last)[1]


def _ago(m: re.Match[str], anchor: dt.date | None, text: str) -> Span | None:
    """So many units before the anchor; the words are rounded by half a unit either way."""
    if anchor is None:
        return None
    if m["n"] in _VAGUE:
        unit, (few, many) = _UNITS[m["unit"][0]], _VAGUE[m["n"]]
        many = max(many, 18) if unit == "weeks" and many > 7 else many  # nobody who says "several weeks" has counted
        return anchor - relativedelta(**{unit: many}), anchor - relativedelta(**{unit: few})  # type: ignore[arg-type]
    n = (int(m["n"]) if m["n"].isdigit() else COUNTS[m["n"]]) * (2 if m["unit"].startswith("f") else 1)
    unit = _UNITS[m["unit"][0]]
    middle = anchor - relativedelta(**{unit: n})  # type: ignore[arg-type]
    slack = {"days": 0, "weeks": 3, "months": 15, "years": 182}[unit]
    nearer = middle if m["few"] is None else anchor - relativedelta(**{unit: int(m["few"])})  # type: ignore[arg-type]
    return middle - dt.timedelta(days=slack), min(anchor, max(middle, nearer) + dt.timedelta(days=slack))


def _month_and_year(m: re.Match[str], anchor: dt.date | None, text: str) -> Span:
    return whole_month(int(m[2]), int(m[1]))


def _forms() -> Iterator[tuple[str, Reader]]:
    """Forms of dates, the most telling first."""
    yield rf"(?<![\d./])({YEAR})[-/](\d\d?)[-/](\d\d?)(?!\d)", _iso
    yield SLASHED.pattern, slashed
    yield rf"(?<![\d/.])(?<!(?<!\d{{4}})-)(0?[1-9]|1[0-2])[/-]({YEAR})(?![\d/]|-(?=\d)(?!\d{{1,2}}/))", _month_and_year
    yield rf"(?<![\d.])({YEAR})-(0[1-9]|1[0-2])(?![\d-])", _iso_month
    yield r"(?<=\d, )(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\d-])", _two_numbers
    yield DAY_FIRST.pattern, _day_of_month
    yield MONTH_FIRST.pattern, _day_of_month
    yield rf"\b(?P<month>{_NAMES})[-/](?P<n>\d\d?)(?P<nth>st|nd|rd|th)?(?![\w/%]|-\d|\.\d)", _month_and_number
    yield rf"(?<![\w-])(?P<month>{_NAMES})[-/](?P<year>{YEAR})(?![\w/]|-\d)", _month_of_year
    yield (  # "mid Mar 26": a part of a month has no day, so that it is the year
        rf"\b(?P<last>(?!))?(?P<part>{'|'.join(MONTH_PARTS)})(?: of)?[ -]+(?P<month>{MONTH})\s+(?P<year>2\d)"
        r"(?![\d/:%]|st\b|nd\b|rd\b|th\b|\s*(?:-|–|mg\b|visits?\b|sessions?\b|days?\b|weeks?\b))",
        _month_named,
    )
    yield (
        rf"\b(?P<month>{MONTH})\s*(?P<day>\d\d?)(?:st|nd|rd|"
        rf"th)?(?:\s*,?\s+(?:of )?(?P<year>{SAID_YEAR}))?(?![\d/%]|v\b|vs\b|x\b)",
        _day_of_month,
    )
    yield (
        rf"(?<![\d/])(?P<day>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH})"
        rf"(?:,?\s*(?:of )?(?P<year>{SAID_YEAR}))?",
        _day_of_month,
    )
    yield (
        rf"\b(?P<nth>{NTH_WORDS}) (?:day )?of (?P<month>{MONTH})(?:,?\s*(?:of )?(?P<year>{SAID_YEAR}))?(?![a-z])",
        _nth_of_month,
    )
    yield (  # "May fourth", but not "in May fourth and fifth injections"
        rf"(?<!\bin )\b(?P<month>{MONTH})\s+(?:the )?(?P<nth>{NTH_WORDS})(?:,?\s*(?:of )?(?P<year>{SAID_YEAR}))?"
        r"(?=\W*(?:$|[,.;:)\n])|\s+(?:and|or|to|through|thru|until|till|at|with|for|in|from|by|she|he|they|we|the|"
        r"was|is|"
        r"were|as|but|this|next|last|asks?|requested|planned|again|given|done|when|which|after|before|only)\b)",
        _nth_of_month,
    )
    yield (
        rf"\b(?P<nth>first|second|third|fourth|last) (?P<weekday>{WEEKDAYS}) (?:of|in) (?P<month>{MONTH})"
        rf"(?:,?\s*(?:of )?(?P<year>{SAID_YEAR}))?(?![a-z])",
        _nth_weekday,
    )
    yield (
        r"\b(?P<last>(?:last|this past|this)[ -]+)?"
        rf"(?:(?P<part>{'|'.join(MONTH_PARTS)})(?: week| half| part| days| third| quarter)?"
        rf"(?: of|,)?(?: last| this past| this)?[ -]+)?"
        rf"(?P<month>{MONTH})(?:\s*(?:of\s+)?,?\s*(?P<year>{SAID_YEAR}))?(?![a-z])",
        _month_named,
    )
    yield (
        r"\b(?P<last>last |this past |this )?(?:early |late |mid[ -]?)?"
        rf"(?P<season>{SEASON})(?: of)?(?: (?P<year>{SAID_YEAR}))?\b",
        season,
    )
    yield (
        r"\b(?:q(?P<quarter>[1-4])(?![ -]*(?:weeks?|wks?|w|months?|mos?|m|days?|d|hours?|hrs?|h)\b)|"
        r"(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th) quarter)"
        rf"(?:[ /-]*(?:of )?(?P<year>{SAID_YEAR}))?(?!\w)",
        quarter,
    )
    yield (
        rf"(?<![\w./])(?<!\d-)(?:(?P<few>\d{{1,2}}) ?(?:-|to|or) ?)?"
        rf"(?P<n>{_N})[ -]*(?P<unit>days?|weeks?|wks?|fortnights?|months?|mos?|years?|"
        r"yrs?)\s+(?:ago|earlier|back|prior(?! to)|prior to (?:this|the|today)|before (?:the|this) request|"
        r"before (?:this|today's|the present|the current) (?:visit|note|appointment|exam|encounter|evaluation))\b",
        _ago,
    )
    yield r"\b(?:yesterday|today)\b", day_word
    for name in HOLIDAYS:
        yield (
            r"\b(?P<shift>(?:the )?(?:day|weekend|week) (?:right |just )?(?:after|before|following|of) )?(?:the )?"
            rf"(?P<holiday>{name})(?:'s)?(?: day|(?P<eve> eve))?(?P<width> weekend| week)?\b"
            rf"(?:,? (?:of |in )?(?P<year>{SAID_YEAR}))?",
            holiday,
        )
    yield (
        r"\b(?:last|this past|past|on|since|this) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
        weekday,
    )
    for year in (rf"{YEAR}|{_SHORT_YEAR}", "this year|last year|(?:new )?year\\b(?! of)"):
        yield (
            rf"\b(?P<edge>{'|'.join(YEAR_PARTS)}|first half|second half)(?: part)? ?(?:of )?(?:the )?(?P<year>{year})",
            edge_of_year,
        )
    yield r"\b(?:covid(?:-?19)? )?(?:pandemic|lockdown)\b", pandemic
    yield r"\b(?P<which>last|this|next)\s+(?P<unit>week|month|year)\b", last_unit
    yield r"(\d(?<![\d./$]\d)\d?)/(\d\d?)(?![\d/%]|\s*on )(?!(?<!0\d/10)(?<=/10)\s*(?:pain|nrs|vas))", _two_numbers
    yield (
        rf"(?<![\d./-])(?P<part>(?:early|mid|late)[ -]+)?(?P<year>{YEAR}|{_SHORT_YEAR})"
        r"(?![\d/-]|\s*(?:mg|mcg|ml|units?|iu|g)\b)",
        _year,
    )


READERS = {Pattern(pattern): read for pattern, read in _forms()}
FORMS = Patterns(READERS)
"""Forms of dates, the most telling first."""
