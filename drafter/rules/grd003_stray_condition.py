"""A condition is named that stands neither in the case, nor in the policy, nor in a passage cited.

Why: Evidence and criteria hold for a condition. One that the patient does not have brings in rules that do not apply.
Wrong: Fibromyalgia explains the pain. (the record names neck pain only)
Right: Neck pain is named.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.names import of_family, strangers

SEVERITY = "error"
NEEDS = frozenset({"case", "passages", "policies"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every condition in our own voice without a source."""
    for stretch, words in strangers(page, ground, of_family("conditions"), exact=False):
        message = (
            f"“{words}” is named in no source of this sentence; name the condition of the record, or cite its source."
        )
        yield stretch.breach(page, message, words)
