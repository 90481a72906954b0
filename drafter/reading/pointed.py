"""Findings told by pointing at what was named before: a side, a study, or the fields of a form.

"On that side the root is free"; "present on the 2022 MRI and present again on the MRI of April 2026";
"Side: R. Root: S1. Compression: yes."
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from drafter.reading.record import Record
from drafter.reading.reported import Fact
from drafter.reading.roots import place
from drafter.reading.studies import Stretch
from drafter.text.patterns import Pattern

_SEEN = (
    r"(?:seen|present|visible|evident|there|found|shown|demonstrated|noted|identified|described|persists?|persisting)"
)
_TAIL = Pattern(
    rf"[,;]?\s*(?:and|but|while|yet|then)?\s*(?:(?:it|this|that) )?(?:(?:is|was|are|were|has|had|can) )?"
    rf"(?:(?P<gone>(?:no longer|not|gone|resolved|absent|never)(?: (?:be|to be|any more|{_SEEN}))*)|"
    rf"(?P<still>(?:(?:been|be|again|still|also|likewise|unchanged|the same|{_SEEN})\s*)+))"
    r"\s*(?:on|in|by|at)\s+(?:(?:the|an?|her|his|our|this|most recent|latest|newest|new|repeat|current)\s+)*$"
)
"""Right before the name of a study: whether it shows again what the study before it shows."""


def again(found: Sequence[tuple[Stretch, Sequence[Fact]]]) -> Iterator[Fact]:
    """The findings that a study without a finding of its own takes over from the one named before it."""
    for (first, told), (second, own) in pairwise(found):
        shown = [f for f in told if f.kind == "shown"]
        if second.said is not first.said or not shown or own or not second.here:
            continue
        match = next((m for m in _TAIL.finditer(second.said.low[: second.start])), None)
        if match:
            kind: Literal["shown", "absent"] = "absent" if match["gone"] else "shown"
            yield replace(shown[-1], stretch=second, kind=kind, at=(0, 0), doubt=None)


def sided(record: Record, fact: Fact) -> Fact:
    """A finding "on that side" or "on the other side" with the side that was named before it."""
    pointed = _POINTS.search(fact.stretch.low) if not fact.place.sides or fact.kind == "absent" else None
    if pointed is None:
        return fact
    clause = fact.stretch.said.statement.clause
    before = [fact.stretch.said.document.text[clause.within[0] : clause.start + fact.stretch.start + pointed.start()]]
    before += [s.written_sentence for s in record.preceding(fact.stretch.said)]
    sides = next((p.sides for text in before if (p := place(text)).sides), frozenset())
    if len(sides) != 1:
        return fact
    if pointed["other"]:
        if not (fact.kind in ("absent", "shown") and pointed.start() <= fact.at[1] + 30):
            return fact
        sides = frozenset({"left", "right"}) - sides
        if fact.kind == "shown":
            return fact if fact.place.sides else replace(fact, place=replace(fact.place, sides=sides))
        return replace(fact, place=replace(fact.place, sides=sides), local=replace(fact.local, sides=sides))
    return fact if fact.place.sides else replace(fact, place=replace(fact.place, sides=sides))


_POINTS = Pattern(
    r"\b(?:on|of|to|at) (?:that|the same|this) side\b|\bipsilateral\w*|"
    r"(?P<other>\b(?:the )?(?:other|opposite|contralateral) (?:side|one|root|nerve)\b)"
)
"""A side by the one named before it."""


_FIELD = Pattern(
    r"^\W*(?:nerve |root |neural )*(?:compression|impingement|contact|compromise)\s*[:=?]\s*"
    r"(?:(?P<yes>yes|y|present|positive|pos|definite)|(?P<no>no|n|none|absent|negative|neg))\W*$"
)
"""A field of a form for what a study shows."""
_PLACE_FIELD = Pattern(r"^\W*(?:level|side|laterality|root|nerve|nerve root|location)s?\s*[:=]")


def fielded(record: Record, stretch: Stretch) -> Fact | None:
    """What a field of a form says of compression, at the place that the fields before it name."""
    match = _FIELD.match(stretch.low) if stretch.study else None
    if match is None:
        return None
    text = "; ".join(s.statement.clause.line for s in record.preceding(stretch.said) if s.search(_PLACE_FIELD))
    where = place(text)
    return Fact(stretch, "shown" if match["yes"] else "absent", match[0].strip(), where, at=match.span())
