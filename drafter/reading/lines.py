"""Lines: the lines of a document with their places, for what is written in fields and tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from drafter.domain import Citation
from drafter.reading.said import Document
from drafter.text import dates
from drafter.text.once import once
from drafter.text.tokens import fold


@dataclass(frozen=True)
class Line:
    """One line of a document."""

    start: int
    """First code point in the document."""
    text: str
    """As written."""

    @property
    def end(self) -> int:
        """One past the last."""
        return self.start + len(self.text)

    @once
    def low(self) -> str:
        """Its words, folded."""
        return fold(self.text)


@lru_cache(maxsize=8)
def of(document: Document) -> tuple[Line, ...]:
    """All lines of a document, in order."""
    found, start = [], 0
    for text in document.text.split("\n"):
        found.append(Line(start, text))
        start += len(text) + 1
    return tuple(found)


def cite(document: Document, start: int, end: int) -> Citation:
    """A stretch of a document as a quotation, without the white space around it."""
    quote = document.text[start:end]
    start += len(quote) - len(quote.lstrip())
    return Citation(place=document.place, start=start, end=start + len(quote.strip()), quote=quote.strip())


def day(document: Document, texts: Iterable[str]) -> dt.date | None:
    """The first day named in the texts; of two readings of a slashed date the one with the month first."""
    order = dates.order(document.text)
    for text in texts:
        for when in dates.find(text, document.written, order):
            if when.exact or when.readings:
                return when.earliest if when.exact else when.readings[0]
    return None
