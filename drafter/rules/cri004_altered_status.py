"""A criteria row shows another status than the finding has.

Why: The outcome was computed from the findings. A row that shows another status explains an outcome that was never
reached.
Wrong: A3: met (the finding: not documented)
Right: A3: not documented
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from drafter.domain import Ground, Page, Status
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS = frozenset({"determination"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every row that differs from its finding; a word that is no status is CRI005."""
    lines = ground.determination.lines if ground.determination else ()
    found = {(f.line, f.criterion): f.status for line in lines for f in line.findings}
    for row in page.findings:
        status = found.get((row.line, row.criterion), row.status)
        if row.status != status and row.status in get_args(Status):
            message = f"{row.criterion} is shown as {row.status!r}, but was found {status!r}; show the finding."
            yield at(page, row.span, on_line(row.line, row.criterion), message, row.status)
