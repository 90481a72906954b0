"""A short form stands in the member's part that nobody has explained."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.letters.plain import glossary
from drafter.letters.rules import Told

SEVERITY = "error"


def check(told: Told) -> Iterator[str]:
    """One sentence for each short form."""
    if told.member:
        for short in glossary(told.facts.organisation.glossary).unexplained(told.ours):
            yield f"The member's part holds {short!r} unexplained; write it out, or explain it in glossary.yaml."
