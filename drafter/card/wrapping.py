"""The lines of a stranger's page as its author meant them: what a mail program or a printer broke at its right edge is
one line again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.card.layout import Line, lines

_OPENS = re.compile(r"\s*(?:#{1,6} |[-*+•–◦▪] |\(?\d{1,3}[.)] |\(?[a-z]\) |\||>|```|---|===|\[\d)")
_GOES_ON = re.compile(r"[a-z(]")
_ENDS = re.compile(r"[:|]$|^\s*\||^\s*#")
_LEAST = 40
"""Characters of a line that was broken at its edge; a shorter one is a label or a heading."""
_EVIDENCE = 2
"""Broken lines by which the edge of a page is known."""


def unbroken(text: str, start: int = 0) -> Iterator[Line]:
    """The lines from `start` on, blank ones left out.

    A line that goes on with a small letter on the next is joined with it, and so is, on a page with several of those,
    one that ends where its next word would not have fitted.
    """
    told = list(lines(text, start))
    broken = [n for n in range(len(told) - 1) if _touch(text, told, n) and _goes_on(told[n], told[n + 1])]
    edge = max((len(told[n].text) for n in broken), default=0) if len(broken) >= _EVIDENCE else None
    held: list[Line] = []
    for n, line in enumerate(told):
        held.append(line)
        if not (_touch(text, told, n) and (_goes_on(line, told[n + 1]) or _is_full(line, told[n + 1], edge))):
            yield _joined(held)
            held = []


def _touch(text: str, told: Sequence[Line], n: int) -> bool:
    """Whether the next line follows without a blank one, and may belong to this one."""
    if n + 1 == len(told) or _ENDS.search(told[n].text) or _OPENS.match(told[n + 1].text):
        return False
    return text.count("\n", told[n].end, told[n + 1].start) == 1


def _goes_on(line: Line, following: Line) -> bool:
    return len(line.text) >= _LEAST and bool(_GOES_ON.match(following.text.lstrip()))


def _is_full(line: Line, following: Line, edge: int | None) -> bool:
    """Whether the first word of the next line would not have fitted before the edge."""
    if edge is None:
        return False
    return len(line.text) >= _LEAST and edge < len(line.text) + 1 + len(following.text.split()[0]) <= 2 * edge


def _joined(held: Sequence[Line]) -> Line:
    if len(held) == 1:
        return held[0]
    words = [held[0].text, *(line.text.strip(" \t") for line in held[1:])]
    return Line(" ".join(words), held[0].start, held[-1].end)
