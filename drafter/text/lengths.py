"""Lengths of time as clinical text writes them, with both ends kept: "3 months" is at least three and under four."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from drafter.domain import Bound
from drafter.text import spelt
from drafter.text.patterns import Pattern, Patterns
from drafter.text.tokens import COUNTS, ORDINALS, fold

_WORDS: dict[str, float] = COUNTS | {
    "half a": 0.5, "a dozen": 12.0, "a hundred": 100.0,
}  # fmt: skip
_VAGUE: dict[str, tuple[float, float]] = {
    "a couple of": (1.5, 3.5), "couple of": (1.5, 3.5), "a couple": (1.5, 3.5), "a few": (2, 7), "few": (2, 7),
    "several": (2, 13), "many": (3, 120), "multiple": (2, 60), "some": (1, 12), "a number of": (2, 12),
}  # fmt: skip
_WEEKS_AT_LARGE = 18
"""Weeks that "several weeks" may come to: nobody who says it has counted them."""
_N = r"(?:\d{1,3}(?:\.\d)?(?:\s?½|\s1/2\b)?|½|1/2\b|(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")\b)"
_V = "|".join(sorted(_VAGUE, key=len, reverse=True))
_UNIT = r"(?P<unit>hours?|hrs?|days?|d|weeks?|wks?|w|months?|mos?|mths?|years?|yrs?|y)(?![a-z])"
_MORE = (
    r"more than|greater than|longer than|over|(?<=lasted )past|(?<=lasting )past|well past|beyond|in excess of|"
    r"past the(?=\s+[\w-]+[ -]\w+ mark)|beyond the(?=\s+[\w-]+[ -]\w+ mark)|passed the(?=\s+[\w-]+[ -]\w+ mark)|"
    r"crossed the(?=\s+[\w-]+[ -]\w+ mark)|"
    r"upwards of|>|exceeding"
)
_LESS = (
    r"less than|under|fewer than|(?:nowhere|not anywhere) near|not nearly|almost|nearly|just under|not quite|not yet|"
    r"not even|barely|hardly|<(?!=)|"
    r"shy of|(?:well |far |way |falls |falling |fell |still |just )?short of(?: the(?=\s+[\w-]+[ -]\w+ (?:mark|"
    r"point)))?|close to|pushing|going on|coming up on|approaching|nothing like|"
    r"a long way (?:from|off|short of)|(?<!not )(?<!not too )(?<!not very )far from"
)
_MOST = r"up to|at most|no more than|not more than|maximum of|a maximum of|≤|<="
_ABOUT = r"about|approximately|approx\.?|around|roughly|~|some|circa|estimated"
_LENGTH = Pattern(
    rf"(?<![\w./])(?:x\s*)?(?:(?P<more>{_MORE})\s*|(?P<least>at least|"
    rf"(?:no|not|never) (?:less|fewer|shorter|under) than|nothing short of|minimum of|a minimum of|≥|>=)\s*|"
    rf"(?P<less>{_LESS})\s*|"
    rf"(?P<upto>{_MOST})\s*|(?P<about>{_ABOUT})\s*)?"
    rf"(?:(?P<vague>{_V})\b|(?P<n>{_N})(?:\s*(?:-|to|"
    rf"or|,? (?:or )?(?:perhaps|maybe|possibly)(?: even)?(?= (?:{_N})[ -]?(?:weeks?|wks?|months?|mos?|years?|days?)\b))"
    rf"\s*(?P<m>{_N}))?)(?P<halves>\s+and (?:a|one) half)?(?P<plus>\s*\+)?[ -]*"
    rf"(?:(?:full|whole|entire|solid|long|good)[ -]+)?{_UNIT}"
    r"(?P<half>\s+and a half)?(?P<after>\s+or more|\s*\+|\s+plus)?"
)
_OLD = Pattern(
    r"[\s-]*(?:old|of age|/?o\b|(?:\w+ )?(?:female|male|girl|boy|infant|baby|newborn|toddler|child|woman|man|"
    r"lady|gentleman|teen\w*)\b|[fm]\b)"
)
_PAIN_IS = Pattern(
    r"\b(?:pain|aches?|headaches?|episode|problem|complaint|symptoms?|injury|flare|trouble|spasms?|stiffness|neuralgia|"
    r"bout)(?:(?:, ?[^,.;]{1,30},)? (?:itself )?(?P<is>is|are|was|were)|(?P<s>'s))? "
    r"(?:\w+ly |now |just |about |some |almost |nearly )*\s*$"
)
"""Before an age that is one of symptoms: "the episode is only 3 weeks old"."""
_PER = Pattern(
    r"(?:\d|days?|times?|visits?|headaches?|attacks?|sessions?|(?<![a-z])(?:m?c?g|ml)|(?:milli|"
    r"micro)?gram(?:me)?s?|units?|"
    r"tab(?:let)?s?|pills?|doses?|"
    r"cap(?:sule)?s?|once|"
    r"twice|thrice|x)\s*(?:/|per|a|each|every|out of)\s*$|"
    r"\bevery\s+(?:other\s+)?$|\bq\s*$|\beach\s+$"
)
_PER_AFTER = Pattern(
    r"\s*(?:/|per|a|each|every|(?:out )?of (?:the|each|every|any|a)|out of|in (?:a|every|each)) ?"
    r"(?:day|week|wk|month|mo|year)\b|\s*(?:monthly|weekly)\b"
)
_SYMPTOMS = (
    r"(?:(?:the|her|his|this|these|their|my) )?(?:(?!(?:for|and|to|in|at|as|the)\b)[\w-]+ ){0,4}?(?:pain|aches?|"
    r"spasms?|"
    r"headaches?|symptoms?|stiffness|soreness|neuralgia|pn)\b"
)
"""A complaint, named by its last word."""
_BARE = Pattern(
    r"(?:\b(?:for|over|lasting|since|in|x) (?:the (?:last|past) )?(?:many )?|\bbut (?:rather |more like )?|"
    r"\bnot (?:days|weeks|months):\s*|"
    rf"(?:^|[:;,.(–—]\s*|\bwith )(?=\w+ of {_SYMPTOMS}))(weeks|months|years|decades)\b(?! (?:ago|old))"
)
_YOUTH = (
    r"childhood|infancy|adolescence|teens|teenage years|youth|twenties|thirties|birth(?! of\b)|high school|college|"
    r"puberty|menarche|school days|age(?: of)? \d{1,2}"
)
_EARLY_LIFE = Pattern(
    r"\b(?:since|from|dating (?:back )?to|began in|started in|starting in|onset in) (?:(?:she|he|they) (?:was|"
    r"were) (?:in )?)?"
    rf"(?:(?:her|his|their|early|late|mid|the) ){{0,3}}(?:{_YOUTH})\b|"
    r"\blife-?long\b|\ball (?:of )?(?:her|his|their) life\b|"
    r"\bas long as (?:she|he|they) can remember\b"
)
_POST_OP = Pattern(
    r"\b(?:post-?\s?op(?:erative)?|postoperative) day\s*#?\s*(?P<n>\d{1,4})\b|\bpod\s*#?\s*(?P<m>\d{1,4})\b"
)
_ORDINALS = {word: n for word, n in ORDINALS.items() if n > 1}
_NTH_UNIT = Pattern(
    rf"\b(?:in(?:to)?|enter(?:s|ed|ing)|reach(?:es|ed|ing)|start(?:s|ed|ing)|begin(?:s|ning)) (?:its|the|her|"
    rf"his|their|a|my) (?P<nth>\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)}) (?:straight )?"
    r"(?P<unit>week|month|year)\b(?! of (?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec|the|this|last|20\d\d))"
)
_NTH_OF = Pattern(
    rf"\b(?P<nth>\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)}) (?:straight |consecutive )?"
    rf"(?P<unit>week|wk|month|mo|year|yr)s? (?:of|with) (?={_SYMPTOMS})"
)
"""Which week of the symptoms it is: "third week of neck pain"."""
_FIRST_OF = Pattern(
    rf"\b(?:still|now|only|just) (?:inside|within|in) (?:the|her|his|its) first (?P<unit>week|month|year) (?:of|"
    rf"with) (?={_SYMPTOMS})"
)
_UNIT_NTH = Pattern(
    rf"\b(?P<unit>day|week|wk|month|mo|year|yr)\s*#?\s*(?P<n>{_N})(?=\W*(?:of {_SYMPTOMS}|(?:from|since|after|of) "
    r"(?:the |her |his )?(?:very )?(?:first (?:signs?|symptoms?|pain|ache|twinge)|onset|(?:symptom|pain) onset)\b))"
)
"""The same the other way round: "week 19 of constant head pain", "day 61 from first symptom"."""
_NTH_DAY = Pattern(
    r"(?<!cycle )(?<!hospital )(?<!op )(?<!op\. )(?<!operative )(?<!treatment )(?<!therapy )(?<!menstrual )(?<![\d-])"
    r"\bday\s*#?\s*(?P<n>\d{1,3})\b(?=\W*(?:$|[,;.)]|now\b|today\b|of (?:pain|symptoms|this)\b))"
)
"""The day on which a count of days stands: "pain: day 210"."""
_NTH_MONTH = Pattern(
    r"(?<!this )(?<!last )(?<!past )(?<!that )(?<!cycle )(?<!treatment )(?<!therapy )(?<!pregnancy, "
    r")\b(?P<unit>week|month|wk|mo)\s*#?\s*(?P<n>\d{1,2}|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"(?! ?(?:of|/|-))(?=\W*(?:$|[,;.)]|now\b|today\b|and counting\b))"
)
"""The week or month in which symptoms are: "pain, month 7"."""
_OF_FIELD = Pattern(
    r"\b(?:duration|length|how long|time since onset|how many)\b[^:;.]{0,30}?\(?\b(?:in )?"
    r"(?P<unit>days|weeks|wks?|months|mos?|mths?|years|yrs?)\)?\s*[:=]\s*"
    r"(?P<n>\d{1,3})\b(?!\s*(?:[-/]|to\b|days?|weeks?|months?|years?|wks?|mos?|yrs?))"
)
"""A field whose name holds the unit: "Duration (months): 8"."""
_ODD_UNITS = Pattern(rf"(?<![\w./])(?P<n>{_N}|an?)\s+(?P<odd>decade|fortnight)s?\b")
_PHRASES: tuple[tuple[Pattern, float, float, str], ...] = (
    (
        Pattern(r"\b(?:onset|began|begun|started|appeared)\b[^.;]{0,15}? within (?:the |this )?(?:past|last) month\b"),
        0,
        1.2,
        "months",
    ),
    (
        Pattern(r"\b(?:better|best|greater|larger|good) part of (?:a|the|this|last|the last|the past) year\b"),
        6,
        13,
        "months",
    ),
    (Pattern(r"\bmost of (?:a|the|this|the last|the past) year\b"), 6, 13, "months"),
    (Pattern(r"\b(?:for|throughout) (?:all of )?the past year\b"), 11, 18, "months"),
    (Pattern(r"\b(?:all|(?:the |this )?(?:whole|entire)) (?:(?:of )?(?:the|this) )?year\b"), 7, 13, "months"),
    (Pattern(r"\bhalf (?:the|of the|of a|of this) year\b|\bhalf[ -]year\b"), 5, 7, "months"),
    (Pattern(r"\b(?:a |one )?quarter of (?:a|the) year\b"), 2.5, 3.5, "months"),
    (
        Pattern(r"(?<=\bfor )(?:a|one) (?:full |whole )?quarter\b(?! (?:of|hours?|miles?|tablets?|dollars?|inch\w*))"),
        2.5,
        3.5,
        "months",
    ),
    (Pattern(r"\b(?:a |one )?third of (?:a|the) year\b"), 3.5, 4.5, "months"),
    (Pattern(r"\b(?:two|2) thirds of (?:a|the) year\b"), 7, 9, "months"),
    (Pattern(r"\b(?:three|3|¾)[ -](?:quarters|fourths) of (?:a|the) year\b"), 8, 10, "months"),
)
"""Lengths in words, as the shortest and the longest they can mean; what is said before them narrows them."""
_BEFORE_PHRASE = Pattern(rf"\b(?:(?P<less>{_LESS}|{_MOST})|(?P<more>{_MORE}|at least)) ?$")
_PHRASE_FAR = 20
_UNITS = {"h": "hours", "d": "days", "w": "weeks", "m": "months", "y": "years"}
_DAYS = {"days": 1.0, "weeks": 7.0, "months": 30.4, "years": 365.0}
_AND = Pattern(r"\s*,?\s*(?:and|&)?\s*")
_RANGE = Pattern(r"\s*(?:-|–|to|or|up to|and(?= half a year))\s*(?:even |maybe |perhaps |possibly |about )*")
"""Between the two ends of a range in two units: "8 weeks to 5 months"."""
_BETWEEN = Pattern(rf"\bbetween (?P<a>{_N}) and (?P<b>{_N})(?=\s*(?:hours|days|weeks|months|years|wks|mos?|yrs)\b)")
_AND_A_HALF = Pattern(r"\b(?:a |one |1 )?year and (?:a )?half\b")
_NEARLY = (
    "almost", "nearly", "just under", "not quite", "just short of", "close to", "pushing", "going on", "coming up on",
    "approaching", "shy of",
)  # fmt: skip
_A_DAY = 0.04
"""Part of a month, so that "no more than 3 months" takes in the day on which the third month ends."""
_TO_THE_DAY = Pattern(r"\s*(?:(?:exactly )?to the day|exactly|on the dot)\b")
_EXACTLY = Pattern(r"\b(?:exactly|precisely)\s*$")
_AN_EXACT_NUMBER = 0.12
"""A stated number is taken to be rounded by up to one unit, or by this part of itself where that is more."""


_MEASURED = Pattern(r"(?:(?<![a-z])|(?<=half))" + _UNIT)
"""A unit by which a number beside it is a length of time."""
FORMS = Patterns((_MEASURED, _BARE, *(p for p, *_ in _PHRASES), _ODD_UNITS, _NTH_UNIT, _NTH_OF, _EARLY_LIFE, _POST_OP,
                  _AND_A_HALF))  # fmt: skip
"""Forms of lengths; in a text without one of them there is none."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time found in a text."""

    start: int
    """First code point in the text searched."""
    end: int
    """One past the last."""
    least: float
    """The shortest it can mean, in its unit."""
    most: float | None
    """The longest, exclusive; none where it is open."""
    unit: str
    """hours, days, weeks, months or years."""
    strict: bool = False
    """Whether `least` itself is excluded, as in "more than 3 months"."""

    def back(self, anchor: dt.date) -> tuple[dt.date, dt.date]:
        """The earliest and the latest day so long before `anchor`; an open end is the first day there is."""
        latest = _before(anchor, self.least, self.unit) - dt.timedelta(days=1 if self.strict else 0)
        if self.most is None:
            return dt.date.min, latest
        return min(latest, _before(anchor, self.most, self.unit) + dt.timedelta(days=1)), latest

    def ahead(self, anchor: dt.date) -> tuple[dt.date, dt.date]:
        """The earliest and the latest day so long after `anchor`: as many days as it is back."""
        earliest, latest = self.back(anchor)
        return anchor + (anchor - latest), anchor + (anchor - earliest)


@lru_cache(maxsize=1024)
def _before(anchor: dt.date, n: float, unit: str) -> dt.date:
    if unit == "hours":
        n, unit = n / 24, "days"
    whole, part = int(n), n - int(n)
    days = {"days": 1, "weeks": 7, "months": 30, "years": 365}[unit]
    try:
        return anchor - relativedelta(**{unit: whole}) - dt.timedelta(days=round(part * days))  # type: ignore[arg-type]
    except (ValueError, OverflowError):
        return dt.date.min


def since(bound: Bound, anchor: dt.date) -> dt.date:
    """The latest day on which something must have begun to have lasted the bound at `anchor`."""
    edge = _before(anchor, bound.value, bound.unit)
    return edge - dt.timedelta(days=1) if bound.strict else edge


def passes(length: Length, bound: Bound, anchor: dt.date) -> bool | None:
    """Whether the length meets the bound; none where it may or may not."""
    if bound.unit == "days" and length.unit == "months" and _whole_months(length, bound):
        return False
    earliest, latest = length.back(anchor)
    edge = since(bound, anchor)
    return True if latest <= edge else False if earliest > edge else None


def _whole_months(length: Length, bound: Bound) -> bool:
    """Whether a plain number of months stays short of a bound of days that is one of months: 2 months and 90 days.

    "2 months" reaches up to the end of the third, which may have a day more than the bound.
    """
    whole = length.most is not None and length.least == int(length.least) and length.most == length.least + 1
    return whole and not bound.value % 30 and (length.least + 1) * 30 <= bound.value


_OF_MONTH = Pattern(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|march|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?:? ?$"
)
"""Before a number of days that is a count in that month: "July 7 days"."""


def find(text: str, forms: Sequence[Pattern] | None = None) -> list[Length]:
    """Lengths in a text, in order; ages and "so many per month" are none.

    `forms` are those of `FORMS` that may stand in it, where that is known.
    """
    if forms is not None and not forms:
        return []
    written = spelt.digits(fold(text), alone=_unknown)
    low = _BETWEEN.sub(_as_range, written.text)
    measured = _LENGTH.finditer(low) if _MEASURED.search(low) else ()
    found = [m for m in (_length(match, low) for match in measured) if m and not _OF_MONTH.search(low[: m.start])]
    for match in _BARE.finditer(low):
        least, most = {"weeks": (2.0, 26.0), "months": (2.0, 24.0), "years": (2.0, None), "decades": (10.0, None)}[
            match[1]
        ]
        found.append(Length(match.start(1), match.end(), least, most, match[1].replace("decades", "years")))
    told = list(_in_phrases(low))
    found = [x for x in found if not any(t.start <= x.start < t.end for t in told)]  # "a quarter of a year"
    found += told
    for match in _EARLY_LIFE.finditer(low):
        found.append(Length(match.start(), match.end(), 1.0, None, "years"))
    for match in _POST_OP.finditer(low):
        n = float(match["n"] or match["m"])
        found.append(Length(match.start(), match.end(), n, n + 1, "days"))
    for match in _AND_A_HALF.finditer(low):
        found = [x for x in found if not match.start() <= x.start < match.end()]
        found.append(Length(match.start(), match.end(), 1.4, 2.0, "years"))
    return [written.back(x) for x in _joined(sorted(found, key=lambda length: length.start), low)]


def _unknown(word: str) -> bool:
    """Whether a number in words is none that this grammar reads as it stands."""
    return word not in _WORDS


def _in_phrases(low: str) -> Iterator[Length]:
    """Lengths told without a number beside a common unit."""
    for pattern, least, most, unit in _PHRASES:
        for match in pattern.finditer(low):
            lead = _BEFORE_PHRASE.search(low, max(0, match.start() - _PHRASE_FAR), match.start())
            middle = (least + most) / 2
            low_end, high_end = (
                (0.0, middle) if lead and lead["less"] else (middle if lead else least, None if lead else most)
            )
            strict = bool(lead and lead["more"] not in (None, "at least"))
            yield Length(match.start(), match.end(), low_end, high_end, unit, strict)
    for match in _ODD_UNITS.finditer(low):
        n = _number(match["n"])
        times, unit = (10.0, "years") if match["odd"].startswith("decade") else (2.0, "weeks")
        yield Length(match.start(), match.end(), n * times, (n + 1) * times, unit)
    for match in _OF_FIELD.finditer(low):
        n, unit = float(match["n"]), _UNITS[match["unit"][0]]
        yield Length(match.start(), match.end(), n, max(n + 1, n * (1 + _AN_EXACT_NUMBER)), unit)
    for match in _NTH_DAY.finditer(low):
        yield Length(match.start(), match.end(), float(match["n"]) - 1, float(match["n"]), "days")
    for match in _NTH_MONTH.finditer(low):
        n = _number(match["n"])
        yield Length(match.start(), match.end(), n - 1, n, _UNITS[match["unit"][0]])
    for match in _UNIT_NTH.finditer(low):
        n, unit = _number(match["n"]), _UNITS[match["unit"][0]]
        if (n, unit) != (1.0, "days"):  # "day one of neck pain: 4/19" names its beginning
            yield Length(match.start(), match.end(), n - 1, n, unit)
    for match in _FIRST_OF.finditer(low):
        yield Length(match.start(), match.end(), 0.0, 1.0, _UNITS[match["unit"][0]])
    for match in (*_NTH_UNIT.finditer(low), *_NTH_OF.finditer(low)):
        n = float(_ORDINALS.get(match["nth"]) or re.sub(r"\D", "", match["nth"]))
        yield Length(match.start(), match.end(), n - 1, n, _UNITS[match["unit"][0]])


def _as_range(match: re.Match[str]) -> str:
    """ "between 4 and 6" as "4 to 6", as long as before."""
    first, second = match["a"], match["b"]
    return f"{first} to {second}".ljust(len(match[0]))


def _joined(found: list[Length], low: str) -> list[Length]:
    """Lengths, where two parts of one are put together: "3 months and 2 weeks"."""
    whole: list[Length] = []
    for length in found:
        last = whole[-1] if whole else None
        if (
            last
            and _RANGE.fullmatch(low, last.end, length.start)
            and 0 < _DAYS.get(last.unit, 0) < _DAYS.get(length.unit, 0)
        ):
            part = _DAYS[last.unit] / _DAYS[length.unit]
            whole[-1] = Length(last.start, length.end, last.least * part, length.most, length.unit, last.strict)
        elif (
            last
            and _AND.fullmatch(low, last.end, length.start)
            and 0 < _DAYS.get(length.unit, 0) < _DAYS.get(last.unit, 0)
            and last.most is not None
            and not last.strict
            and length.least < _DAYS[last.unit] / _DAYS[length.unit]
        ):
            days = last.least * _DAYS[last.unit] + length.least * _DAYS[length.unit]
            more = max(_DAYS[length.unit], days * _AN_EXACT_NUMBER)
            whole[-1] = Length(last.start, length.end, int(days), days + more, "days")
        else:
            whole.append(length)
    return whole


def _length(match: re.Match[str], low: str) -> Length | None:
    if (
        (_OLD.match(low, match.end()) and not _of_symptoms(match, low))
        or _PER_AFTER.match(low, match.end())
        or (_PER.search(low, max(0, match.start() - 20), match.start("unit")) and _is_rate(match, low))
    ):
        return None
    unit = _UNITS[match["unit"][0]]
    if match["unit"] in ("d", "w", "y") and not match["n"]:
        return None
    start = match.start() + (len(match[0]) - len(match[0].lstrip()))
    if match["vague"]:
        least, most = _VAGUE[match["vague"]]
        if unit == "weeks" and most > 7:
            most = max(most, _WEEKS_AT_LARGE)
        return Length(start, match.end(), least, most, unit)
    n = _number(match["n"]) + (0.5 if match["half"] or match["halves"] else 0)
    m = _number(match["m"]) if match["m"] else n
    if n == m and (_TO_THE_DAY.match(low, match.end()) or _EXACTLY.search(low, max(0, start - 12), start)):
        return Length(start, match.end(), n, n + _A_DAY, unit)
    return _between(match, start, min(n, m), max(n, m), unit)


def _of_symptoms(match: re.Match[str], low: str) -> bool:
    """Whether an age is one of symptoms: "the episode is only 3 weeks old", "neck pain nearly a year old"."""
    named = _PAIN_IS.search(low, max(0, match.start() - 40), match.start())
    return named is not None and (bool(named["is"] or named["s"]) or match["n"] == "a" or match["unit"][0] != "y")


def _is_rate(match: re.Match[str], low: str) -> bool:
    """Whether the words before make it a rate: "15 days a month", "every 4 weeks"."""
    before = low[max(0, match.start() - 20) : match.start()] + (match[0][: match.start("unit") - match.start()])
    return bool(_PER.search(before)) or bool(
        re.search(r"\b(?:every|each|q)\s*(?:other\s*)?$", low[max(0, match.start() - 12) : match.start()])
    )


def _between(match: re.Match[str], start: int, n: float, m: float, unit: str) -> Length:
    end = match.end()
    if match["less"]:
        near = match["less"] in _NEARLY
        if match["less"] == "going on":
            return Length(start, end, n if m > n else n * 0.8, max(m, n + 1), unit)
        return Length(start, end, n * 0.8 if near else 0, m, unit)
    if match["upto"]:
        return Length(start, end, 0, n + (0.5 if match["upto"] == "up to" else _A_DAY), unit)
    if match["more"]:
        return Length(start, end, n, None, unit, strict=True)
    if match["least"] or match["plus"] or match["after"]:
        return Length(start, end, n, None, unit)
    if _NO_MORE.match(match.string, end):
        return Length(start, end, 0, m + _A_DAY, unit)
    upper = max(m + (0.5 if m % 1 else 1), m * (1 + _AN_EXACT_NUMBER))
    about = match["about"] or _OR_SO.match(match.string, end)
    return Length(start, end, n * 0.9 if about else n, upper, unit)


_OR_SO = re.compile(
    r"\s*(?:or (?:so|thereabouts)\b|give or take\b|more or less\b|\(?(?:approx\b|approximately\b|roughly\b))"
)
"""Behind a length that is only about right."""


_NO_MORE = re.compile(
    r",? (?:(?:and )?(?:certainly |surely |definitely )?(?:no|not (?:any )?) ?(?:more|longer)(?! than)|at "
    r"(?:the )?(?:most|outside|utmost|longest|very most)|tops|max(?:imum)?)"
    r"(?=\W*(?:$|[.;,\"”]))"
)
"""Behind a length that is the longest it can be: "seven weeks, no more"."""


def _number(word: str) -> float:
    if word in _WORDS:
        return _WORDS[word]
    half = word.endswith(("½", "1/2"))
    return float(re.sub(r"\s*(?:½|1/2)$", "", word) or 0) + (0.5 if half else 0)
