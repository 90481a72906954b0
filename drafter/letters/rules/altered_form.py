"""The fixed text of a prescribed form does not stand in the letter as it is prescribed."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.letters.rules import Told

SEVERITY = "error"


def check(told: Told) -> Iterator[str]:
    """One sentence for the first stretch that is not there, in its order."""
    if not told.member:
        return
    text, at = told.letter.words(), 0
    for part in told.fixed_parts:
        found = text.find(part, at)
        if found < 0:
            yield f"The form has “{part[:80]}” here, and the letter does not; only service and reason are free."
            return
        at = found + len(part)
