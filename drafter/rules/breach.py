"""What a rule yields: one fault at one place. The package adds the code and the severity of the rule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from drafter.domain import Page, Span

_MOST_WORDS = 40


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
    if found >= 0:
        return Breach(where, message, found, found + len(words))
    loose = _loose(words).search(page.text, span.start, span.end) if page.foreign and words.strip() else None
    return Breach(where, message, *(loose.span() if loose else (span.start, span.end)))


@lru_cache(maxsize=256)
def _loose(words: str) -> re.Pattern[str]:
    """Finds the words across line ends and markup, which a stranger's page has between them."""
    return re.compile(r"(?:[\s*_`~>]|<[^<>]{0,200}>|&nbsp;)+".join(map(re.escape, words.split()[:_MOST_WORDS])))


def on_line(line: int | None, part: str = "") -> str:
    """The place in words: lines count from 1 for a reader."""
    return ", ".join(filter(None, ("" if line is None else f"line {line + 1}", part)))
