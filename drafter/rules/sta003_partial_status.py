"""A stranger's page gives a criterion a status that is neither met, not met, nor not documented.

Why: "Partially met" and "probably satisfied" let one reader certify and another deny; logic needs one of the four.
Wrong: The imaging criterion is largely met.
Right: The imaging criterion is not documented: the report names no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.told import sentences

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_BETWEEN = re.compile(
    r"\b(?:partial(?:ly)?|partly|largely|mostly|mainly|nearly|almost|substantially|somewhat|half|probably|likely"
    r"|arguably|"
    r"technically|essentially|borderline|marginally|not (?:fully|entirely|completely)|incompletely|conditionally)"
    r"[ -](?:been )?(?:met|satisfied|fulfilled|unmet|not met)\b"
    r"|\b(?:met|satisfied|fulfilled) (?:in part|in principle|to some extent|for the most part|with reservations)\b"
)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every such status."""
    for told in sentences(page, ground):
        for found in _BETWEEN.finditer(told.low):
            message = (
                f"“{found[0]}” is no status; say met, not met, not documented or not applicable, and what shows it."
            )
            yield told.breach(page, message, found)
