"""Trial: a treatment was taken and did not do. Planned, prescribed, completed or refused is not failed."""

from __future__ import annotations

from collections.abc import Iterable

from drafter.domain import Citation, Finding, TrialCriterion, Value
from drafter.reading import tried
from drafter.reading.record import Record
from drafter.reading.tried import Tried
from drafter.reading.weighing import Weighed, listed, settle, undocumented
from drafter.text import words

_FEW = 2
"""A criterion that counts at most so many treatments is answered by what is said of one; a longer list is not."""


def read(record: Record, criterion: TrialCriterion) -> Finding:
    """The finding on a trial criterion."""
    counted = classes(criterion)
    generic = _generic(criterion)
    found = tried.find(record, (*counted, *generic, *_neighbours(criterion, counted)))
    weighed = [(t, _weigh(record, criterion, t, counted, generic)) for t in found]
    shown = {t.concept for t, w in weighed if w.bearing == "for"}
    looked_for = _looked_for(criterion)
    if shown and len(shown) < criterion.count:
        why = (
            f"{len(shown)} of {criterion.count} treatments is shown as tried and failed: "
            f"{listed(words.names(s) for s in shown)}."
        )
        return undocumented(record, criterion, why, looked_for, [w for _, w in weighed])
    taken = [w for _, w in weighed]
    if not shown and any(w.bearing == "open" and t.concept in counted and _alive(t) for t, w in weighed):
        taken = [_softened(w) for w in taken]
    return settle(
        record,
        criterion,
        _both_halves(taken),
        met="A treatment was tried without success",
        not_met="The record shows no failed treatment",
        silent=f"No treatment of the criterion is documented as taken{_for_so_long(criterion)} and failed",
        looked_for=looked_for,
    )


def classes(criterion: TrialCriterion) -> tuple[str, ...]:
    """The treatments of the vocabulary that count, groups spelt out."""
    found: list[str] = []
    for name in criterion.classes:
        group = {"any_drug": ("drug",), "any_physical": ("physical",), "any_conservative": ("drug", "physical")}.get(
            name
        )
        found += [name] if group is None else list(_of_group(group))
    physical = _of_group(("physical",))
    if criterion.examples_only and any(c in physical for c in found):
        found += physical
    return tuple(dict.fromkeys(found))


def _of_group(groups: tuple[str, ...]) -> list[str]:
    return [c for c in words.family("treatments") if words.concept(c).about.get("group") in groups and _specific(c)]


def _specific(concept: str) -> bool:
    about = words.concept(concept).about
    return not about.get("generic") and about.get("counts") != "false"


def _generic(criterion: TrialCriterion) -> tuple[str, ...]:
    """Words for the whole of the criterion's care that name no treatment."""
    drugs = any(words.concept(c).about.get("group") == "drug" for c in classes(criterion) if c in words.concepts())
    return ("any_conservative_word", "any_drug_word") if drugs else ("any_conservative_word",)


def _neighbours(criterion: TrialCriterion, counted: Iterable[str]) -> tuple[str, ...]:
    """Other drugs, shown as near misses: for migraine, or supplements."""
    known = words.concepts()
    has_drugs = any(words.concept(c).about.get("group") == "drug" for c in counted if c in known)
    others = [
        c
        for c in words.family("treatments")
        if words.concept(c).about.get("group") == "drug" and not words.concept(c).about.get("generic")
    ]
    return tuple(c for c in others if c not in set(counted)) if has_drugs else ()


def _looked_for(criterion: TrialCriterion) -> tuple[str, ...]:
    return (
        *(words.names(c) for c in criterion.classes),
        "result",
        *(("length of the trial",) if criterion.lasting else ()),
    )


def _for_so_long(criterion: TrialCriterion) -> str:
    return f" for {criterion.lasting}" if criterion.lasting else ""


def _alive(t: Tried) -> bool:
    """Whether the treatment was, or may have been, taken: a question left open, beside one that is answered."""
    return not t.refused and not t.denied and t.objection is None


def _softened(w: Weighed) -> Weighed:
    return Weighed("open", w.cited, w.why, w.values) if w.bearing == "against" and "declined" in w.why else w


def _both_halves(weighed: list[Weighed]) -> list[Weighed]:
    """Where one treatment failed, that another was declined takes nothing away; that another helped does."""
    if any(w.bearing == "for" for w in weighed):
        return [_softened(w) for w in weighed]
    return weighed


def _weigh(
    record: Record, criterion: TrialCriterion, t: Tried, counted: tuple[str, ...], generic: tuple[str, ...]
) -> Weighed:
    name = words.names(t.concept) if t.concept not in generic else "conservative care"
    cited = _cited(t)
    if t.objection:
        return Weighed("open", cited, f"{name} is named, but {t.objection}")
    if t.refused:
        whole = _answers_all(criterion, t.concept, counted)
        return Weighed("against" if whole else "open", cited, f"{name} was declined")
    if t.result == "not_failed" and t.concept in (*counted, *generic):
        return Weighed("against", cited, f"{name} is said not to have failed")
    if t.denied:
        return Weighed(
            "against" if t.concept == "any_conservative_word" else "open",
            cited,
            f"{name} is said not to have been tried",
        )
    if t.concept in generic:
        helped = t.result == "helped" and t.concept == "any_conservative_word"
        return Weighed("against" if helped else "open", cited, f"{name} helped" if helped else "it names no treatment")
    if t.concept not in counted:
        return Weighed("open", cited, f"{name} does not count for this criterion")
    return _judged(record, criterion, t, name, cited)


def _answers_all(criterion: TrialCriterion, concept: str, counted: tuple[str, ...]) -> bool:
    """Whether what is said of this treatment is said of all that the criterion counts."""
    if concept == "any_conservative_word":
        return True
    if concept == "any_drug_word":
        return all(words.concept(c).about.get("group") == "drug" for c in counted)
    return (concept == "physical_therapy" and "any_physical" in criterion.classes) or len(counted) <= _FEW


def _judged(record: Record, criterion: TrialCriterion, t: Tried, name: str, cited: Citation) -> Weighed:
    """A treatment of the criterion that this patient took: its result and its length."""
    if t.result == "helped":
        return Weighed("against", cited, f"{name} helped")
    if t.attended and t.attended[0] * 2 < t.attended[1] and t.result != "failed":
        kept = f"{t.attended[0]} of {t.attended[1]} visits of {name} were kept"
        return Weighed("against" if criterion.lasting and t.other_reason else "open", cited, kept)
    if t.result == "none":
        reason = (
            f"it was stopped for {t.other_reason}, which is no failure"
            if t.other_reason
            else "no result is stated that shows failure"
        )
        return Weighed("open", cited, f"{name} is named, but {reason}")
    if t.result not in criterion.accepts:
        return Weighed("open", cited, f"{name} is {t.result.replace('_', ' ')}, which the criterion does not name")
    if t.result == "not_tolerated" and not t.reason:
        return Weighed("open", cited, f"{name} was not tolerated and no reason is stated")
    if criterion.lasting is None or t.result == "contraindicated":
        return Weighed("for", cited, f"{name}, {_put(t)}")
    passed, words_ = tried.lasted(record, t, criterion.lasting)
    values = (Value(name="length of trial", value=words_),) if words_ else ()
    if passed:
        return Weighed("for", cited, f"{name} for {words_}, {_put(t)}", values)
    if not words_:
        return Weighed("open", cited, f"{name} is named with its result, but not for how long it was taken")
    return Weighed("open", cited, f"{name} was taken for {words_}, which does not show {criterion.lasting}", values)


def _put(t: Tried) -> str:
    return f'in the words "{t.words}"' if t.words else "by its score before and after"


def _cited(t: Tried) -> Citation:
    """The clause, or the whole sentence where the result stands in another part of it."""
    return t.said.cite() if t.result_said is t.said else t.said.cite_sentence()
