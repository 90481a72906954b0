"""What a letter may say: facts of the decision, the draft, the law and the organisation. No model has a part in it.

Before a decision a letter says where the review stands, and nothing of an adverse outcome.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from drafter.domain import Case, Decision, Draft, Policy
from drafter.jurisdictions import Overlay
from drafter.jurisdictions.clocks import due
from drafter.jurisdictions.law import Slot
from drafter.letters.deadlines import Step, day_words, steps
from drafter.letters.lines import ADVERSE, Line, Missing, line_of, once
from drafter.letters.organisation import Organisation

Kind = Literal["undecided", "approval", "partial", "request", "denial", "retrospective_denial", "withdrawal"]
"""What a letter is about; its templates are named so."""
ALWAYS: tuple[Slot, ...] = ("N01", "N02", "N03", "N04")
"""Slots that every letter of ours has, whatever the law."""


@dataclass(frozen=True)
class Asked:
    """The request for information that is open."""

    sent: dt.date
    """The day it went out."""
    due: dt.date
    """The last day for the answer."""
    attempt: int
    """Which attempt it is."""

    @property
    def on(self) -> str:
        """The day it went out, in words."""
        return day_words(self.sent)

    @property
    def by(self) -> str:
        """The last day for the answer, in words."""
        return day_words(self.due)


@dataclass(frozen=True)
class Facts:
    """All that a letter is written from."""

    draft: Draft
    """The draft, its case with the identifiers."""
    decision: Decision | None
    """The latest decision on it."""
    overlay: Overlay
    """The law of the case on the day of the letter."""
    organisation: Organisation
    """Who sends it."""
    day: dt.date
    """Date of the letter."""
    kind: Kind
    """What it is about."""
    lines: tuple[Line, ...]
    """The services, in order."""
    steps: tuple[Step, ...]
    """Steps of appeal; empty unless something is adverse."""
    slots: Mapping[Slot, tuple[str, ...]]
    """Slots it must hold, each with what the laws ask of it in particular."""
    replaces: str | None
    """Day of the letter that it replaces, in words."""
    asked: Asked | None = None
    """The request for information that is open on the day of the letter; none where none is kept."""

    @property
    def case(self) -> Case:
        """The case, with its identifiers."""
        return self.draft.case

    @property
    def adverse(self) -> bool:
        """Whether anything gets less than was asked for."""
        return any(line.adverse for line in self.lines)

    @property
    def name(self) -> str:
        """The member's name."""
        return self.case.member.get("name", "[name of the member]")

    @property
    def number(self) -> str:
        """The plan's number of the member, under whichever name it was given."""
        given = self.case.member
        return next((given[key] for key in ("member_number", "number", "id", "member_id") if key in given),
                    "[number of the member]")  # fmt: skip

    @property
    def provider(self) -> str:
        """The practitioner or clinic."""
        return self.case.provider.get("name", "your provider")

    @property
    def date(self) -> str:
        """Date of the letter in words."""
        return day_words(self.day)

    @property
    def retrospective(self) -> bool:
        """Whether the care was given already."""
        return self.case.review_type == "retrospective"

    @property
    def on_appeal(self) -> bool:
        """Whether it decides an appeal: the steps are then those after it."""
        return self.case.review_level != "initial"

    @property
    def withheld(self) -> bool:
        """Whether the law lets nobody be told of an outcome before a person has decided."""
        return self.decision is None and self.overlay.withholds() is not None

    @property
    def policies(self) -> tuple[Policy, ...]:
        """The policies relied on, each once."""
        return tuple({line.policy.id: line.policy for line in self.lines if line.policy}.values())

    @property
    def due(self) -> str | None:
        """The last moment for the decision, in words; none where no clock is known to run."""
        clocks = due(self.case, self.overlay)
        return day_words(clocks[0].moment.date()) if clocks else None

    @property
    def continuation(self) -> tuple[str, str] | None:
        """The last day for asking that benefits go on, and the law's text in our words."""
        found = self.overlay.continuation()
        if found is None:
            return None
        return day_words(self.day + dt.timedelta(days=found[1].within_days)), found[1].text

    @property
    def decided(self) -> str:
        """Day of the decision in words."""
        return day_words(self.decision.decided_at.date()) if self.decision else ""

    @property
    def service_day(self) -> str:
        """Day of service in words; empty where it is not known."""
        return day_words(self.case.service_date) if self.case.service_date else ""

    @property
    def stops(self) -> bool:
        """Whether care that goes on ends."""
        return any(line.action == "stopped" for line in self.lines)

    @property
    def reduces(self) -> bool:
        """Whether care that goes on is made less."""
        return any(line.action == "reduced" for line in self.lines)

    @property
    def signs(self) -> bool:
        """Whether a law wants the decider's signature on the notice."""
        return self.adverse and any(decider.signs for _, decider in self.overlay.deciders("adverse"))

    @property
    def attach_criteria(self) -> bool:
        """Whether a law wants the criteria attached."""
        return any("attached" in text for text in self.slots.get("N08", ()))

    @property
    def open_asks(self) -> tuple[Missing, ...]:
        """What is missing so far, each once; nothing where the law withholds what the system makes of the record."""
        if self.withheld or self.decision is not None:
            return ()
        return once(one for line in self.lines for one in line.missing)

    @property
    def asks(self) -> tuple[Missing, ...]:
        """What the provider was asked for, each once."""
        if self.decision is None:
            return ()
        return once(one for line in self.lines for one in line.missing)


def gather(draft: Draft, decision: Decision | None, overlay: Overlay, organisation: Organisation,
           policies: Iterable[Policy], day: dt.date, replaces: dt.date | None = None) -> Facts:  # fmt: skip
    """The facts of a letter. `policies` are those held; one that is not there as the draft used it is none."""
    drawn = draft.provenance.policies  # a draft that does not say which copy it used is held to the version alone
    held = {
        (one.id, one.version): one for one in policies if not drawn or drawn.get(f"{one.id}@{one.version}") == one.sha
    }
    given = {line.line: line for line in decision.lines} if decision else {}
    lines = tuple(line_of(line, given.get(line.line), draft, held) for line in draft.determination.lines)
    kind = _kind(draft, decision, lines)
    own = organisation.identity.appeal_days
    adverse = kind != "undecided" and any(line.adverse for line in lines)
    return Facts(
        draft=draft, decision=decision, overlay=overlay, organisation=organisation, day=day, kind=kind, lines=lines,
        steps=steps(overlay, day, own, on_appeal=draft.case.review_level != "initial") if adverse else (),
        slots=_slots(kind, lines, overlay), replaces=day_words(replaces) if replaces else None,
    )  # fmt: skip


def _kind(draft: Draft, decision: Decision | None, lines: tuple[Line, ...]) -> Kind:
    if lines and all(line.basis == "withdrawn" for line in draft.determination.lines):
        return "withdrawal"
    if decision is None:
        return "undecided"
    actions = {line.action for line in lines}
    if not actions & ADVERSE:
        return "request" if "waiting for information" in actions else "approval"
    if actions - {"denied", "stopped"}:
        return "partial"
    return "retrospective_denial" if draft.case.review_type == "retrospective" else "denial"


def _slots(kind: Kind, lines: tuple[Line, ...], overlay: Overlay) -> dict[Slot, tuple[str, ...]]:
    """What the letter must hold: what every one of ours has, and what the law asks of this action."""
    found: dict[Slot, tuple[str, ...]] = dict.fromkeys(ALWAYS, ())
    if kind == "request":
        found["N07"] = ()
    if kind in ("partial", "denial", "retrospective_denial"):
        for action in sorted({line.action.replace(" ", "_") for line in lines if line.adverse}):
            for slot, entries in overlay.notice(action).items():
                texts = (entry.text for _, entry in entries if entry.text)
                found[slot] = tuple(dict.fromkeys((*found.get(slot, ()), *texts)))
    return dict(sorted(found.items()))
