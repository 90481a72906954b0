"""Healed: what the record says in words of a wound under its care, that it became smaller or that it did not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from drafter.reading import wounds
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.tried import Tried
from drafter.text import words
from drafter.text.patterns import Pattern

Healing = Literal["failed", "helped"]
_IT = r"(?:wounds?|ulcers?|dfu|ulceration|area|size|dimensions?|measurements?|surface|l ?x ?w)"
_GROWTH = (
    r"(?:heal(?:ing|ed|s)?|clos(?:ure|e|ed|ing)|improv(?:ement|ed|ing|e)|progress(?:ed|ing)?|reduction|"
    r"decreas(?:e|ed|ing)|"
    r"reduc(?:ed|ing)|contract(?:ion|ed|ing)|shr[aiu]nk(?:age|ing|en)?|smaller|epitheliali[sz]\w+)"
)
_NOT_HEALED = (
    Pattern(
        r"\b(?:no|without(?: any)?|not any|zero|nil|lack of|absence of|fail(?:ed|ure|s|ing)? to)\b(?: (?:any|a|show|"
        r"signs?|"
        r"evidence|of|measurable|meaningful|significant|appreciable|objective|real|net|further|visible|clinical|"
        r"that|the|"
        rf"it|they|is|are|wound|ulcer|area|size|surface|or|toward|towards|trend))* {_GROWTH}\b"
    ),
    Pattern(
        rf"\b{_IT}\b[^.;]{{0,60}}\b(?:unchanged|(?:the|about the|exactly the|much the) same|static|stalled|stagnant|"
        r"stuck|plateau\w*|arrested|identical|stationary|no better|no smaller|larger|bigger|grown|expanded|enlarged)\b"
    ),
    Pattern(
        r"\b(?:has|have|had|did|does|do|is|are)(?: not| never|n't)\b"
        rf"(?: (?:\w+|a millimeter|at all)){{0,3}}? (?:{_GROWTH}|budged?|responded|changed|moved)\b"
    ),
    Pattern(
        r"(?:^|[.;,:] ?)\W*(?:so |but |and |it'?s |it is |wound |ulcer )*(?:not budging|not moving|going nowhere|"
        r"getting nowhere|"
        r"no headway|at a standstill)\b"
    ),
    Pattern(r"\b(?:same|unchanged|identical)(?: in)? (?:size|measurements?|dimensions?|area)\b"),
    Pattern(
        r"\bno change (?:in|of) (?:the )?(?:(?:wound|ulcer|overall) )?(?:size|area|dimensions?|measurements?|"
        r"depth)\b"
    ),
    Pattern(
        rf"\b(?:static|stalled|stagnant|plateaued)\b(?=.*\b{_IT}\b)|\b(?:remains?|is|was|been) (?:static|"
        rf"stalled)\b"
    ),
    Pattern(
        r"(?<![\d.])(?:0|zero) ?(?:%|percent) (?:par|(?:wound |surface )?(?:area )?(?:reduction|closure|change)|"
        r"smaller)\b|"
        r"\b(?:par|area reduction|reduction (?:in|of) (?:wound )?(?:area|size)|"
        r"area change)\b[^.;\d]{0,12}(?<![\d.])0 ?(?:%|percent)|"
        r"\barea reduction\b[^.;]{0,70}: ?0 ?(?:%|percent)"
    ),
)
_HEALED = (
    Pattern(
        r"\b(?:become|became|becoming|getting|gotten|got|gets|is|was|now|measures?|much|clearly|"
        r"somewhat) smaller\b"
    ),
    Pattern(
        r"\b(?:is|are|was|now|been|and|keeps|steadily|slowly|nicely) (?:closing|contracting|shrinking|"
        r"filling in)\b"
    ),
    Pattern(r"\bhalf (?:of )?(?:its|the) (?:original |former |initial )?size\b|\bhalved\b"),
    Pattern(
        r"\b[1-9]\d ?(?:%|percent) (?:smaller|(?:area )?(?:reduction|closure)|decrease|closed|healed|less)\b|"
        r"\b(?:par|area reduction|reduced by|decreased by|smaller by|shrunk by|"
        r"reduction of)\b[^.;\d]{0,12}[1-9]\d ?(?:%|percent)"
    ),
)
_DENIED = Pattern(r"\b(?:not|never|no|nor|without|neither|nothing|isn't|hasn't|haven't|wasn't|\w+n't)\b[^.;,]{0,30}$")
_ABOUT = Pattern(rf"\b(?:{_IT}|wound care|par|cm2?)\b|\b(?:debrid\w+|off-?load\w*|total contact cast\w*|tcc)\b")
_PAIR = Pattern(
    r"(?P<a>\d{1,2}(?:\.\d{1,2})?) ?(?:cm)? ?(?:x|×|by) ?(?P<b>\d{1,2}(?:\.\d{1,2})?)[^.;\d]{0,25}(?:->|→|\bto\b|"
    r"\bthen\b|"
    r"\bnow\b|\bwk \d{1,2}\b|\bweek \d{1,2}\b|\btoday\b)[^.;\d]{0,15}"
    r"(?P<c>\d{1,2}(?:\.\d{1,2})?) ?(?:cm)? ?(?:x|×|by) ?(?P<d>\d{1,2}(?:\.\d{1,2})?)"
)
_AREAS = Pattern(
    r"\b(?:area|size|wound|ulcer)\b[^.;\d]{0,20}(?P<a>\d{1,3}(?:\.\d{1,2})?) ?(?:cm2|cm²|sq cm)?[^.;\d]{0,10}(?:->|"
    r"→|\bto\b|"
    r"\bthen\b)[^.;\d]{0,10}(?P<c>\d{1,3}(?:\.\d{1,2})?) ?(?:cm2|cm²|sq cm)"
)
_NEAR = 3
"""Statements on either side of the care within which what is told of the wound is told of its result."""


def under_care(record: Record, found: list[Tried]) -> list[Tried]:
    """Treatments of which those that are wound care bring about what is told of the wound beside them."""
    return [_told(record, t) if words.concept(t.concept).about.get("group") == "wound" else t for t in found]


def _told(record: Record, t: Tried) -> Tried:
    """The care of a wound with what its neighbours tell of the wound; that of years ago was for another one."""
    whens = t.said.statement.whens()
    if whens and all(w.latest < record.stale_before for w in whens):
        return replace(t, objection=t.objection or "it is told of a time long before")
    near = (*reversed(record.preceding(t.said)[:_NEAR]), t.said, *record.following(t.said)[:_NEAR])
    each = {(s.document.place, s.number): s for s in (*near, t.result_said)}
    told = [(kind, said, put) for said in each.values() for kind, put in _of(record, said)]
    kinds = {kind for kind, _, _ in told}
    if len(kinds) != 1 or t.result in ("not_tolerated", "contraindicated"):
        return replace(t, result="none") if len(kinds) == 2 and t.result in ("helped", "failed") else t
    kind, said, put = told[-1]
    denied = t.denied and said is not t.said
    if t.result == kind:
        return replace(t, denied=denied)
    return replace(t, result=kind, result_said=said, words=put, denied=denied)


def _of(record: Record, said: Said) -> Iterator[tuple[Healing, str]]:
    """What a statement says of the wound, with its words."""
    if not said.search(_ABOUT) or record.objection(
        said, replace(said.statement.cues.whole, negated=False), past_counts=True
    ):
        return
    low = said.low
    if pair := (_PAIR.search(low) or _AREAS.search(low)):
        first = float(pair["a"]) * float(pair.groupdict().get("b") or 1)
        last = float(pair["c"]) * float(pair.groupdict().get("d") or 1)
        if first and (smaller := wounds.is_smaller(first, last)) is not None:
            yield ("helped" if smaller else "failed"), pair[0]
        return
    against = [m for p in _NOT_HEALED if (m := p.search(low))]
    if against:
        yield "failed", against[0][0]
    for pattern in _HEALED:
        match = pattern.search(low)
        if match and not _DENIED.search(low[: match.start()]) and not any(_over(match, m) for m in against):
            yield "helped", match[0]
            return


def _over(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two matches overlap."""
    return one.start() < other.end() and other.start() < one.end()
