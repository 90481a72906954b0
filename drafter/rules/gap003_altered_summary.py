"""The short list of what is missing names other items than the requests do.

Why: The short list is what is read, and the requests are what is sent; a criterion on one of them only is asked for
in vain, or not at all.
Wrong: Line 2, ask the provider: A1 … and below it requests for A1 and A2
Right: Line 2, ask the provider: A1, A2
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.card.words import HOLDERS
from drafter.domain import QUESTIONS, Ground, Page
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_LABEL = re.compile(r"\([^()]*\)")
_ITEM = re.compile(rf"\b(?:[A-Z]{{1,3}}\d{{1,3}}|{'|'.join(sorted(QUESTIONS))})\b")
_ONLY = re.compile(r"only if [^:]*:")


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every short list that differs from its requests."""
    for statement in page.statements:
        if statement.section != "missing":
            continue
        holder = next((h for h, words in HOLDERS.items() if statement.text.startswith(words.lower())), None)
        named = set(_ITEM.findall(_ONLY.sub("", _LABEL.sub("", statement.text))))
        due = {gap.about for gap in page.gaps if (gap.line, gap.holder) == (statement.line, holder)}
        if named != due:
            asked = ", ".join(sorted(due)) or "nothing"
            message = f"“{statement.text}” is not what is requested below, {asked}; name what is requested."
            yield at(page, statement.span, on_line(statement.line, "missing"), message, statement.text)
