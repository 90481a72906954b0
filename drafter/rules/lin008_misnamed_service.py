"""A verdict names a service beside a code that is another service's.

Why: The name is what is read and the code is what is paid; a verdict on one under the name of the other is both.
Wrong: Line 1 · 64405 · trigger point injections: CERTIFY
Right: Line 1 · 64405 · occipital nerve block: CERTIFY
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.card.verdicts import codes_of, procedures
from drafter.domain import Ground, Page
from drafter.rules.breach import Breach, at, on_line
from drafter.text.tokens import fold

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every verdict whose code belongs to none of the procedures that it names, but to others."""
    known = codes_of()
    for line in () if page.foreign else page.lines:
        named = [name for name in procedures(fold(line.service)) if known[name]]
        owners = [name for name, codes in known.items() if line.code in codes]
        if named and owners and not set(named) & set(owners):
            owner = owners[0].replace("_", " ")
            message = f"{line.code} is {owner}, and the line names “{line.service}”; name the service of its code."
            yield at(page, line.span, on_line(line.line), message, line.service)
