"""An entry of the reference list is used by nothing on the page.

Why: A list longer than its use lends weight to sentences that do not rest on it.
Wrong: entry 5, and no sentence that carries [5]
Right: every entry is carried by a sentence
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach, at

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every entry that no statement marks and no criteria row quotes."""
    if page.foreign and not any(statement.marks for statement in page.statements):
        return  # a list for further reading, on a page that cites nothing by number
    marked = {number for statement in page.statements for number in statement.marks}
    quoted = {place for finding in page.findings for place, _ in finding.quotes}
    for reference in page.references:
        if reference.number not in marked and f"passage:{reference.passage}" not in quoted:
            message = (
                f"Reference {reference.number} is used by no sentence; cite it where it is relied on or remove it."
            )
            yield at(page, reference.span, "references", message)
