"""What differs between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"\s+|[\w.%-]*\w|[^\w\s]")
"""Words with the points, hyphens and per cent signs inside them, blanks, and every other sign by itself."""


@dataclass(frozen=True)
class Stretch:
    """A stretch of words."""

    kind: Literal["same", "gone", "new"]
    """In both texts, in the first alone, or in the second alone."""
    text: str
    """The words."""


@dataclass(frozen=True)
class Statement:
    """A statement as it went from one text to the other."""

    stretches: tuple[Stretch, ...]
    """Its words: one stretch where it is in both, or in one alone."""

    @property
    def same(self) -> bool:
        """Whether it stands in both, word for word."""
        return all(stretch.kind == "same" for stretch in self.stretches)


def statements(before: str, after: str) -> Iterator[Statement]:
    """The statements (lines) of both texts in order; those that were reworded are told word by word."""
    old, new = before.splitlines(), after.splitlines()
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (Statement((Stretch("same", line),)) for line in old[a:b])
            continue
        reworded = min(b - a, d - c)
        yield from (Statement(tuple(difference(old[a + n], new[c + n]))) for n in range(reworded))
        yield from (Statement((Stretch("gone", line),)) for line in old[a + reworded : b])
        yield from (Statement((Stretch("new", line),)) for line in new[c + reworded : d])


def difference(before: str, after: str) -> Iterator[Stretch]:
    """The stretches that turn one text into the other: without the new ones they are the first, without the gone ones
    the second."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Stretch("same", "".join(old[a:b]))
            continue
        if a < b:
            yield Stretch("gone", "".join(old[a:b]))
        if c < d:
            yield Stretch("new", "".join(new[c:d]))
