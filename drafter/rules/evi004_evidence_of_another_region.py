"""A stranger's page rests on evidence from another region of the body than the one to be treated.

Why: What was found in the low back says nothing about the neck; both may be called by the same procedure's name.
Wrong: The lumbar chapter is cited on neck injections, without a word about it.
Right: The chapter is about the lumbar spine and says nothing about the neck.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page, Passage
from drafter.rules.attributed import any_of, attributed
from drafter.rules.breach import Breach
from drafter.rules.told import request
from drafter.text.tokens import fold
from drafter.text.words import load

SEVERITY = "error"
NEEDS = frozenset({"passages"})
_APART = {"low_back": ("low_back",), "neck": ("neck", "upper_back", "shoulder", "head")}
"""Regions between which evidence does not carry over."""


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every sentence that names a source of another region and does not name that region."""
    if not page.foreign:
        return
    asked = _regions(request(page, ground))
    for one in attributed(page, ground):
        studied = {region for passage in one.held.passages for region in _regions(_population(passage))}
        said = _regions(fold(one.told.stretch.written))
        if asked and studied and not studied & asked and not studied & said:
            words = ", ".join(sorted(studied)).replace("_", " ")
            message = f"{one.held.title} is about the {words}, which is not the region treated here; say so."
            yield one.told.breach(page, message)


def _population(passage: Passage) -> str:
    return fold(passage.population or "")


def _regions(low: str) -> set[str]:
    """The regions named, of those that are apart."""
    return {region for region, kinds in _APART.items() if any(_words(kind).search(low) for kind in kinds)}


def _words(kind: str) -> re.Pattern[str]:
    return any_of(str(word).lower() for word in load("regions")[kind] if len(word) > 3)
