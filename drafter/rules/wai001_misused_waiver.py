"""A draft holds a waiver of something that nobody can waive, or without a reason or a name.

Why: A reviewer may let a warning stand and says why; an error blocks, whoever would rather it did not. A waiver
without a reason is a way around the rules.
Wrong: waivers: [{code: OUT001, reason: it is fine, by: A. Reviewer}] (an error)
Right: waivers: [{code: FRM004, reason: four services were asked for, by: A. Reviewer}]
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter import rules
from drafter.domain import Ground, Page
from drafter.rules.breach import Breach

SEVERITY = "error"
NEEDS = frozenset({"draft"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every waiver that waives no warning, or does not say why or who."""
    if ground.draft is None or not ground.draft.waivers:
        return
    warnings = {code for code, _, severity, _ in rules.catalogue() if severity == "warning"}
    for waiver in ground.draft.waivers:
        if waiver.code not in warnings:
            message = f"{waiver.code} is waived and is no warning of ours; mend what it found, an error stands."
            yield Breach("waivers", message)
        elif not waiver.reason.strip() or not waiver.by.strip():
            yield Breach("waivers", f"The waiver of {waiver.code} gives no reason, or no name; give both.")
