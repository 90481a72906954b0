"""The card: a determination as a Markdown page, and such a page read back.

The form is documented in `prompts/card.md`. `shown(draft)` says what a card of the draft says, `render(draft)` writes
it, and `parse(text)` reads any page: `unplaced(parse(render(draft))) == shown(draft)`.
"""

from __future__ import annotations

from drafter.card.beside import in_order_of
from drafter.card.reading import parse
from drafter.card.seal import seal_of, sealed
from drafter.card.showing import logged, shown, unplaced
from drafter.card.writing import write
from drafter.domain import Draft

__all__ = ["in_order_of", "logged", "parse", "render", "seal_of", "sealed", "shown", "unplaced"]


def render(draft: Draft) -> str:
    """The Markdown card of a draft. Nothing is on it that `shown` does not give."""
    return sealed(write(shown(draft)))
