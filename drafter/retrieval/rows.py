"""What of a passage is embedded: one row per window of its text, addressed by its content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.domain import Passage, SourceType

WINDOW, OVERLAP = 120, 30
"""Words per embedded text, and shared by neighbours. all-MiniLM-L6-v2 reads 256 word pieces and drops the rest; our
passages have 1.4 pieces a word and never above 1.9. A longer passage becomes several rows and counts by its best one:
a mean of the windows would hide the one sentence that answers the query."""


@dataclass(frozen=True)
class Row:
    """One text to be embedded; its key is the hash of all the rest."""

    key: str
    passage: str
    type: SourceType
    text: str


def rows_of(passage: Passage) -> Iterator[Row]:
    """The rows of a passage: its heading with each window of its text, and each claim for itself.

    Chosen on `evals/retrieval` (mean reciprocal rank of the dense half alone): claims as rows 0.88, claims at the end
    of the text 0.87, no claims 0.85, the source's title in front as well 0.73, topics in front 0.69.
    """
    texts = [f"{passage.heading}. {window}" for window in windows(passage.text)]
    texts += [window for claim in passage.claims for window in windows(claim)]
    for text in texts:
        key = hashlib.sha256("\0".join((passage.id, passage.type, text)).encode()).hexdigest()[:32]
        yield Row(key, passage.id, passage.type, text)


def windows(text: str) -> list[str]:
    """Stretches of at most WINDOW words, neighbours sharing OVERLAP; one, perhaps empty, for a short text."""
    words = text.split()
    starts = range(0, max(1, len(words) - OVERLAP), WINDOW - OVERLAP)
    return [" ".join(words[start : start + WINDOW]) for start in starts]
