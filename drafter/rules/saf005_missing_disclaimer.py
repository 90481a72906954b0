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
    """One breach where the disclaimer is missing or empty, and no licensed person is named who decided."""
    if is_signed(page):
        return
    if not (page.disclaimer or "").strip():
        yield Breach("disclaimer", "The page has no disclaimer; end it with one, a draft must say that it is a draft.")
