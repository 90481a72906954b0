"""What of a passage is embedded: one row per window of its text, addressed by its content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.domain import Passage, SourceType

WINDOW, OVERLAP = 150, 30
"""Words per embedded text, and shared by neighbours. all-MiniLM-L6-v2 reads 256 word pieces and drops the rest;
clinical English has about 1.5 pieces a word. A longer passage becomes several rows and counts by its best one:
a mean of the windows would hide the one sentence that answers the query."""


@dataclass(frozen=True)
class Row:
    """One text to be embedded; its key is the hash of all the rest."""

    key: str
    passage: str
    type: SourceType
    text: str


def rows_of(passage: Passage) -> Iterator[Row]:
    """The rows of a passage: title and heading before each window of its text and claims."""
    head = f"{passage.source.title}. {passage.heading}."
    for window in windows(" ".join((passage.text, *passage.claims))):
        text = f"{head} {window}"
        key = hashlib.sha256("\0".join((passage.id, passage.type, text)).encode()).hexdigest()[:32]
        yield Row(key, passage.id, passage.type, text)


def windows(text: str) -> list[str]:
    """Stretches of at most WINDOW words, neighbours sharing OVERLAP; one, perhaps empty, for a short text."""
    words = text.split()
    starts = range(0, max(1, len(words) - OVERLAP), WINDOW - OVERLAP)
    return [" ".join(words[start : start + WINDOW]) for start in starts]
