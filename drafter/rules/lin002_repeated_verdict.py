"""A requested service has more than one verdict line.

Why: Two verdicts on one service can differ, and then nobody knows which one holds.
Wrong: line 1: certify … line 1: pend
Right: line 1: pend
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every verdict after the first on the same service line."""
    said: set[int] = set()
    for line in page.lines:
        if line.line in said:
            message = f"{line.service} has a second verdict, {line.outcome or line.no_outcome!r}; keep exactly one."
            yield at(page, line.span, on_line(line.line), message)
        said.add(line.line)
