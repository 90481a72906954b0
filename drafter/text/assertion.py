"""How a statement stands: affirmed or negated, sure or hedged, when, about whom, and said by whom.

The idea is that of NegEx and ConText: cue words with a direction and a scope. A cue reaches to the end of its clause
or to the next word that opens something new; "no A other than B" affirms B, and a cue that belongs to another phrase
("no relief", "not only") is none.
"""

from __future__ import annotations

from dataclasses import replace

from drafter.text.cue_words import Cues
from drafter.text.reach import reaches, reaches_back
from drafter.text.standing import Assertion, Time


def at(found: Cues, first: int, last: int) -> Assertion:
    """How the statement stands that takes the tokens from `first` to before `last` of the clause."""
    kinds: dict[str, str] = {}
    for kind, hit in found.before:
        if hit.last <= first and reaches(found, kind, hit, first):
            kinds[kind] = hit.phrase
            if kind == "current":
                kinds = {k: v for k, v in kinds.items() if k != "past"}
    for kind, hit in found.after:
        if hit.first >= last and reaches_back(found, kind, hit, last) and kind not in kinds:
            kinds[kind] = hit.phrase
    return _stand(found.whole, kinds)


def _stand(whole: Assertion, kinds: dict[str, str]) -> Assertion:
    if not kinds:
        return whole
    last = ("hedged", "planned", "conditional")
    said = replace(whole, cues=(*whole.cues, *(kinds[k] for k in sorted(kinds, key=lambda k: k in last))))
    if "current" in kinds and whole.time in ("planned", "past"):
        said = replace(said, time="current")
    time: Time = said.time
    for kind in ("past", "planned", "conditional"):
        if kind in kinds and not (kind == "past" and "current" in kinds):
            time = kind
    return replace(
        said,
        time=time,
        negated="negated" in kinds or whole.negated,
        certainty="hedged" if "hedged" in kinds and said.certainty == "sure" else said.certainty,
        refused="refused" in kinds or whole.refused,
        resolved="resolved" in kinds,
    )
