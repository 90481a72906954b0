"""Eligible: which treatments a criterion on trials counts, and which words stand for all of them."""

from __future__ import annotations

from collections.abc import Iterable

from drafter.domain import TrialCriterion
from drafter.reading.said import Said
from drafter.text import words
from drafter.text.patterns import Pattern

_INCLUDING = Pattern(
    r"[^.;]{0,30}?(?:\b(?:incl(?:uding|udes|uded)?|consist(?:ing|s|ed) of|compris\w+|with|such as|e\.?g|namely|"
    r"in the form of)\b|:|\()"
)
"""Words behind which the parts of some care are named."""

_FEW = 2
"""A criterion that counts at most so many treatments is answered by what is said of one; a longer list is not."""


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


def generic(criterion: TrialCriterion) -> tuple[str, ...]:
    """Words for the whole of the criterion's care that name no treatment."""
    drugs = any(words.concept(c).about.get("group") == "drug" for c in classes(criterion) if c in words.concepts())
    return ("any_conservative_word", "any_drug_word") if drugs else ("any_conservative_word",)


def neighbours(counted: Iterable[str]) -> tuple[str, ...]:
    """Other drugs, shown as near misses: for migraine, or supplements."""
    known = words.concepts()
    has_drugs = any(words.concept(c).about.get("group") == "drug" for c in counted if c in known)
    others = [
        c
        for c in words.family("treatments")
        if words.concept(c).about.get("group") == "drug" and not words.concept(c).about.get("generic")
    ]
    return tuple(c for c in others if c not in set(counted)) if has_drugs else ()


def answered_by(criterion: TrialCriterion, concept: str, counted: tuple[str, ...], *, of_all: bool = True) -> bool:
    """Whether what is said of this treatment is said of all that the criterion counts.

    Physical therapy stands for all physical care only where `of_all`.
    """
    if concept == "any_conservative_word":
        return True
    if concept == "any_drug_word":
        return all(words.concept(c).about.get("group") == "drug" for c in counted)
    physical = of_all and concept == "physical_therapy" and "any_physical" in criterion.classes
    return physical or len(counted) <= _FEW


def spelt_out(said: Said, concept: str, counted: tuple[str, ...]) -> bool:
    """Whether a word for all care is followed by treatments that count: "conservative care incl. NSAIDs and PT"."""
    named = said.statement.of(concept)
    if not named or concept != "any_conservative_word":
        return False
    behind = said.low[named[0].end - said.statement.clause.start :]
    return bool(_INCLUDING.match(behind)) and any(m.start > named[0].end for m in said.statement.of(*counted))
