"""An entry of the reference list names no passage that is held.

Why: A source that nobody holds cannot be read by the reviewer and may not exist.
Wrong: 3. guideline p-000000000000 (no such passage)
Right: 3. guideline p-4be1c09d22fa (held beside the page)
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.applied import passages_by_id
from drafter.rules.breach import Breach, at

SEVERITY = "error"
NEEDS = frozenset({"passages"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every entry whose passage is not held; a stranger's sources need not be held here."""
    if page.foreign:
        return
    held = passages_by_id(ground)
    for reference in page.references:
        if reference.passage not in held:
            named = (
                f"names passage {reference.passage!r}, which is not held" if reference.passage else "names no passage"
            )
            message = f"Reference {reference.number} {named}; cite a passage of the corpus."
            yield at(page, reference.span, "references", message, reference.passage or "")
