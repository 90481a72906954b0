"""A card says something that the determination behind it does not say, or leaves out what it says.

Why: Every sentence of a card comes from the determination, and the checks on drafting read it there. A sentence that
was put in, changed or taken out afterwards was written by nobody who is known.
Wrong: The plan has already agreed to this line. (no statement of the determination)
Right: the statements of the determination, word for word
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.card.showing import OPEN_WHEN_BLOCKED, above_the_criteria
from drafter.domain import Ground, Page
from drafter.rules.applied import is_blocked, is_card
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS = frozenset({"determination"})
_ELSEWHERE = ("title", "request", "violations", "missing")  # held to the form, the case and the requests by other rules
_MISSED = ("reasoning", "path_forward", "records")  # told by the rule on missing sections where all is gone
_SHOWN = 80  # characters quoted

Said = tuple[str, int | None, str]
"""Section, line and words."""


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every sentence put in or changed, and for every one left out."""
    if not is_card(page):
        return
    due = dict.fromkeys(_due(page, ground))
    said = {(s.section, s.line, _words(s.text)): s for s in page.statements if s.section not in _ELSEWHERE}
    for key, statement in said.items():
        if key not in due:
            message = f"“{key[2][:_SHOWN]}” is not what the determination says there; remove it, or draft anew."
            yield at(page, statement.span, on_line(statement.line, statement.section), message, statement.text)
    told = {section for section, _, _ in said}
    for section, line, words in due:
        if (section, line, words) not in said and (section in told or section not in _MISSED):
            message = f"“{words[:_SHOWN]}” is what the determination says, and it is missing; put it back."
            yield Breach(on_line(line, section), message)


def _due(page: Page, ground: Ground) -> Iterator[Said]:
    if ground.determination is None:
        return
    yield from ((s.section, s.line, _words(s.text)) for s in above_the_criteria(ground.determination))
    for section in ground.determination.sections:
        if not is_blocked(page) or section.name in OPEN_WHEN_BLOCKED:
            yield from ((section.name, section.line, _words(s.text)) for s in section.statements)


def _words(text: str) -> str:
    return " ".join(text.split())
