"""A reference mark points at no entry of the reference list.

Why: A reader who follows a mark must arrive at a source. A mark without an entry rests on nothing.
Wrong: Palpation found no taut band [7]. (the list ends at 4)
Right: Palpation found no taut band [3].
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every mark without an entry."""
    listed = {reference.number for reference in page.references}
    for statement in page.statements:
        for number in dict.fromkeys(statement.marks):
            if number not in listed:
                where = on_line(statement.line, statement.section)
                message = (
                    f"The mark [{number}] has no entry in the reference list; add the source it means or remove it."
                )
                yield at(page, statement.span, where, message, f"[{number}]")
