"""A past determination is told with another outcome, or under another name, than it had.

Why: A reviewer weighs what was decided before; a denial told as a certification, or the other way round, is a false
witness that no reader can see without opening the source.
Wrong: Block after failed therapy, 2025-03-04: not certify. [3] (it was certified)
Right: Block after failed therapy, 2025-03-04: certify. [3]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page, Passage
from drafter.rules.breach import Breach
from drafter.rules.prose import prose

SEVERITY = "error"
NEEDS = frozenset({"passages"})
_TOLD = re.compile(r": (certify(?: modified)?|pend|not certify)\.(?=$| It is shown for comparison)")


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every past determination told with an outcome or a name that is not the one it had."""
    for stretch in prose(page, ground):
        past = [passage for passage in stretch.cited if passage.type == "determination" and passage.outcome]
        told = _TOLD.search(stretch.written) if stretch.part == "precedents" and len(past) == 1 else None
        if told and told[1].replace(" ", "_") != past[0].outcome:
            due = (past[0].outcome or "").replace("_", " ")
            message = f"It is told as {told[1]!r}, and “{past[0].source.title}” came to {due!r}; tell what it came to."
            yield stretch.breach(page, message, told[1])
        elif told and not _named(past[0], stretch.written[: told.start()]):
            message = f"The past determination is “{past[0].source.title}” of {past[0].decided}; call it that."
            yield stretch.breach(page, message)


def _named(past: Passage, words: str) -> bool:
    """Whether the words are its title, and its day where that is known."""
    return words.startswith(past.source.title) and (past.decided is None or words.endswith(f", {past.decided}"))
