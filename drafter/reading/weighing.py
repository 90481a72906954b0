"""From what was found for a criterion to its finding: shown, shown otherwise, or not settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from drafter.domain import Citation, CriterionFields, Finding, NearMiss, Status, Value
from drafter.reading.record import Record

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
    """A clause without a full stop, such as "it was only recommended"."""
    values: tuple[Value, ...] = ()


def settle(
    record: Record, criterion: CriterionFields, weighed: Sequence[Weighed], *, met: str, not_met: str, silent: str,
    looked_for: Iterable[str] = (),
) -> Finding:  # fmt: skip
    """The finding that follows: evidence both ways settles nothing, and silence is not absence."""
    shown = [w for w in weighed if w.bearing == "for"]
    against = [w for w in weighed if w.bearing == "against"]
    if shown and against:
        why = f"The record contradicts itself: in one place {shown[0].why}, in another {against[0].why}."
        return undocumented(record, criterion, why, looked_for, [*shown, *against])
    if shown:
        return stated(record, criterion, "met", f"{met}: {shown[0].why}.", shown)
    if against:
        return stated(record, criterion, "not_met", f"{not_met}: {against[0].why}.", against)
    open_ = [w for w in weighed if w.bearing == "open"]
    why = f"{silent}; the nearest place does not settle it because {open_[0].why}." if open_ else f"{silent}."
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
    misses = {w.cited: NearMiss(cited=w.cited, why=w.why) for w in near}
    return Finding(
        line=record.number, criterion=criterion.id, status="not_documented", why=why, looked_for=tuple(looked_for),
        rejected=tuple(misses.values())[:_NEAREST], values=tuple(values),
    )  # fmt: skip


def listed(names: Iterable[str], joint: str = "and") -> str:
    """Names as words in a sentence: "a, b and c"."""
    given = list(dict.fromkeys(names))
    return given[0] if len(given) == 1 else f"{', '.join(given[:-1])} {joint} {given[-1]}" if given else "none"
