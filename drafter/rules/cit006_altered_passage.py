"""A held passage does not have the content that its id stands for.

Why: The id of a passage comes from its words. Another text under the same id is a source that was changed after it
was cited.
Wrong: p-4be1c09d22fa, with “at least 12 weeks” where the source says “at least 4 weeks”
Right: the passage as the corpus holds it
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.corpus.passages import passage_id
from drafter.domain import Ground, Page
from drafter.rules.applied import passages_by_id
from drafter.rules.breach import Breach, at

SEVERITY = "error"
NEEDS = frozenset({"passages"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every entry of the reference list whose passage was changed."""
    held = passages_by_id(ground)
    for reference in page.references:
        passage = held.get(reference.passage or "")
        if passage and passage_id(passage.type, passage.source, passage.heading, passage.text) != passage.id:
            message = (
                f"The words of passage {passage.id} are not those its id was made from; take it from the corpus anew."
            )
            yield at(page, reference.span, "references", message, passage.id)
