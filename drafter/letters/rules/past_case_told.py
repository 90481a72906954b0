"""The letter repeats a past determination, or what the readers said against each other."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.letters.rules import Told
from drafter.letters.structure import flat

SEVERITY = "error"


def check(told: Told) -> Iterator[str]:
    """One sentence for each passage of a past case, and each word of a reader that was not followed."""
    draft, text = told.facts.draft, told.without_rationale
    for passage in draft.passages:
        if passage.type == "determination" and any(
            len(said) > 12 and said in text for said in map(flat, (passage.text, passage.source.title, *passage.claims))
        ):
            yield f"The letter repeats the past determination “{passage.source.title}”; take it out."
    for section in draft.determination.sections:
        if section.name == "precedents" and any(flat(one.text) in text for one in section.statements):
            yield "The letter repeats what the card says of past determinations; take it out."
