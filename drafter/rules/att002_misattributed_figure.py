"""A sentence on a stranger's page gives a named source a number that the source does not have.

Why: An interval, a limit or a rate gets its weight from who said it; borrowed from a payer and credited to a guideline
it becomes a requirement that nobody made.
Wrong: The society's guideline limits blocks to 4 a year. (it names no number)
Right: The society's guideline suggests blocks for short-term treatment and names no number.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.attributed import attributed, denies
from drafter.rules.breach import Breach
from drafter.rules.figures import figures

SEVERITY = "error"
NEEDS = frozenset({"passages"})
_RULES = {"day", "month", "times", "percent", "unit"}
"""Units of what a policy could ask."""


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every sentence with a figure behind the name of a source that does not give it."""
    for one in attributed(page, ground):
        known = one.held.figures
        clause = one.after.split(";")[0]
        if denies(clause.split(",")[0]):
            continue
        strange = [f for f in figures(clause) if f.unit in _RULES and not f.days and not known.holds(f)]
        if strange:
            words = strange[0].words.strip()
            message = f"“{words}” is credited to {one.held.title}, which does not say it; name whose rule it is."
            yield one.told.breach(page, message)
