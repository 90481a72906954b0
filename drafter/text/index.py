"""Which clauses of a text an expression can match, told for all of them at once.

A text is gone through once for the runs of three letters that stand in its clauses. An expression whose letters are not
among them is done with in one step; any other is run on the clauses that have its letters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Literal

from drafter.text.patterns import RUN, Letters, Pattern, Patterns, Way, has_digit
from drafter.text.tokens import Tokens
from drafter.text.words import Hit, Phrases

_FEW = 4
"""Clauses up to which each is asked."""


Matches = dict[int, re.Match[str] | Literal[False] | None]
"""The first match of an expression in each clause that may have one, by its number; false where it is yet to be run."""


class _Found(dict[Pattern, Matches]):
    """The matches in one text."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def __missing__(self, pattern: Pattern) -> Matches:
        found = self[pattern] = dict.fromkeys(self._index.may(pattern), False)
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
        """For every expression what is known of its matches."""
        self._words: list[Tokens] = []
        self.named = _Named(self)
        """For every list its phrases in each clause that has some, by its number; found when first asked."""
        self._groups: dict[Patterns, Mapping[int, Sequence[Pattern]]] = {}
        self._lettered: dict[Letters, int] = {}

    def add(self, low: str, tokens: Tokens) -> int:
        """Takes in a folded clause and its words; its number."""
        self._pieces.append(low)
        self._words.append(tokens)
        return len(self._pieces) - 1

    def may(self, pattern: Pattern) -> Sequence[int]:
        """The numbers of the clauses in which an expression may match."""
        if len(self._pieces) <= _FEW:
            return [n for n, piece in enumerate(self._pieces) if pattern.may(piece)]
        return _numbers(self._having(pattern))

    def match(self, pattern: Pattern, number: int) -> re.Match[str] | None:
        """The first match in a clause in which there may be one."""
        match = self.found[pattern][number] = pattern.first(self._pieces[number])
        return match

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
                for n in self.may(pattern):
                    by_clause.setdefault(n, []).append(pattern)
            found = self._groups[patterns] = by_clause
        return found.get(number, ())

    @cached_property
    def _runs(self) -> dict[str, int]:
        """The clauses that hold each run of letters, a bit for each number."""
        found: dict[str, int] = {}
        for n, piece in enumerate(self._pieces):
            bit = 1 << n
            for run in {piece[at : at + RUN] for at in range(len(piece) - RUN + 1)}:
                found[run] = found.get(run, 0) | bit
        return found

    @cached_property
    def _all(self) -> int:
        return (1 << len(self._pieces)) - 1

    @cached_property
    def _digits(self) -> int:
        """The clauses with a digit."""
        return _mask([has_digit(piece) for piece in self._pieces])

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
            having = among & ~found
            if having and way.digit:
                having &= self._digits
            for letters in way.letters:
                if not having:
                    break
                having &= self._any(letters)
            found |= having
        return found

    def _any(self, alternatives: Letters) -> int:
        """The clauses that may have one of these letters: those that have the beginning and the end of one."""
        known = self._lettered.get(alternatives)
        if known is None:
            known, having = 0, self._runs.get
            for first, last in alternatives.ends:
                if opening := having(first):
                    known |= opening & having(last, 0)
            for letters in alternatives.short:
                known |= having(letters) or self._short(letters)
            self._lettered[alternatives] = known
        return known

    def _short(self, letters: str) -> int:
        """The clauses that have letters too few for a run."""
        found = self._runs[letters] = _mask([letters in piece for piece in self._pieces])
        return found


def _mask(given: Sequence[bool]) -> int:
    """The clauses of which something holds as bits, made in time linear in their number."""
    return int("".join(["1" if holds else "0" for holds in reversed(given)]) or "0", 2)


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
