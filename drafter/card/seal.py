"""The seal of a card: a hash over its words in its front matter, by which a change made by hand shows.

It guards against slips and edits, not against a forger, who can make a new one. White space and wrapping are no part
of it, so an editor that wraps lines breaks nothing.
"""

from __future__ import annotations

import hashlib
import re

_FRONT = re.compile(r"---[ \r]*\n(?:.*?\n)??---[ \r]*(?:\n|$)", re.DOTALL)
_SEAL = re.compile(r"^seal:[^\n]*\n", re.MULTILINE)


def seal_of(text: str) -> str:
    """Sixteen hexadecimal digits of the hash over the words of the card, its seal aside."""
    head, body = _parts(text)
    return hashlib.sha256(" ".join(f"{_SEAL.sub('', head)} {body}".split()).encode()).hexdigest()[:16]


def sealed(text: str) -> str:
    """The card with its seal as the last entry of its front matter; a page without front matter as it is."""
    head, body = _parts(text)
    if not head:
        return text
    opened = _SEAL.sub("", head).rstrip()
    return f"{opened.removesuffix('---')}seal: {seal_of(text)}\n---\n{body}"


def _parts(text: str) -> tuple[str, str]:
    """The front matter with both its rules, and the rest."""
    found = _FRONT.match(text)
    return (found[0], text[found.end() :]) if found else ("", text)
