"""A card or a draft says something else than the same case drafted again.

Why: Reading, deciding and writing by the built-in means are repeatable. What does not come out again was changed by
hand, or was made with another corpus or another drafter; either way nobody knows where it comes from.
Wrong: | A3 · how long | met | … | (drafted again, A3 is not documented)
Right: the card that drafting the case again gives
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from drafter import card
from drafter.card.layout import unwrapped
from drafter.card.words import SECTIONS
from drafter.card.writing import write
from drafter.domain import Draft, Ground, Page, Span
from drafter.rules.applied import is_blocked, is_card
from drafter.rules.breach import Breach, at

SEVERITY = "error"
NEEDS = frozenset({"again"})
_FRONT = re.compile(r"---\n.*?\n---(?=\n)", re.DOTALL)
_PARTS = {"determination": "findings or sentences", "passages": "passages", "references": "references"}
_MADE_WITH = ("drafter", "reader", "writer", "model", "prompts", "policies", "corpus")
_SHOWN = 80  # characters quoted


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every changed stretch of the card, and for every part of the draft that differs unseen."""
    if ground.again is None or not is_card(page):
        return
    if not is_blocked(page):
        yield from _on_the_card(page, ground.again)
    if ground.draft is not None and ground.draft is not ground.again:
        yield from _behind_it(ground.draft, ground.again)


def _on_the_card(page: Page, again: Draft) -> Iterator[Breach]:
    said = _said(page)
    due = _lines(card.render(again))
    if [words for words, _ in said] == [words for words, _ in due]:
        return
    pairs = SequenceMatcher(None, [words for words, _ in said], [words for words, _ in due], autojunk=False)
    for kind, start, end, first, last in pairs.get_opcodes():
        if kind != "equal":
            wrong = " ".join(words for words, _ in said[start:end])[:_SHOWN] or "nothing"
            right = " ".join(words for words, _ in due[first:last])[:_SHOWN] or "nothing"
            message = f"“{wrong}” stands here, and drafting the case again gives “{right}”; draft it anew."
            where = said[start:end] or said[max(start - 1, 0) : start]
            span = Span(start=where[0][1].start, end=where[-1][1].end) if where and page.text else Span()
            yield at(page, span, "the card", message)


def _behind_it(draft: Draft, again: Draft) -> Iterator[Breach]:
    for part, words in _PARTS.items():
        if getattr(draft, part) != getattr(again, part):
            yield Breach(
                f"draft, {part}", f"Drafting the case again gives other {words} than the draft has; draft it anew."
            )
    for name in _MADE_WITH:
        said, due = getattr(draft.provenance, name), getattr(again.provenance, name)
        if said != due:
            yield Breach(
                f"draft, {name}",
                f"It was made with another {name} ({said!r}) than is at hand ({due!r}); draft it anew.",
            )


def _said(page: Page) -> list[tuple[str, Span]]:
    """The lines of the card without what the checks found, which is no part of the case drafted again."""
    if not page.text:
        kept = tuple(s for s in page.statements if s.section != "violations")
        return _lines(write(page.model_copy(update={"statements": kept})))
    found = {s.span.end for s in page.statements if s.section == "violations"}
    head = f"## {SECTIONS['violations']}" if found else None
    return [(words, span) for words, span in _lines(page.text) if words != head and span.end not in found]


def _lines(text: str) -> list[tuple[str, Span]]:
    """Lines below the front matter with their places, white space aside."""
    front = _FRONT.match(text)
    return [(" ".join(line.text.split()), line.span) for line in unwrapped(text, front.end() if front else 0)]
