"""A sentence of the built-in writer does not follow from the rows and the sources of its card.

Why: That writer composes every sentence from a verdict, a row, the policy's text and the passages shown, so a sentence
that it does not write was put in by hand, and one that it writes and is gone was taken out. Neither needs the record.
Wrong: A2, not met. The policy asks: Six sessions of traction have failed. (A2 asks for other things)
Right: A2, not met. The policy asks: Conservative treatment was tried and failed.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page, PageStatement, Section
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS = frozenset({"written"})
_SHOWN = 80  # characters quoted


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every sentence more, less, twice or out of order, and for one that rests on other passages."""
    entries = {reference.number: reference.passage for reference in page.references}
    for section in ground.written or ():
        said = [s for s in page.statements if (s.section, s.line) == (section.name, section.line)]
        yield from _compared(page, section, said, entries)


def _compared(
    page: Page, section: Section, said: list[PageStatement], entries: dict[int, str | None]
) -> Iterator[Breach]:
    due = {statement.text: statement.cites for statement in section.statements}
    for statement in said:
        where, words = on_line(statement.line, statement.section), statement.text[:_SHOWN]
        if statement.text not in due:
            message = f"“{words}” does not follow from the rows and sources of this card; write what follows from them."
            yield at(page, statement.span, where, message)
        elif tuple(entries.get(n) for n in statement.marks) != due[statement.text]:
            message = f"“{words}” rests on other passages than its marks lead to; cite those."
            yield at(page, statement.span, where, message)
    told = [statement.text for statement in said]
    if (sorted(told) == sorted(due) and told != list(due)) or len(told) > len(set(told)):
        moved = next(s for n, s in enumerate(said) if s.text in told[:n] or list(due)[n : n + 1] != [s.text])
        message = f"“{moved.text[:_SHOWN]}” stands twice or out of its order; write the sentences in the card's order."
        yield at(page, moved.span, on_line(moved.line, moved.section), message)
    for text in due:
        if text not in told:
            message = f"“{text[:_SHOWN]}” follows from the rows and sources of this card and is missing; write it."
            yield Breach(on_line(section.line, section.name), message)
