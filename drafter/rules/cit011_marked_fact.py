"""What was reported or reviewed bears the mark of a source.

Why: Which records were read, and what was done about a missing date, are facts of the review. A mark there makes them
look as if a policy or a study said so.
Wrong: Note 1: clinic note, 115 words. [1]
Right: Note 1: clinic note, 115 words.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.applied import is_card
from drafter.rules.breach import Breach, at

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_FACTS = ("request", "reported", "missing", "records")


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every such statement on a card of ours."""
    for said in page.statements if is_card(page) else ():
        if said.marks and said.section in _FACTS:
            yield at(
                page, said.span, said.section, "This is a fact of the review and rests on no source; drop the mark."
            )
