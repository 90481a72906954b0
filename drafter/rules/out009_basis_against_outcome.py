"""A verdict stands on a ground that its outcome and its rows do not have.

Why: What is certified is necessary, what is pended lacks information, and what is not certified is one or the other.
The ground decides who may appeal, to whom, and by when.
Wrong: PEND (medical necessity) because the record does not settle A2
Right: PEND (insufficient information) because the record does not settle A2
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page, PageLine
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every verdict of a card with another ground than follows."""
    for line in () if page.foreign else page.lines:
        due = _due(page, line)
        if due and line.basis not in due:
            told = " or ".join(due).replace("_", " ")
            said = (line.basis or "nothing").replace("_", " ")
            message = f"The verdict {line.outcome!r} is grounded on {said!r}; its ground is {told}."
            yield at(page, line.span, on_line(line.line), message, said)


def _due(page: Page, line: PageLine) -> tuple[str, ...]:
    """The grounds that the outcome can have."""
    if line.outcome == "pend":
        return ("insufficient_information",)
    if line.outcome in ("certify", "certify_modified"):
        return ("medical_necessity",)
    if line.outcome != "not_certify":
        return ()
    blocking = {row.status for row in page.findings if row.line == line.line and row.criterion in line.blocking}
    if not blocking:
        return ()
    return ("medical_necessity", "experimental") if "not_met" in blocking else ("insufficient_information",)
