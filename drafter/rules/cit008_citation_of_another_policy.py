"""A sentence about a service cites a passage of a policy that the service was not judged by.

Why: Another policy's interval, or list of treatments, looks like a requirement and is none.
Wrong: line 2, judged by tpi-aetna-cpb-0016: sessions are at least 84 days apart [1]. ([1] is onb-synthetic)
Right: line 2: injections are not repeated within 7 days [4]. ([4] is tpi-aetna-cpb-0016)
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.prose import prose

SEVERITY = "error"
NEEDS = frozenset({"passages"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every cited passage of a policy that the line, or no line at all, was judged by."""
    judged_by = {line.line: line.policy for line in page.lines if line.policy}
    for stretch in prose(page, ground):
        fit = set(judged_by.values()) if stretch.line is None else {judged_by.get(stretch.line)}
        for passage in stretch.cited:
            if passage.type == "policy" and fit - {None} and passage.policy not in fit:
                applied = ", ".join(sorted(filter(None, fit)))
                message = f"“{passage.heading}” belongs to {passage.policy}, and {applied} was applied; cite that."
                yield stretch.breach(page, message)
