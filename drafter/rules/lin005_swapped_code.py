"""A verdict line carries another code than the service line that was requested.

Why: A verdict on 20552 does not answer a request for 20553; claims are paid by the code.
Wrong: requested 20553, verdict on 20552
Right: requested 20553, verdict on 20553
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS = frozenset({"case"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every verdict whose code is not that of its service line."""
    services = ground.case.services if ground.case else ()
    for line in page.lines:
        if line.line < len(services) and line.code != services[line.line].code:
            asked = services[line.line].code
            message = (
                f"The verdict is on {line.code or 'no code'}, but line {line.line + 1} asks for "
                f"{asked or 'a service without a code'}; decide the code that was requested."
            )
            yield at(page, line.span, on_line(line.line), message, line.code or "")
