"""The law that a case is under: its line of business, its state, and the accreditor, each one file in `held/`.

They compose. Of several clocks the earliest moment wins, of several deciders the strictest, slots and duties add up;
what won is shown with its reason. A law that is not held is said, never taken as none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from drafter.corpus.faults import build
from drafter.corpus.located import parse, read_text
from drafter.domain import Case
from drafter.jurisdictions.law import (
    AiRule,
    Appeal,
    Continuation,
    Decider,
    Form,
    Jurisdiction,
    NoticeSlot,
    Slot,
    Specialty,
)

__all__ = ["Overlay", "applying", "held", "slots"]

_STRICTNESS: tuple[Specialty, ...] = ("any", "appropriate_expertise", "same_or_similar")


@dataclass(frozen=True)
class Overlay:
    """The law that a case is under on a day."""

    parts: tuple[Jurisdiction, ...]
    """Lines of business first, then the state, then the accreditor."""
    on: dt.date
    """The day."""
    not_held: tuple[str, ...] = ()
    """What a person must look up, in sentences."""

    def withholds(self) -> tuple[Jurisdiction, AiRule] | None:
        """The law that forbids a system to suggest an adverse determination; none where none does."""
        return next(((part, rule) for part, rule in self.ai() if rule.rule == "no_adverse_suggestion"), None)

    def ai(self) -> Iterator[tuple[Jurisdiction, AiRule]]:
        """Duties that concern software."""
        return ((part, rule) for part in self.parts for rule in part.ai if rule.holds(self.on))

    def notice(self, action: str = "denied") -> dict[Slot, tuple[tuple[Jurisdiction, NoticeSlot], ...]]:
        """The slots that a notice of this action must hold, each with the laws that ask for it, in order."""
        found: dict[Slot, tuple[tuple[Jurisdiction, NoticeSlot], ...]] = {}
        for part in self.parts:
            for entry in part.notice:
                if entry.holds(self.on) and (not entry.actions or action in entry.actions):
                    found[entry.slot] = (*found.get(entry.slot, ()), (part, entry))
        return dict(sorted(found.items()))

    def deciders(self, act: str) -> tuple[tuple[Jurisdiction, Decider], ...]:
        """Who may decide, the strictest in expertise first; all of them hold."""
        found = [(p, d) for p in self.parts for d in p.deciders if d.act == act and d.holds(self.on)]
        return tuple(sorted(found, key=lambda one: -_STRICTNESS.index(one[1].specialty)))

    def appeals(self) -> tuple[tuple[Jurisdiction, Appeal], ...]:
        """Steps of appeal, in order."""
        return tuple((part, appeal) for part in self.parts for appeal in part.appeals if appeal.holds(self.on))

    def form(self) -> tuple[Jurisdiction, Form] | None:
        """The fixed form of the notice, where the law has one."""
        return next(((part, part.form) for part in self.parts if part.form and part.form.holds(self.on)), None)

    def continuation(self) -> tuple[Jurisdiction, Continuation] | None:
        """How benefits go on during an appeal, where the law says so."""
        return next(((part, part.continuation) for part in self.parts if part.continuation), None)

    def reading_grade(self, usual: int = 8) -> int:
        """School grade that the member's part aims at: the lowest asked for."""
        return min([usual, *(part.reading_grade for part in self.parts if part.reading_grade)])


def applying(case: Case, on: dt.date) -> Overlay:
    """The law that the case is under on a day. An unknown line of business lets the law of the state reach it."""
    line, state = case.line_of_business, (case.state or "").upper() or None
    federal = [one for one in held() if line is not None and line in one.lines_of_business]
    of_state = [one for one in held() if one.state is not None and one.state == state]
    reached = [one for one in of_state if line is None or line in one.reaches]
    accreditors = [one for one in held() if one.accreditation]
    return Overlay((*federal, *reached, *accreditors), on, tuple(_not_held(case, federal, of_state, reached)))


def _not_held(case: Case, federal: Sequence[Jurisdiction], of_state: Sequence[Jurisdiction],
              reached: Sequence[Jurisdiction]) -> Iterator[str]:  # fmt: skip
    line = (case.line_of_business or "").replace("_", " ")
    if not line:
        yield "The line of business is not known: clocks, notice and appeal rights hang on it."
    elif not federal:
        yield f"No law is held for the line of business {line}: look up its clocks, notice and appeal rights."
    if case.line_of_business in ("medicare", "medicare_advantage"):
        return  # federal law alone
    if not case.state:
        yield "The state is not known: its law may be stricter."
    elif not of_state:
        yield f"No law of the state {case.state.upper()} is held: look it up, it may be stricter."
    elif not reached:
        contract = any(one.state_law == "contract" for one in federal)
        why = "unless a contract takes it over" if contract else "as far as we hold it"
        yield f"The law of {of_state[0].name} does not reach the line of business {line}, {why}."


@cache
def held() -> tuple[Jurisdiction, ...]:
    """Every jurisdiction held, by file name. Raises CorpusError with file and line for one that does not fit."""
    folder = Path(str(resources.files("drafter.jurisdictions"))) / "held"
    return tuple(load(file) for file in sorted(folder.glob("*.yaml")))


def load(file: Path) -> Jurisdiction:
    """The jurisdiction in a file."""
    return build(Jurisdiction, parse(read_text(file), file)).model_copy(update={"id": file.stem})


def slots() -> dict[str, str]:
    """What each slot of a notice holds, in words."""
    return table("slots")


@cache
def table(name: str) -> dict[str, Any]:
    """A list beside the laws: what stands in `<name>.yaml` of this folder."""
    file = Path(str(resources.files("drafter.jurisdictions"))) / f"{name}.yaml"
    return dict(parse(read_text(file), file).data)
