"""A clinical term stands in the member's part that is not explained."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.letters.plain import glossary
from drafter.letters.rules import Told
from drafter.rules.names import named

SEVERITY = "warning"


def check(told: Told) -> Iterator[str]:
    """One sentence with every term of the vocabulary that the letter does not explain."""
    if not told.member:
        return
    held, text = glossary(told.facts.organisation.glossary), told.ours
    explained = {row[0] for block in told.letter.blocks if block.kind == "pairs" for row in block.rows}
    if lost := sorted(set(held.used(text)) - explained):
        yield f"The member's part uses without explaining: {', '.join(lost)}; put the list of words back."
    plain = " ".join(held.words.values()).casefold()  # the vocabulary knows patients' own words for a thing too
    words = {name.words for name in named(text) if name.words.casefold() not in held.everyday}
    words = {word for word in words if " " not in word or word.casefold() not in plain}
    if unknown := sorted(word for word in words if not held.used(word)):
        yield f"The member's part uses {', '.join(unknown)}; explain each in the organisation's glossary.yaml."
