"""An identifier of the member or the provider stands on the page.

Why: The card goes to reviewers, stores and comparisons; identifiers join only when a letter is rendered.
Wrong: Ms Example (member W0012345) has neck pain.
Right: The member has neck pain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page, Span
from drafter.rules.breach import Breach, at
from drafter.rules.prose import prose

SEVERITY = "error"
NEEDS = frozenset({"case"})
_APART = "\0" * 4  # more signs than may stand inside an identifier
_NO_SIGN = re.compile(r"[\W_]+")
_LEAST = 4  # a shorter value, such as a state or an initial, is found everywhere


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every identifier in our own voice; a quotation shows the record as it is."""
    if ground.case is None:
        return
    shown = list(_shown(page, ground))
    everything = _APART.join(text for _, text, _ in shown)
    squeezed = _signs(everything)
    for owner, given in (("member", ground.case.member), ("provider", ground.case.provider)):
        for key, value in given.items():
            pattern = _pattern(value) if _signs(value) in squeezed else None
            if pattern is None or not pattern.search(everything):
                continue
            for where, text, span in shown:
                for found in pattern.finditer(text):
                    message = f"The {owner}'s {key} {found[0]!r} stands here; remove it, it joins only in a letter."
                    yield at(page, span, where, message, found[0])


def _pattern(value: str) -> re.Pattern[str] | None:
    """Finds the value however it is spaced; a number however it is grouped. None where it is too short to tell."""
    words = re.findall(r"[^\W_]+", value)
    signs = "".join(words)
    if len(signs) < _LEAST:
        return None
    spaced = r"[\W_]?".join(signs) if any(map(str.isdigit, signs)) else r"[\W_]{1,3}".join(words)
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)


def _signs(text: str) -> str:
    """The letters and digits alone, in small letters, by which most values are known at once not to be there."""
    return _NO_SIGN.sub("", text).casefold()


def _shown(page: Page, ground: Ground) -> Iterator[tuple[str, str, Span]]:
    yield from ((part.part, part.text, part.span) for part in prose(page, ground))
    yield from (("verdict", line.service, line.span) for line in page.lines)
    yield from ((f"front matter, {key}", value, Span()) for key, value in page.front.items())
