"""The front matter of a card lacks an entry, has one that no card has, has one twice, or a value that no card has.

Why: Lists and searches read the front matter and nothing else. "status: final" or a "reviewed_by" there makes a draft
pass for a decision.
Wrong: reviewed_by: Dr. Example
Right: the entries of the form, and the decision in a record of its own
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import get_args

from drafter.card.words import FRONT
from drafter.domain import DraftStatus, Ground, Page, ReviewType
from drafter.rules.applied import is_card
from drafter.rules.breach import Breach

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_NEEDED = ("draft", "schema", "status")
_DECIDED = ("synthetic", "title", "outcome", "decided", "policy")
"""Entries that a past determination of the corpus has beside those of the card it was decided on."""
_VALUES = {"schema": ("1",), "status": get_args(DraftStatus), "review_type": get_args(ReviewType)}
_DRAFT = re.compile(r"d-[0-9a-f]{16}")
_BLOCK = re.compile(r"---[ \r]*\n(.*?)\n---[ \r]*(?:\n|$)", re.DOTALL)
_KEY = re.compile(r"^([a-z_]+):", re.MULTILINE)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every such entry."""
    if not is_card(page):
        return
    past = {"synthetic", "decided"} <= set(page.front)
    for key in (*_NEEDED, *(("seal",) if page.text and not past else ())):
        if key not in page.front:
            yield Breach(f"front matter, {key}", f"The front matter has no {key!r}; a card is not known without it.")
    for key, value in page.front.items():
        if past and key in _DECIDED:
            continue
        if key not in FRONT:
            message = f"{key!r} is no entry of a draft's front matter; remove it, a decision is recorded elsewhere."
            yield Breach(f"front matter, {key}", message)
        elif value not in (known := _VALUES.get(key, (value,))):
            message = f"{key} is given as {value!r}; it can only be {' or '.join(known)}."
            yield Breach(f"front matter, {key}", message)
    yield from () if past else _meant(page)
    block = _BLOCK.match(page.text)
    for key, times in Counter(_KEY.findall(block[1]) if block else ()).items():
        if times > 1:
            yield Breach(f"front matter, {key}", f"{key!r} stands in the front matter {times} times; keep it once.")


def _meant(page: Page) -> Iterator[Breach]:
    """A breach for an id that no draft has, for a sign that nobody sees, and for other codes than those of the page."""
    for key in ("draft", "parent"):
        if key in page.front and not _DRAFT.fullmatch(page.front[key]):
            yield Breach(f"front matter, {key}", f"{page.front[key]!r} is no id of a draft; give the one it has.")
    codes = ", ".join(dict.fromkeys(line.code for line in page.lines if line.code))
    if page.front.get("codes", codes) != codes and page.lines:
        message = f"codes is given as {page.front['codes']!r}, and the verdicts are on {codes!r}; give those."
        yield Breach("front matter, codes", message)
