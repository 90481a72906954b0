"""The quantity on a verdict line is not the one that the limits of the policy leave.

Why: The quantity is what will be paid. One session too many is unlawful, one too few is a denial that nobody made.
Wrong: certify, 3 of 3 sessions (the interval leaves 1)
Right: certify modified, 1 of 3 sessions
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.card.showing import quantity
from drafter.domain import Ground, Page
from drafter.rules.breach import Breach, at, on_line
from drafter.rules.recomputed import recomputed

SEVERITY = "error"
NEEDS = frozenset({"case", "determination", "policies", "today"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every line whose quantity differs."""
    for line, due in recomputed(page, ground):
        left = quantity(due)
        if line.quantity != left:
            message = f"The quantity is {line.quantity or 'none'!r}, but the findings come to {left or 'none'!r}."
            yield at(page, line.span, on_line(line.line), message, line.quantity or "")
