"""A sentence gives a criterion another status than its row.

Why: A reader who meets two statuses on one page trusts the one that suits.
Wrong: A4 is met. (row A4: not documented)
Right: A4 is not documented.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.claims import claims

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every claim that differs from the row; silence told as failure is SAF001."""
    for claim in claims(page, ground):
        if claim.said == claim.row or (claim.said, claim.row) == ("not_met", "not_documented"):
            continue
        message = (
            f"“{claim.words}” says that {claim.criterion} is {claim.said.replace('_', ' ')}, "
            f"but its row says {claim.row.replace('_', ' ')}; say the same in both places."
        )
        yield claim.stretch.breach(page, message, claim.words)
