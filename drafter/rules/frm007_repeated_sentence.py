"""A sentence, or a request, stands twice in the same place.

Why: A repetition is a slip of whoever put the page together, and what else slipped is not known.
Wrong: “The pain has lasted 8 months.” twice in the reasoning of line 1
Right: “The pain has lasted 8 months.” once
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page, Span
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "warning"
NEEDS: frozenset[str] = frozenset()

_LEAST = 40  # characters of what is a sentence on a stranger's page, where cells of tables repeat


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every statement, request or reference after the first that is the same."""
    seen: set[tuple[object, ...]] = set()
    for key, part, line, text, span in _said(page):
        if key in seen and (not page.foreign or (len(text) >= _LEAST and "|" not in text)):
            yield at(page, span, on_line(line, part), f"“{text}” stands here twice; keep it once.", text)
        seen.add(key)


def _said(page: Page) -> Iterator[tuple[tuple[object, ...], str, int | None, str, Span]]:
    """Everything that may stand once only: by what it is known, its part, its line, its words, and where."""
    for s in page.statements:
        yield (s.section, s.line, s.text), s.section, s.line, s.text, s.span
    for g in page.gaps:
        yield (g.holder, g.line, g.about, g.stage), "missing", g.line, g.ask, g.span
    for r in page.references:
        yield (r.number, r.passage, r.text), "references", None, r.text, r.span
