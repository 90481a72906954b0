"""A requested service has no verdict line.

Why: Every service that was asked for must be answered by itself; one that is passed over is neither certified nor
open to appeal.
Wrong: services 64405 and 20553 are requested, the page decides 64405 only
Right: one verdict line for 64405 and one for 20553
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach, on_line

SEVERITY = "error"
NEEDS = frozenset({"case"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every service line of the case that the page does not speak of."""
    said = {line.line for line in page.lines}
    for number, service in enumerate(ground.case.services if ground.case else ()):
        if number not in said:
            message = f"{service.label} was requested and has no verdict; give it an outcome or a reason for none."
            yield Breach(on_line(number), message)
