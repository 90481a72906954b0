"""What a rule yields: one fault at one place. The package adds the code and the severity of the rule."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.domain import Page, Span


@dataclass(frozen=True)
class Breach:
    """One fault at one place."""

    where: str
    """The place in words, such as "reasoning" or "line 1, A2"."""
    message: str
    """The fault and the cure in one sentence, with the value quoted."""
    start: int | None = None
    """First code point in the page's text; none where the page has no text or the place is not known."""
    end: int | None = None
    """One past the last."""


def at(page: Page, span: Span, where: str, message: str, words: str = "") -> Breach:
    """A breach at `span`, narrowed to `words` where they stand in it as written."""
    if span.end <= span.start:
        return Breach(where, message)
    found = page.text.find(words, span.start, span.end) if words else -1
    return Breach(where, message, found, found + len(words)) if found >= 0 else Breach(where, message, *_ends(span))


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def on_line(line: int | None, part: str = "") -> str:
    """The place in words: lines count from 1 for a reader."""
    return ", ".join(filter(None, ("" if line is None else f"line {line + 1}", part)))
