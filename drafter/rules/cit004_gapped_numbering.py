"""The numbers of the reference list are not 1, 2, 3 and so on, each once.

Why: A gap or a repeated number means that an entry was lost or that a mark can be read in two ways.
Wrong: entries 1, 2, 2, 4
Right: entries 1, 2, 3, 4
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.applied import is_card
from drafter.rules.breach import Breach, at

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach at the first entry that is out of turn; the entries of a card stand as they are first cited."""
    for turn, reference in enumerate(page.references, start=1):
        if reference.number != turn:
            message = f"Reference {reference.number} stands where {turn} is due; number them from 1, each once."
            yield at(page, reference.span, "references", message, str(reference.number))
            return
    entries = {reference.number for reference in page.references}
    cited = list(dict.fromkeys(n for statement in page.statements for n in statement.marks if n in entries))
    for first, then in itertools.pairwise(cited if is_card(page) and not page.foreign else ()):
        if then < first and (entry := next((r for r in page.references if r.number == then), None)):
            message = f"Reference {then} is first cited after {first}; number them as they are first cited."
            yield at(page, entry.span, "references", message, str(then))
            return
