"""A sentence of the reasoning, or a verdict, rests on past determinations alone.

Why: What was decided for somebody else shows what happens, not what is right. The policy and the record decide.
Wrong: Blocks like these were certified before, so this one qualifies [6]. ([6] is a past determination)
Right: S1 is met: occipital neuralgia is diagnosed [1]. ([1] is the policy)
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.prose import Prose, phrases, prose

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_PARTS = {"reasoning", "verdict", "criteria", "path_forward"}
_PAST = r"(?:earlier|similar|previous|prior|past)"
_DECIDED = r"(?:cases?|requests?|determinations?|decisions?|approvals?|denials?)"
_AS_BEFORE = phrases(
    r"as (?:was |were )?(?:certified|approved|denied|decided|determined|granted|held) (?:before|previously|earlier|in)",
    rf"(?:because|since|as) (?:an? )?{_PAST} {_DECIDED}",
    rf"(?:in line|consistent|in keeping|in accordance) with (?:an? |the |our |its )?{_PAST} {_DECIDED}",
    rf"(?:following|per|based on) (?:an? |the |our )?(?:precedents?|{_PAST} {_DECIDED})",
)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every sentence that makes a precedent its ground."""
    for statement in page.statements:
        marked = {reference.type for reference in page.references if reference.number in statement.marks}
        if statement.section == "reasoning" and marked == {"determination"}:
            stretch = Prose("reasoning", "", statement.line, statement.text, statement.text, (), statement.span)
            message = f"“{statement.text}” rests on past determinations alone; rest it on the policy or the record."
            yield stretch.breach(page, message, statement.text)
    for stretch in prose(page, ground):
        if stretch.part in _PARTS:
            for found in _AS_BEFORE.finditer(stretch.text):
                message = f"“{found[0]}” makes a past determination the ground; rest it on the policy or the record."
                yield stretch.breach(page, message, found[0])
