"""Whether a text is English at all: another language and the noise of a bad scan are read by nobody here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from drafter.text import Statement
from drafter.text.words import listed, load

_FEWEST = 25
"""Words below which nothing is said; a line of abbreviations is no other language."""
_SHARE = 0.04
"""Least share of small English words, concepts of the vocabulary counted in. English notes have 15 % and more; other
languages and noise next to none. A convention of this layer."""

_MEDICAL = 0.2
"""Share of words of scores and their circumstances from which a text is a report in English, small words or not."""


def foreign(statements: Sequence[Statement]) -> bool:
    """Whether the words of a text are not English, as far as its small words and what is known in it tell."""
    words = [word for s in statements for word in s.clause.tokens.spelt if len(word) > 1 and word.isalpha()]
    if len(words) < _FEWEST:
        return False
    small = listed("grammar", "small")
    known = sum([word in small for word in words]) + sum(len(s.mentions) for s in statements)
    return known < _SHARE * len(words) and sum(word in _medical() for word in words) < _MEDICAL * len(words)


@cache
def _medical() -> frozenset[str]:
    """Longer words that stand in names of scores, of their circumstances and of facts, as a report lists them."""
    given = [
        str(w)
        for file in ("scores", "comorbidities", "facts", "mobility", "cancers")
        for e in load(file).values()
        for w in e.get("words", ())
    ]
    given += [str(w) for axis in load("circumstances").values() for e in axis.values() for w in e["words"]]
    return frozenset(word for phrase in given for word in phrase.lower().split() if word.isalpha() and len(word) > 3)
