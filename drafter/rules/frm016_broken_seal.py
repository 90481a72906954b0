"""A card was changed after it was written: its words are not those that its seal was made of.

Why: A card travels without its case. The seal is how a change made on the way shows, wherever it is and whatever it
says. It tells nothing of who made it, and whoever means to can make a new one.
Wrong: seal: 3f0a… on a card in which a word was changed afterwards
Right: the card as drafted; an edit is a new draft
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.card import seal_of
from drafter.domain import Ground, Page
from drafter.rules.applied import is_card
from drafter.rules.breach import Breach

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach where the seal is not that of the card; a card without one is for another rule."""
    said = page.front.get("seal")
    if said is not None and page.text and is_card(page) and said != seal_of(page.text):
        yield Breach(
            "front matter, seal", "The card was changed after it was written; edit the draft, or draft it anew."
        )
