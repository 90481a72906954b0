"""The verdict of a stranger's page names one service and passes over another that the page was asked about.

Why: Who reads the verdict takes the other for decided too, or for forgotten; neither can be appealed.
Wrong: The brace is not medically necessary. (the request: brace and walker)
Right: The brace is not certified. The walker pends.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach, at

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach at the first verdict, where another code of the page has none."""
    if not page.foreign:
        return
    decided = [line for line in page.lines if line.outcome]
    passed = [line.service for line in page.lines if not line.outcome and line.code]
    if decided and passed:
        first = min(decided, key=lambda line: line.span.start)
        message = f"{', '.join(passed)} has no verdict beside this one; give every service one."
        yield at(page, first.span, "verdict", message)
