"""The page has no disclaimer.

Why: A reader who finds a draft on a desk must see on the page itself that software helped to write it and that a
licensed person has yet to decide.
Wrong: a card that ends with its references
Right: a card that ends with its references and the disclaimer
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.applied import is_signed
from drafter.rules.breach import Breach

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach where the disclaimer is missing; a stranger's page that decides nothing, or is signed, needs none."""
    decides = any(line.outcome and line.outcome != "pend" for line in page.lines)
    if page.foreign and (is_signed(page) or not decides):
        return
    if not (page.disclaimer or "").strip():
        yield Breach("disclaimer", "The page has no disclaimer; end it with one, a draft must say that it is a draft.")
