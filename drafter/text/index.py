"""Which clauses of a text an expression can match, told for all of them at once.

A text is gone through once for the runs of three letters that stand in its clauses. An expression whose letters are not
among them is done with in one step; any other is run on the clauses that have its letters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from drafter.text.once import once
from drafter.text.patterns import RUN, Letters, Pattern, Patterns, Way, has_digit
from drafter.text.tokens import Tokens
from drafter.text.words import Hit, Phrases

_FEW = 4
"""Clauses from which on it pays to look at more than the letters that an expression needs first."""
_END = "\0" * (RUN - 1)
"""Behind a clause, so that its last letters open runs too."""

Matches = dict[int, re.Match[str] | Literal[False] | None]
"""The first match of an expression in each clause that may have one, by its number; false where it is yet to be run."""
_NOWHERE: Matches = {}


class _Standing(dict[Letters, int]):
    """Which clauses may have one of the letters that an expression needs, a bit for each clause: those that have the
    beginning and the end of one.

    Whatever was asked of one text is looked for in the next ones in a single pass.
    """

    _asked: ClassVar[dict[Letters, int]] = {}
    """All that were asked for in any text; zero for each."""
    _opening: ClassVar[dict[str, dict[str, list[Letters]]]] = {}
    """Those by the run that opens one of them and the run that ends it."""

    def __init__(self, runs: Mapping[str, int]) -> None:
        super().__init__(self._asked)
        self._runs = runs
        for first in self._opening.keys() & runs.keys():
            opened = runs[first]
            for last, each in list(self._opening[first].items()):  # another thread may add to it
                if last in runs and (having := opened & runs[last]):
                    for letters in each:
                        self[letters] |= having

    def __missing__(self, letters: Letters) -> int:
        for first, last in letters.ends:
            self._opening.setdefault(first, {}).setdefault(last, []).append(letters)
        self._asked[letters] = 0
        found = self[letters] = _having(letters, self._runs)
        return found


def _having(letters: Letters, runs: Mapping[str, int]) -> int:
    """The clauses that may have one of these letters, by the runs of letters in them."""
    having = 0
    for first, last in letters.ends:
        if first in runs and last in runs:
            having |= runs[first] & runs[last]
    return having


class _Clauses:
    """The folded clauses of a text and their words. All are added before anything is asked."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.words: list[Tokens] = []
        self._beside: dict[Letters, int] = {}
        """The clauses that may have what some way of an expression needs beside, where that was asked."""

    def may(self, pattern: Pattern) -> Sequence[int]:
        """The numbers of the clauses in which an expression may match."""
        if len(self.pieces) <= _FEW:
            return [n for n, piece in enumerate(self.pieces) if pattern.may(piece)]
        having = self.standing[pattern.needs] if pattern.needs else self._all
        if having and pattern.digit:
            having &= self._digits
        if pattern.ways and having.bit_count() >= _FEW:
            having = self._open(pattern.ways, having)
        return _numbers(having) if having else ()

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
                if letters not in self._beside:
                    self._beside[letters] = _having(letters, self.runs)
                having &= self._beside[letters]
            found |= having
            if found == among:
                break
        return found

    def hits(self, phrases: Phrases) -> dict[int, list[Hit]]:
        """The phrases in every clause that has some, by the numbers of the clauses."""
        holding, tokens = self._holding, self.words
        first = {n for word in phrases.firsts & holding.keys() for n in holding[word]}
        return {n: hits for n in first if (hits := phrases.find(tokens[n]))}

    @once
    def _holding(self) -> dict[str, list[int]]:
        """Numbers of the clauses that hold each word."""
        found: dict[str, list[int]] = {}
        for n, tokens in enumerate(self.words):
            for word in tokens.words:
                found.setdefault(word, []).append(n)
        return found

    @once
    def standing(self) -> _Standing:
        """The clauses that may have some letters."""
        return _Standing(self.runs)

    @once
    def runs(self) -> dict[str, int]:
        """The clauses that hold each run of up to `RUN` letters, a bit for each number."""
        found: dict[str, int] = {}
        for n, piece in enumerate(self.pieces):
            bit, ended = 1 << n, piece + _END
            for run in {ended[at : at + RUN] for at in range(len(piece))}:
                found[run] = found.get(run, 0) | bit
        longer = found
        for length in range(RUN - 1, 0, -1):
            shorter: dict[str, int] = {}
            for run, having in longer.items():
                opening = run[:length]
                shorter[opening] = shorter.get(opening, 0) | having
            found, longer = found | shorter, shorter
        return found

    @once
    def _all(self) -> int:
        return (1 << len(self.pieces)) - 1

    @once
    def _digits(self) -> int:
        """The clauses with a digit."""
        return int("".join(["1" if has_digit(piece) else "0" for piece in reversed(self.pieces)]) or "0", 2)


class _Found(dict[Pattern, Matches]):
    """The matches in one text."""

    def __init__(self, clauses: _Clauses) -> None:
        self._clauses = clauses

    def __missing__(self, pattern: Pattern) -> Matches:
        numbers = self._clauses.may(pattern)
        found = self[pattern] = dict.fromkeys(numbers, False) if numbers else _NOWHERE
        return found


class _Named(dict[Phrases, dict[int, list[Hit]]]):
    """The phrases of each list in one text, found when first asked."""

    def __init__(self, clauses: _Clauses) -> None:
        self._clauses = clauses

    def __missing__(self, phrases: Phrases) -> dict[int, list[Hit]]:
        found = self[phrases] = self._clauses.hits(phrases)
        return found


class Index:
    """The clauses of one text, folded, by what stands in them. All clauses are added before anything is asked."""

    def __init__(self) -> None:
        self._clauses = _Clauses()
        self.found = _Found(self._clauses)
        """For every expression what is known of its matches."""
        self.named = _Named(self._clauses)
        """For every list its phrases in each clause that has some, by its number; found when first asked."""
        self._groups: dict[Patterns, Mapping[int, Sequence[Pattern]]] = {}

    def add(self, low: str, tokens: Tokens) -> int:
        """Takes in a folded clause and its words; its number."""
        self._clauses.pieces.append(low)
        self._clauses.words.append(tokens)
        return len(self._clauses.pieces) - 1

    def match(self, pattern: Pattern, number: int) -> re.Match[str] | None:
        """The first match in a clause in which there may be one."""
        match = self.found[pattern][number] = pattern.first(self._clauses.pieces[number])
        return match

    def among(self, patterns: Patterns, number: int) -> Sequence[Pattern]:
        """Those of many expressions that may match in a clause, in order; found once for all clauses."""
        found = self._groups.get(patterns)
        if found is None:
            by_clause: dict[int, list[Pattern]] = {}
            by_run = patterns.by_run
            near = {n for run in by_run.keys() & self._clauses.runs.keys() for n in by_run[run]}
            for pattern in [patterns[n] for n in sorted(near.union(by_run[""]))]:
                for n in self._clauses.may(pattern):
                    by_clause.setdefault(n, []).append(pattern)
            found = self._groups[patterns] = by_clause
        return found.get(number, ())


def _numbers(mask: int) -> list[int]:
    """The numbers whose bits are set, in order."""
    found: list[int] = []
    digits = f"{mask:b}"[::-1]
    at = digits.find("1")
    while at >= 0:
        found.append(at)
        at = digits.find("1", at + 1)
    return found
