"""Numbers in words: turned into digits for the grammars of figures ("sixty-five percent"), or one inside an expression.

Dictated notes and letters spell their figures. The grammars read digits; this module gives them a text in which every
number in words is one in digits, and tells where in the text as written each place of it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from drafter.text.patterns import Pattern

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES: dict[str, int] = (
    {word: n for n, word in enumerate((*_ONES, *_TEENS))}
    | {word: 10 * n for n, word in enumerate(_TENS, 2)}
    | {"fourty": 40, "a": 1}
)
WORDS = (*_ONES, *_TEENS, *_TENS, "fourty", "hundred")
"""The words in which numbers end."""
_ONE = "|".join(_ONES)
_TEEN, _TEN = "|".join(_TEENS), "|".join((*_TENS, "fourty"))
_SMALL = rf"(?:(?:{_TEN})(?:[- ](?:{'|'.join(_ONES[1:])}))?|{_TEEN}|{_ONE})"
_COUNTED = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[1:])}))?|{_TEEN}|{'|'.join(_ONES[1:])})"
NUMBER = rf"(?:(?:a|{'|'.join(_ONES[1:])}) hundred(?: (?:and )?{_COUNTED})?|{_COUNTED})"
"""Part of an expression that matches a whole number from one on in words; it has no groups."""
COUNT = rf"(?:\d{{1,3}}|{NUMBER})"
"""The same, or up to three digits."""
_NUMBER = Pattern(
    rf"(?<![\w-])(?:(?:(?P<hundreds>a|{'|'.join(_ONES[1:])})[- ]hundred(?:(?: and|-and-)?[- ](?P<rest>{_SMALL}))?)|"
    rf"(?P<small>{_SMALL}))(?:[- ]point (?P<point>(?:{_ONE})(?:[- ](?:{_ONE}))?))?"
    r"(?!\w|[- ]thousand|-hundred)"
)
_ANY = re.compile("zero|one|tw[oe]|th[ri]|fo[ur]|fi[vf]|six|seven|eigh|nine|ten|eleven|hundred")
"""Letters of which some stand in every number."""
_PRONOUN = Pattern(r"(?:\b(?:no|any|some|every|each|the|this|that|which|other|another|last|right|left)[- ]$)")
"""Before a "one" that counts nothing."""
_NO_COUNT = Pattern(
    r" (?:of(?! (?:ten|10|a possible)\b)|who|that|which|or the other|another|side)\b|-(?:sided|time|way)\b"
)
"""Behind a "one" that counts nothing."""


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_P = TypeVar("_P", bound=_Placed)


@dataclass(frozen=True)
class Digits:
    """A text with its numbers in digits."""

    text: str
    _shown: Sequence[int] = field(default=())
    """Where each number turned begins in `text`, and where it ends, in turn."""
    _written: Sequence[int] = field(default=())
    """The same places in the text as written."""

    def place(self, shown: int) -> int:
        """The place in the text as written of a place in `text`; the edge of a number is the edge of its words."""
        n = bisect_right(self._shown, shown) - 1
        if n < 0:
            return shown
        if n % 2 == 0 and shown > self._shown[n]:
            return self._written[n + 1]
        return self._written[n] + shown - self._shown[n]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Start and end in the text as written of a stretch of `text`, with all the words of a number that it cuts."""
        n = bisect_right(self._shown, start) - 1
        return self._written[n] if n >= 0 and n % 2 == 0 else self.place(start), self.place(end)

    def forward(self, written: int) -> int:
        """The place in `text` of a place in the text as written."""
        n = bisect_right(self._written, written) - 1
        if n < 0:
            return written
        if n % 2 == 0 and written > self._written[n]:
            return self._shown[n + 1]
        return self._shown[n] + written - self._written[n]

    def onto(self, found: _P) -> _P:
        """What was found in the text as written, at its place in `text`."""
        if not self._shown:
            return found
        return replace(found, start=self.forward(found.start), end=self.forward(found.end))  # type: ignore[type-var]

    def back(self, found: _P) -> _P:
        """What was found in `text`, at its place in the text as written."""
        if not self._shown:
            return found
        return replace(found, start=self.place(found.start), end=self.place(found.end))  # type: ignore[type-var]


def digits(low: str, alone: Callable[[str], bool] = lambda _: True) -> Digits:
    """The folded text with its numbers in digits; `alone` says which numbers of a single word are turned."""
    if not _ANY.search(low):
        return Digits(low)
    turned = (
        (match.start(), match.end(), _figure(match))
        for match in _NUMBER.finditer(low)
        if _counts(low, match) and not (match[0] in _VALUES and not alone(match[0]))
    )
    return rewritten(low, turned)


def rewritten(text: str, turned: Iterable[tuple[int, int, str]]) -> Digits:
    """The text with other words for some of its stretches, each told by its start, its end and what takes its place."""
    pieces: list[str] = []
    shown: list[int] = []
    written: list[int] = []
    at = length = 0
    for start, end, full in turned:
        pieces += [text[at:start], full]
        length += start - at
        shown += [length, length + len(full)]
        written += [start, end]
        length += len(full)
        at = end
    return Digits("".join((*pieces, text[at:])), shown, written) if pieces else Digits(text)


def _counts(low: str, match: re.Match[str]) -> bool:
    """Whether a match is a number; the "one" of "no one" and "one of them" is none."""
    if match[0] != "one":
        return True
    return not (_PRONOUN.search(low[max(0, match.start() - 8) : match.start()]) or _NO_COUNT.match(low, match.end()))


def _figure(match: re.Match[str]) -> str:
    whole = value(match["small"] or match["rest"] or "")
    if match["hundreds"]:
        whole += 100 * _VALUES[match["hundreds"]]
    part = "".join(str(_VALUES[w]) for w in re.split(r"[- ]", match["point"])) if match["point"] else ""
    return f"{whole}.{part}" if part else str(whole)


def count(written: str) -> int:
    """The number that digits or words matched by `COUNT` stand for."""
    return int(written) if written.isdecimal() else value(written)


def value(written: str) -> int:
    """The number that words matched by `NUMBER` stand for; of none, zero."""
    total = 0
    for word in re.split(r"[\s-]+", written.lower()):
        total = total * 100 if word == "hundred" else total + _VALUES.get(word, 0)
    return total
