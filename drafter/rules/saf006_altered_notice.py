"""The words by which a card says that it is a draft are not the ones of the card: title, request strip or disclaimer.

Why: They stand where the reader looks first and last. A title, a strip or a disclaimer in other words, or with a
sentence more, turns the draft into a decision without touching any verdict.
Wrong: This AI-assisted draft is not a decision and not medical advice. … The review is complete.
Right: This AI-assisted draft is not a decision and not medical advice. …
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.card.showing import STANDING
from drafter.card.words import DISCLAIMER, TITLE
from drafter.domain import Ground, Page, PageStatement
from drafter.rules.applied import is_card
from drafter.rules.breach import Breach, at

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every notice in other words; a card without a disclaimer is for another rule."""
    if not is_card(page):
        return
    yield from _title(page)
    yield from _strip(page)
    said = " ".join((page.disclaimer or "").split())
    if said and said != DISCLAIMER:
        where = page.text.rfind(page.disclaimer or "")
        place = (where, where + len(page.disclaimer or "")) if where >= 0 else (None, None)
        yield Breach("disclaimer", f"The disclaimer reads {said!r}; it has to be exactly {DISCLAIMER!r}.", *place)


def _title(page: Page) -> Iterator[Breach]:
    titles = [s for s in page.statements if s.section == "title"]
    if not titles:
        yield Breach("title", f"The card has no title; it has to be {TITLE!r}.")
    for n, title in enumerate(titles):
        if n or title.marks or title.text != TITLE:
            message = f"The title reads {title.text!r}; a card has one title, {TITLE!r}."
            yield at(page, title.span, "title", message, title.text)


def _strip(page: Page) -> Iterator[Breach]:
    """A missing strip is for another rule."""
    strips: list[PageStatement] = [s for s in page.statements if s.section == "request"]
    due = STANDING.get(page.front.get("status", ""))
    if strips and due and not strips[0].text.endswith(f". {due}."):
        message = f"The request strip does not end with {due!r}; what the page is has to stand there."
        yield at(page, strips[0].span, "request", message, strips[0].text)
    for extra in strips[1:]:
        message = f"“{extra.text[:60]}” stands beside the request strip; a card has that one line below its title."
        yield at(page, extra.span, "request", message, extra.text)
