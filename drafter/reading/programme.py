"""Programme: every part of a programme of care is under way; a label or a plan shows none of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Finding, ProgrammeCriterion
from drafter.reading import part, unaccompanied
from drafter.reading.ceased import given_up
from drafter.reading.record import Record
from drafter.reading.weighing import Weighed, be, listed, sentence, stated, undocumented
from drafter.text import words
from drafter.text.patterns import Pattern

_FIELD_NO = Pattern(r"^[^:=]{2,40}\s*[:=]\s*(?:no|none|nil|0)\W*$")
"""A field answered with no."""
_OTHER_THERAPY = Pattern(
    r"\b(?:speech|occupational|psycho\w*|counsel\w*|cbt|cognitive|behaviou?ral|talk|mental|group|family|couples?|"
    r"marital|massage|"
    r"light|hormone|oxygen|radiation|chemo\w*|infusion|respiratory|vestibular|dialectical|trauma|grief|coping|stress|"
    r"mood|"
    r"voice|music|art|pet|iv|ot|drug|replacement|antibiotic)\b"
)
"""Therapy of another sort than by hand and exercise."""
_NOT_NOW = Pattern(
    r"\b(?:offer\w*|until|till|given up|gave up|stopped|quit|dropped|ended|finished|completed|discharged|used to|last "
    r"year|on hold|paused|"
    r"missed|no[- ]?show\w*|cancel\w*)\b"
)
"""That therapy named without its sort is not going on."""


def _beside_support(record: Record) -> Iterator[Weighed]:
    """Therapy named without its sort where psychosocial support is another part: "alongside: therapy weekly"."""
    for said in record.having(part.BARE_THERAPY):
        match = said.search(part.BARE_THERAPY)
        piece = re.split(r"[;,]", said.low[match.start() + 1 :])[0] if match else ""
        around = (
            f"{re.split(r'[;,]', said.ahead(said.statement.clause.start + match.start()))[-1]} {piece}" if match else ""
        )
        sentence = said.sentence
        own = said.low[max(0, match.start() - 12) : match.start()] if match else ""
        whole = said.statement.cues.whole
        plain = record.objection(said, whole) is None and not whole.negated and "offer" not in sentence
        if plain and not _NOT_NOW.search(around) and not _OTHER_THERAPY.search(f"{own} {piece}"):
            yield Weighed("for", said.cite(), f"{be(part.THERAPY)} recorded")


def read(record: Record, criterion: ProgrammeCriterion) -> Finding:
    """The finding on a programme criterion."""
    found = {element: part.told(record, element) for element in criterion.elements}
    support = any(w.bearing == "for" for w in found.get("psychosocial_support", ()))
    if support and part.THERAPY in found and not found[part.THERAPY]:
        found[part.THERAPY] = list(_beside_support(record))
    shown = {e: [w for w in each if w.bearing == "for"] for e, each in found.items()}
    refused = {e: [w for w in each if w.bearing == "against"] for e, each in found.items()}
    absent = [w for e, each in refused.items() if not shown[e] and e not in criterion.where_appropriate for w in each]
    alone = [
        Weighed("against", s.cite(), "the record says that there is no such programme")
        for s in record.said
        if unaccompanied.no_care(s) and record.objection(s, s.statement.cues.whole) is None
    ]
    none = alone + _left_all(record, criterion, shown) + _all_fields_no(record, criterion)
    none += [
        Weighed("against", s.cite(), "everything beside the injections was declined")
        for s in record.having(unaccompanied.NOTHING_ELSE)
        if record.objection(s, s.statement.cues.whole) is None
    ]
    none += [
        Weighed("against", s.cite(), "the programme was declined")
        for s in record.said
        if any(m.stands.refused and record.objection(s, m.stands) is None for m in s.statement.of("programme_label"))
    ]
    if not any(shown.values()):
        none += [
            Weighed("against", s.cite(), "the programme was given up")
            for s in record.said
            if unaccompanied.left_all(record, s)
            or (
                s.search(unaccompanied.LEFT)
                and not unaccompanied.came_back(record, s)
                and record.objection(s, s.statement.cues.whole, past_counts=True) is None
            )
        ]
    looked_for = tuple(words.names(e) for e in criterion.elements)
    given = {e: [w for w in each if not w.why.endswith(part.NOT_NEEDED)] for e, each in shown.items()}
    contradicted = [e for e in criterion.elements if given[e] and refused[e]]
    if contradicted:
        why = f"The record contradicts itself on {listed(words.names(e) for e in contradicted)}."
        near = [w for e in contradicted for w in (*shown[e][:1], *refused[e])]
        return undocumented(record, criterion, why, looked_for, near)
    if all(shown.values()):
        every = [each[0] for each in shown.values()]
        return stated(
            record,
            criterion,
            "met",
            f"Every part of the programme is recorded: {listed(looked_for)}.",
            every,
            citations=[w.cited for w in every],
        )
    told = {w.cited for w in alone}
    beside = [w for e, each in shown.items() if e != part.DRUGS for w in each if w.cited not in told]
    if alone and len(none) == len(alone) and not absent and beside:
        near = [*alone, *beside]
        why = "The record says that there is no other care, and names some that is given."
        return undocumented(record, criterion, why, looked_for, near)
    if absent or none:
        return stated(
            record,
            criterion,
            "not_met",
            sentence(f"{(absent or none)[0].why}, so the programme is not complete" if absent else none[0].why),
            [*absent, *none],
        )
    return _open(record, criterion, found, shown, looked_for)


def _left_all(record: Record, criterion: ProgrammeCriterion, shown: dict[str, list[Weighed]]) -> list[Weighed]:
    """Several parts that were given up by the patient, where no part goes on: there is no programme."""
    if any(shown.values()):
        return []
    left = {
        e: s
        for e in criterion.elements
        for s in record.said
        for m in s.statement.mentions
        if part.is_of(m, e, s) and record.objection(s, m.stands, past_counts=True) is None and given_up(record, s, m)
    }
    wanted = [e for e in left if e not in criterion.where_appropriate]
    return [Weighed("against", left[e].cite(), f"{be(e, 'was')} given up") for e in wanted] if len(wanted) > 1 else []


def _all_fields_no(record: Record, criterion: ProgrammeCriterion) -> list[Weighed]:
    """The fields of a form by which every part that is needed is answered with no."""
    denied = {
        e: s
        for e in criterion.elements
        for s in record.having(_FIELD_NO)
        for m in s.statement.mentions
        if part.is_of(m, e, s)
    }
    needed = [e for e in criterion.elements if e not in criterion.where_appropriate]
    if len(needed) < 2 or not denied.keys() >= set(needed):
        return []
    return [Weighed("against", denied[e].cite(), f"{be(e)} said not to be given") for e in needed]


def _open(
    record: Record,
    criterion: ProgrammeCriterion,
    found: dict[str, list[Weighed]],
    shown: dict[str, list[Weighed]],
    looked_for: tuple[str, ...],
) -> Finding:
    have = [words.names(e) for e in criterion.elements if shown[e]]
    lack = [words.names(e) for e in criterion.elements if not shown[e]]
    near = [w for e, each in found.items() if not shown[e] for w in each] + [each[0] for each in shown.values() if each]
    first = f"; {near[0].why}" if near and near[0].bearing == "open" else ""
    near += [
        Weighed("open", s.cite(), "the name of a programme shows none of its parts")
        for s in record.said
        if s.statement.of("programme_label")
    ]
    told = (
        f"recorded: {listed(have)}; not shown: {listed(lack)}" if have else f"no part is shown as given: {listed(lack)}"
    )
    return undocumented(record, criterion, sentence(f"{told}{first}"), looked_for, near)
