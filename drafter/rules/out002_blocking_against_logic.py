"""What is said to block a line is not what the policy's logic finds blocking.

Why: The blocking criteria are what the provider must answer. A missing one costs a second round; an extra one asks
for what does not matter.
Wrong: blocking A2 (the findings: A2 and A3)
Right: blocking A2, A3
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach, at, on_line
from drafter.rules.recomputed import recomputed

SEVERITY = "error"
NEEDS = frozenset({"case", "determination", "policies", "today"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every line whose blocking criteria differ as a set."""
    for line, due in recomputed(page, ground):
        said, found = set(line.blocking), set(due.blocking)
        if said != found or len(line.blocking) != len(said):
            message = f"{_listed(line.blocking)} is said to block, but {_listed(due.blocking)} does; give what does."
            yield at(page, line.span, on_line(line.line), message, ", ".join(line.blocking))


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(ids) or "nothing"
