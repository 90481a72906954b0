"""A file holds more than one determination.

Why: A verdict of the one would be checked against the sources of the other; each is checked by itself.
Wrong: two letters, one below the other, in one file
Right: one file for each
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.card.foreign import LONGEST
from drafter.domain import Ground, Page
from drafter.rules.breach import Breach

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_CARD = re.compile(r"^---\n(?:[a-z_]+: [^\n]*\n)*?draft: ", re.MULTILINE)
_BEGINS = (
    re.compile(
        r"^(?:#{1,2} +|\*\*)?(?:(?:medical necessity |coverage |utili[sz]ation )*(?:review )?determination"
        r"|determination letter"
               r"|notice of [\w ]*(?:determination"
               r"|decision))\b(?![^\n]*[?.])[^\n]{0,80}$", re.IGNORECASE | re.MULTILINE),
    re.compile(r"^(?:#{1,6} +|\*\*)?(?:references|works cited|bibliography)\W*$", re.IGNORECASE | re.MULTILINE),
    re.compile(r"^dear\b[^\n]{0,60}[,:]\s*$", re.IGNORECASE | re.MULTILINE),
    re.compile(r"^(?:#{1,6} +|\*\*)?(?:the |member |service )?request(?:ed services?)?:", re.IGNORECASE | re.MULTILINE),
    _CARD,
    re.compile(
        r"^(?:request|case|reference|member)[ \w]{0,12}(?:no\.?|number|id"
        r"|#):? *[\w-]{3,}\s*$", re.IGNORECASE | re.MULTILINE),
)  # fmt: skip


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach where a second determination begins: where two kinds of beginnings, or ends, come again."""
    if not page.foreign and page.text.count("\ndraft: ") < 2:
        return
    starts = [found for pattern in _BEGINS if len(found := list(pattern.finditer(page.text, 0, LONGEST))) > 1]
    seconds = [found[1] for found in starts if "draft: " in found[1][0]]
    if page.foreign and len(starts) >= 2:
        over = max(found[0].start() for found in starts)
        seconds += [match for found in starts for match in found if match.start() > over]
    if seconds:
        first = min(seconds, key=lambda found: found.start())
        message = "A second determination begins here; give each in a file of its own."
        yield Breach("whole page", message, first.start(), first.end())
