"""The ground named on a verdict line is not the one that its findings give.

Why: A denial for medical necessity and a request for information open different doors to the member.
Wrong: pend (medical necessity)
Right: pend (insufficient information)
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach, at, on_line
from drafter.rules.recomputed import recomputed

SEVERITY = "error"
NEEDS = frozenset({"case", "determination", "policies", "today"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every line whose basis differs."""
    for line, due in recomputed(page, ground):
        if line.basis != due.basis:
            message = f"The basis is {line.basis or 'not given'!r}, but the findings come to {due.basis!r}; give that."
            yield at(page, line.span, on_line(line.line), message, line.basis or "")
