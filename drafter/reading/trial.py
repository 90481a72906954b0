"""Trial: a treatment was taken and did not do. Planned, prescribed, completed or refused is not failed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace

from drafter.domain import Citation, Finding, TrialCriterion, Value
from drafter.reading import tried
from drafter.reading.record import Record
from drafter.reading.tried import Tried
from drafter.reading.weighing import Weighed, agreed, instead, listed, settle, undocumented
from drafter.text import words
from drafter.text.patterns import Pattern

_NOT_COUNTED = "not count for this criterion"
_NOT_BEGUN = Pattern(
    r"\b(?:not|never|n't)(?: yet| actually| ever)? (?:start|beg[aiu]n|tried|try|had|done|attend|receiv|taken|been)|"
    r"\bnever\b"
)
_FEW = 2
"""A criterion that counts at most so many treatments is answered by what is said of one; a longer list is not."""


def read(record: Record, criterion: TrialCriterion) -> Finding:
    """The finding on a trial criterion."""
    counted = classes(criterion)
    generic = _generic(criterion)
    found = tried.find(record, (*counted, *generic, *_neighbours(criterion, counted)))
    weighed = [(t, _weigh(record, criterion, t, counted, generic)) for t in found]
    not_begun = _takes_back(found)
    weighed = [(t, _undone(not_begun, t, w)) for t, w in weighed]
    shown = {t.concept for t, w in weighed if w.bearing == "for"}
    looked_for = _looked_for(criterion)
    if shown and len(shown) < criterion.count:
        why = (
            f"{criterion.count} treatments are needed; recorded as tried without success: "
            f"{listed(words.names(s) for s in shown)}."
        )
        return undocumented(record, criterion, why, looked_for, [w for _, w in weighed])
    taken = _uncounted_together(weighed, (*counted, *generic))
    if not shown and any(w.bearing == "open" and t.concept in counted and _alive(t) for t, w in weighed):
        taken = [_softened(w) for w in taken]
    return settle(
        record,
        criterion,
        _both_halves(taken),
        silent=f"No treatment is recorded as taken{_for_so_long(criterion)} and failed",
        looked_for=looked_for,
    )


def _takes_back(found: list[Tried]) -> dict[str, dt.date]:
    """The last day on which a treatment is said not to have been begun, by treatment."""
    last: dict[str, dt.date] = {}
    for t in found:
        if t.denied and not t.objection and _NOT_BEGUN.search(t.said.low):
            day = t.said.written or dt.date.max
            last[t.concept] = max(day, last.get(t.concept, day))
    return last


def _undone(not_begun: dict[str, dt.date], t: Tried, w: Weighed) -> Weighed:
    """A failure that a statement of the same day or later takes back: the treatment was not begun."""
    day = not_begun.get(t.concept)
    if w.bearing != "for" or day is None or (t.said.written and t.said.written > day):
        return w
    name, many = _named(t)
    return replace(w, bearing="open", why=f"{agreed(name, many)} said elsewhere not to have been begun")


def _uncounted_together(weighed: list[tuple[Tried, Weighed]], own: tuple[str, ...]) -> list[Weighed]:
    """What was found, where several treatments of one place that do not count are named in one reason."""
    others: dict[Citation, list[str]] = {}
    for t, w in weighed:
        if t.concept not in own and w.why.endswith(_NOT_COUNTED):
            others.setdefault(w.cited, []).append(t.concept)
    joined = []
    for t, w in weighed:
        concepts = list(dict.fromkeys(others.get(w.cited, ())))
        if t.concept in concepts and len(concepts) > 1:
            w = replace(w, why=f"{listed(words.names(c) for c in concepts)} do {_NOT_COUNTED}")
        joined.append(w)
    return joined


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
    name, many = _named(t)
    cited = _cited(t)
    if t.objection:
        return Weighed("open", cited, instead(name, many, t.objection))
    if t.refused:
        whole = _answers_all(criterion, t.concept, counted)
        return Weighed("against" if whole else "open", cited, f"{agreed(name, many, 'was')} declined")
    if t.result == "not_failed" and t.concept in (*counted, *generic):
        return Weighed("against", cited, f"{agreed(name, many)} said not to have failed")
    if t.denied:
        return Weighed(
            "against" if t.concept == "any_conservative_word" else "open",
            cited,
            f"{agreed(name, many)} said not to have been tried",
        )
    if t.concept in generic:
        helped = t.result == "helped" and t.concept == "any_conservative_word"
        unnamed = f"{agreed(name, many)} mentioned without saying which"
        return Weighed("against" if helped else "open", cited, f"{name} helped" if helped else unnamed)
    if t.concept not in counted:
        return Weighed("open", cited, f"{name} {'do' if many else 'does'} {_NOT_COUNTED}")
    return _judged(record, criterion, t, cited)


def _named(t: Tried) -> tuple[str, bool]:
    """The treatment as a sentence calls it, and whether that is plural: a drug by its own name."""
    about = words.concept(t.concept).about
    if about.get("group") != "drug" or about.get("generic") or not t.written:
        return words.names(t.concept), words.plural(t.concept)
    name = " ".join(t.written.split())
    return name, name.endswith("s") and not name.endswith(("ss", "us", "is"))


def _answers_all(criterion: TrialCriterion, concept: str, counted: tuple[str, ...]) -> bool:
    """Whether what is said of this treatment is said of all that the criterion counts."""
    if concept == "any_conservative_word":
        return True
    if concept == "any_drug_word":
        return all(words.concept(c).about.get("group") == "drug" for c in counted)
    return (concept == "physical_therapy" and "any_physical" in criterion.classes) or len(counted) <= _FEW


def _judged(record: Record, criterion: TrialCriterion, t: Tried, cited: Citation) -> Weighed:
    """A treatment of the criterion that this patient took: its result and its length."""
    name, many = _named(t)
    if t.result == "helped":
        return Weighed("against", cited, f"{name} helped")
    if t.attended and t.attended[0] * 2 < t.attended[1] and t.result != "failed":
        kept = f"only {t.attended[0]} of {t.attended[1]} visits of {name} were kept"
        return Weighed("against" if criterion.lasting and t.other_reason else "open", cited, kept)
    if t.result == "none":
        reason = (
            f"{agreed(name, many, 'was')} stopped for {t.other_reason}, which shows no failure"
            if t.other_reason
            else f"{agreed(name, many)} mentioned without a result that shows failure"
        )
        return Weighed("open", cited, reason)
    result = _RESULTS[t.result].format(agreed(name, many, "is" if t.result == "contraindicated" else "was"))
    if t.result not in criterion.accepts:
        return Weighed("open", cited, f"{result}, which is not the result asked for")
    if t.result == "not_tolerated" and not t.reason:
        return Weighed("open", cited, f"{result}, and no reason is stated")
    if criterion.lasting is None or t.result == "contraindicated":
        return Weighed("for", cited, f"{result}{_put(t)}")
    passed, words_ = tried.lasted(record, t, criterion.lasting)
    values = (Value(name="length of trial", value=words_),) if words_ else ()
    if passed:
        return Weighed("for", cited, f"{result} for {_plain(words_)}{_put(t)}", values)
    if not words_:
        return Weighed("open", cited, f"{result}, but for how long is not stated")
    short = f"{agreed(name, many, 'was')} taken for {_plain(words_)}, which does not show {criterion.lasting}"
    return Weighed("open", cited, short, values)


_RESULTS = {
    "failed": "{} tried without success", "not_tolerated": "{} not tolerated", "contraindicated": "{} contraindicated",
}  # fmt: skip


def _plain(length: str) -> str:
    """A length of the record as it stands behind "for"."""
    return re.sub(r"^(?:x\s*|for (?:the )?(?:last |past )?)", "", " ".join(length.split()))


def _put(t: Tried) -> str:
    """The words that tell the result, in brackets, as they stand in the record."""
    if not t.words:
        return " (by the scores before and after)"
    spelt = r"\s*".join(re.escape(word) for word in t.words.split())
    found = re.search(spelt, _cited(t).quote, re.IGNORECASE) or re.search(spelt, t.said.cite_sentence().quote, re.I)
    return f" (“{' '.join(found[0].split())}”)" if found else ""


def _cited(t: Tried) -> Citation:
    """The clause, or the whole sentence where the result stands in another part of it."""
    return t.said.cite() if t.result_said is t.said else t.said.cite_sentence()
