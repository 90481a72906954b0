"""A draft speaks as if the matter were decided.

Why: Nothing is decided until a licensed person signs. A draft that says denied or approved is taken for the decision.
Wrong: The request is denied.
Right: Recommended for physician review: the record shows that A8 is not met.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.prose import Prose, phrases, prose

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
# "Fever is denied" is how a history is taken down; a service that is denied is a decision.
_ASKED = (
    r"(?:requests?|claims?|lines?|services?|procedures?|treatments?|coverage|authori[sz]ations?|injections?|blocks?|"
    r"appeals?|determinations?|\d{5}|it|this|these|they)"
)
_FINAL = phrases(
    rf"{_ASKED}(?: [\w()-]+){{0,4}}? (?:is|are|was|were|be|been|stands?) (?:hereby |therefore |thus )?denied",
    r"(?:is|are|was|were|be|been|being|stands?|hereby) (?:hereby |therefore |thus )?"
    r"(?:approved|authori[sz]ed|rejected|disallowed|upheld|overturned)",
    r"hereby denied",
    r"(?:we|i) (?:hereby )?(?:deny|approve|authori[sz]e|reject|uphold)",
    r"(?:denied|approved) (?:as|with|for|in|[-–—])",
    r"(?-i:DENIED|APPROVED)",
    r"final (?:determination|decision)",
    r"(?:must|should|shall|will|cannot) (?:not )?be (?:denied|approved|certified|non-?certified|authori[sz]ed)",
    r"(?:denial|approval|non-?certification) (?:is|was) (?:appropriate|warranted|required|issued|final|supported)",
)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every final word in our own voice, precedents aside."""
    for stretch in prose(page, ground):
        if _of_the_past(stretch):
            continue
        for found in _FINAL.finditer(stretch.text):
            message = f"“{found[0]}” is final, and this is a draft; say what is recommended for review, and why."
            yield stretch.breach(page, message, found[0])


def _of_the_past(stretch: Prose) -> bool:
    """Whether it tells of past determinations, which were final."""
    types = {passage.type for passage in stretch.cited}
    return stretch.part == "precedents" or types == {"determination"}
