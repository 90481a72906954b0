"""A line has an outcome where the law forbids software to suggest one before a person has decided.

Why: Where the law counts a suggested denial as a denial by machine, a page that shows an outcome breaks it.
Wrong: Line 1: PEND, in a case under the law of Texas
Right: Line 1: NO OUTCOME, withheld, with the evidence by criterion
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter import jurisdictions
from drafter.domain import Ground, Page
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS = frozenset({"case", "today"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every line with an outcome; a stranger's page may tell of a decision that a person made."""
    if page.foreign or ground.case is None or ground.today is None:
        return
    found = jurisdictions.applying(ground.case, ground.today).withholds()
    for line in page.lines if found else ():
        if found and line.outcome is not None:
            law, rule = found
            message = (
                f"{line.service} has an outcome, and the law of {law.name} ({rule.cite}) forbids software to suggest"
                " one; withhold it and show the evidence by criterion."
            )
            yield at(page, line.span, on_line(line.line), message, line.outcome)
