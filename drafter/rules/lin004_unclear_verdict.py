"""A verdict line has no outcome and no reason for none, has both, or uses a word that is no outcome.

Why: A verdict must be one of certify, certify modified, pend and not certify, or say why there is none; anything else
is read differently by every reader.
Wrong: Trigger point injection (20553): partially met
Right: Trigger point injection (20553): pend
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from drafter.domain import Ground, NoOutcome, Outcome, Page
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every verdict that is not exactly one outcome or one reason."""
    for line in page.lines:
        said = [word for word in (line.outcome, line.no_outcome) if word]
        known = all(
            word in get_args(kind) for word, kind in ((line.outcome, Outcome), (line.no_outcome, NoOutcome)) if word
        )
        if len(said) != 1 or not known:
            found = f"{line.service} has the verdict {' and '.join(said)!r}"
            message = (
                f"{found if said else f'No verdict was found for {line.service}'}; give one outcome or one reason."
            )
            yield at(page, line.span, on_line(line.line), message, said[0] if said else "")
