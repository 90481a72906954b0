"""The page decides or reads a service line that the case does not have.

Why: A verdict on a service that nobody requested can certify, or deny, what was never asked.
Wrong: the case has one service, the page has a line 2
Right: verdict lines for the requested services only
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page, Span
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS = frozenset({"case"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every verdict, criteria row or gap on a line that was not requested."""
    asked = len(ground.case.services) if ground.case else 0
    for line, span in _spoken_of(page):
        if line >= asked:
            many = "1 service line" if asked == 1 else f"{asked} service lines"
            message = f"The case has {many}, and this speaks of line {line + 1}; remove it."
            yield at(page, span, on_line(line), message)


def _spoken_of(page: Page) -> Iterator[tuple[int, Span]]:
    yield from ((line.line, line.span) for line in page.lines)
    yield from ((row.line, row.span) for row in page.findings)
    yield from ((gap.line, gap.span) for gap in page.gaps)
    yield from ((said.line, said.span) for said in page.statements if said.line is not None)
