"""A line has an outcome and does not name its policy with the version.

Why: A member and a provider are entitled to the criteria they were judged by; "the criteria" cannot be looked up.
Wrong: pend under the clinical policy bulletin
Right: pend under tpi-aetna-cpb-0016, version 2026-01
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every outcome without policy or version; of strangers' pages another rule asks less."""
    if page.foreign:
        return
    for line in page.lines:
        missing = [word for word, value in (("policy", line.policy), ("version", line.policy_version)) if not value]
        if line.outcome and missing:
            message = (
                f"{line.service} has the outcome {line.outcome!r} and names no {' and no '.join(missing)}; name both."
            )
            yield at(page, line.span, on_line(line.line), message)
