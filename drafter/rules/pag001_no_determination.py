"""A page holds no determination: no verdict on any service could be made out.

Why: A check that finds nothing on a page without a verdict would pass what it never saw.
Wrong: a leaflet about headaches
Right: Recommended for physician review: CPT 64405 is not certified as documented.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for a stranger's page without a verdict; codes without one are for LIN004."""
    if page.foreign and not page.lines:
        message = (
            "No verdict on any service was found; give the determination, with a verdict on each service by its code."
        )
        end = min(len(page.text), 80)
        yield Breach("whole page", message, *((0, end) if page.text.strip() else (None, None)))
