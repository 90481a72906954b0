"""What is missing is not what the determination found missing: a request was added, dropped or reworded.

Why: A request for what the record already shows, or the policy does not need, delays care and is a known ground on
which determinations are overturned.
Wrong: Ask the provider: A4, send a pain diary. (A4 is met)
Right: Ask the provider: A2, state what was tried, for how long, and with what result.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.applied import is_blocked
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS = frozenset({"determination"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every request that differs."""
    if ground.determination is None or is_blocked(page):
        return
    due = {(n.line, g.about, g.stage, g.holder, g.ask) for n in ground.determination.lines for g in n.gaps}
    said = {(gap.line, gap.about, gap.stage, gap.holder, gap.ask) for gap in page.gaps}
    for gap in page.gaps:
        if (gap.line, gap.about, gap.stage, gap.holder, gap.ask) not in due:
            message = f"“{gap.ask}” was not found missing from the {gap.holder}; ask only for what is missing."
            yield at(page, gap.span, on_line(gap.line, gap.about), message, gap.ask)
    for line, about, _, holder, ask in sorted(due - said, key=str):
        message = f"“{ask}” was found missing ({holder}) and is not on the page; add it."
        yield Breach(on_line(line, about), message)
