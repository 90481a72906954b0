"""The lines of a Markdown page: what a writer wrapped over several lines is one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drafter.domain import Span

_OPENS = re.compile(r"\s*(?:#{1,6} |[-*+•–] |\d{1,6}[.)] |\||>|```|---)")
_STANDS_ALONE = re.compile(r"\s*(?:#{1,6} |\||```|---)")


@dataclass(frozen=True)
class Line:
    """One line of a page, wrapped lines joined by a space."""

    text: str
    """Its words, without spaces at the end; spaces at the beginning are kept."""
    start: int
    """First code point in the page."""
    end: int
    """One past the last."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(start=self.start, end=self.end)

    def after(self, prefix: int) -> Span:
        """Where the rest of it stands after so many code points."""
        return Span(start=min(self.start + prefix, self.end), end=self.end)


def unwrapped(text: str, start: int = 0) -> Iterator[Line]:
    """The lines from `start` on, wrapped ones joined, blank ones left out."""
    held: list[Line] = []
    for line in _every(text, start):
        continues = held and line.text and not _OPENS.match(line.text) and not _STANDS_ALONE.match(held[0].text)
        if not continues and held:
            yield _joined(held)
            held = []
        if line.text:
            held.append(line)
    if held:
        yield _joined(held)


def lines(text: str, start: int = 0) -> Iterator[Line]:
    """The lines from `start` on as they stand, blank ones left out."""
    return (line for line in _every(text, start) if line.text)


def _every(text: str, start: int) -> Iterator[Line]:
    for raw in text[start:].split("\n"):
        words = raw.rstrip(" \r\t")
        yield Line(words, start, start + len(words))
        start += len(raw) + 1


def _joined(held: list[Line]) -> Line:
    words = [held[0].text, *(line.text.lstrip(" \t") for line in held[1:])]
    return Line(" ".join(words), held[0].start, held[-1].end)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch joined into one."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if joined and span.start <= joined[-1].end + 1:
            joined[-1] = Span(start=joined[-1].start, end=max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
