"""Sides, levels and nerve roots as reports name them, and the root that a finding at a level touches."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafter.reading.said import sides_among
from drafter.text.patterns import Pattern
from drafter.text.tokens import tokenise

_LEVEL = Pattern(
    r"(?<![a-z0-9])(?P<a>[clst])\s?(?P<n>\d{1,2})\s?(?:-|/|–|to)\s?(?P<b>[clst])?\s?(?P<m>\d{1,2})(?!\d|-\d)"
)
_ROOT = Pattern(r"(?<![a-z0-9-])(?P<a>[clst])\s?(?P<n>[1-8])(?!\d|\s?[-/]\s?[clst]?\d)")
_BODY = Pattern(r"(?<![a-z0-9-])([clst])\s?([1-8]) (?:vertebra\w*|body|endplate|superior|inferior|fracture)")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
_SPELT = Pattern(
    rf"\b(?P<n>{'|'.join(_ORDINALS)}) (?P<region>cervical|lumbar|sacral|thoracic)(?= (?:nerve )?roots?\b| nerves?\b)"
)
"""A root by its number in words: "the first sacral root"."""
_EXITING = Pattern(r"\b(?:exiting|foramin\w*|neuroforamin\w*|far lateral|extraforamin\w*)\b")
_TRAVERSING = Pattern(
    r"\b(?:traversing|descending|paracentral|lateral recess|subarticular|paramedian|posterolateral|central)\b"
)


@dataclass(frozen=True)
class Place:
    """Where in the spine something lies, as far as a text tells."""

    sides: frozenset[str] = frozenset()
    """left, right; both for bilateral."""
    roots: frozenset[str] = frozenset()
    """Roots that are named, such as s1."""
    levels: frozenset[str] = frozenset()
    """Levels that are named, such as l5-s1."""
    implied: frozenset[str] = frozenset()
    """Roots that the level and the position within it come to."""

    @property
    def either(self) -> frozenset[str]:
        """The roots named, else those implied."""
        return self.roots or self.implied


NOWHERE = Place()
"""No side, root or level."""


def place(text: str) -> Place:
    """Sides, roots and levels named in a text."""
    low = _SPELT.sub(lambda m: f"{m['region'][0]}{_ORDINALS[m['n']]}", text.lower())
    levels = frozenset(_level(m) for m in _LEVEL.finditer(low))
    bare = _LEVEL.sub(lambda m: " " * len(m[0]), low)
    roots = frozenset(f"{m['a']}{m['n']}" for m in _ROOT.finditer(bare))
    roots, levels = _bare_levels(bare, roots, levels)
    return Place(frozenset(sides_among(tokenise(text))), roots, levels, implied(levels, low))


def _bare_levels(low: str, roots: frozenset[str], levels: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Roots without those that are the body of a vertebra, as in "L4 vertebral body"."""
    named = [f"{m['a']}{m['n']}" for m in _ROOT.finditer(low)]
    bodies = [f"{m[1]}{m[2]}" for m in _BODY.finditer(low)]
    return frozenset(r for r in roots if named.count(r) > bodies.count(r)), levels


def _level(m: re.Match[str]) -> str:
    below = m["b"] or ("s" if m["a"] == "l" and m["m"] == "1" and m["n"] == "5" else m["a"])
    return f"{m['a']}{m['n']}-{below}{m['m']}"


def implied(levels: frozenset[str], low: str) -> frozenset[str]:
    """The root that a finding touches at a level: the lower one in the recess, the upper one in the foramen.

    In the neck both are the lower one. Where the position is not told, both are possible.
    """
    found: set[str] = set()
    exiting, traversing = bool(_EXITING.search(low)), bool(_TRAVERSING.search(low))
    for level in levels:
        upper, lower = level.split("-")
        if level.startswith("c"):
            found.add(lower)
        elif exiting and not traversing:
            found.add(upper)
        elif traversing and not exiting:
            found.add(lower)
        else:
            found |= {upper, lower}
    return frozenset(found)
