"""A stranger's page rests on a guideline that its own authors have replaced, and does not say so.

Why: A superseded chapter can say what its successor no longer says; a reader takes it for the state of knowledge.
Wrong: The guideline of 2005 supports it. (replaced in 2014)
Right: The guideline of 2005, replaced in 2014, supported it; the update does not speak of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.attributed import attributed
from drafter.rules.breach import Breach

SEVERITY = "error"
NEEDS = frozenset({"passages"})
_SAID = re.compile(r"\b(?:supersed\w+|replac\w+|updat\w+|earlier|older|former|outdated|no longer)\b")


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every sentence that names a superseded source as if it stood."""
    for one in attributed(page, ground):
        if any(p.replaced_by for p in one.held.passages) and not _SAID.search(one.told.stretch.written.lower()):
            message = f"{one.held.title} has been superseded; rest on its successor, or say that it was replaced."
            yield one.told.breach(page, message)
