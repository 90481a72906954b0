"""A stranger's page judges by criteria, a policy or a bulletin that it does not identify by number and version.

Why: Member and provider are entitled to the criteria they were judged by. "The established criteria", or a name without
number and version, cannot be looked up.
Wrong: The request fails the plan's exception criteria. (no number, no version anywhere)
Right: The request was judged by Aetna CPB 0016, effective 2026-01-01.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.card.foreign import LONGEST
from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.told import sentences

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_IDENTIFIED = re.compile(
    r"\bL\d{5}\b|\b(?:CPB|NCD|LCD|CMM|SURG|MP|MCP|CS)[\s.#-]*(?:No\.? )?\d[\w.]*|\b\d{2} CFR \d+"
    r"|\b(?i:policy|bulletin|guideline|number|no\.) ?(?i:number|no\.?|#|id)?:? ?(?=[A-Za-z-]*\d)[A-Za-z0-9][\w.-]{2,}"
    r"|\b[A-Z]{2,5}-[A-Z]*-?\d+\b|\b[a-z]+(?:-[a-z0-9]+)*-\d+\b"
)
_NO_OWNER = (
    r"(?!(?:The|This|These|Those|Each|All|Any|No|Unmet|Met|Which|Diagnostic|Coverage|Review|Our|Your|Insurance"
    r"|Editorial"
    r"|View|Privacy|Required|Additional|Relevant|Specific|Medical|Clinical|Missing|Common|Other|Initial|Repeat"
    r"|Per|Under)\b)"
)
_OWNER = rf"(?:{_NO_OWNER}(?:[A-Z][A-Za-z.]+|[A-Z]{{2,}}))"
_MENTION = re.compile(
    rf"\b{_OWNER}(?: {_OWNER})? (?:exception |coverage |medical |clinical |payment )*(?:criteria|policy|bulletin"
    rf"|policies)\b"
    r"|\b(?:clinical policy bulletin|(?:established|applicable|standard|clinical|payer|plan|insurer)(?:['’]s)? "
    r"(?:coverage |medical |clinical |policy )*(?:criteria|policy|bulletin)|coverage bulletin|the bulletin)\b"
)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every name of a policy at its first place, where the page identifies none at all."""
    if not page.foreign or _IDENTIFIED.search(page.text, 0, LONGEST):
        return
    seen: set[str] = set()
    for told in sentences(page, ground):
        for found in _MENTION.finditer(told.written):
            words = found[0].lower()
            if words in seen:
                continue
            seen.add(words)
            message = f"“{found[0]}” are named without number and version; name them, so that they can be looked up."
            yield told.breach(page, message, found[0])
