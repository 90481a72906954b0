"""A procedure is named that stands neither in the case, nor in the policy, nor in a passage cited.

Why: An alternative whose own policy was not checked is advice without ground, and a procedure of another patient is
a mix-up.
Wrong: Consider onabotulinumtoxinA instead. (no source at hand speaks of it)
Right: The records named under what is missing would settle A2.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.names import of_family, strangers

SEVERITY = "error"
NEEDS = frozenset({"case", "passages", "policies"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every procedure in our own voice without a source."""
    for stretch, words in strangers(page, ground, of_family("procedures"), exact=False):
        message = (
            f"“{words}” is named in no source of this sentence; speak of the services requested, or cite a source."
        )
        yield stretch.breach(page, message, words)
