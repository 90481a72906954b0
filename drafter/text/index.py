"""Which clauses of a text an expression can match, told for all of them at once.

A text is gone through once for the runs of three letters that stand in it. An expression whose letters are not among
them is done with in one step; for any other the places of its letters name the clauses on which it is run.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Protocol

from drafter.text.patterns import Pattern, Patterns, has_digit
from drafter.text.tokens import Tokens

_RUN = 3
"""Letters of a run."""
_FEW = 4
"""Clauses up to which each is asked."""


class _Found(dict[Pattern, dict[int, re.Match[str]]]):
    """The matches in one text, found when first asked."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def __missing__(self, pattern: Pattern) -> dict[int, re.Match[str]]:
        found = self[pattern] = self._index.matches(pattern)
        return found


class Worded(Protocol):
    """Phrases that know the words with which they begin."""

    @property
    def firsts(self) -> frozenset[str]:
        """Those words."""


class Index:
    """The clauses of one text, folded, by what stands in them. All clauses are added before anything is asked."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.found = _Found(self)
        """For every expression the first match in each clause that has one, by its number; found when first asked."""
        self._words: list[Tokens] = []
        self._beginning: dict[int, tuple[Worded, frozenset[int]]] = {}
        self._groups: dict[Patterns, Mapping[int, Sequence[Pattern]]] = {}

    def add(self, low: str, tokens: Tokens) -> int:
        """Takes in a folded clause and its words; its number."""
        self._pieces.append(low)
        self._words.append(tokens)
        return len(self._pieces) - 1

    def matches(self, pattern: Pattern) -> dict[int, re.Match[str]]:
        """The first match in every clause that has one, by the numbers of the clauses, in order."""
        pieces = self._pieces
        numbers = self._having(pattern) if len(pieces) > _FEW else range(len(pieces))
        return {n: match for n in numbers if (match := pattern.search(pieces[n]))}

    def begins(self, phrases: Worded, number: int) -> bool:
        """Whether a clause has a word with which one of the phrases begins; told for all clauses at once."""
        known = self._beginning.get(id(phrases))
        if known is None:
            holding = self._holding
            first = frozenset(n for word in phrases.firsts & holding.keys() for n in holding[word])
            known = self._beginning[id(phrases)] = (phrases, first)
        return number in known[1]

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
            for pattern in patterns:
                for n in self._having(pattern):
                    by_clause.setdefault(n, []).append(pattern)
            found = self._groups[patterns] = by_clause
        return found.get(number, ())

    @cached_property
    def _whole(self) -> str:
        return "\n".join(self._pieces)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each clause begins in the whole."""
        starts, at = [], 0
        for piece in self._pieces:
            starts.append(at)
            at += len(piece) + 1
        return starts

    @cached_property
    def _runs(self) -> frozenset[str]:
        whole = self._whole
        return frozenset([whole[n : n + _RUN] for n in range(len(whole) - _RUN + 1)])

    @cached_property
    def _digits(self) -> frozenset[int]:
        """Numbers of the clauses with a digit."""
        return frozenset(n for n, piece in enumerate(self._pieces) if has_digit(piece))

    def _having(self, pattern: Pattern) -> Sequence[int]:
        """Numbers of the clauses that have one of the letters that an expression needs, and a digit, in order."""
        if not pattern.needs:
            return sorted(self._digits) if pattern.digit else range(len(self._pieces))
        runs, whole, starts = self._runs, self._whole, self._starts
        found: set[int] = set()
        for letters in pattern.needs:
            if letters[:_RUN] not in runs and len(letters) >= _RUN:
                continue
            at = whole.find(letters)
            while at >= 0:
                n = bisect_right(starts, at)
                found.add(n - 1)
                at = whole.find(letters, starts[n]) if n < len(starts) else -1
        return sorted(found & self._digits if pattern.digit else found)
