"""Regular expressions that know what they cannot do without.

A record has hundreds of clauses and the grammar hundreds of expressions, and nearly every pair of them has nothing to
do with each other. To find that a few letters are not there is ten times as fast as to run the expression.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from drafter.text.once import once

RUN = 3
"""Letters of a run."""
_MOST = 64
"""Letters of which one must stand that are looked for in all clauses at once."""
_ALONE = 12
"""Those that are looked for in one text; with more of them the expression itself is as fast."""
_WAYS = 12
"""Branches of an expression that are looked at one by one."""
_SIGNS = 12
"""Characters of a class, such as [/-], up to which each is looked for."""
_DIGIT = re.compile(r"\d")


class Letters(tuple[str, ...]):
    """Letters of which one at least must stand; the same ones are one object, so that an index knows them at once."""

    @once
    def ends(self) -> Sequence[tuple[str, str]]:
        """The first and the last `RUN` letters of each, of which a text that has it has both; all of a shorter one."""
        return [(letters[:RUN], letters[-RUN:]) for letters in self]

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other


@dataclass(frozen=True, slots=True)
class Way:
    """What a text must have for one way in which an expression can match."""

    letters: tuple[Letters, ...]
    """Of each of these, one at least; the most telling first."""
    digit: bool
    """Whether a digit as well."""


def has_digit(text: str) -> bool:
    """Whether a digit stands in a text, of whatever script."""
    return _DIGIT.search(text) is not None


@dataclass(frozen=True, slots=True)
class _Source:
    """What the source of an expression tells of it."""

    needs: Letters
    digit: bool
    ways: tuple[Way, ...]
    opens: bool
    """Whether it matches only at the start."""


class Pattern:
    """A regular expression over folded text, run only on text that has what it needs, and built when first wanted.

    What does the work is made when first asked for and kept, so that a call goes straight to it.
    """

    def __init__(self, expression: str, flags: int = 0) -> None:
        self.pattern = expression
        """The expression as written."""
        self._flags = flags

    @once
    def _source(self) -> _Source:
        parsed = parser.parse(self.pattern, self._flags)
        flags = int(self._flags | parsed.state.flags)
        cased = not flags & re.IGNORECASE
        needs = _few(_best(_letters(parsed))) if cased else _NOTHING
        ways = tuple(_way(sequence, cased, needs) for sequence in _sequences(list(parsed)))
        ways = ways if all(way.letters or way.digit for way in ways) else ()
        return _Source(needs, _digit(parsed), ways, _opens(parsed) and not flags & re.MULTILINE)

    @once
    def needs(self) -> Letters:
        """Letters of which one at least stands in every text that matches; none where that cannot be told."""
        return self._source.needs

    @once
    def digit(self) -> bool:
        """Whether no text without a digit matches."""
        return self._source.digit

    @once
    def ways(self) -> tuple[Way, ...]:
        """What each way in which it can match needs beside that; none where one of them needs no more."""
        return self._source.ways

    @once
    def expression(self) -> re.Pattern[str]:
        """The expression itself, for text that is known to have what it needs."""
        return re.compile(self.pattern, self._flags)

    @once
    def may(self) -> Callable[[str], bool]:
        """Whether a text has what the expression needs; none of its parts has what it lacks."""
        needs = self.needs if len(self.needs) <= _ALONE else ()
        few = all(len(letters) <= _ALONE for way in self.ways for letters in way.letters)
        ways = [(way.letters, way.digit) for way in self.ways] if few else ()

        def may(text: str) -> bool:
            for letters in needs:
                if letters in text:
                    break
            else:
                if needs:
                    return False
            for groups, digit in ways:
                for group in groups:
                    for letters in group:
                        if letters in text:
                            break
                    else:
                        break
                else:
                    if not digit or _DIGIT.search(text):
                        return True
            return not ways

        return may

    @once
    def first(self) -> Callable[..., re.Match[str] | None]:
        """Finds the first match in text that is known to have what it needs; at the start alone, where it can be only
        there."""
        return self.expression.match if self._source.opens else self.expression.search

    @once
    def search(self) -> Callable[..., re.Match[str] | None]:
        """Finds the first match in a text, or between two places of it."""
        may = self.may

        def search(text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
            return self.first(text, start, end) if may(text) else None

        return search

    @once
    def match(self) -> Callable[..., re.Match[str] | None]:
        """Finds the match at the start."""
        return self.expression.match

    @once
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        """Finds the match of all of it."""
        return self.expression.fullmatch

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every match."""
        return self.expression.finditer(text) if self.may(text) else iter(())

    def findall(self, text: str) -> list[Any]:
        """The groups of every match."""
        return self.expression.findall(text) if self.may(text) else []

    def sub(self, by: Any, text: str) -> str:
        """The text with every match replaced."""
        return self.expression.sub(by, text) if self.may(text) else text


class Patterns(tuple[Pattern, ...]):
    """Several expressions that are asked together; equal to itself alone, so that an index can know it."""

    @once
    def by_run(self) -> Mapping[str, Sequence[int]]:
        """Of which of them a run of `RUN` letters opens something that must stand, by their numbers; under no letters
        those of which that cannot be told."""
        found: dict[str, list[int]] = {"": []}
        for n, pattern in enumerate(self):
            opening = {letters[:RUN] for letters in pattern.needs} or {""}
            for run in opening if min(map(len, opening)) == RUN else ("",):
                found.setdefault(run, []).append(n)
        return found

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other


def _opens(parsed: Any) -> bool:
    """Whether it matches only at the start of a text."""
    if not parsed:
        return False
    op, given = parsed[0]
    if op is ops.BRANCH:
        return all(_opens(branch) for branch in given[1])
    return (op is ops.AT and given is ops.AT_BEGINNING) or (op is ops.SUBPATTERN and not given[1] and _opens(given[3]))


def _sequences(parsed: list[Any]) -> list[list[Any]]:
    """The expression once for each branch of its first choice, where it has one with few branches."""
    for n, (op, given) in enumerate(parsed):
        if op is ops.SUBPATTERN and not given[1] and len(inside := list(given[3])) == 1 and inside[0][0] is ops.BRANCH:
            op, given = inside[0]
        if op is ops.BRANCH and len(given[1]) <= _WAYS:
            return [[*parsed[:n], *branch, *parsed[n + 1 :]] for branch in given[1]]
    return [parsed]


def _way(sequence: list[Any], cased: bool, known: Letters) -> Way:
    found = {few for letters in _letters(sequence) if (few := _few(letters))} - {known} if cased else set()
    return Way(tuple(sorted(found, key=lambda few: (-min(map(len, few)), len(few), few))), _digit(sequence))


def _few(found: frozenset[str]) -> Letters:
    """Without those that hold another; nothing where too many are left."""
    least = sorted((s for s in found if not any(o != s and o in s for o in found)), key=len, reverse=True)
    return _known(tuple(least)) if len(least) <= _MOST else _NOTHING


@cache
def _known(letters: tuple[str, ...]) -> Letters:
    return Letters(letters)


_NOTHING = _known(())


def _best(each: list[frozenset[str]]) -> frozenset[str]:
    """Those that tell the most."""
    return max(each, key=lambda s: (min(map(len, s)), -len(s)), default=frozenset())


def _letters(parsed: Any) -> list[frozenset[str]]:
    """Letters of the parts of a sequence: of each part one at least must stand."""
    sets = [frozenset([run]) for run in _runs(parsed) if run.strip()]
    for op, given in parsed:
        sets += _letters_of(op, given)
    return sets


def _runs(parsed: Any) -> list[str]:
    """Letters that follow each other directly."""
    runs = [""]
    for op, given in parsed:
        if op is ops.LITERAL:
            runs[-1] += chr(given)
        elif op is not ops.AT:
            runs.append("")
    return runs


def _letters_of(op: Any, given: Any) -> list[frozenset[str]]:
    if op is ops.SUBPATTERN:
        return _letters(given[3]) if not given[1] & re.IGNORECASE else []
    if op is ops.ASSERT:
        return _letters(given[1])
    if op is ops.BRANCH:
        each = [_best(_letters(branch)) for branch in given[1]]
        return [frozenset().union(*each)] if all(each) else []
    if op is ops.IN and all(kind in (ops.LITERAL, ops.RANGE) for kind, _ in given):
        spans = [(of, of) if kind is ops.LITERAL else of for kind, of in given]
        few = sum(last - first + 1 for first, last in spans) <= _SIGNS
        signs = frozenset(chr(sign) for first, last in spans for sign in range(first, last + 1)) if few else frozenset()
        return [signs] if signs and all(sign.strip() for sign in signs) else []
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT) and given[0] > 0:
        return _letters(given[2])
    return []


def _digit(parsed: Any) -> bool:
    """Whether a digit must stand in what a sequence matches."""
    return any(_digit_of(op, given) for op, given in parsed)


def _digit_of(op: Any, given: Any) -> bool:
    if op is ops.LITERAL:
        return chr(given).isdigit()
    if op is ops.IN:
        return all(
            (kind is ops.CATEGORY and of is ops.CATEGORY_DIGIT)
            or (kind is ops.RANGE and chr(of[0]).isdigit() and chr(of[1]).isdigit())
            or (kind is ops.LITERAL and chr(of).isdigit())
            for kind, of in given
        )
    if op is ops.SUBPATTERN:
        return _digit(given[3])
    if op is ops.ASSERT:
        return _digit(given[1])
    if op is ops.BRANCH:
        return all(_digit(branch) for branch in given[1])
    return op in (ops.MAX_REPEAT, ops.MIN_REPEAT) and given[0] > 0 and _digit(given[2])
