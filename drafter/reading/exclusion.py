"""Exclusion: something that must not be so. Met means cleared; silence clears nothing by itself."""

from __future__ import annotations

import re

from drafter.domain import Citation, ExclusionCriterion, Finding
from drafter.reading import together
from drafter.reading.record import Record, Said
from drafter.reading.weighing import Weighed, listed, stated, undocumented
from drafter.text import Mention, words

_NOT_ASKED = re.compile(
    r"\b(?:tried|failed|previously|prior|last|history|in the past|before|helped|underwent|received)\b"
)
_NOT_APPLICABLE = re.compile(r"\bn/a\b")


def read(record: Record, criterion: ExclusionCriterion) -> Finding:
    """The finding on an exclusion criterion."""
    if criterion.one_procedure:
        return _one_procedure(record, criterion)
    found = {name: _one(record, name) for name in criterion.excludes}
    present = [w for each in found.values() for w in each if w.bearing == "against"]
    cleared = {n: [w for w in each if w.bearing == "for"] for n, each in found.items()}
    contradicted = [n for n in criterion.excludes if cleared[n] and any(w.bearing == "against" for w in found[n])]
    looked_for = tuple(words.names(n) for n in criterion.excludes)
    if contradicted:
        why = f"The record contradicts itself on {listed(words.names(n) for n in contradicted)}."
        return undocumented(record, criterion, why, looked_for, [w for n in contradicted for w in found[n]])
    if present:
        return stated(record, criterion, "not_met", f"An exclusion is present: {present[0].why}.", present)
    if all(cleared.values()):
        every = [each[0] for each in cleared.values()]
        return stated(record, criterion, "met", f"Each exclusion is denied or cleared: {listed(looked_for)}.", every)
    open_ = [words.names(n) for n in criterion.excludes if not cleared[n]]
    near = [w for each in found.values() for w in each]
    return undocumented(
        record, criterion, f"The record does not clear {listed(open_, 'or')}; silence clears nothing.", looked_for, near
    )


def _one(record: Record, name: str) -> list[Weighed]:
    """All that the record says about one excluded thing."""
    weighed = [_weigh(record, said, m, name) for said in record.said for m in said.statement.of(name)]
    inverse = words.concept(name).about.get("unless")
    if inverse:
        weighed += [
            _inverted(record, said, m)
            for said in record.said
            for m in said.statement.of(str(inverse))
            if m.stands.plain or m.stands.negated
        ]
    return weighed


def _weigh(record: Record, said: Said, mention: Mention, name: str) -> Weighed:
    stands, what, cited = mention.stands, words.names(name), said.cite()
    if said.document.late:
        return Weighed("open", cited, f"{what} is named in a note written after the date of service")
    if stands.other_person or stands.certainty != "sure" or stands.time == "conditional":
        return Weighed(
            "open",
            cited,
            f"{what} is named, but {record.objection(said, stands, stale_counts=True) or 'it is uncertain'}",
        )
    if stands.speaker == "form" or _NOT_APPLICABLE.search(said.low):
        return Weighed("open", cited, f"{what} is named in a form, which shows nothing by itself")
    if stands.negated and not what.startswith("no "):
        return Weighed("for", cited, f"{what} is denied")
    if stands.refused:
        return Weighed("open", cited, f"{what} was declined")
    if stands.resolved:
        return Weighed("for", cited, f"{what} is over")
    if stands.time == "past" or (_NOT_ASKED.search(said.low) and stands.time != "planned"):
        return Weighed("open", cited, f"{what} is named for the past, not for this request")
    if any(when.latest < record.clock for when in said.statement.whens()):
        return Weighed("open", cited, f"{what} is named with a date of the past")
    return Weighed("against", cited, f"{what} is named for this patient")


def _inverted(record: Record, said: Said, mention: Mention) -> Weighed:
    """A trigger point that is found clears its absence, and one that is denied shows it."""
    what = words.names(mention.concept)
    objection = record.objection(said, mention.stands)
    if objection:
        return Weighed("open", said.cite(), f"{what} is named, but {objection}")
    if mention.stands.negated:
        return Weighed("against", said.cite(), f"{what} is denied")
    if not said.regions():
        return Weighed("open", said.cite(), f"{what} is named without a place")
    return Weighed("for", said.cite(), f"{what} is found")


def _one_procedure(record: Record, criterion: ExclusionCriterion) -> Finding:
    """Only one invasive procedure at a time: another one counts when it is asked for, certified or going on."""
    others = together.others(record)
    looked_for = ("other invasive procedures", "whether they share a session")
    unnamed = together.says_both_share(record) if not others else None
    if unnamed:
        why = "The record speaks of several procedures in one session without naming the other one."
        near = [Weighed("open", unnamed, "it does not name the other procedure")]
        return undocumented(record, criterion, why, looked_for, near)
    if not others:
        cited = record.service_words()
        why = "One invasive service is asked for, and no other is requested, certified or under way."
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
            "open", o.cited, f"{o.name} is {o.how}, and whether it shares a session with this service is not stated"
        )
        for o in others
    ]
    why = f"{names[0].upper()}{names[1:]} is also {others[0].how}; whether the two share a session is not stated."
    return undocumented(record, criterion, why, looked_for, near)
