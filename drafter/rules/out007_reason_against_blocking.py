"""The reason of a verdict names other criteria than those that block it.

Why: The reason is the sentence that is read, and the list is what is answered. Where they differ, the provider answers
one and is held to the other.
Wrong: because the record shows that the policy is not met on A2 · Blocking: A2, A3
Right: because the record shows that the policy is not met on A2 and A3 · Blocking: A2, A3
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach, at, on_line
from drafter.rules.claims import ids_in

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every verdict whose reason names criteria, and others than the list; questions are no criteria."""
    for line in page.lines:
        read = {finding.criterion for finding in page.findings if finding.line == line.line}
        named = {id for id in ids_in(line.because) if id in read or id in line.blocking}
        blocking = {id for id in line.blocking if id in ids_in(id)}
        if named and named != blocking:
            said, listed = ", ".join(sorted(named)), ", ".join(sorted(blocking)) or "nothing"
            message = f"The reason names {said}, and {listed} is listed as blocking; name the same in both."
            yield at(page, line.span, on_line(line.line), message, line.because)
