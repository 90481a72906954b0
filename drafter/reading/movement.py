"""Movement measured in degrees: less on one side than on the other, or less than what is full."""

from __future__ import annotations

import itertools
from dataclasses import replace

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text.patterns import Pattern

_MOVES = Pattern(
    r"\b(?:rotation|rot|flexion|flex|extension|ext|abduction|abd|adduction|side[- ]?bend\w*|sb|lf|a?rom|"
    r"lateral (?:bend\w*|flexion)|rom|"
    r"range of motion|(?:turns?|bends?|tilts?|rotates?|lifts?|raises?|moves?) (?:the |her |his )?(?:head|neck|trunk|"
    r"arm|chin))\b"
)
_SIDED = Pattern(
    r"\b(?P<side>right|left|r|l)\b[^\w;]{0,3}(?:only |just |barely |to )?(?P<n>\d{1,3})(?![\d/]|\.\d)(?!\s*(?:%|"
    r"weeks?|wks?|months?|years?|mg|lb))|"
    r"(?<![\d/.])(?P<m>\d{1,3})(?:\s*(?:degrees?|deg|°))?\s+(?:on the |to the )?(?P<at>right|left|r|l)\b"
)
_OF = Pattern(
    r"(?<![\d/.])(?P<n>\d{1,3})\s*(?:degrees?|deg|°)?\s*(?:of|out of|/)\s*(?P<full>\d{2,3})\s*(?:degrees?|deg|°)|"
    r"(?<![\d/.])(?P<m>\d{1,3})\s*(?:degrees?|deg|°)?\s*\(?\W{0,2}(?:normal|nl|norm|expected|full)\W{0,3}"
    r"(?:is |range )?(?P<whole>\d{2,3})\b"
)
_LEAST_GAP, _MOST_PART = 15, 0.75
"""Degrees by which a side must lag, and the part of the other side or of the full range that it must not exceed, to be
called limited: well above what two readings of one joint differ by. A house convention."""


def measured(record: Record, said: Said) -> bool:
    """Whether a statement of the examination measures a movement as limited; "20 against 35" and "vs" doubt nothing."""
    whole = said.statement.cues.whole
    if whole.cues and set(whole.cues) <= {"vs", "versus"}:
        whole = replace(whole, certainty="sure")
    return limited(said.low) is not None and record.objection(said, whole) is None


def limited(low: str) -> str | None:
    """The words of a folded clause that measure a movement as limited, or none."""
    moves = _MOVES.search(low)
    if not moves:
        return None
    for match in _OF.finditer(low):
        if _less(int(match["n"] or match["m"]), int(match["full"] or match["whole"])):
            return match[0]
    sides = [
        (m["side"] or m["at"], int(m["n"] or m["m"]), m) for m in _SIDED.finditer(low) if m.start() > moves.start()
    ]
    for (a, x, first), (b, y, last) in itertools.pairwise(sides):
        if a[0] != b[0] and _less(min(x, y), max(x, y)):
            return low[first.start() : last.end()]
    return None


def _less(n: int, full: int) -> bool:
    return full - n >= _LEAST_GAP and n <= _MOST_PART * full
