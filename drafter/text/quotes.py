"""Finding a quotation in a text, whatever the white space, the quotation marks and the dashes."""

from __future__ import annotations

import re

from drafter.text.tokens import INVISIBLE, fold

_DROPPED = re.compile(rf"[\s{INVISIBLE}]+")


def find(quote: str, text: str) -> tuple[int, int] | None:
    """Start and end of the first place in `text` that reads as `quote`, or none.

    White space is folded to one blank and invisible characters count as none; curly and straight marks are alike;
    letter case is not folded, and nothing else is forgiven. `text[start:end]` is the quotation as it stands.
    """
    wanted, _ = _folded(quote)
    wanted = wanted.strip()
    if not wanted:
        return None
    haystack, places = _folded(text)
    at = haystack.find(wanted)
    if at < 0:
        return None
    return places[at], places[at + len(wanted) - 1] + 1


def _folded(text: str) -> tuple[str, list[int]]:
    """The text with marks and white space folded, and the place of every character of it."""
    low = fold(text)
    plain = "".join(p if p == c or not c.isalpha() else c for p, c in zip(low, text, strict=True))
    kept: list[str] = []
    places: list[int] = []
    last = 0
    for match in _DROPPED.finditer(plain):
        kept.append(plain[last : match.start()])
        places.extend(range(last, match.start()))
        blank = next((n for n in range(match.start(), match.end()) if plain[n].isspace()), None)
        if blank is not None:
            kept.append(" ")
            places.append(blank)
        last = match.end()
    kept.append(plain[last:])
    places.extend(range(last, len(plain)))
    return "".join(kept), places
