"""A sentence claims more certainty than any source gives.

Why: Studies show and policies require; nothing in a determination eliminates, guarantees or proves. An absolute
sentence is the first thing that fails on appeal.
Wrong: Physical therapy eliminates the bleeding risk entirely.
Right: Physical therapy carries no bleeding risk from a needle.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.prose import phrases, prose

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_ABSOLUTE = phrases(
    r"(?<!has )(?<!have )(?<!had )never|always|(?<!not )(?<!no )guarantee[sd]?|guaranteeing|undoubtedly"
    r"|unquestionably|indisputabl[ey]",
    r"without (?:any )?(?:doubt|exception)|beyond (?:any )?doubt|in all cases|under no circumstances",
    r"(?:eliminat|prevent|remov|cur|resolv)\w+ (?:[\w-]+ ){0,5}?(?:entirely|completely|altogether)",
    r"(?:entirely|completely|totally|absolutely|perfectly) (?:safe|ineffective|effective|useless|unproven|risk-free)",
    r"no risk (?:whatsoever|at all)|proves? (?:that|conclusively|beyond)|conclusively (?:shows?|proves?)",
    r"mandatory prerequisite|absolute (?:requirement|contraindication|certainty)",
    r"automatic(?:ally)? (?:deni|approv)\w+",
)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every absolute phrase in our own voice."""
    for stretch in prose(page, ground):
        for found in _ABSOLUTE.finditer(stretch.text):
            message = f"“{found[0]}” is absolute; say what the source shows, and how strongly."
            yield stretch.breach(page, message, found[0])
