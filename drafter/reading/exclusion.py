"""Exclusion: something that must not be so. Met means cleared; silence clears nothing by itself."""

from __future__ import annotations

from drafter.domain import Citation, ExclusionCriterion, Finding
from drafter.reading import together
from drafter.reading.record import Record, Said
from drafter.reading.weighing import Weighed, agreed, be, listed, objected, sentence, stated, undocumented
from drafter.text import Mention, words
from drafter.text.patterns import Pattern

_NOT_ASKED = Pattern(r"\b(?:tried|failed|previously|prior|last|history|in the past|before|helped|underwent|received)\b")
_NOT_APPLICABLE = Pattern(r"\bn/a\b")


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
        return stated(record, criterion, "not_met", sentence(present[0].why), present)
    if all(cleared.values()):
        every = [each[0] for each in cleared.values()]
        return stated(record, criterion, "met", f"Ruled out in the record: {listed(looked_for)}.", every)
    open_ = [words.names(n) for n in criterion.excludes if not cleared[n]]
    near = [w for each in found.values() for w in each]
    return undocumented(record, criterion, f"Not ruled out in the record: {listed(open_)}.", looked_for, near)


def _one(record: Record, name: str) -> list[Weighed]:
    """All that the record says about one excluded thing."""
    weighed = [_weigh(record, said, m, name) for said in record.said for m in said.statement.of(name)]
    weighed += [
        Weighed("for", said.cite(), f"{be(name)} denied")
        for said in record.said
        if said.statement.hits_of(words.concept(name).about.get("cleared", ()))
        and not said.statement.of(name)
        and record.objection(said, said.statement.cues.whole, stale_counts=True) is None
    ]
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
    stands, what, cited = mention.stands, be(name), said.cite()
    if said.document.late:
        return Weighed("open", cited, f"{what} mentioned only in a note written after the date of service")
    if stands.other_person or stands.certainty != "sure" or stands.time == "conditional":
        objection = record.objection(said, stands, stale_counts=True) or "it is mentioned only as uncertain"
        return Weighed("open", cited, objected(name, objection))
    if said.records_missing():
        return Weighed("open", cited, "the records are missing, which says nothing about the care given")
    if stands.speaker == "form" or _NOT_APPLICABLE.search(said.low):
        return Weighed("open", cited, f"{what} mentioned only in a form or template")
    if stands.negated and not name.startswith("no_"):
        return Weighed("for", cited, f"{what} denied")
    if stands.refused:
        return Weighed("open", cited, f"{be(name, 'was')} declined")
    if stands.resolved:
        return Weighed("for", cited, f"{what} over")
    if stands.time == "past" or (_NOT_ASKED.search(said.low) and stands.time != "planned"):
        return Weighed("open", cited, f"{what} named for the past, not for this request")
    if any(when.latest < record.clock for when in said.statement.whens()):
        return Weighed("open", cited, f"{what} named with a date of the past")
    return Weighed("against", cited, f"{what} part of the care described")


def _inverted(record: Record, said: Said, mention: Mention) -> Weighed:
    """A trigger point that is found clears its absence, and one that is denied shows it."""
    what = be(mention.concept)
    objection = record.objection(said, mention.stands)
    if objection:
        return Weighed("open", said.cite(), objected(mention.concept, objection))
    if mention.stands.negated:
        return Weighed("against", said.cite(), f"{what} recorded as absent")
    if not said.regions():
        return Weighed("open", said.cite(), f"{what} named without a muscle or region")
    return Weighed("for", said.cite(), f"{what} found")


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
