"""Something that holds up a line is asked of nobody.

Why: A pend without a request is a denial in slow motion: nobody knows what to send.
Wrong: pend on A2 and A3, asking for A2
Right: pend on A2 and A3, asking for A2 and for A3
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every blocking item of a pended line that is not among what is missing."""
    asked = {(gap.line, gap.about) for gap in page.gaps if gap.ask.strip()}
    for line in page.lines:
        for item in line.blocking if line.outcome == "pend" else ():
            if (line.line, item) not in asked:
                message = f"{item} holds up {line.service} and is not among what is missing; say who is asked for what."
                yield at(page, line.span, on_line(line.line, item), message, item)
