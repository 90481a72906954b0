"""Regular expressions that know what they cannot do without.

A record has hundreds of clauses and the grammar hundreds of expressions, and nearly every pair of them has nothing to
do with each other. To find that a few letters are not there is ten times as fast as to run the expression.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cached_property
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MOST = 12
"""Letters looked for; with more of them the expression itself is as fast."""
_DIGIT = re.compile(r"\d")


class Pattern:
    """A regular expression over folded text, run only on text that has what it needs, and built when first wanted."""

    def __init__(self, expression: str, flags: int = 0) -> None:
        self.pattern = expression
        """The expression as written."""
        self._flags = flags

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """Letters of which one at least stands in every text that matches; none where that cannot be told."""
        return () if self._flags & re.IGNORECASE else _few(_letters(parser.parse(self.pattern, self._flags)))

    @cached_property
    def digit(self) -> bool:
        """Whether no text without a digit matches."""
        return _digit(parser.parse(self.pattern, self._flags))

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    def may(self, text: str) -> bool:
        """Whether the text has what the expression needs; none of its parts has what it lacks."""
        for letters in self.needs:
            if letters in text:
                return True
        return not self.needs and (not self.digit or _DIGIT.search(text) is not None)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match."""
        return self._expression.search(text, start, end) if self.may(text) else None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match at the start."""
        return self._expression.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match of all of it."""
        return self._expression.fullmatch(text, start, end)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every match."""
        return self._expression.finditer(text) if self.may(text) else iter(())

    def findall(self, text: str) -> list[Any]:
        """The groups of every match."""
        return self._expression.findall(text) if self.may(text) else []

    def sub(self, by: Any, text: str) -> str:
        """The text with every match replaced."""
        return self._expression.sub(by, text) if self.may(text) else text


def _few(found: frozenset[str]) -> tuple[str, ...]:
    """Without those that hold another; nothing where too many are left."""
    least = sorted((s for s in found if not any(o != s and o in s for o in found)), key=len, reverse=True)
    return tuple(least) if len(least) <= _MOST else ()


def _letters(parsed: Any) -> frozenset[str]:
    """Letters of which one at least must stand: of the part of a sequence that tells the most."""
    sets = [frozenset([run]) for run in _runs(parsed) if run.strip()]
    sets += [letters for op, given in parsed if (letters := _letters_of(op, given))]
    return max(sets, key=lambda s: (min(map(len, s)), -len(s)), default=frozenset())


def _runs(parsed: Any) -> list[str]:
    """Letters that follow each other directly."""
    runs = [""]
    for op, given in parsed:
        if op is ops.LITERAL:
            runs[-1] += chr(given)
        elif op is not ops.AT:
            runs.append("")
    return runs


def _letters_of(op: Any, given: Any) -> frozenset[str]:
    if op is ops.SUBPATTERN:
        return _letters(given[3])
    if op is ops.BRANCH:
        each = [_letters(branch) for branch in given[1]]
        return frozenset().union(*each) if all(each) else frozenset()
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT) and given[0] > 0:
        return _letters(given[2])
    return frozenset()


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
    if op is ops.BRANCH:
        return all(_digit(branch) for branch in given[1])
    return op in (ops.MAX_REPEAT, ops.MIN_REPEAT) and given[0] > 0 and _digit(given[2])
