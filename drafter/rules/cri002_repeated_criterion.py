"""A criterion has more than one row for the same service line.

Why: Two readings of one criterion can differ, and then the outcome follows from neither.
Wrong: A2: met … A2: not documented
Right: A2: not documented
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every row after the first on the same criterion of the same line."""
    read: set[tuple[int, str]] = set()
    for finding in page.findings:
        if (finding.line, finding.criterion) in read:
            message = f"{finding.criterion} has a second row, {finding.status!r}; keep exactly one."
            yield at(page, finding.span, on_line(finding.line, finding.criterion), message, finding.criterion)
        read.add((finding.line, finding.criterion))
