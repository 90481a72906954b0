"""A heading of a stranger's page has nothing under it.

Why: What was promised was lost, and nobody can tell whether it mattered.
Wrong: “Next steps:” followed by the next heading
Right: “Next steps:” followed by the steps
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from drafter.domain import Ground, Page, PageHeading
from drafter.rules.breach import Breach, at

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every heading that ends with a colon, or is marked as one, and leads to another of its kind."""
    own = {(h.span.start, h.span.end) for h in page.headings}
    spans = [*(s.span for s in page.statements), *(r.span for r in page.references), *page.unparsed]
    said = sorted(span.start for span in spans if (span.start, span.end) not in own)
    filled = [_filled(page, n, said) for n in range(len(page.headings))]
    for n, heading in enumerate(page.headings):
        if not filled[n] and _empty(page.headings, filled, n):
            yield at(
                page, heading.span, heading.text, f"“{heading.text}” has nothing under it; write it, or remove it."
            )


def _filled(page: Page, n: int, said: list[int]) -> bool:
    """Whether anything stands between a heading and the next."""
    until = page.headings[n + 1].span.start if n + 1 < len(page.headings) else len(page.text)
    return bisect_right(said, page.headings[n].span.start) < bisect_left(said, until)


def _empty(headings: tuple[PageHeading, ...], filled: list[bool], n: int) -> bool:
    """Whether a heading without text of its own has no section under it either, as far as the marks tell."""
    heading = headings[n]
    if n + 1 == len(headings):
        return heading.leads or bool(heading.level)
    after = headings[n + 1]
    if heading.level and after.level:
        return after.level <= heading.level
    if not heading.leads:
        return False
    # A line below a label is its value, unless it heads a section; a list of labels below one is what it introduces.
    return bool(after.level) or (not filled[n + 1] if after.leads else filled[n + 1])
