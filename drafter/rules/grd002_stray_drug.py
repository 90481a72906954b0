"""A drug is named that stands neither in the case, nor in the policy, nor in a passage cited.

Why: A drug that the patient never had turns one patient's determination into another's.
Wrong: Topiramate was not effective. (the record names naproxen only)
Right: Naproxen was not effective.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.names import drugs, strangers

SEVERITY = "error"
NEEDS = frozenset({"case", "passages", "policies"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every drug in our own voice without a source."""
    for stretch, words in strangers(page, ground, drugs(), exact=True):
        message = f"“{words}” is named in no source of this sentence; use the record's own name, or remove it."
        yield stretch.breach(page, message, words)
