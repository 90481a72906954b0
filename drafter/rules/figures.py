"""Dates and amounts in a text, and whether they stand in what is known: for the rule on unsourced figures.

An amount is compared with its unit: days and weeks are one measure, months and years another. A date is compared in
the parts that it names, whatever its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

Day = tuple[int | None, int | None, int | None]
"""Year, month and day, as far as they are named."""

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_SHORT = {name[:3]: number for number, name in enumerate(_MONTHS, start=1)}
_MONTH = rf"(?P<month>Sept|{'|'.join(name.capitalize() for name in (*_MONTHS, *_SHORT))})"
_YEAR, _DAY = r"(?P<year>(?:19|20)\d\d)", r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_BEFORE_A_MONTH = ["in", "to", "by", "of", "from", "and", "till", "since", "until"]
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\w-])(?P<year>(?:19|20)\d\d)-(?P<number>[01]?\d)(?:-(?P<day>[0-3]?\d))?(?![\w-])",
        r"(?<![\w/])(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>(?:19|20)\d\d)(?![\w/])",
        rf"(?<!\w){_DAY} (?:of )?{_MONTH}\.?,?(?: {_YEAR})?(?!\w)",
        rf"(?<!\w){_MONTH}\.? {_DAY}(?!\w)(?:,? {_YEAR}(?!\w))?",
        rf"(?<!\w){_MONTH}\.?,? (?:of )?{_YEAR}(?!\w)",
        rf"(?:{'|'.join(f'(?<={word} )' for word in _BEFORE_A_MONTH)}){_MONTH}(?!\w)",
    )
)

_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_VALUES = {word: float(n) for n, word in enumerate(_WORDS)} | {
    "fifteen": 15.0, "eighteen": 18.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0,
    "sixty": 60.0, "ninety": 90.0, "hundred": 100.0,
}  # fmt: skip
_UNITS: dict[str, tuple[str, float]] = {
    "%": ("percent", 1), "percent": ("percent", 1), "per cent": ("percent", 1),
    "d": ("day", 1), "day": ("day", 1), "w": ("day", 7), "wk": ("day", 7), "week": ("day", 7),
    "mo": ("month", 1), "month": ("month", 1), "y": ("month", 12), "yr": ("month", 12), "year": ("month", 12),
    "h": ("hour", 1), "hr": ("hour", 1), "hour": ("hour", 1), "min": ("minute", 1), "minute": ("minute", 1),
    "mcg": ("mg", 0.001), "µg": ("mg", 0.001), "mg": ("mg", 1), "g": ("mg", 1000), "ml": ("ml", 1), "cc": ("ml", 1),
    "session": ("times", 1), "set": ("times", 1), "time": ("times", 1), "visit": ("times", 1),
    "injection": ("times", 1), "block": ("times", 1), "treatment": ("times", 1), "unit": ("unit", 1),
    "point": ("point", 1), "patient": ("person", 1), "people": ("person", 1), "participant": ("person", 1),
    "study": ("study", 1), "studies": ("study", 1), "trial": ("study", 1),
}  # fmt: skip
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?:(?<![\w.,-])|(?<=[x×~(])|(?<=\d[-–])|(?<=\s[-–]))(?P<number>{_DIGITS}|(?:{'|'.join(_VALUES)})(?![a-z]))"
    rf"(?P<unit>[\s-]?(?:{_UNIT})s?(?!\w)|\s?%)?"
    rf"|(?<=[A-Za-z]-)(?P<tied>\d+(?:\.\d+)?)(?!\w)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s?(?:-|–|to|or|and)\s?", re.IGNORECASE)
_LABELLED = re.compile(r"\b(?:lines?|notes?|references?|rows?|page) (?:\d+(?:,| and| to)? )*$", re.IGNORECASE)
_CODE = re.compile(r"\d{5}")


@dataclass(frozen=True)
class Figure:
    """A date or an amount as it stands in a text."""

    words: str
    """As written."""
    start: int
    """Its first code point."""
    value: float = 0.0
    """The number; zero for a date."""
    unit: str = ""
    """Base unit of the amount; empty where none is named."""
    scale: float = 1.0
    """How many base units one of the written units is."""
    days: tuple[Day, ...] = ()
    """What a date can mean; empty for an amount."""
    spelt: bool = False
    """Whether the number is written as a word."""


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Figure, ...]:
    """All dates and amounts of a text, dates first."""
    found: list[Figure] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            found.append(Figure(match[0], match.start(), days=_days(match)))
            text = text[: match.start()] + "·" * len(match[0]) + text[match.end() :]
    return (*found, *_amounts(text))


def _days(match: re.Match[str]) -> tuple[Day, ...]:
    parts = match.groupdict()
    year = int(parts["year"]) if parts.get("year") else None
    if parts.get("first"):
        one, two = int(match["first"]), int(match["second"])
        return tuple((year, month, day) for month, day in {(one, two), (two, one)} if month <= 12)
    name = parts.get("month")
    month = _SHORT[name[:3].lower()] if name else int(match["number"])
    return ((year, month, int(parts["day"]) if parts.get("day") else None),)


def _amounts(text: str) -> Iterator[Figure]:
    """Numbers with their units; the first of a range has the unit of the second."""
    matches = list(_NUMBER.finditer(text))
    for n, match in enumerate(matches):
        if _CODE.fullmatch(match[0]) or _LABELLED.search(text, 0, match.start()):
            continue
        unit = _unit(match)
        after = matches[n + 1] if n + 1 < len(matches) else None
        if not unit and after and _JOINED.fullmatch(text, match.end(), after.start()):
            unit = _unit(after)
        written = match["number"] or match["tied"]
        spelt = written.lower() in _VALUES
        value = _VALUES[written.lower()] if spelt else float(written.replace(",", ""))
        base, scale = _UNITS.get(unit, ("", 1.0))
        yield Figure(match[0], match.start(), value, base, scale, spelt=spelt)


def _unit(match: re.Match[str]) -> str:
    written = (match["unit"] or "").strip(" -\n\t").lower()
    return written if written in _UNITS else written.removesuffix("s")


@dataclass
class Known:
    """Every date and amount that a sentence may name."""

    days: set[Day] = field(default_factory=set)
    """Dates."""
    plain: set[float] = field(default_factory=set)
    """Numbers as written, whatever their unit."""
    amounts: set[tuple[float, str]] = field(default_factory=set)
    """Numbers in base units, with the unit."""

    def add(self, texts: Iterable[str]) -> Known:
        """Take in everything that stands in the texts."""
        for text in texts:
            for figure in figures(text):
                self.days.update(figure.days)
                if not figure.days:
                    self.plain.add(figure.value)
                    self.amounts.add((round(figure.value * figure.scale, 6), figure.unit))
        self.plain.update(float(part) for day in self.days for part in day if part is not None)
        return self

    def holds(self, figure: Figure) -> bool:
        """Whether the figure stands here. A number in words counts only with a unit: "one" is also a pronoun."""
        if figure.days:
            return any(_agree(said, known) for said in figure.days for known in self.days)
        if not figure.unit:
            return figure.spelt or figure.value in self.plain
        base = round(figure.value * figure.scale, 6)
        return (base, figure.unit) in self.amounts or (figure.unit == "times" and (base, "") in self.amounts)


def _agree(said: Day, known: Day) -> bool:
    """Whether a date says no more than a known one; a year may be understood from the record."""
    (year, *rest), (known_year, *known_rest) = said, known
    same_year = year is None or known_year is None or year == known_year
    return same_year and all(part is None or part == held for part, held in zip(rest, known_rest, strict=True))
