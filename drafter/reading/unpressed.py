"""Studies that found neither a herniated disc nor a narrowing, so that nothing is left that could press on a root."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.reading.reported import Fact
from drafter.reading.roots import Place, place
from drafter.reading.studies import Stretch, has
from drafter.text.patterns import Pattern

_TOLD_BY = Pattern(r"\b(?:per|according to) (?:the |her |his )?(?:patient|pt|wife|husband|family|chiropractor)\b")
_DISC, _CANAL = ("disc_herniation", "disc_bulge"), ("spinal_stenosis",)


def neither(found: Sequence[tuple[Stretch, Sequence[Fact]]], shows: Sequence[str]) -> list[Fact]:
    """That both are denied, by the places of the denials, where the record shows nothing else of the study."""
    told = [f for _, each in found for f in each if f.concept != "disc_degeneration"]
    if "nerve_root_compression" not in shows or told:
        return []
    denied = [(s, n) for s, _ in found if s.study for names in (_DISC, _CANAL) if (n := _denied(s, names))]
    if len({s.when for s, _ in denied}) != 1:
        return []
    kinds = [[s for s, (concept, *_) in denied if concept in names] for names in (_DISC, _CANAL)]
    if not all(kinds):
        return []
    discs, canal = (_place(of) for of in kinds)
    sides, roots = _common(discs.sides, canal.sides), _common(discs.either, canal.either)
    local = Place(sides, roots)
    stretch, (_, words_, start, end) = denied[-1]
    return [Fact(stretch, "absent", words_, local, local, at=(start, end))]


def _place(stretches: Sequence[Stretch]) -> Place:
    """All places that stretches name."""
    places = [place(s.said.statement.clause.line[s.start : s.end]) for s in stretches]
    return Place(frozenset().union(*(p.sides for p in places)), frozenset().union(*(p.either for p in places)))


def _common(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """What both name; where one names none it is meant of all."""
    return one & other if one and other else one | other


def _denied(stretch: Stretch, names: Sequence[str]) -> tuple[str, str, int, int] | None:
    """The first of these that a stretch denies for certain, with its words and place; none where it affirms one."""
    offset = stretch.said.statement.clause.start + stretch.start
    told = [m for m in stretch.said.statement.of(*names) if 0 <= m.start - offset < stretch.end - stretch.start]
    sure = all(m.stands.negated and m.stands.certainty == "sure" and m.stands.time != "past" for m in told)
    unsure = stretch.said.search(_TOLD_BY) or has("doubtful", stretch.low) or has("unchanged", stretch.low)
    if not told or not sure or unsure:
        return None
    first, start, end = told[0].concept, told[0].start - offset, told[0].end - offset
    return first, stretch.low[start:end], start, end
