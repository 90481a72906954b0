"""Exclusion: something that must not be so. Met means cleared; silence clears nothing by itself."""

from __future__ import annotations

import re
from dataclasses import replace

from drafter.domain import Citation, ExclusionCriterion, Finding
from drafter.reading import beside, excluded, facts, together
from drafter.reading.record import Record
from drafter.reading.weighing import Weighed, agreed, listed, sentence, settle, stated, undocumented
from drafter.text import words
from drafter.text.patterns import Pattern


def read(record: Record, criterion: ExclusionCriterion) -> Finding:
    """The finding on an exclusion criterion."""
    if criterion.one_procedure:
        return _one_procedure(record, criterion)
    if all(facts.known(name) for name in criterion.excludes):
        return _events(record, criterion)
    found = {name: excluded.read(record, name) for name in criterion.excludes}
    present = [w for each in found.values() for w in each.against]
    cleared = {name: each.cleared for name, each in found.items()}
    contradicted = [name for name in criterion.excludes if cleared[name] and found[name].against]
    looked_for = tuple(words.names(n) for n in criterion.excludes)
    if contradicted:
        why = f"The record contradicts itself on {listed(words.names(n) for n in contradicted)}."
        return undocumented(record, criterion, why, looked_for, [w for n in contradicted for w in found[n].places])
    if present:
        return stated(record, criterion, "not_met", sentence(present[0].why), present)
    if all(cleared.values()):
        every = [each[0] for each in cleared.values()]
        return stated(record, criterion, "met", f"Ruled out in the record: {listed(looked_for)}.", every)
    open_ = [words.names(n) for n in criterion.excludes if not cleared[n]]
    near = [w for each in found.values() for w in (*each.doubts, *each.places)]
    return undocumented(record, criterion, f"Not ruled out in the record: {listed(open_)}.", looked_for, near)


def _events(record: Record, criterion: ExclusionCriterion) -> Finding:
    """Events that must not have been, or not so recently: cleared where they are denied or the last was before."""
    weighed, cleared = [], set()
    for name in criterion.excludes:
        for one in beside.find(record, name, criterion.within):
            old = one.bearing == "against" and beside.TOO_OLD in one.why
            if one.bearing == "against" and (not old or _LAST.search(one.cited.quote)):
                cleared.add(name)
            flipped = {"for": "against", "against": "open" if old and not _LAST.search(one.cited.quote) else "for"}
            weighed.append(replace(one, bearing=flipped.get(one.bearing, "open")))  # type: ignore[arg-type]
    if not any(w.bearing == "against" for w in weighed) and cleared != set(criterion.excludes):
        weighed = [replace(w, bearing="open") for w in weighed]
    looked_for = tuple(facts.called(n) for n in criterion.excludes)
    silent = f"not ruled out in the record: {listed(looked_for)}"
    return settle(record, criterion, weighed, silent=silent, looked_for=looked_for)


_LAST = Pattern(r"\b(?:last|latest|most recent|only)\b", re.IGNORECASE)
"""Words by which no later event can have been."""


def _both(others: list[together.Other]) -> str:
    """This procedure and the others, in a sentence."""
    return "the two" if len({o.name for o in others}) == 1 else "they"


def _one_procedure(record: Record, criterion: ExclusionCriterion) -> Finding:
    """Only one invasive procedure at a time: another one counts when it is asked for, certified or going on."""
    others = together.others(record)
    looked_for = ("other invasive procedures", "whether they share a session")
    unnamed = together.says_both_share(record) if not others else None
    if unnamed:
        why = "The record puts several procedures into one session without naming the other one."
        near = [Weighed("open", unnamed, "it does not name the other procedure")]
        return undocumented(record, criterion, why, looked_for, near)
    if not others:
        cited = record.service_words()
        why = "One invasive service is requested, and no other is requested, certified or under way."
        return stated(record, criterion, "met", why, citations=[cited] if cited else [])
    names = listed(dict.fromkeys(o.name for o in others))
    shared = together.shared(record, others)
    cited_others: list[Citation] = [o.cited for o in others]
    if shared.session is True:
        return stated(
            record,
            criterion,
            "not_met",
            f"The record puts this service and {names} into one session.",
            citations=[*shared.citations, *cited_others],
        )
    if shared.session is False:
        return stated(
            record,
            criterion,
            "met",
            f"The record puts this service and {names} on different days or in different sessions.",
            citations=[*shared.citations, *cited_others],
        )
    near = [
        Weighed(
            "open",
            o.cited,
            f"{agreed(o.name, words.plural(o.concept))} {o.how}, without saying whether the two share a session",
        )
        for o in others
    ]
    many = len({o.name for o in others}) > 1 or words.plural(others[0].concept)
    why = sentence(f"{agreed(names, many)} also {others[0].how}; whether {_both(others)} share a session is not stated")
    return undocumented(record, criterion, why, looked_for, near)
