"""A criterion is called met or not met without a quotation.

Why: A status without the words that show it cannot be checked by the reviewer, and is how unsupported denials begin.
Wrong: A4, met: trigger points were found. (no quotation)
Right: A4, met: trigger points were found, “taut band in the left trapezius” (text)
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every settled criterion that quotes nothing."""
    for finding in page.findings:
        if finding.status in ("met", "not_met") and not finding.quotes:
            message = (
                f"{finding.criterion} is {finding.status.replace('_', ' ')} without a quotation; "
                "quote the words that show it, or make it not documented."
            )
            yield at(page, finding.span, on_line(finding.line, finding.criterion), message, finding.criterion)
