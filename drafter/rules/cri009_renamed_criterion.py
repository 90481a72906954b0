"""A row calls a criterion by another name than the policy does.

Why: Whoever reads the row takes the name for the requirement. "Trigger points, where possible" is another one.
Wrong: | A4 · trigger points on palpation (optional) | met | …
Right: | A4 · trigger points on palpation | met | …
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page, Passage
from drafter.rules.applied import policy_of
from drafter.rules.breach import Breach, at, on_line
from drafter.rules.remembered import kept

SEVERITY = "error"
NEEDS = frozenset({"policies"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every row whose name is neither the policy's nor the heading under which the policy states it."""
    for line in page.lines:
        policy = policy_of(line, ground)
        if policy is None:
            continue
        due = {criterion.id: criterion.label for criterion in policy.criteria}
        headings = _headings(ground.passages or ()).get(policy.id, set())
        for row in (f for f in page.findings if f.line == line.line and f.label):
            label = due.get(row.criterion)
            if label and row.label != label and row.label not in headings:
                message = f"{row.criterion} is called {row.label!r}, and the policy calls it {label!r}; call it that."
                yield at(page, row.span, on_line(line.line, row.criterion), message, row.label)


@kept
def _headings(passages: tuple[Passage, ...]) -> dict[str, set[str]]:
    """The headings of the passages of every policy."""
    found: dict[str, set[str]] = {}
    for passage in passages:
        found.setdefault(passage.policy or "", set()).add(passage.heading)
    return found
