"""A stranger's page puts the length that a policy asks of the symptoms on the treatment.

Why: A clock that belongs to one criterion makes another requirement of the next: months of pain are no months of
therapy.
Wrong: At least 5 months of therapy, as the criteria ask. (they ask for 5 months of symptoms)
Right: Symptoms of 5 months; for the therapy no length is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Bound, Ground, Page, Policy
from drafter.rules.breach import Breach
from drafter.rules.told import Told, sentences, treatments
from drafter.text import lengths

SEVERITY = "error"
NEEDS = frozenset({"policies"})
_CARE = re.compile(
    r"\b(?:conservative|non-?invasive|non-?operative) (?:\w+ )?(?:care|management|treatments?|therap\w+)\b"
    r"|\b(?:trial|course) of\b|\bphysical therapy\b|\bmedications?\b"
)
_SYMPTOMS = re.compile(
    r"\b(?:symptoms?|pain) (?:\w+ ){0,3}(?:last|persist|of more|for|duration|present)\w*\b|\bapart\b|\bintervals?\b"
)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every length of treatment that only a criterion on symptoms has."""
    if not page.foreign:
        return
    policies = ground.policies or ()
    if not policies:
        return
    for told in sentences(page, ground):
        if not told.asks or not (_CARE.search(told.low) or treatments(told.text)) or _SYMPTOMS.search(told.low):
            continue
        for length in lengths.find(told.text):
            owner = _owner(told, length, policies)
            if owner is not None:
                words = told.text[length.start : length.end]
                message = (
                    f"“{words}” of treatment is the length {owner} asks of the symptoms; ask none of the treatment."
                )
                yield told.breach(page, message, words)


def _owner(told: Told, length: lengths.Length, policies: tuple[Policy, ...]) -> str | None:
    """Policy and criterion whose length this is; none where a trial of any policy has it too."""
    bounds = [(p, c, bound) for p in policies for c in p.facts() for _, bound in c if isinstance(bound, Bound)]
    same = [(p, c) for p, c, bound in bounds if (bound.value, bound.unit) == (length.least, length.unit)]
    if any(c.kind in ("trial", "programme") for _, c in same):
        return None
    return next((f"{p.name} ({c.id})" for p, c in same if c.kind == "duration"), None)
