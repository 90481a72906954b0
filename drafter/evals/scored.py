"""What is scored: one reading beside its reference; and the figures of many."""

from __future__ import annotations

import hashlib
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from drafter.domain import Case, Citation, Status
from drafter.measures import Confusion, Share

FOLDS = 10
"""Folds of families; fewer where there are fewer families."""


@dataclass(frozen=True)
class Scored:
    """One criterion, or one row of phrasings, with what was read."""

    id: str
    """Id of the row; for a note its file, line and criterion."""
    type: str
    """Type of the row, or kind of the criterion."""
    reference: Status
    """What is right, as labelled."""
    read: Status | None
    """What was read; none where it could not be scored."""
    why: str
    """The reader's reason, or why it could not be scored."""
    label: str = ""
    """The reason of the label."""
    phrase: str = ""
    """The phrase that was read; empty for a note."""
    family: str | None = None
    """Family of the row."""
    half: str | None = None
    """Half of the suite in which the row is kept."""
    citations: tuple[Citation, ...] = ()
    """The words it rests on, those of near misses included."""
    altered: tuple[Citation, ...] = ()
    """Those of them that do not stand in the case as quoted."""
    disputed: bool = False
    """Whether two readings of it differed, so that it was left open."""


def altered(citations: Iterable[Citation], case: Case) -> tuple[Citation, ...]:
    """The citations whose words do not stand in the case at the place they give."""
    places = case.quotable()
    return tuple(c for c in citations if places.get(c.place, "")[c.start : c.end] != c.quote)


def failed(error: Exception) -> str:
    """Why something could not be scored, in one line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}"


def grouped(scored: Sequence[Scored], name: Callable[[Scored], str | None]) -> dict[str, tuple[Scored, ...]]:
    """The same by a name that each has, in order of first occurrence; what has none is in no group."""
    groups: dict[str, list[Scored]] = {}
    for s in scored:
        if (found := name(s)) is not None:
            groups.setdefault(found, []).append(s)
    return {found: tuple(of) for found, of in groups.items()}


def confusion(scored: Iterable[Scored]) -> Confusion:
    """The confusion of what could be scored."""
    return Confusion.of((s.reference, s.read) for s in scored if s.read is not None)


def shares(scored: Sequence[Scored]) -> dict[str, Share]:
    """Every figure by its name; what could not be scored is counted as that and in no other figure."""
    cited = sum(len(s.citations) for s in scored)
    return {
        **confusion(scored).shares(),
        "citations_verbatim": Share(cited - sum(len(s.altered) for s in scored), cited),
        "could_not_score": Share(sum(s.read is None for s in scored), len(scored)),
    }


def false_adverse(scored: Iterable[Scored]) -> tuple[Scored, ...]:
    """Read as not met where the reference is another."""
    return tuple(s for s in scored if s.read == "not_met" and s.reference != "not_met")


def false_clear(scored: Iterable[Scored]) -> tuple[Scored, ...]:
    """Read as met where the reference is another."""
    return tuple(s for s in scored if s.read == "met" and s.reference != "met")


def left_open(scored: Iterable[Scored]) -> tuple[Scored, ...]:
    """Settled by the reference and read as not documented."""
    return tuple(s for s in scored if s.read == "not_documented" and s.reference != "not_documented")


def folds(scored: Sequence[Scored]) -> dict[str, float | int | None]:
    """Accuracy over folds of families: `folds`, `families`, and `mean`, `sd`, `least` and `most` of the folds.

    Nothing is fitted between the folds, so this shows how far the figure hangs on which families are looked at; it does
    not make unseen what the grammar was written on. The figures are none where there are fewer than two folds.
    """
    families = sorted({s.family for s in scored if s.family}, key=lambda name: hashlib.sha256(name.encode()).digest())
    count = min(FOLDS, len(families))
    held = [{*families[n::count]} for n in range(count)]
    each = (confusion(s for s in scored if s.family in fold).accuracy.value for fold in held)
    found = [value for value in each if value is not None]
    known = len(found) > 1
    return {
        "folds": len(found), "families": len(families),
        "mean": statistics.fmean(found) if known else None, "sd": statistics.stdev(found) if known else None,
        "least": min(found) if known else None, "most": max(found) if known else None,
    }  # fmt: skip
