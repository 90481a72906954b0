"""The slips of a scan mended: words broken over lines, digits for letters, letters for digits, specks at the margin.

A mended text is exactly as long as the text given, so that every place in the one is the same place in the other: what
a mended word is shorter by stands as blanks behind it. A text without such slips comes back as it is.
"""

from __future__ import annotations

import calendar
import itertools
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from drafter.text import words
from drafter.text.tokens import fold, singular

_BROKEN = re.compile(r"(?<![\w-])(?P<head>[A-Za-z][A-Za-z01]*)-(?P<gap>[ \t]*\r?\n[ \t]*)(?P<tail>[a-z][a-z01]*)")
_MIXED = re.compile(r"(?<![\w/.-])(?=[A-Za-z]*[01])(?=[01]*[A-Za-z])[A-Za-z01]+(?![\w/]|-\d)")
"""A word with 0 or 1 among its letters, such as "fai1ed"."""
_LETTERED = re.compile(
    r"(?<![\w/-])(?=[\d/-]*[OolI])(?=[OolI/-]*\d)(?:[\dOolI]{1,2}[/-][\dOolI]{1,2}(?:[/-](?:[\dOolI]{4}|[\dOolI]{2}))?|"
    r"[\dOolI]{1,2}/[\dOolI]{4}|2[\dOolI]{3})(?![\w/-])"
)
"""A date or a year with letters among its digits, such as "l2/01"."""
_SPECKS = re.compile(r"(?:[ \t]{2,}|(?<=\n)[ \t]*)[|~^`*.·_]{1,3}(?:[ \t]+[|~^`*.·_]{1,3})*[ \t]*(?=\r?\n|$)")
_UNIT = re.compile(
    r"[01](?:st|x|wks?|weeks?|mos?|months?|yrs?|years?|days?|hrs?|hours?|mins?|tabs?|caps?|puffs?|patch|visits?|times?|"
    r"units?|level|sites?|sets?|ml|mg|mcg|cc|cm|mm|dose|doses|session|sessions|block|injection)",
    re.IGNORECASE,
)
_WITH_DIGIT = re.compile(r"t1dm?|dm1|(?:hb|hgb)?a1c|(?:hb|hgb)?a1c's|glp1|brca1|palb1|sglt1|h1n1", re.IGNORECASE)
"""Names that have a digit of their own."""
_SMALL = {"0n": "on", "0f": "of", "0r": "or", "t0": "to", "n0": "no", "1n": "in", "1s": "is", "1t": "it"}
_LISTS = ("assertion", "outcomes", "regions", "grammar", "duration", "sections")
_FEWEST = 2
"""Words with digits in them, or dates with letters, from which on a text is taken for a scan."""
_MISREAD = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "n"))


@lru_cache(maxsize=64)
def mended(text: str) -> str:
    """The text as it was before it was scanned, as far as that can be told; always as long as `text`."""
    if "-" in text and "\n" in text:
        text = _BROKEN.sub(_joined, text)
    if sum(1 for m in _MIXED.finditer(text) if _slip(m[0])) + sum(1 for _ in _LETTERED.finditer(text)) < _FEWEST:
        return text
    text = _SPECKS.sub(lambda m: " " * len(m[0]), text)
    text = _LETTERED.sub(lambda m: m[0].translate(_DIGITS), text)
    text = _MIXED.sub(lambda m: _spelt(m[0]), text)
    return re.sub(r"(?<!\w)[A-Za-z]{4,}(?!\w)", lambda m: _reread(m[0]), text)


_DIGITS = str.maketrans("OolI", "0011")


def _joined(match: re.Match[str]) -> str:
    """A word broken over two lines, the line break moved behind it; two words with a hyphen keep the hyphen."""
    head, tail = match["head"], match["tail"]
    whole, blank = head + tail, " " * len(match["gap"])
    if not _known(_spelt(whole)) and _known(head) and _known(tail):
        return f"{head}-{tail}{blank}"
    return f"{whole} {blank}"


def _slip(word: str) -> bool:
    """Whether the digits of a word are letters misread: few of them among many letters, and no number with its unit."""
    letters = [c for c in word if c.isalpha()]
    if fold(word) in _SMALL:
        return True
    if _WITH_DIGIT.fullmatch(word) or (word.isupper() and not any(map(_known, _spellings(word)))):
        return False
    apart = not any(a.isdigit() and b.isdigit() for a, b in itertools.pairwise(word))
    return len(letters) >= 3 and apart and not _UNIT.fullmatch(word)


def _spellings(word: str) -> tuple[str, str]:
    """The word with letters for its digits, a one read as either letter."""
    ell, eye, oh = ("L", "I", "O") if word.upper() == word else ("l", "i", "o")
    first = word.replace("0", "O" if word[0] == "0" else oh)
    return first.replace("1", ell), first.replace("1", eye)


def _spelt(word: str) -> str:
    """The word with letters for its digits: the spelling that is known, else the likeliest."""
    if small := _SMALL.get(fold(word)):
        return small
    if not _slip(word):
        return word
    spellings = _spellings(word)
    return next((s for s in spellings if _known(s)), spellings[0])


def _reread(word: str) -> str:
    """A word that is none, with two letters read as the one they look like, where that makes a word."""
    if _known(word):
        return word
    for two, one in _MISREAD:
        at = word.find(two)
        if at >= 0 and _known(other := word.replace(two, one, 1)):
            return other + " "
    return word


def _known(word: str) -> bool:
    return singular(fold(word)) in _vocabulary()


@cache
def _vocabulary() -> frozenset[str]:
    """Every single word that the vocabulary knows, and the months."""
    phrases = [phrase for concept in words.concepts().values() for phrase in concept.words]
    phrases += [phrase for file in _LISTS for phrase in _strings(words.load(file))]
    phrases += calendar.month_name
    return frozenset(singular(w) for phrase in phrases for w in re.findall(r"[a-z]{2,}", fold(phrase)))


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for below in data.values() if isinstance(data, dict) else data:
            yield from _strings(below)
