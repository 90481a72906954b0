"""A letter that nobody has decided or issued lacks its mark, or one that is issued carries it."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.letters.rules import Told

SEVERITY = "error"


def check(told: Told) -> Iterator[str]:
    """One sentence."""
    mark, text = told.letter.mark, told.text
    if told.facts.kind == "undecided" and mark is None:
        yield "Nobody has decided, and the letter carries no mark that says so."
    if mark and not (text.startswith(mark) and text.endswith(mark)):
        yield f"The letter lacks the mark {mark!r} at its top or its end."
    if mark is None and "DRAFT - NOT" in text:
        yield "The letter is issued and still calls itself a draft."
