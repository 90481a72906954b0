"""Where the service is asked for, as the record and the request tell: muscles, regions and sides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.reading.record import Record
from drafter.reading.said import Said, sides_among
from drafter.text import words
from drafter.text.patterns import Pattern
from drafter.text.tokens import Token, tokenise

LIMB_PAIN = Pattern(
    r"\b(?:leg|arm|thigh|calf|foot|hand|hip|limb)s?(?: and (?:back|neck|buttock))? (?:pain|aches?|symptoms?|numbness)\b"
)
"""A limb that hurts, which is no place of an injection."""
_ORDER = Pattern(
    r"^\W*(?:orders?|services?|wanted|asked for|req|procedures?|procedure (?:order|request)(?:ed)?|request(?:ed)?(?: "
    r"(?:service|procedure))?)\b",
    re.I,
)
"""A heading under which a procedure stands with the place for which it is asked."""
_NEIGHBOURS = {
    "neck": {"shoulder", "upper_back", "head"},
    "shoulder": {"neck", "upper_back"},
    "upper_back": {"neck", "shoulder"},
    "head": {"neck"},
}
"""Regions that share muscles, so that one named for the other is no contradiction."""
_AT = ("in", "at", "over", "on", "within", "of")
_SIDES = ("l", "r", "left", "right")
_FOUND = ("found", "felt", "noted", "palpated", "present", "seen", "detected")
_JOINS = (
    "and",
    "or",
    "/",
    "&",
    "left",
    "right",
    "bilateral",
    "both",
    "upper",
    "lower",
    "middle",
    "muscle",
    "muscles",
    "the",
)


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
        mine, wanted = self.regions - {"unplaced"}, asked.regions - {"unplaced"}
        if mine and wanted:
            near = {n for r in wanted for n in (r, *_NEIGHBOURS.get(r, ()))}
            return None if mine & near else "in another region"
        return None

    def apart(self, other: Place) -> bool:
        """Whether the two are different places for sure: other muscles, other regions, or other sides."""
        sides = bool(self.sides and other.sides) and not self.sides & other.sides
        return sides or self.elsewhere(other) is not None


_NOWHERE = Place()


def among(tokens: Sequence[Token]) -> Place:
    """The place that tokens name."""
    muscles = frozenset(h.name for h in words.cues("muscles").find(tokens))
    regions = frozenset(h.name for h in words.cues("regions").find(tokens))
    return Place(muscles, regions, frozenset(sides_among(tokens)))


_REFERRED = Pattern(
    r"\b(?:refer\w*|radiat\w*|running|runs|ran|shoot\w*|shot|travel\w*|spread\w*|streak\w*|pain|ache|goes|going|"
    r"sends?|sent)"
    r"(?: (?:her|his|the|pain|it))* (?:down|into|to|towards?|along|up|out to|out into)\b[^,;.()]*"
)
"""Where pressure sends the pain, which is no place of a finding."""


def referred(said: Said) -> list[tuple[int, int]]:
    """The tokens that say where the pain goes: "pain running down the arm"."""
    start, tokens = said.statement.clause.start, said.statement.clause.tokens
    spans = [m.span() for m in _REFERRED.finditer(said.low)] if said.search(_REFERRED) else []
    return [
        (inside[0], inside[-1] + 1)
        for a, b in spans
        if (inside := [n for n, t in enumerate(tokens) if a <= t.start - start < b])
    ]


def here(said: Said) -> Sequence[Token]:
    """The tokens of a statement without those that say where the service is asked for."""
    tokens = said.statement.clause.tokens
    cuts = [h.first for h in said.statement.hits("site", "ahead")]
    cuts += [h.first for h in said.statement.cues.exceptions if among(tokens[h.last :]) and among(tokens[: h.first])]
    cuts += [n for n in none_at(tokens) if among(tokens[n:]) and among(tokens[:n])]
    end = min(cuts, default=len(tokens))
    end -= 0 < end < len(tokens) and (tokens[end - 1].word, tokens[end].word) == ("left", "to")  # "left to inject"
    kept = tokens[:end]
    aside = {n for a, b in (*referred(said), *_to_be_injected(said)) for n in range(a, b)}
    left = [t for n, t in enumerate(kept) if n not in aside]
    return left if aside and (among(left) or said.statement.of(*words.family("findings"))) else kept


def _to_be_injected(said: Said) -> list[tuple[int, int]]:
    """Behind a lone comma, the place that is to be injected: "felt in the left levator, right levator to be "
    "injected"."""
    tokens, found = said.statement.clause.tokens, []
    for hit in said.statement.hits("site", "behind"):
        commas = [n for n in range(hit.first) if tokens[n].word in (",", ";")]
        if len(commas) == 1 and tokens[commas[0] + 1].word not in ("and", "&", "both", "all"):
            asked = among(tokens[commas[0] + 1 : hit.first])
            if (asked.muscles or asked.regions) and among(tokens[: commas[0]]):
                found.append((commas[0] + 1, hit.last))
    return found


def none_at(tokens: Sequence[Token]) -> list[int]:
    """Where a place begins that is left out: "in the rhomboid, none in the trapezius", "but not the levator"."""
    found = []
    for n, token in enumerate(tokens[:-1]):
        behind = tokens[n + 1].word if tokens[n + 1].word not in _FOUND else tokens[min(n + 2, len(tokens) - 1)].word
        if n and (
            (token.word in ("none", "nothing") and behind in (*_AT, *_SIDES)) or (token.word == "not" and behind in _AT)
        ):
            found.append(n)
    return found


def of(record: Record) -> Place:
    """The place for which the record, and the words of the service line, ask the service."""
    key = ("site",)
    found: Place | None = record.places.get(key)
    if found is None:
        places = [_behind_aside(record, said) or _of(said) for said in record.said if not said.document.late]
        found = _joined([*places, _of_line(record)])
        record.places[key] = found
    return found


_REQUESTED = Pattern(
    r"^\W*(?:req(?:'?d)?|requests?|requested|targets?|targeted|to inject|for injection)(?: (?:muscles?|sites?|"
    r"areas?))?\W*$",
    re.I,
)
"""A heading of nothing else than that something is asked for, under which a muscle stands."""


def _of(said: Said) -> Place:
    tokens = said.statement.clause.tokens
    if _REQUESTED.match(said.statement.clause.heading or "") and (asked := among(tokens)).muscles:
        return asked
    if _ORDER.match(said.statement.clause.heading or "") and said.statement.of(*words.family("procedures")):
        return among(tokens)
    for hit in said.statement.hits("site", "ahead"):
        if found := among(tokens[hit.last :]):
            return found
    for hit in said.statement.hits("site", "behind"):
        if hit.first == 0:  # "For injection: left infraspinatus"
            return among(tokens[hit.last :])
        comma = max((n for n in range(hit.first) if tokens[n].word == ","), default=-1)
        return among(tokens[comma + 1 : hit.first]) or among(_last_named(tokens[: hit.first]))
    return _NOWHERE


_HOWEVER = Pattern(
    r"^\W*(?:however|though|although),? (?:is|are|was|were)(?: only)? (?:for|about|confined to|limited to)\b"
)


def _behind_aside(record: Record, said: Said) -> Place:
    """The place behind an aside: "the request that came back, however, is for the left trapezius alone"."""
    after = record.following(said)[:1] if said.statement.hits("site", "ahead") and "request" in said.low else []
    return among(after[0].statement.clause.tokens) if after and after[0].search(_HOWEVER) else _NOWHERE


def _last_named(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens from the last place named, with those that are joined to it: "the trapezius and levator, which"."""
    hits = sorted({(h.first, h.last) for kind in ("muscles", "regions") for h in words.cues(kind).find(tokens)})
    if not hits:
        return tokens
    first = hits[-1][0]
    for start, end in reversed(hits[:-1]):
        if any(t.word not in _JOINS for t in tokens[end:first]):
            break
        first = start
    return tokens[max(0, first - 2) :]


def _of_line(record: Record) -> Place:
    return among(tokenise(record.line.description or ""))


def _joined(places: Sequence[Place]) -> Place:
    return Place(
        frozenset(m for p in places for m in p.muscles),
        frozenset(r for p in places for r in p.regions),
        frozenset(s for p in places for s in p.sides),
    )


def sides_asked(record: Record) -> set[str]:
    """Sides for which the service is asked, by modifier or by the words of the request; empty where none is told."""
    return set(record.sides_asked or of(record).sides)
