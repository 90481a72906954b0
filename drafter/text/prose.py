"""What only the code may write: the stretches of a prose that a language model must neither make up nor change.

Numbers, dates, codes, quotations, addresses, outcomes, verdicts, negations and comparisons. `fixed` serves twice: the
stretches of our own text become placeholders before a model sees it, and any stretch in the model's text is a breach.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from drafter.text import words

StretchKind = Literal["name", "quotation", "address", "date", "number", "outcome", "verdict", "negation", "comparison"]
"""What makes a stretch ours: a name given by the caller, or one of the classes of the module's docstring."""


@dataclass(frozen=True)
class Stretch:
    """A stretch of text that only the code may write."""

    start: int
    end: int
    kind: StretchKind
    text: str


_ONES = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth thirtieth hundredth"
)
_OTHERS = (
    "zero hundred hundreds thousand thousands million dozen dozens half halves quarter quarters once twice thrice "
    "single double triple pair couple both fortnight fortnights decade decades"
)
_NUMBER_WORD = r"\b(?:" + "|".join(f"{_ONES} {_TEENS} {_TENS} {_ORDINALS} {_OTHERS}".split()) + r")\b"
_UNIT = (
    r"%|percent\b|days?\b|weeks?\b|months?\b|years?\b|hours?\b|minutes?\b|sessions?\b|units?\b|points?\b|visits?\b|"
    r"sets?\b|mg\b|ml\b|mcg\b"
)
# A token with a digit anywhere in it takes in codes, doses, ranges, identifiers and dates in figures; the last
# character is none of the sentence's own punctuation.
_FIGURE = r"(?:[^\s{}()\[\];,\"“”«»]*\d(?:[^\s{}()\[\];\"“”«»]*[^\s{}()\[\];,.:!?\"“”«»'’])?)"
_ROMAN = r"\b(?-i:[IVX]{2,})\b"
_MONTH = (
    r"(?-i:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_COMPARISON = (
    r"\b(?:(?:no|not) (?:more|less|fewer|longer|later|earlier) than|(?:more|less|fewer|greater|longer|shorter|higher|"
    r"lower|older|younger|sooner|later|earlier) than|at (?:least|most)|up to|as (?:many|much|few) as|minimum|maximum|"
    r"exceed(?:s|ed|ing)?|approximately|nearly|almost)\b|[<>≤≥±≈=~]"
)
_NUMBER = rf"(?:{_FIGURE}|{_NUMBER_WORD}|{_ROMAN})"
_QUANTITY = rf"{_NUMBER}(?:\s?[-–]?\s?(?:of|to|and)?\s?(?:{_NUMBER}))*(?:[\s-]?(?:{_UNIT}))*"
_DATE = rf"(?:\b\d{{1,2}}(?:st|nd|rd|th)?\s+)?\b{_MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b)?(?:,?\s+\d{{4}}\b)?"
_OUTCOME = (
    r"\b(?:(?:re|de|un|non-?|pre-?)?certif\w*|(?:dis)?approv\w*|(?:un|pre-?)?authori[sz]\w*|den(?:y|ies|ied|ying|ials?)|"
    r"pend(?:s|ed|ing)?|reject\w*|declin\w*|recommend\w*|(?:un)?warrant\w*|grant(?:s|ed|ing)?|overturn\w*|upheld|"
    r"uphold\w*|(?:un|non-?|dis)?cover(?:s|ed|age|ing)?|(?:in)?eligib\w*|(?:dis|un)?qualif\w*|(?:dis)?allow\w*|"
    r"permit\w*|(?:un)?necess\w*|(?:un)?justif\w*|experimental|investigational|definitive\w*|final(?:ly)?|"
    r"conclusive\w*|guarantee\w*|entitle\w*|payable|pa(?:y|id|ys|yment)|reimburs\w*|favou?rable|adverse)\b"
)
_VERDICT = (
    r"\b(?:(?:un)?met|meets?|meeting|(?:un|dis)?satisf\w*|(?:un)?fulfil\w*|(?:un)?document(?:ed|s|ing)?|(?:in)?applicable|"
    r"exclud\w*|exclusions?|(?:un)?prove[ns]?|(?:un)?established|contraindicat\w*|(?:in)?appropriate\w*|clear(?:ed|s)|weak\w*|strong\w*|(?:in)?sufficient\w*|(?:in)?effective\w*)\b"
)
_NEGATION = (
    r"\b(?:not|no|none|never|nor|neither|nothing|nobody|nowhere|without|cannot|lack(?:s|ed|ing)?|absen(?:t|ce)|"
    r"missing|fail(?:s|ed|ing|ures?)?|unable|unknown|unclear|silent|unless|except|hardly|barely|rarely|free of|"
    r"rather than|instead of|against)\b|\b\w+n['’]t\b"
)
_ADDRESS = r"(?:https?://|www\.)[^\s{}]+|[^\s{}]+@[^\s{}]+|\b[\w-]+\.(?:com|org|net|gov|edu|io)\b"
_QUOTATION = r"“[^”{}]*”|\"[^\"{}]*\"|«[^»{}]*»|‘[^’{}]*’(?!\w)|[\"“”«»„‟`]"

_PATTERNS: tuple[tuple[StretchKind, str], ...] = (
    ("quotation", _QUOTATION),
    ("address", _ADDRESS),
    ("date", _DATE),
    ("number", rf"(?:(?:{_COMPARISON})\s?)?{_QUANTITY}"),
    ("comparison", _COMPARISON),
    ("outcome", _OUTCOME),
    ("verdict", _VERDICT),
    ("negation", _NEGATION),
)
_FIXED = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS), re.IGNORECASE)


def fixed(text: str, names: Iterable[str] = ()) -> tuple[Stretch, ...]:
    """The stretches of the text that only the code may write, in order, none overlapping another.

    `names` are words to be kept whole beside the classes above, such as the name of a policy.
    """
    found: list[Stretch] = []
    known = sorted({name for name in names if name.strip()}, key=len, reverse=True)
    if known:
        pattern = r"(?<!\w)(?:" + "|".join(map(re.escape, known)) + r")(?!\w)"
        found += [Stretch(*m.span(), "name", m.group()) for m in re.finditer(pattern, text, re.IGNORECASE)]
    taken = [(s.start, s.end) for s in found]
    start = 0
    for gap_start, gap_end in [*taken, (len(text), len(text))]:
        found += _between(text, start, gap_start)
        start = gap_end
    return tuple(_joined(text, sorted(found, key=lambda s: s.start)))


_JOINT = re.compile(r"\s?(?:[,;/–-]\s?)?(?:(?:and|or|of|to|for|in|by|from|is|as)\s)?", re.IGNORECASE)


def _joined(text: str, stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Neighbours with no more than a joining word between them as one.

    So "not documented" cannot be torn apart, nor "A1, A3 and A4" become "A1 of A3".
    """
    last: Stretch | None = None
    for this in stretches:
        if last is not None and _JOINT.fullmatch(text, last.end, this.start):
            last = Stretch(last.start, this.end, last.kind, text[last.start : this.end])
            continue
        if last is not None:
            yield last
        last = this
    if last is not None:
        yield last


def _between(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Fixed stretches in a part of the text; numerals of other scripts count as numbers."""
    position = start
    for match in _FIXED.finditer(text, start, end):
        yield from _numerals(text, position, match.start())
        if match.end() > match.start():
            yield Stretch(*match.span(), _kind(match), match.group())
        position = match.end()
    yield from _numerals(text, position, end)


def _numerals(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Single characters that stand for a number without being a digit, such as ½, ², ① or 三."""
    for place in range(start, end):
        if text[place] > "\x7f" and unicodedata.numeric(text[place], None) is not None:
            yield Stretch(place, place + 1, "number", text[place])


def _kind(match: re.Match[str]) -> StretchKind:
    return next(kind for kind, _ in _PATTERNS if match.group(kind) is not None)


def foreign(text: str, ground: Iterable[str]) -> tuple[str, ...]:
    """Words of the text that neither the ground nor common prose has, in order: names, drugs, diagnoses made up.

    Words of four letters and more are compared by their first five letters, so that an inflection is no new word;
    shorter ones only where they are written in capitals.
    """
    known = {word[:5] for part in ground for word in _words(part)} | {
        word[:5] for word in words.load("prose")["common"]
    }
    found = [raw for raw in re.findall(r"[^\W\d_]+", text) if len(raw) >= 4 or (len(raw) > 1 and raw.isupper())]
    return tuple(dict.fromkeys(raw for raw in found if raw.casefold()[:5] not in known))


def _words(text: str) -> Iterator[str]:
    return (raw.casefold() for raw in re.findall(r"[^\W\d_]+", text))


_PLAIN = re.compile(r"[\w\s.,;:()'’/–—-]*")


def strange(text: str) -> tuple[str, ...]:
    """Characters that plain prose of this tool does not need: markup, control and invisible ones, other scripts."""
    odd = (c for c in text if not _PLAIN.fullmatch(c) or c in "\r\n\t_" or (c > "\u024f" and c not in "’–—"))
    return tuple(dict.fromkeys(odd))


def numbers(text: str) -> frozenset[float]:
    """Every number that stands in the text, in figures or in common words ("six", "a", "half")."""
    figures = {float(figure.replace(",", "")) for figure in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)}
    words = set(re.findall(r"[a-z]+", text.lower()))
    return frozenset(figures | {VALUES[word] for word in words & VALUES.keys()})


VALUES: dict[str, float] = {
    **{word: float(n) for n, word in enumerate(f"zero {_ONES} {_TEENS}".split())},
    **{word: 10.0 * n for n, word in enumerate(_TENS.split(), 2)},
    "a": 1.0, "an": 1.0, "half": 0.5, "once": 1.0, "twice": 2.0, "couple": 2.0, "dozen": 12.0, "hundred": 100.0,
}  # fmt: skip
"""What number words stand for."""
