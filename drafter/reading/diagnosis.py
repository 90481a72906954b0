"""Diagnosis: one of the named conditions is diagnosed and current; a code on a form is a claim, not a diagnosis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from drafter.domain import Citation, DiagnosisCriterion, Finding
from drafter.reading import axial, beside, facts, on_request, remission
from drafter.reading.diagnosed import weigh
from drafter.reading.on_request import qualifying
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, agreed, be, listed, sentence, settle, stated, undocumented
from drafter.reading.withdrawn import addendum, changed_to_another, withdrawn
from drafter.text import Mention, words
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold, tokenise

_NO_COMORBIDITY = Pattern(
    r"\b(?:no|without|denies|denied)(?: any| known| other| significant| current)*(?: (?:obesity|weight)[- ]related)? "
    r"(?:co-?morbid\w*|(?<=related )(?:conditions?|diseases?|illness\w*|disorders?|problems?|complications?))|"
    r"\b(?:no|without|denies)(?: other| known)? medical (?:problems?|conditions?|history|illness\w*) "
    r"(?:other than|besides|apart from|except|beyond) (?:the |her |his )?(?:obesity|weight)\b|"
    r"\b(?:obesity|weight)[- ]related (?:conditions?|diseases?|illness\w*|disorders?|problems?|complications?)"
    r"(?:\W{1,3}|\b[^.;:]{0,20}\b)(?:and found none|none(?: found)?|no)\W*(?=$|:)|"
    r"\bco-?morbid(?:ities|ity)?\W{1,3}(?:none|no|nil|denie[sd])\b"
)
"""Words that deny every co-morbid condition."""


def read(record: Record, criterion: DiagnosisCriterion) -> Finding:
    """The finding on a diagnosis criterion."""
    named = _named(record, criterion)
    implied = _implied(record, criterion) if any(w.bearing == "against" for _, w in named) else []
    weighed = _alternatives(
        [*named, *implied], set(criterion.conditions), on_request.claimed_concepts(record, criterion)
    )
    weighed += _comorbid(record, criterion)
    if "radiculopathy" in criterion.conditions and all(w.bearing == "against" or _of_another_one(w) for _, w in named):
        weighed += axial.diagnosed(record, "radiculopathy")
    if any(w.bearing == "for" for w in weighed) and (free := remission.free_for_months(record)):
        why = f"another statement says that the pain is gone ({free.low.strip(' .')})"
        weighed = [replace(w, bearing="open", why=why) if w.bearing == "for" else w for w in weighed]
    looked_for = tuple(_called(c) for c in criterion.conditions)
    asked = on_request.indication(record, criterion, bool([w for w in weighed if w.bearing == "against"]))
    if asked is not None:
        if asked.bearing == "against":
            return stated(
                record,
                criterion,
                "not_met",
                sentence(asked.why),
                [asked],
            )
        weighed.append(asked)
    if not any(w.bearing != "open" for w in weighed):
        weighed += on_request.claimed(record, criterion)
        others = _others(record, criterion)
        if others and not weighed:
            return on_request.for_another(record, criterion) or _only_others(record, criterion, others, looked_for)
    return settle(
        record,
        criterion,
        weighed,
        silent=f"No note states {listed(looked_for, 'or')} as a current diagnosis",
        looked_for=looked_for,
    )


def stated_plainly(record: Record, conditions: tuple[str, ...]) -> tuple[Citation, ...]:
    """Places where one of the conditions is stated as a current diagnosis, if nothing speaks against it."""
    asked = DiagnosisCriterion(
        id="X1", kind="diagnosis", text="diagnosed", ask="-", verified="synthetic", conditions=conditions
    )
    finding = read(record, asked)
    return finding.citations if finding.status == "met" else ()


def _named(record: Record, criterion: DiagnosisCriterion) -> list[tuple[str, Weighed]]:
    """Every naming of a condition and what it says; what takes an earlier one back stands in its place."""
    found: list[tuple[str, Weighed]] = []
    for said in record.said:
        new = [(m.concept, w) for m in _mentions(said, criterion) if (w := weigh(record, said, m))]
        takes_back = any(w.bearing == "against" for _, w in new) and (
            addendum(said) or any(withdrawn(said, m) for m in _mentions(said, criterion))
        )
        if found and not said.document.late and changed_to_another(said, qualifying(criterion.conditions)):
            held = [c for c, w in found if w.bearing == "for" or w.why.endswith(_FOR_THE_PAST)]
            new = [(c, Weighed("against", said.cite(), f"the diagnosis is changed from {words.names(c)}"))
                   for c in dict.fromkeys(held)]  # fmt: skip
            takes_back = True
        if takes_back and any(w.bearing == "against" for _, w in new):
            found = [(c, w) for c, w in found if w.bearing != "for"]
        decided = {c: w.bearing for c, w in new if w.bearing != "open"}
        if decided and not said.document.late:
            found = [(c, w) for c, w in found if decided.get(c, w.bearing) == w.bearing or w.bearing == "open"
                     or not _entry_before(record, w, said)]  # fmt: skip
        found += new
    return found


_FOR_THE_PAST = "mentioned only for the past"
_MONTH = 28
"""Days from one entry to the next by which the later view is a change of view, not another view of the same time."""


def _entry_before(record: Record, weighed: Weighed, said: Said) -> bool:
    """Whether a naming is that of an entry of the same document a month or more before this one."""
    earlier = record.telling(weighed.cited)
    if earlier is None or earlier.written is None or said.written is None:
        return False
    return earlier.document.place == said.document.place and (said.written - earlier.written).days >= _MONTH


def _called(condition: str) -> str:
    return words.names(condition) if condition in words.concepts() else facts.called(condition)


def _comorbid(record: Record, criterion: DiagnosisCriterion) -> list[Weighed]:
    """What the record says of conditions that stand among the comorbidities of the vocabulary.

    One that is shown suffices; that they are absent takes a denial of them all.
    """
    names = [c for c in criterion.conditions if c not in words.concepts()]
    found = [w for name in names for w in beside.find(record, name) if beside.settled(beside.find(record, name))]
    shown = [w for w in found if w.bearing == "for"]
    none = [s for s in record.said if names and s.search(_NO_COMORBIDITY) and not s.document.late]
    none = [s for s in none if record.objection(s, replace(s.statement.cues.whole, negated=False)) is None]
    return shown or [Weighed("against", s.cite(), "co-morbid conditions are denied") for s in none]


def _alternatives(named: list[tuple[str, Weighed]], conditions: set[str], claimed: set[str]) -> list[Weighed]:
    """What is said of the conditions: that one is denied takes nothing from another one, stated or not spoken of.

    The criterion is denied where every condition of it is, or every one for which the service is asked.
    """
    shown = {concept for concept, w in named if w.bearing == "for"}
    shown |= {b for concept in shown for b in words.concept(concept).broader}
    if shown:
        return [w for concept, w in named if w.bearing != "against" or concept in shown]
    denied = {concept for concept, w in named if w.bearing == "against"}
    denied |= {c for c in conditions if denied & set(words.concept(c).broader)}
    if conditions <= denied or (claimed and claimed <= denied):
        return [w for _, w in named]
    rest = ", which leaves the other conditions open"
    return [w if w.bearing != "against" else replace(w, bearing="open", why=w.why + rest) for _, w in named]


def _of_another_one(weighed: Weighed) -> bool:
    """Whether a naming is of another person alone."""
    return weighed.bearing == "open" and "another person" in weighed.why


def _implied(record: Record, criterion: DiagnosisCriterion) -> Iterator[tuple[str, Weighed]]:
    """Conditions denied with what they presuppose, or excluded by a finding: no operation, no pain after one."""
    for name in criterion.conditions:
        about = words.concept(name).about if name in words.concepts() else {}
        for said in record.said:
            denied = [m.stands for m in said.statement.of(*about.get("presupposes", ())) if m.stands.negated]
            found = [m.stands for m in said.statement.of(*about.get("excluded_by", ())) if m.stands.plain]
            for stands in (*denied, *found):
                plain = replace(stands, negated=False, time="current")
                if stands.certainty == "sure" and record.objection(said, plain) is None:
                    yield name, Weighed("against", said.cite(), f"{be(name)} denied or ruled out")


def _only_others(
    record: Record, criterion: DiagnosisCriterion, others: list[tuple[str, Citation]], looked_for: tuple[str, ...]
) -> Finding:
    """The record names conditions, and none of them is one of the criterion."""
    names = listed(name for name, _ in others)
    verb = "do" if len(others) > 1 else "does"
    why = f"The record names {names}, which {verb} not qualify; none of the conditions asked for is named."
    places: dict[Citation, list[str]] = {}
    for name, cited in others:
        places.setdefault(cited, []).append(name)
    near = [
        Weighed("open", c, f"{agreed(listed(n), len(n) > 1)} not among the conditions asked for")
        for c, n in places.items()
    ]
    return undocumented(record, criterion, why, looked_for, near)


def _mentions(said: Said, criterion: DiagnosisCriterion) -> Iterator[Mention]:
    for mention in said.statement.mentions:
        if mention.concept in qualifying(criterion.conditions):
            yield mention


def _others(record: Record, criterion: DiagnosisCriterion) -> list[tuple[str, Citation]]:
    """Conditions that the record names for the patient and that do not qualify."""
    found: dict[str, Citation] = {}
    for said in record.said:
        for mention in said.statement.mentions:
            if (
                words.concept(mention.concept).family == "conditions"
                and mention.concept not in qualifying(criterion.conditions)
                and mention.stands.plain
                and not said.document.late
            ):
                found.setdefault(words.names(mention.concept), said.cite())
    for n, diagnosis in enumerate(record.case.diagnoses):
        if diagnosis.text:
            quote = Citation(place=f"diagnoses/{n}/text", start=0, end=len(diagnosis.text), quote=diagnosis.text)
            for hit in words.lexicon(record.terms).find(tokenise(diagnosis.text), fold(diagnosis.text), 0):
                if words.concept(hit.name).family == "conditions" and hit.name not in qualifying(criterion.conditions):
                    found.setdefault(words.names(hit.name), quote)
    return list(found.items())
