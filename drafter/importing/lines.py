"""What a line of a printed page is: the beginning of an item, a heading, or words that go on."""

from __future__ import annotations

import re

_BULLET = re.compile(r"(?:[•▪◦‣●○■□➢✓·*]|[-–—](?=\s))\s*")
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Za-z]|[ivx]{1,5})[.)]\s+(?=\S)")
_SECTION = re.compile(r"(?:[A-Z]|[IVX]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+[A-Z]\S*(?:\s+\S+){0,9}")
_ENDS_SENTENCE = re.compile(r"[.;,:!?]\s*$")
MOST_WORDS = 12
"""Words of the longest line that is taken for a heading by its look."""


def begins_item(line: str) -> bool:
    """Whether the line begins with a bullet, a number or a letter of a list."""
    return bool(_BULLET.match(line) or _NUMBER.match(line))


def item_text(line: str) -> str:
    """The line without its bullet; a number or letter stays, since the text may refer to it."""
    return _BULLET.sub("", line, count=1) if _BULLET.match(line) else line


def looks_like_heading(line: str, *, alone: bool, bold: bool = False) -> bool:
    """Whether a line is a heading by its look: short and in capitals, or numbered, bold or closed by a colon."""
    words = line.split()
    if not words or len(words) > MOST_WORDS or not any(c.isalpha() for c in line):
        return False
    letters = [c for c in line if c.isalpha()]
    if len(letters) > 3 and all(c.isupper() for c in letters):
        return True
    if _ENDS_SENTENCE.search(line):
        return alone and line.endswith(":") and len(words) <= 6 and line[0].isupper()
    if bold:
        return line[0].isupper() or line[0].isdigit()
    return alone and (_SECTION.fullmatch(line) is not None or (len(words) <= 6 and line[0].isupper()))


def goes_on(before: str, after: str) -> bool:
    """Whether words at the end of one page go on at the head of the next."""
    return (
        bool(before and after)
        and not re.search(r"[.!?:;]\W*$", before)
        and not begins_item(after)
        and after[0].islower()
    )


def joined(lines: list[str], known: frozenset[str] = frozenset()) -> str:
    """Lines as one paragraph; a word cut at the end of a line is whole again.

    A hyphen at the end of a line stays before a figure or a capital, and where `known`, the words of the document,
    holds the word with it.
    """
    text = ""
    for line in lines:
        cut = re.search(r"(\w+)[-\u2010]$", text)
        if cut is None or not re.match(r"\w", line):
            text = f"{text} {line}" if text else line
            continue
        goes = re.match(r"[a-z]+", line)
        whole = (cut[1] + goes[0]).lower() if goes else ""
        kept = not goes or (f"{cut[1]}-{goes[0]}".lower() in known and whole not in known)
        text = (text if kept else text[:-1]) + line
    return text
