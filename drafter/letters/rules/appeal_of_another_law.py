"""The letter tells of a step of appeal, or of a time for it, that the law of this case does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.jurisdictions import held
from drafter.letters.rules import Told
from drafter.letters.structure import flat

SEVERITY = "error"


def check(told: Told) -> Iterator[str]:
    """One sentence for each foreign step, and each number of days that is none of this case's."""
    own = {appeal.name for _, appeal in told.facts.overlay.appeals()}
    text = told.without_rationale.replace(flat(told.facts.organisation.identity.language_help), " ")
    for law in held():
        for appeal in law.appeals:
            if appeal.name not in own and re.search(rf"\b{re.escape(appeal.name)}\b", text, re.IGNORECASE):
                own.add(appeal.name)
                yield f"“{appeal.name}” belongs to {law.name}, which does not hold for this case; take it out."
    spans = " ".join(step.span for step in told.facts.steps)
    for days in dict.fromkeys(re.findall(r"\b(\d+) calendar days\b", text)):
        if not re.search(rf"\b{days} calendar days\b", spans):
            yield f"“{days} calendar days” is no time for an appeal in this case; take it out."
