"""Elsewhere: whether an earlier session was given on another side, in a limb or in another part of the spine."""

from __future__ import annotations

from collections.abc import Iterable

from drafter.reading import site
from drafter.reading.record import Record
from drafter.reading.said import Said, sides_among
from drafter.reading.stretches import Stretch
from drafter.text import words
from drafter.text.patterns import Pattern
from drafter.text.tokens import tokenise


def sides(stretch: Stretch) -> set[str]:
    """Sides named in a stretch, beside those for which the service is asked."""
    return {
        side
        for said in stretch.said
        for side in sides_among(site.here(said))
        if not said.statement.hits("site", "behind")
    }


_INTO_JOINT = Pattern(
    r"\b(?:shoulder|knee|hip|elbow|wrist|thumb|ankle|heel|foot|subacromial|bursa\w*|trochanteric|carpal tunnel|"
    r"glenohumeral|"
    r"ac)(?: joint)?(?: (?:cortisone|steroid|kenalog|gel))? (?:injections?|shots?|blocks?|inj)\b"
)
"""An injection into a joint of the limbs, or beside it."""


def in_limb(record: Record, stretch: Stretch, said: Said, own: frozenset[str]) -> bool:
    """Whether the session was given to a limb, which no service of ours that goes unnamed is."""
    if any(words.concept(c).about.get("into") != "muscle" for c in own):
        near = (said,) if stretch.names(own)[0] else stretch.said
        if any(s.search(_INTO_JOINT) and not s.statement.of(*own) for s in near):
            return True
    if "limb" in record.regions:
        return False
    if said.regions() == {"limb"} and not said.search(site.LIMB_PAIN) and not said.statement.of(*own):
        return True  # "the knee shot gave 80 %; a repeat epidural is requested"
    return (
        not stretch.names(own)[0]
        and bool(stretch.names(frozenset())[1])
        and any("limb" in s.regions() and not s.search(site.LIMB_PAIN) for s in stretch.said)
    )


_REQUESTS = Pattern(
    r"\b(?:this |the |current |present )?request\w*\b(?: \w+){0,3}? (?:is|for|concerns|asks|names)\b|"
    r"\b(?:asks?|asking|applies|applying|wants?|seeks?|seeking|request(?:s|ed|ing)|submitted|plan(?:s|ned)?|proposed)\b"
)
"""Words of what is asked for now."""
_SPINE = frozenset({"neck", "upper_back", "low_back"})


def of_another_region(record: Record, stretch: Stretch) -> bool:
    """Whether the session was of another part of the spine than the one that a statement asks for."""
    here = _spinal(s for s in stretch.said if not s.search(_REQUESTS))
    if not here:
        return False
    service = record.policy.service(record.line)
    label = {h.name for h in words.cues("regions").find(tokenise(service.label))} & _SPINE if service else set()
    asked = _spinal(record.having(_REQUESTS)) or label
    return bool(asked) and not asked & here


def _spinal(told: Iterable[Said]) -> set[str]:
    """The parts of the spine that statements name, in the name of a procedure too."""
    return {h.name for said in told for h in said.statement.hits("regions")} & _SPINE
