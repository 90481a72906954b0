"""Where the service is asked for, as the record and the request tell: muscles, regions and sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drafter.reading.record import Record, Said, sides_among
from drafter.text import words
from drafter.text.tokens import Token, tokenise

_NEIGHBOURS = {
    "neck": {"shoulder", "upper_back", "head"},
    "shoulder": {"neck", "upper_back"},
    "upper_back": {"neck", "shoulder"},
    "head": {"neck"},
}
"""Regions that share muscles, so that one named for the other is no contradiction."""


@dataclass(frozen=True)
class Place:
    """A place of the body, as far as words name it."""

    muscles: frozenset[str] = frozenset()
    """Muscles of the vocabulary."""
    regions: frozenset[str] = frozenset()
    """Regions of the vocabulary."""
    sides: frozenset[str] = frozenset()
    """left and right."""

    def __bool__(self) -> bool:
        return bool(self.muscles or self.regions or self.sides)

    def elsewhere(self, asked: Place) -> str | None:
        """What tells this place from the one asked for, or none: "in another muscle", "in another region"."""
        if self.muscles and asked.muscles:
            return None if self.muscles & asked.muscles else "in another muscle"
        if self.regions and asked.regions and "unplaced" not in self.regions | asked.regions:
            near = {n for r in asked.regions for n in (r, *_NEIGHBOURS.get(r, ()))}
            return None if self.regions & near else "in another region"
        return None


def among(tokens: Sequence[Token]) -> Place:
    """The place that tokens name."""
    muscles = frozenset(h.name for h in words.cues("muscles").find(tokens))
    regions = frozenset(h.name for h in words.cues("regions").find(tokens))
    return Place(muscles, regions, frozenset(sides_among(tokens)))


def here(said: Said) -> Sequence[Token]:
    """The tokens of a statement without those that say where the service is asked for."""
    tokens = said.statement.clause.tokens
    ahead = said.statement.hits("asked", "ahead")
    return tokens[: ahead[0].first] if ahead else tokens


def of(record: Record) -> Place:
    """The place for which the record, and the words of the service line, ask the service."""
    key = ("asked",)
    if key not in record.places:
        record.places[key] = _joined([*(_of(said) for said in record.said if not said.document.late), _of_line(record)])
    found: Place = record.places[key]
    return found


def _of(said: Said) -> Place:
    tokens = said.statement.clause.tokens
    for hit in said.statement.hits("asked", "ahead"):
        if found := among(tokens[hit.last :]):
            return found
    for hit in said.statement.hits("asked", "behind"):
        comma = max((n for n in range(hit.first) if tokens[n].word == ","), default=-1)
        return among(tokens[comma + 1 : hit.first]) or among(tokens[: hit.first])
    return Place()


def _of_line(record: Record) -> Place:
    return among(tokenise(record.line.description or ""))


def _joined(places: Sequence[Place]) -> Place:
    return Place(
        frozenset(m for p in places for m in p.muscles),
        frozenset(r for p in places for r in p.regions),
        frozenset(s for p in places for s in p.sides),
    )
