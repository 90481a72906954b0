"""A verdict differs from what the policy's logic makes of the findings.

Why: The findings carry the outcome. A verdict that does not follow from them was decided by something else.
Wrong: certify, while A3 is not documented
Right: pend on A3
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, LineDetermination, Page, PageLine
from drafter.rules.applied import is_blocked, policy_of
from drafter.rules.breach import Breach, at, on_line
from drafter.rules.recomputed import recomputed, unread

SEVERITY = "error"
NEEDS = frozenset({"case", "determination", "policies", "today"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every outcome that does not follow, or that stands where there is none."""
    for line, due in recomputed(page, ground):
        if line.outcome != due.outcome:
            said = line.outcome or line.no_outcome
            message = f"The verdict is {said!r}, but the findings come to {due.outcome!r}; give that."
            yield at(page, line.span, on_line(line.line), message, line.outcome or "")
    drafted = {line.line: line for line in ground.determination.lines} if ground.determination else {}
    for line in page.lines:
        found = drafted.get(line.line)
        if found is not None and not is_blocked(page):
            yield from _groundless(page, line, found, ground)


def _groundless(page: Page, line: PageLine, found: LineDetermination, ground: Ground) -> Iterator[Breach]:
    """A breach where an outcome stands although none was given, or although nothing could follow."""
    said, none = line.outcome or line.no_outcome, found.no_outcome
    if none is not None and (line.outcome, line.no_outcome) != (None, none):
        message = f"The verdict is {said!r}, but the line has no outcome ({none}); say so."
        yield at(page, line.span, on_line(line.line), message, said or "")
    policy = policy_of(line, ground)
    missing = unread(found, policy) if policy and none is None else ()
    if missing:
        message = f"The verdict is {said!r}, but {', '.join(missing)} was never read; read it before deciding."
        yield at(page, line.span, on_line(line.line), message, said or "")
