"""An entry of the reference list is printed with words that its source does not have, or without its title.

Why: An entry is how a source is found. Another year, number or title leads to another document, or to none.
Wrong: 2. guideline: Management of Headache (2020) (the passage is of 2023)
Right: 2. guideline: Management of Headache (2023)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from drafter.domain import Ground, Page, Passage
from drafter.rules.applied import passages_by_id
from drafter.rules.breach import Breach, at
from drafter.text.tokens import fold

SEVERITY = "error"
NEEDS = frozenset({"passages"})
_OURS = {"version", "seen", "in", "a", "summary", "recalled", "to", "be", "verified", "synthetic", "read", "policy"}
_KNOWN = {"summary": "seen in a summary", "recalled": "recalled", "synthetic": "synthetic"}
"""Words of an entry whose source was not read itself."""
_WORD = re.compile(r"[^\W_]+")


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every entry that says what its source does not."""
    held = passages_by_id(ground)
    for reference in page.references:
        passage = held.get(reference.passage or "")
        if passage is None:
            continue
        said, known = _words(reference.text), _words(_named(passage)).keys() | _OURS
        strange = [word for word in said if word not in known]
        if strange:
            message = f"“{strange[0]}” is no part of how “{passage.source.title}” is named; print the source as it is."
            yield at(page, reference.span, "references", message, strange[0])
        elif missing := [word for word in _words(passage.source.title) if word not in said]:
            message = f"“{missing[0]}” is missing from the title “{passage.source.title}”; print the source as it is."
            yield at(page, reference.span, "references", message)
        elif (how := _KNOWN.get(passage.source.verified, "")) not in reference.text:
            message = f"The entry does not say how “{passage.source.title}” is known; say “{how}”."
            yield at(page, reference.span, "references", message)


def _named(passage: Passage) -> str:
    """Everything by which a passage may be named."""
    source = passage.source
    parts = (source.title, source.organisation, source.document, source.year, passage.heading, passage.decided)
    return " ".join(str(part) for part in (*parts, passage.policy, passage.version, passage.outcome) if part)


@lru_cache(maxsize=2048)
def _words(text: str) -> dict[str, None]:
    return dict.fromkeys(_WORD.findall(fold(text)))
