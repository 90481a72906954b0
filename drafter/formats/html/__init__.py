"""A draft as one self-contained HTML page: what the card says, beside the record with its quotations marked.

It loads nothing, runs nothing, and shows what `drafter.card.shown` shows: of a blocked draft no outcome. It carries the
card in Markdown, unseen, by which `read` checks what is seen.
"""

from __future__ import annotations

from drafter import card
from drafter.domain import Draft
from drafter.formats.html.page import fill
from drafter.formats.html.reading import read, sealed
from drafter.formats.html.record import Cited, cited_by, documents, segments

__all__ = ["Cited", "read", "render", "segments"]


def render(draft: Draft, **given: object) -> str:
    """The page; nothing more is given."""
    cited = cited_by(draft)
    return sealed(fill(card.parse(card.render(draft)), cited, documents(draft.case, cited)))
