"""A word holds a sign that nobody sees, or a letter of another alphabet that looks like one of ours.

Why: Such a word reads like the true one and is another: a search does not find it, a rule does not know it, and what
it hides was put there on purpose or copied from where it was.
Wrong: The criteria are mеt. (the e is Cyrillic)
Right: The criteria are met.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from drafter.domain import Ground, Page
from drafter.rules.applied import is_card
from drafter.rules.breach import Breach
from drafter.rules.prose import prose
from drafter.rules.sources import case_texts
from drafter.text.tokens import INVISIBLE

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_LATIN, _OTHER = "A-Za-z\u00c0-\u024f", "\u0370-\u052f\uff01-\uff5e"
_ODD = re.compile(rf"\S*[{INVISIBLE}]\S*|(?=\w*[{_LATIN}])(?=\w*[{_OTHER}])\w+|[\uff01-\uff5e]+")


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every such word in our own voice, on cards of ours; a word that the case has is the case's own."""
    if not is_card(page):
        return
    for stretch in prose(page, ground):
        for word in _odd(stretch.text):
            if not ground.case or not any(word in text for text in case_texts(ground.case)):
                message = (
                    f"“{word.encode('unicode_escape').decode()}” holds a hidden or foreign sign; write it plainly."
                )
                yield stretch.breach(page, message, word)


@lru_cache(maxsize=8192)
def _odd(text: str) -> tuple[str, ...]:
    return () if text.isascii() else tuple(_ODD.findall(text))
