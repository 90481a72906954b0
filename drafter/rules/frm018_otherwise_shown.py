"""A card in HTML shows something else than the card in Markdown that it carries, or than the case.

Why: The page that is looked at is the one that is acted on. What it shows and its card does not, no other rule reads.
Wrong: a page that shows "CERTIFY" and carries a card that pends
Right: the page that the draft gives
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for everything that the page shows otherwise."""
    for told in page.otherwise:
        yield Breach("the page in HTML", told)
