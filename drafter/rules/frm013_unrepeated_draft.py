"""A card or a draft says something else than the same case drafted again.

Why: Reading, deciding and writing by the built-in means are repeatable. What does not come out again was changed by
hand, or was made with another corpus or another drafter; either way nobody knows where it comes from.
Wrong: | A3 · how long | met | … | (drafted again, A3 is not documented)
Right: the card that drafting the case again gives
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, get_args

from drafter.card import shown
from drafter.domain import Draft, Ground, Page, SectionName, Span
from drafter.rules.applied import is_blocked, is_card
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS = frozenset({"again"})
_BEHIND = {"determination": "findings or sentences", "passages": "passages", "references": "references"}
_OF_ANY_WRITER = ("drafter", "reader", "policies", "corpus")
_MADE_WITH = ("drafter", "reader", "writer", "model", "prompts", "policies", "corpus")
_PARTS = {"lines": "verdict", "findings": "criteria", "gaps": "missing", "statements": "", "references": "references"}
_SHOWN = 80  # characters quoted


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every changed stretch of the card, and for every part of the draft that differs unseen."""
    if ground.again is None or not is_card(page):
        return
    if not is_blocked(page):
        yield from _on_the_card(page, shown(ground.again))
    if ground.draft is not None and ground.draft is not ground.again:
        yield from _behind_it(ground.draft, ground.again)


def _on_the_card(page: Page, again: Page) -> Iterator[Breach]:
    aside = {"violations", *(get_args(SectionName) if page.front.get("writer") == "model" else ())}
    for part, words in _PARTS.items():
        said = [item for item in getattr(page, part) if getattr(item, "section", "") not in aside]
        wanted = [item for item in getattr(again, part) if getattr(item, "section", "") not in aside]
        mine, due = [_told(item) for item in said], [_told(item) for item in wanted]
        if mine == due:
            continue
        for kind, start, end, first, last in SequenceMatcher(None, mine, due, autojunk=False).get_opcodes():
            if kind != "equal":
                wrong, right = _quoted(mine[start:end]), _quoted(due[first:last])
                message = f"“{wrong}” stands here, and drafting the case again gives “{right}”; draft it anew."
                item = said[min(start, len(said) - 1)] if said else None
                where = on_line(getattr(item, "line", None), getattr(item, "section", words) or words)
                yield at(page, item.span if item else Span(), where, message)


def _told(item: Any) -> tuple[Any, ...]:
    """All that an item of a page says, wherever it stands."""
    return tuple(value for name, value in item.__dict__.items() if name != "span")


def _quoted(items: list[tuple[Any, ...]]) -> str:
    words = "; ".join(" · ".join(str(value) for value in item if value not in (None, "", ())) for item in items)
    return words[:_SHOWN] or "nothing"


def _behind_it(draft: Draft, again: Draft) -> Iterator[Breach]:
    by_a_model = draft.provenance.writer == "model"  # its words are held to the template's where drafts are checked
    made = draft.determination
    if by_a_model:
        made = made.model_copy(update={"sections": again.determination.sections})
    for part, words in _BEHIND.items():
        if (made if part == "determination" else getattr(draft, part)) != getattr(again, part):
            yield Breach(f"draft, {part}", f"The case drafted again has other {words}; draft it anew.")
    for name in _MADE_WITH if not by_a_model else _OF_ANY_WRITER:
        said, due = getattr(draft.provenance, name), getattr(again.provenance, name)
        if said != due:
            message = f"It was made with another {name} ({said!r}) than is at hand ({due!r}); draft it anew."
            yield Breach(f"draft, {name}", message)
