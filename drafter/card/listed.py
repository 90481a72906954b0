"""A list of sources on a stranger's page whose entries bear no numbers: they count in the order in which they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.card.layout import Line
from drafter.domain import PageReference, Span

ENTRY = re.compile(r"\s*(?:\[(\d{1,3})\]|(\d{1,3})[.)])\s+(\S.*)")
"""An entry that bears its number."""
_TYPE = re.compile(
    r"\s*(?:clinical |practice |systematic |drug |coverage |medical |government |web )*"
    r"(?:guidelines?|research|stud(?:y|ies)|reviews?|trials?|polic(?:y|ies)|articles?|books?|labels?|regulations?|laws?|websites?|pages?|reports?|statements?"
    r"|consensus|meta-analys[ie]s|determinations?)\s*",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*[-*+•–]\s+")
_DATED = re.compile(r".*\b(?:19|20)\d\d[a-z]?[)\].]*")
_MOST = 5  # lines of one entry: its type, its title, where it appeared


def unnumbered(lines: Sequence[Line], start: int) -> tuple[list[PageReference], int]:
    """The entries of the list that begins at `start`, and the index of the line after it.

    An entry begins with its type on a line by itself, or with a bullet, as the first of the list does; where the first
    has neither, an entry ends with its year. None where the list is numbered, or is none.
    """
    found: list[PageReference] = []
    if start >= len(lines):
        return found, start
    opening = next((p for p in (_TYPE, _BULLET) if _opens(p, lines[start])), None)
    if opening is None and ENTRY.fullmatch(lines[start].text):
        return found, start
    at = start
    while at < len(lines) and (opening is None or _opens(opening, lines[at])):
        end = _end(lines, at, opening)
        if end is None:
            break
        found.append(_reference(len(found) + 1, lines[at:end], typed=opening is _TYPE))
        at = end
    return found, at


def _opens(opening: re.Pattern[str], line: Line) -> bool:
    return bool(opening.fullmatch(line.text) if opening is _TYPE else opening.match(line.text))


def _end(lines: Sequence[Line], at: int, opening: re.Pattern[str] | None) -> int | None:
    """The index after the entry that begins at `at`; none where nothing shows that it is one."""
    for n in range(at, min(at + _MOST, len(lines))):
        if n > at and opening is not None and _opens(opening, lines[n]):
            return n
        if _DATED.fullmatch(lines[n].text):
            return n + 1
        if opening is _BULLET and (n + 1 == len(lines) or not lines[n + 1].text.startswith(" ")):
            return n + 1
    return None


def _reference(number: int, lines: Sequence[Line], *, typed: bool) -> PageReference:
    words = [_BULLET.sub("", line.text, count=1).strip() for line in (lines[1:] if typed else lines)]
    return PageReference(
        number=number, type=lines[0].text.strip().lower() if typed else None, passage=None, text=" ".join(words),
        span=Span(start=lines[0].start, end=lines[-1].end),
    )  # fmt: skip
