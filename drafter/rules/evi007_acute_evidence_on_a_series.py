"""A stranger's page takes a recommendation on acute treatment for a rule on a planned series.

Why: Whether one treatment helps an attack says nothing about how often a course may be given, and the other way round.
Wrong: The guideline suggests it for acute attacks … and by it every 8 weeks is too often.
Right: The guideline suggests it for acute attacks and does not speak of a series.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.attributed import attributed, denies
from drafter.rules.breach import Breach
from drafter.text.tokens import fold

SEVERITY = "error"
NEEDS = frozenset({"passages"})
_ACUTE = re.compile(r"\b(?:abortive|acute|short-term|single)\b")
_SERIES = re.compile(
    r"\bevery \w+ (?:days?|weeks?|months?)\b|\bintervals?\b|\brepeat\w*\b|\bfrequency\b|\bschedul\w+|\bseries\b"
    r"|\bmonthly\b"
)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every acute recommendation of a source by which the same page judges a series."""
    named = attributed(page, ground)
    series = {one.held for one in named if _SERIES.search(one.after) and not denies(one.told.low.split(",")[0])}
    for one in named:
        acute = _ACUTE.search(one.told.low)
        short = any(_ACUTE.search(fold(claim)) for claim in one.held.claims())
        if acute and short and one.held in series and not _SERIES.search(one.told.low) and not denies(one.told.low):
            message = (
                f"“{acute[0]}” is what {one.held.title} speaks of, and the page judges a series by it; say "
                f"that it does not."
            )
            yield one.told.breach(page, message, acute)
