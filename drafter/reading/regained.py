"""Regained: what an attempt to lose weight came to: nothing lost, all gained back, or a loss that lasts."""

from __future__ import annotations

import re

from drafter.reading.changed import Result
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import Mention, words
from drafter.text.patterns import Pattern, Patterns

_FROM_TO = Pattern(
    r"\b(?:start(?:ed|ing)?|began|begin|initial|from|baseline)\b[^.;\d]{0,15}(?P<a>\d{3})(?: ?(?:lbs?|pounds|kg))?\b"
    r"[^.;\d]{0,20}\b(?:end(?:ed|ing)?|to|final|finish\w*|now|current\w*)\b[^.;\d]{0,12}(?P<b>\d{3})\b"
)
"""A weight before and after."""


def told(record: Record, said: Said, mention: Mention) -> tuple[Result, Said, str] | None:
    """What an attempt to lose weight came to, where it is told and in which words; none for other treatments."""
    if not _attempt(mention):
        return None
    behind = record.following(said)
    within = [s for s in behind if s.in_sentence_of(said)]
    further = [s for s in behind[len(within) :][:2] if _first(s.low, 0, "of_all")]
    start = mention.start - said.statement.clause.start if _behind_another(said, mention) else 0
    near = [s for s in (*within, *further) if not (_treats(s) or s.statement.cues.whole.other_person)]
    places = [(said, start), *((s, 0) for s in near)]
    return next((found for s, place in places if (found := _came_to(s, place))), None)


def _came_to(said: Said, start: int) -> tuple[Result, Said, str] | None:
    """What a statement tells from a place on."""
    change = _FROM_TO.search(said.low, start)
    if change and int(change["b"]) >= int(change["a"]):
        return "failed", said, change[0]
    if lasts := _first(said.low, start, "lasts"):
        return "helped", said, lasts[0]
    if _first(said.low, start, "no_regain"):
        return None
    failed = _first(said.low, start, "failed")
    return ("failed", said, failed[0]) if failed else None


def _first(low: str, start: int, kind: str) -> re.Match[str] | None:
    return next((m for p in _patterns(kind) if (m := p.search(low, start))), None)


def _patterns(kind: str) -> Patterns:
    return words.patterns(tuple(map(str, words.load("weight")[kind])))


def _attempt(mention: Mention) -> bool:
    return words.concept(mention.concept).about.get("group") == "weight"


def _behind_another(said: Said, mention: Mention) -> bool:
    """Whether another attempt stands before it, so that what is told before it may be of that one."""
    return any(m.start < mention.start and _attempt(m) for m in said.statement.mentions)


def _treats(said: Said) -> bool:
    return any(words.concept(m.concept).family == "treatments" for m in said.statement.mentions)
