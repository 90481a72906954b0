"""Which clauses of a text an expression can match, told for all of them at once.

A text is gone through once for the runs of three letters that stand in its clauses. An expression whose letters are not
among them is done with in one step; any other is run on the clauses that have its letters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from drafter.text.patterns import RUN, Pattern, Patterns, Way, has_digit
from drafter.text.tokens import Tokens
from drafter.text.words import Hit, Phrases

_FEW = 4
"""Clauses up to which each is asked."""
_FEW_BITS = 64
"""Numbers up to which their bits are added one by one."""
_ONE = ord("1")


class _Found(dict[Pattern, dict[int, re.Match[str]]]):
    """The matches in one text, found when first asked."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def __missing__(self, pattern: Pattern) -> dict[int, re.Match[str]]:
        found = self[pattern] = self._index.matches(pattern)
        return found


class _Spelt(dict[str, int]):
    """The clauses that have some letters, a bit for each number; found when first asked."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def __missing__(self, letters: str) -> int:
        found = self[letters] = self._index.having(letters)
        return found


class _Named(dict[Phrases, dict[int, list[Hit]]]):
    """The phrases of each list in one text, found when first asked."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def __missing__(self, phrases: Phrases) -> dict[int, list[Hit]]:
        found = self[phrases] = self._index.hits(phrases)
        return found


class Index:
    """The clauses of one text, folded, by what stands in them. All clauses are added before anything is asked."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.found = _Found(self)
        """For every expression the first match in each clause that has one, by its number; found when first asked."""
        self._words: list[Tokens] = []
        self.named = _Named(self)
        """For every list its phrases in each clause that has some, by its number; found when first asked."""
        self._groups: dict[Patterns, Mapping[int, Sequence[Pattern]]] = {}
        self._lettered: dict[tuple[str, ...], int] = {}
        self._spelt = _Spelt(self)

    def add(self, low: str, tokens: Tokens) -> int:
        """Takes in a folded clause and its words; its number."""
        self._pieces.append(low)
        self._words.append(tokens)
        return len(self._pieces) - 1

    def matches(self, pattern: Pattern) -> dict[int, re.Match[str]]:
        """The first match in every clause that has one, by the numbers of the clauses, in order."""
        pieces = self._pieces
        if len(pieces) <= _FEW:
            return {n: match for n, piece in enumerate(pieces) if (match := pattern.search(piece))}
        having = self._having(pattern)
        if not having:
            return {}
        search = pattern.expression.search
        return {n: match for n in _numbers(having) if (match := search(pieces[n]))}

    def hits(self, phrases: Phrases) -> dict[int, list[Hit]]:
        """The phrases in every clause that has some, by the numbers of the clauses."""
        holding, tokens = self._holding, self._words
        first = {n for word in phrases.firsts & holding.keys() for n in holding[word]}
        return {n: hits for n in first if (hits := phrases.find(tokens[n]))}

    @cached_property
    def _holding(self) -> dict[str, list[int]]:
        """Numbers of the clauses that hold each word."""
        found: dict[str, list[int]] = {}
        for n, tokens in enumerate(self._words):
            for word in tokens.words:
                found.setdefault(word, []).append(n)
        return found

    def among(self, patterns: Patterns, number: int) -> Sequence[Pattern]:
        """Those of many expressions that may match in a clause, in order; found once for all clauses."""
        found = self._groups.get(patterns)
        if found is None:
            by_clause: dict[int, list[Pattern]] = {}
            by_run = patterns.by_run
            near = {n for run in by_run.keys() & self._runs.keys() for n in by_run[run]}
            for pattern in [patterns[n] for n in sorted(near.union(by_run[""]))]:
                for n in _numbers(self._having(pattern)):
                    by_clause.setdefault(n, []).append(pattern)
            found = self._groups[patterns] = by_clause
        return found.get(number, ())

    @cached_property
    def _runs(self) -> Mapping[str, list[int]]:
        """Numbers of the clauses that hold each run of letters."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for n, piece in enumerate(self._pieces):
            for run in {piece[at : at + RUN] for at in range(len(piece) - RUN + 1)}:
                found[run].append(n)
        return found

    @cached_property
    def _all(self) -> int:
        return (1 << len(self._pieces)) - 1

    @cached_property
    def _digits(self) -> int:
        """The clauses with a digit."""
        return self._mask([n for n, piece in enumerate(self._pieces) if has_digit(piece)])

    def _having(self, pattern: Pattern) -> int:
        """The clauses that have all that an expression needs, a bit for each number."""
        having = self._any(pattern.needs) if pattern.needs else self._all
        if having and pattern.digit:
            having &= self._digits
        return having & self._open(pattern.ways, having) if pattern.ways and having.bit_count() >= _FEW else having

    def _open(self, ways: Sequence[Way], among: int) -> int:
        """Of some clauses those that have what one of the ways of an expression needs."""
        found = 0
        for way in ways:
            having = among & self._digits if way.digit else among
            for letters in way.letters:
                if not having:
                    break
                having &= self._any(letters)
            found |= having
        return found

    def _any(self, alternatives: tuple[str, ...]) -> int:
        """The clauses that have one of these letters."""
        known = self._lettered.get(alternatives)
        if known is None:
            spelt, runs, known = self._spelt, self._runs, 0
            for letters in alternatives:
                if letters[:RUN] in runs or len(letters) < RUN:
                    known |= spelt[letters]
            self._lettered[alternatives] = known
        return known

    def having(self, letters: str) -> int:
        """The clauses that have these letters, a bit for each number."""
        pieces, runs = self._pieces, self._runs
        if len(letters) < RUN:
            return self._mask([n for n, piece in enumerate(pieces) if letters in piece])
        first, last = runs.get(letters[:RUN]), runs.get(letters[-RUN:])
        if not first or not last:
            return 0
        least = first if len(first) < len(last) else last
        return self._mask(least if len(letters) == RUN else [n for n in least if letters in pieces[n]])

    def _mask(self, numbers: Sequence[int]) -> int:
        """Numbers of clauses as bits, made in time linear in their number."""
        if len(numbers) < _FEW_BITS:
            return sum([1 << n for n in numbers])
        digits = bytearray(b"0") * len(self._pieces)
        for n in numbers:
            digits[-1 - n] = _ONE
        return int(digits, 2)


def _numbers(mask: int) -> list[int]:
    """The numbers whose bits are set, in order."""
    found: list[int] = []
    if mask:
        digits = f"{mask:b}"[::-1]
        at = digits.find("1")
        while at >= 0:
            found.append(at)
            at = digits.find("1", at + 1)
    return found
