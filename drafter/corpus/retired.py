"""Documents that are no longer in force, and the places where a text cites them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from drafter.domain import Passage


def citations(text: str, passages: Iterable[Passage], on: dt.date) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Every retired document that a text cites although it was out of force on that day, with the place of the name.

    A name ends where it ends: "NCD 20.10" is not cited by "NCD 20.10.1".
    """
    for passage in passages:
        if passage.cited_as and passage.retired and passage.retired < on:
            yield from ((passage, match) for match in _pattern(passage.cited_as).finditer(text))


def told(passage: Passage) -> str:
    """What to say of it: "NCD 20.10 was retired on 2023-04-10; 42 CFR 410.49 stands in its place"."""
    instead = f"; {passage.replaced_by} stands in its place" if passage.replaced_by else ""
    return f"{passage.cited_as[0]} was retired on {passage.retired}{instead}"


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """The names, the longest first; the blank within one may be missing or be a line's end."""
    spaced = (r"[\s-]*".join(map(re.escape, name.split())) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w.])(?:{'|'.join(spaced)})(?!\w|\.\d)", re.IGNORECASE)
