"""A sentence stands among what the checks found that no check has said.

Why: What the checks found is read as the word of the checks, and no rule on wording looks at it. An error there on a
card that shows an outcome says that the card was to be blocked.
Wrong: What the checks found: All criteria were verified by a physician.
Right: FRM004 (warning), first screen: The first screen has 311 words, more than 250; say less before what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter import rules
from drafter.card.showing import shown
from drafter.domain import Ground, Page
from drafter.rules.applied import is_blocked, is_card
from drafter.rules.breach import Breach, at

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_FOUND = re.compile(r"([A-Z]{3}\d{3}) \((error|warning)\), [^:]{1,80}: .*[.]", re.DOTALL)
_WAIVED = re.compile(r"([A-Z]{3}\d{3}) \((warning)\)(?:, [^:]{1,80})?: waived by .+ on \d{4}-\d\d-\d\d: .+", re.DOTALL)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every such sentence, on cards of ours."""
    said = [s for s in page.statements if s.section == "violations"]
    if not said or not is_card(page):
        return
    severities = {code: severity for code, _, severity, _ in rules.catalogue()}
    kept = {s.text for s in shown(ground.draft).statements if s.section == "violations"} if ground.draft else None
    for statement in said:
        found = _WAIVED.fullmatch(statement.text) or _FOUND.fullmatch(statement.text)
        known = found is not None and severities.get(found[1], found[2]) == found[2]
        unblocked = found is not None and found[2] == "error" and not is_blocked(page)
        if not known or unblocked or (kept is not None and statement.text not in kept):
            message = f"“{statement.text[:60]}” was said by no check of this draft; remove it, and check it again."
            yield at(page, statement.span, "what the checks found", message, statement.text)
