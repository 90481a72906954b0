"""A criterion that holds up a line is not spoken of in its reasoning.

Why: What decides a line has to be explained where the line is reasoned; a table row alone is read past.
Wrong: blocking A2 and A3, with a reasoning on A2 only
Right: blocking A2 and A3, with a reasoning on both
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import QUESTIONS, Ground, Page
from drafter.rules.breach import Breach, at, on_line
from drafter.rules.claims import ids_in

SEVERITY = "warning"
NEEDS: frozenset[str] = frozenset()


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every blocking criterion that the reasoning of its line does not name."""
    for line in page.lines:
        reasons = [s for s in page.statements if s.section == "reasoning" and s.line in (line.line, None)]
        named = {id for statement in reasons for id in ids_in(statement.text)}
        for id in line.blocking:
            if id not in QUESTIONS and id not in named and reasons:
                message = f"{id} holds up {line.service} and the reasoning does not speak of it; say why."
                yield at(page, line.span, on_line(line.line, id), message, id)
