"""The reviewer's page in Markdown, as documented in `prompts/card.md`."""

from __future__ import annotations

from drafter import card
from drafter.domain import Draft


def render(draft: Draft, **given: object) -> str:
    """The Markdown card; nothing more is given."""
    return card.render(draft)
