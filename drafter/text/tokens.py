"""Words of a text with their exact places, and foldings under which clinical text can be compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from drafter.text.once import once

INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Characters without a shape, as the inside of a character class: soft hyphens, joiners, direction marks."""

_SPELT = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
COUNTS = {word: n for n, word in enumerate(_SPELT, 1)} | {"a": 1, "an": 1}
"""Small numbers written as words, and the article that stands for one."""
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12,
}  # fmt: skip
"""Small numbers of an order."""

_TOKEN = re.compile(rf"[^\W_]+(?:[{INVISIBLE}]+[^\W_]+)*(?:['’][^\W_]+)?|[^\w\s{INVISIBLE}]|_")
_CONTRACTED = {
    f"{verb}nt": f"{verb}n't"
    for verb in (
        "did",
        "does",
        "do",
        "has",
        "have",
        "had",
        "is",
        "are",
        "was",
        "were",
        "could",
        "would",
        "should",
        "ca",
    )
}
"""Contractions as they are written in haste."""
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_ALIKE = {
    ord(odd): plain
    for plain, odds in {"'": "‘’‚‛′`´", '"': "“”„‟″«»", "-": "‐‑‒–—―−", " ": "\u00a0\u2007\u2009\u202f\u3000\t"}.items()
    for odd in odds
}


class Token(NamedTuple):
    """One word or sign."""

    word: str
    """Lower case, without invisible characters, and without the mark of a plural or a possessive."""
    raw: str
    """As written, without invisible characters."""
    start: int
    """First code point in the text as given."""
    end: int
    """One past the last."""


class Tokens(tuple[Token, ...]):
    """The tokens of a stretch of text."""

    @once
    def spelt(self) -> tuple[str, ...]:
        """Their words in order."""
        return tuple([token.word for token in self])

    @once
    def words(self) -> frozenset[str]:
        """The words among them, by which a list of phrases knows at once that it has none here."""
        return frozenset(self.spelt)


def fold(text: str) -> str:
    """Lower case with plain quotation marks, dashes and blanks; always exactly as long as `text`."""
    if text.isascii():  # most of a record; a table of characters is slow beside this
        return text.lower().replace("`", "'").replace("\t", " ")
    plain = text.translate(_ALIKE)
    lowered = plain.lower()
    if len(lowered) == len(plain):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in plain)


def without_hidden(text: str) -> str:
    """The text without invisible characters."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def singular(word: str) -> str:
    """The word without its plural ending, as far as spelling alone tells."""
    if word.endswith("'s"):
        word = word[:-2]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def tokenise(text: str) -> Tokens:
    """All tokens of a text in order; hyphens that join two words are left out."""
    made = tuple.__new__  # past the arguments of a named tuple, which would take half the time
    tokens = [made(Token, (*_spelt(m[0]), *m.span())) for m in _TOKEN.finditer(text)]
    return Tokens([t for n, t in enumerate(tokens) if t[0] != "-" or not _joins(tokens, n)])


@lru_cache(maxsize=16_384)
def _spelt(written: str) -> tuple[str, str]:
    """The word and the raw form of a token as written; a record repeats most of its words."""
    raw = without_hidden(written)
    word = fold(raw)
    return _CONTRACTED.get(word) or singular(word), raw


def _joins(tokens: Sequence[Token], n: int) -> bool:
    """Whether token `n` is a hyphen between two letters, as in "non-tender"."""
    if tokens[n].word != "-" or not 0 < n < len(tokens) - 1:
        return False
    before, after = tokens[n - 1], tokens[n + 1]
    touching = before.end == tokens[n].start and tokens[n].end == after.start
    return touching and before.raw[-1].isalpha() and after.raw[0].isalpha()
