"""A line of a card reads otherwise than the card is written: a heading, a summary or an entry was changed.

Why: What a card repeats for the reader's sake, such as the list of what is missing above the requests, is seen first
and read by no other rule.
Wrong: “Line 2, ask the provider: A1” above requests for A1 and A2
Right: “Line 2, ask the provider: A1, A2”
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from drafter.card.layout import unwrapped
from drafter.card.writing import write
from drafter.domain import Ground, Page, Span
from drafter.rules.applied import is_card
from drafter.rules.breach import Breach, at

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_FRONT = re.compile(r"---\n.*?\n---(?=\n)", re.DOTALL)
_RULE = re.compile(r"[|:\s-]*")  # the line under the head of a table
_SHOWN = 60  # characters quoted


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every line that the card of this page does not have, and for every line that it lacks."""
    if not is_card(page) or not page.text or page.unparsed:
        return
    try:
        written = write(page)
    except KeyError:  # a status or verdict that no card has: CRI005 and LIN004 speak of it
        return
    if _FRONT.sub("", written, 1) == _FRONT.sub("", page.text, 1):
        return
    due = Counter(words for words, _ in _lines(written))
    for words, span in _lines(page.text):
        if due[words] > 0:
            due[words] -= 1
        else:
            message = f"“{words[:_SHOWN]}” is not what this card says there; write what follows from the rest of it."
            yield at(page, span, "the form", message)
    for words in due.elements():
        yield Breach("the form", f"“{words[:_SHOWN]}” follows from the rest of the card and is missing; write it.")
    yield from _moved(page, written)


def _moved(page: Page, written: str) -> Iterator[Breach]:
    """A breach for the first heading that stands before one that it should follow."""
    told = [(words, span) for words, span in _lines(page.text) if words.startswith("#")]
    due = [words for words, _ in _lines(written) if words.startswith("#")]
    if sorted(due) == sorted(words for words, _ in told):
        for (words, span), wanted in zip(told, due, strict=True):
            if words != wanted:
                message = f"“{words[:_SHOWN]}” stands where “{wanted[:_SHOWN]}” should; put the sections in order."
                yield at(page, span, "the form", message)
                return


def _lines(text: str) -> Iterator[tuple[str, Span]]:
    """Lines below the front matter (for FRM008) with their places; wrapping, white space and table rules aside."""
    front = _FRONT.match(text)
    for line in unwrapped(text, front.end() if front else 0):
        if not _RULE.fullmatch(line.text):
            yield " ".join(line.text.split()), line.span
