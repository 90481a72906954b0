"""The sentences and rows of a request: a line end within a sentence joins, a row that a code opens stays a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BROKEN = re.compile(r"[ \t]*\n[ \t]*(?!\n|[-*•\[]|\d+[.)]\s|[A-Za-z][\w /]{0,30}:)(?=\S)")
"""A line end inside a sentence: no empty line, bullet, number or "Heading:" follows."""
_CODE_OPENS = re.compile(r"[ \t]*\n[ \t]*(?:\d{5}|[A-Va-v]\d{4})\b")
_ROW = re.compile(r"(?:^|\n)[ \t]*(?:\d{5}|[A-Va-v]\d{4})(?:[ \t]{2,}|\t)(?:\S+[ \t]+)*\d+\Z")
"""A row of a code that ends in its units."""
_GOES_ON = re.compile(r"(?:[,/&+(]|\b(?:and|or|with|plus|of|for|code|codes|cpt|hcpcs))\Z", re.IGNORECASE)
"""A line end before a code, and how a sentence breaks off that goes on behind it."""
_STOP = r"(?:\.(?=\d)|(?:(?<=\b[MD]r)|(?<=\bMs)|(?<=\bMrs)|(?<=\bSt))\.)"
"""A stop that ends no sentence: of a number, or behind a title."""
SENTENCE = re.compile(rf"[^.?!\n]+(?:{_STOP}[^.?!\n]+)*[.?!\n]*")
"""One sentence with its end."""


def of(text: str) -> Iterator[str]:
    """The sentences of a text in order."""
    return (match[0] for match in SENTENCE.finditer(text))


def rejoined(text: str) -> str:
    """The text with sentences that a line end broke made whole."""

    def joint(broken: re.Match[str]) -> str:
        before = text[max(0, text.rfind("\n", 0, broken.start())) : broken.start()]
        opens = _CODE_OPENS.match(text, broken.start()) and not _GOES_ON.search(before.rstrip()[-8:])
        return broken[0] if opens or _ROW.match(before) else " "

    return _BROKEN.sub(joint, text)
