"""Words of the vocabulary with a slip of the typist: two letters turned round, one left out, one struck twice.

Only a word that is none of the vocabulary's nor of common prose is mended, only a long one, and only where one word
alone can be meant. Other slips are left as they are: what is not read is open, what is read wrongly is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from drafter.text import words
from drafter.text.tokens import Token, Tokens, singular

_LONG, _LONGER = 6, 8
"""Letters of a word from which on a turned or doubled letter is mended, and one missing inside it."""


def mended(tokens: Tokens) -> Tokens:
    """The tokens with such slips mended; raw forms and places stay as written."""
    slips = _slips()
    if slips.keys().isdisjoint(tokens.words):
        return tokens
    return Tokens(_mended(token) for token in tokens)


def _mended(token: Token) -> Token:
    meant = _slips().get(token.word)
    return token if meant is None else token._replace(word=meant)


@cache
def _slips() -> dict[str, str]:
    """What each slip stands for."""
    known = frozenset(_words())
    targets = {word for concept in words.concepts().values() for said in concept.words for word in _long(said)}
    meant: dict[str, set[str]] = {}
    for word in targets:
        for slip in _slips_of(word):
            meant.setdefault(slip, set()).add(word)
    own = words.listed("grammar", "words_of_their_own")
    return {s: next(iter(of)) for s, of in meant.items() if len(of) == 1 and s not in known and s not in own}


def _long(said: str) -> Iterator[str]:
    for word in said.split():
        if len(word) >= _LONG and word.isalpha() and word.islower():
            yield singular(word)


def _slips_of(word: str) -> Iterator[str]:
    for n in range(1, len(word)):
        if word[n - 1] != word[n]:
            turned = word[: n - 1] + word[n] + word[n - 1] + word[n + 1 :]
            if n > 1:
                yield turned
        twice = word[n - 1] == word[n]
        if twice or (len(word) >= _LONGER and n < len(word) - 1):
            yield word[:n] + word[n + 1 :]
        yield word[:n] + word[n] + word[n:]


def _words() -> Iterator[str]:
    """Every word of the vocabulary and of common prose."""
    for concept in words.concepts().values():
        for said in concept.words:
            yield from (singular(word) for word in said.lower().split())
    for file in words.files():
        yield from _in(words.load(file))


def _in(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, below in data.items():
            yield from _in(key)
            yield from _in(below)
    elif isinstance(data, list):
        for below in data:
            yield from _in(below)
    elif isinstance(data, str):
        yield from (singular(word) for word in data.lower().split())
