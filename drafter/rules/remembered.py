"""Answers kept: between the rules of one check, which ask the same of the same page, and between checks, which are made
with the same policies and passages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from operator import is_
from typing import TypeVar

from drafter.domain import Ground, Page

Item = TypeVar("Item")
Held = TypeVar("Held")
Answer = TypeVar("Answer")
_MOST = 64
"""Answers kept of one function."""


def remembered(function: Callable[[Page, Ground], Iterable[Item]]) -> Callable[[Page, Ground], tuple[Item, ...]]:
    """The function, giving its last answer again while it is asked of the very same page and ground."""
    last: list[tuple[Page, Ground, tuple[Item, ...]]] = []

    @wraps(function)
    def asked(page: Page, ground: Ground) -> tuple[Item, ...]:
        held = last[0] if last else None  # read once: another thread may put its own answer here
        if held is not None and held[0] is page and held[1] is ground:
            return held[2]
        answer = tuple(function(page, ground))
        last[:] = [(page, ground, answer)]
        return answer

    return asked


def kept(function: Callable[[tuple[Held, ...]], Answer]) -> Callable[[tuple[Held, ...]], Answer]:
    """The function, giving the answers for its last few arguments again.

    For policies and passages, which are loaded once: the same ones are known at a glance, where a hash of all that they
    say costs more than most answers.
    """
    answers: list[tuple[tuple[Held, ...], Answer]] = []

    @wraps(function)
    def asked(of: tuple[Held, ...]) -> Answer:
        for held, answer in answers:
            if len(held) == len(of) and all(map(is_, held, of)):
                return answer
        answer = function(of)
        answers[:] = [(of, answer), *answers[: _MOST - 1]]
        return answer

    return asked
