"""A criteria row has a status outside met, not met, not documented and not applicable.

Why: "Partially met" and "unclear" let one reader certify and another deny; logic needs one of four values.
Wrong: A4: partially met
Right: A4: not documented
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from drafter.domain import Ground, Page, Status
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every row whose status is none of the four."""
    for row in page.findings:
        if row.status not in get_args(Status):
            message = (
                f"{row.criterion} has the status {row.status!r}; use met, not_met, not_documented or not_applicable."
            )
            yield at(page, row.span, on_line(row.line, row.criterion), message, row.status)
