"""A sentence on a stranger's page credits a named source with what that source is known not to say.

Why: Some sentences travel from page to page under the name of a guideline that never held them. A reader takes them for
the guideline's word.
Wrong: The stimulation guideline recommends nerve blocks as first treatment. (it is about stimulation alone)
Right: The stimulation guideline speaks of stimulation in refractory neuralgia.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.attributed import attributed, denies, says
from drafter.rules.breach import Breach

SEVERITY = "error"
NEEDS = frozenset({"passages"})
_SHARE, _LEAST = 0.7, 5
_CUT = re.compile(r"[;:]| since | because ")


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every sentence that says most of what its source does not show, and denies nothing."""
    for one in attributed(page, ground):
        if denies(one.told.low):
            continue
        for words in one.held.denied():
            gist = _CUT.split(words)[0]
            if not gist.startswith("anything ") and says(one.told.text, gist, _SHARE, _LEAST):
                message = f"{one.held.title} does not show {words.rstrip('.')}; say whose word it is, or leave it out."
                yield one.told.breach(page, message)
                break
