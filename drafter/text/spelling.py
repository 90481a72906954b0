"""Words with a slip of the typist: two letters turned round, one left out, one struck twice.

Only a word that is none of the vocabulary's nor of common prose (`vocabulary/common.txt`) is mended, only a long one,
and only where one word alone can be meant. Other slips are left as they are: what is not read is open, what is read
wrongly is wrong. `corrected` mends long words of any kind in a text before it is read, so that what denies a finding or
calls a session off is known as well as the finding; `mended` shorter words too, among the tokens of a clause, where
they belong to a concept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from string import ascii_lowercase

from drafter.text import words
from drafter.text.spelt import Digits, rewritten
from drafter.text.tokens import Token, Tokens, singular

_LONG, _LONGER = 6, 8
"""Letters of a word from which on a turned or doubled letter is mended, and one missing inside it."""
_WORD = re.compile(r"(?<![\w'’@])[A-Za-z][a-z]{6,29}(?![\w'’@])")
"""A word that can be one with a slip: none of the vocabulary has more than thirty letters."""


def corrected(text: str) -> Digits:
    """The text with such slips of its long words mended, capitals kept."""
    common = _common()
    turned = (
        (match.start(), match.end(), meant if low == match[0] else meant.capitalize())
        for match in _WORD.finditer(text)
        if (low := match[0].lower()) not in common and (meant := _meant(low)) != low
    )
    return rewritten(text, turned)


@lru_cache(maxsize=16_384)
def _meant(word: str) -> str:
    """The one long word of which an unknown word is a slip, else the word itself."""
    common = _common()
    if singular(word) in common or word in words.listed("grammar", "words_of_their_own"):
        return word
    found = {slip for slip in _near(word) if slip in common}
    return found.pop() if len(found) == 1 else word


def _near(word: str) -> Iterator[str]:
    """What a word with a slip may have been."""
    for n in range(1, len(word)):
        if n > 1 and word[n - 1] != word[n]:
            yield word[: n - 1] + word[n] + word[n - 1] + word[n + 1 :]
        if word[n - 1] == word[n]:
            yield word[:n] + word[n + 1 :]
        else:
            yield word[:n] + word[n - 1 :]
        if len(word) >= _LONGER - 1:
            yield from (word[:n] + letter + word[n:] for letter in ascii_lowercase)


@cache
def _common() -> frozenset[str]:
    """Long words of the vocabulary and of common prose."""
    listed = (words.FOLDER / "common.txt").read_text(encoding="utf-8").split()
    return frozenset(listed) | {word for word in _words() if len(word) > _LONG and word.isascii() and word.isalpha()}


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
