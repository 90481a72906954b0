"""A sentence repeats the figures of a study and turns what became of them: a rise is told as standing still.

Why: A result that rose again is another result than one that lasted, with every number the same.
Wrong: The score fell from 7.2 to 2.0 and stayed at 2.4. (the study: it had risen to 2.4)
Right: The score fell from 7.2 to 2.0 and had risen to 2.4 at six months.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.attributed import figured
from drafter.rules.breach import Breach
from drafter.text.tokens import fold

SEVERITY = "error"
NEEDS = frozenset({"passages"})
_WAYS = {
    "rose": re.compile(r"\b(?:ris(?:e|en|ing)|rose|increas\w+|climb\w+|went up|worsen\w+|return\w+)\b"),
    "fell": re.compile(
        r"\b(?:fell|fall(?:en|ing)?|decreas\w+|declin\w+|drop\w+|reduc\w+|improv\w+|went down|lower\w*)\b"
    ),
    "stayed": re.compile(
        r"\b(?:remain\w*|stay\w*|maintain\w*|sustain\w*|unchanged|stable|held|steady|persist\w*|continu\w+|constant)\b"
    ),
}
_NUMBER = re.compile(r"(?<![\d.])\d+\.\d+(?![\d.])")


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every figure of a study that is reached another way than in the study."""
    for told, passage in figured(page, ground):
        said = _ways(told.low)
        held: dict[str, str] = {}
        for claim in passage.claims:
            held |= _ways(fold(claim))
        for number, way in said.items():
            if number in held and held[number] != way:
                message = (
                    f"{number} {held[number]} in {passage.source.title}, and {way} here; tell it as the study does."
                )
                yield told.breach(page, message, _words(told.low, number))


def _ways(low: str) -> dict[str, str]:
    """The way by which every number was reached: the last word on it before the number; from-numbers have none."""
    found: dict[str, str] = {}
    for number in _NUMBER.finditer(low):
        before = low[: number.start()]
        if re.search(r"\bfrom $", before):
            continue
        nearest = [(m.end(), way) for way, pattern in _WAYS.items() for m in pattern.finditer(before)]
        if nearest:
            found[number[0]] = max(nearest)[1]
    return found


def _words(low: str, number: str) -> re.Match[str]:
    """The number with the word before it that tells its way."""
    found = re.search(rf"\S+ (?:\w+ )?{re.escape(number)}", low) or re.search(re.escape(number), low)
    assert found  # the number was read from there
    return found
