"""Cue words: which of them stand in a clause, those of a longer one and of another phrase left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from drafter.text import cueless, outcomes
from drafter.text.clauses import Clause
from drafter.text.standing import Assertion, of_whole
from drafter.text.words import Hit, Lists, cues, load

_KINDS = ("negated", "hedged", "past", "resolved", "current", "planned", "conditional", "refused")
_BEFORE, _AFTER = (tuple((kind, (kind, side)) for kind in _KINDS) for side in ("before", "after"))


@dataclass(frozen=True)
class Cues:
    """The cues of one clause; found once, asked for every statement in it."""

    clause: Clause
    before: tuple[tuple[str, Hit], ...]
    after: tuple[tuple[str, Hit], ...]
    stops: frozenset[int]
    commas: tuple[int, ...]
    exceptions: tuple[Hit, ...]
    whole: Assertion
    """What holds for the whole clause."""


def find(clause: Clause, told: Sequence[outcomes.Told]) -> Cues:
    """The cues of a clause in which those outcomes are told."""
    tokens = clause.tokens
    hits = _lists().find(tokens)
    taken = _covered(hits.get(("none",), [])) | outcomes.consumed(told)
    before = [(k, h) for k, path in _BEFORE if path in hits for h in hits[path]]
    after = [(k, h) for k, path in _AFTER if path in hits for h in hits[path]]
    free = [(k, h) for k, h in before if not taken & set(range(h.first, h.last)) and not cueless.no_cue(clause, h)]
    free += [("hedged", _mark(clause, n)) for n in _question_marks(clause)]
    stops = frozenset(h.first for h in hits.get(("stop",), ()))
    commas = tuple(n for n, t in enumerate(tokens) if t.word in (",", "(", ")", ":"))
    behind = [
        (k, h) for k, h in after
        if h.first not in taken and not cueless.of_later(tokens, h) and cueless.closes(tokens, h)
        and not cueless.of_a_kind(clause, h) and not (k == "resolved" and cueless.denied(tokens, h))
        and not (k == "refused" and cueless.a_slot(clause, h))
    ]  # fmt: skip
    return Cues(
        clause, tuple(_longest(free)), tuple(_longest(behind)), stops,
        commas, (*hits.get(("exception",), ()), *cueless.than(tokens)), of_whole(clause, hits),
    )  # fmt: skip


@cache
def _lists() -> Lists:
    """All lists of the file, each under the keys that lead to it."""
    return Lists({path: cues("assertion", *path) for path in _paths(load("assertion"))})


def _paths(data: Any) -> Iterator[tuple[str, ...]]:
    for key, below in data.items():
        yield from ((key, *path) for path in _paths(below)) if isinstance(below, dict) else [(key,)]


def _covered(hits: list[Hit]) -> set[int]:
    return {n for h in hits for n in range(h.first, h.last)}


def _longest(found: list[tuple[str, Hit]]) -> list[tuple[str, Hit]]:
    """Cues that are no part of a longer one: "cannot rule out" is not "cannot"."""
    found = sorted(found, key=lambda f: (f[1].first, -f[1].last))
    kept: list[tuple[str, Hit]] = []
    reach = -1
    for kind, hit in found:
        if kept and hit.last <= reach and (hit.first, hit.last) != (kept[-1][1].first, kept[-1][1].last):
            continue
        kept.append((kind, hit))
        reach = max(reach, hit.last)
    return kept


def _question_marks(clause: Clause) -> list[int]:
    """Places of a question mark right before a word, as in "?TP"."""
    tokens = clause.tokens
    return [
        n
        for n, t in enumerate(tokens[:-1])
        if t.word == "?"
        and tokens[n + 1].word not in (")", "]")
        and (n == 0 or tokens[n - 1].word in _OPENING or tokens[n + 1].start == t.end or tokens[n - 1].end < t.start)
    ]


_OPENING = ('"', "'", "(", "[")


def _mark(clause: Clause, n: int) -> Hit:
    token = clause.tokens[n]
    return Hit("?", n, n + 1, token.start, token.end, "?")
