"""From what was found for a criterion to its finding: shown, shown otherwise, or not settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from drafter.domain import Citation, CriterionFields, Finding, NearMiss, Status, Value
from drafter.reading.record import Record
from drafter.text import words

_SHOWN = 3
"""Citations shown for a finding; more say nothing new."""
_NEAREST = 5
"""Near misses listed."""


@dataclass(frozen=True)
class Weighed:
    """One place of the record and what it says about the criterion."""

    bearing: Literal["for", "against", "open"]
    cited: Citation
    why: str
    """A clause without a full stop that reads well after a quotation, such as "physical therapy was only planned"."""
    values: tuple[Value, ...] = ()


def settle(
    record: Record, criterion: CriterionFields, weighed: Sequence[Weighed], *, silent: str, met: str = "",
    not_met: str = "", looked_for: Iterable[str] = (),
) -> Finding:  # fmt: skip
    """The finding that follows: evidence both ways settles nothing, and silence is not absence.

    `met` and `not_met` follow the reason of the first place, such as ", so they have lasted long enough".
    """
    shown = [w for w in weighed if w.bearing == "for"]
    against = [w for w in weighed if w.bearing == "against"]
    if shown and against:
        why = f"The record contradicts itself: {shown[0].why}, but elsewhere {against[0].why}."
        return undocumented(record, criterion, why, looked_for, [*shown, *against])
    if shown:
        return stated(record, criterion, "met", sentence(shown[0].why + met), shown)
    if against:
        return stated(record, criterion, "not_met", sentence(against[0].why + not_met), against)
    open_ = [w for w in weighed if w.bearing == "open"]
    why = sentence(f"{silent}; {open_[0].why}" if open_ else silent)
    return undocumented(record, criterion, why, looked_for, open_)


def stated(
    record: Record, criterion: CriterionFields, status: Status, why: str, weighed: Iterable[Weighed] = (), *,
    citations: Iterable[Citation] = (), values: Iterable[Value] = (), allows: int | None = None,
) -> Finding:  # fmt: skip
    """A finding with its citations."""
    found = list(weighed)
    cited = tuple(dict.fromkeys([*(w.cited for w in found), *citations]))[:_SHOWN]
    measured = tuple(dict.fromkeys([*(v for w in found for v in w.values), *values]))
    if status in ("met", "not_met") and not cited:
        return undocumented(record, criterion, f"{why} No words of the record can be quoted for it.", ())
    return Finding(
        line=record.number,
        criterion=criterion.id,
        status=status,
        why=why,
        citations=cited,
        values=measured,
        allows=allows,
    )


def undocumented(
    record: Record, criterion: CriterionFields, why: str, looked_for: Iterable[str], near: Iterable[Weighed] = (),
    values: Iterable[Value] = (),
) -> Finding:  # fmt: skip
    """A finding that the record does not settle the criterion, with the nearest places and why each does not."""
    misses: dict[Citation, str] = {}
    for w in near:
        misses.setdefault(w.cited, w.why)
    nearest = tuple(NearMiss(cited=cited, why=why_not) for cited, why_not in [*misses.items()][:_NEAREST])
    return Finding(
        line=record.number, criterion=criterion.id, status="not_documented", why=why, looked_for=tuple(looked_for),
        covered=record.covered, rejected=nearest, values=tuple(values),
    )  # fmt: skip


def listed(names: Iterable[str], joint: str = "and") -> str:
    """Names as words in a sentence: "a, b and c"."""
    given = list(dict.fromkeys(names))
    return given[0] if len(given) == 1 else f"{', '.join(given[:-1])} {joint} {given[-1]}" if given else "none"


def sentence(clause: str) -> str:
    """A clause as a sentence."""
    return f"{clause[0].upper()}{clause[1:]}."


def be(concept: str, verb: str = "is") -> str:
    """A concept and its verb: "trigger points are", "migraine is"."""
    return agreed(words.names(concept), words.plural(concept), verb)


def agreed(name: str, plural: bool, verb: str = "is") -> str:
    """A name and its verb in the right number."""
    return f"{name} {({'is': 'are', 'was': 'were', 'has': 'have'}[verb]) if plural else verb}"


def instead(name: str, plural: bool, objection: str) -> str:
    """An objection said of a name: "it was only planned" as "physical therapy was only planned"."""
    for verb in ("is", "was", "has"):
        if objection.startswith(f"it {verb} "):
            return f"{agreed(name, plural, verb)}{objection.removeprefix(f'it {verb}')}"
    return objection


def objected(concept: str, objection: str) -> str:
    """An objection said of a concept."""
    return instead(words.names(concept), words.plural(concept), objection)
