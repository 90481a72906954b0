"""What a line of business, a state or an accreditor asks of a review, as data. Nothing here is legal advice.

Every entry names its source and how that was checked: `read` in the text, `summary` in somebody's summary, `recalled`
from memory. Whoever is shown an entry is shown that too.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, Self

from pydantic import Field, model_validator

from drafter.domain import LineOfBusiness, Noun, ReviewType, Verified

Slot = Literal[
    "N01", "N02", "N03", "N04", "N05", "N06", "N07", "N08", "N09", "N10", "N11", "N12", "N13", "N14", "N15", "N16"
]
"""Slots of a notice; `slots.yaml` says what each holds."""

Level = Literal["initial", "reconsideration", "appeal"]
"""Level of review, as in a case."""

Specialty = Literal["any", "appropriate_expertise", "same_or_similar"]
"""What the decider must be expert in, from the loosest to the strictest."""


class Entry(Noun):
    """One rule, with its source."""

    cite: str
    """Where it stands."""
    verified: Verified
    """How that was checked."""
    since: dt.date | None = None
    """First day it holds; none where it has held for long."""
    until: dt.date | None = None
    """Last day it holds; none while it does."""
    note: str | None = None
    """What a careful reader must know."""

    def holds(self, on: dt.date) -> bool:
        """Whether it holds on that day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


class Clock(Entry):
    """How long a decision and its notice may take, from receipt. Exactly one of the three measures is given."""

    review: ReviewType
    """Kind of review."""
    urgency: Literal["standard", "expedited"]
    """Urgency."""
    level: Level = "initial"
    """Level of review."""
    item: Literal["part_b_drug"] | None = None
    """A kind of service that has a clock of its own."""
    hours: int | None = Field(default=None, gt=0)
    """Hours, counted through nights and holidays."""
    days: int | None = Field(default=None, gt=0)
    """Calendar days."""
    business_days: int | None = Field(default=None, gt=0)
    """Days that are neither weekend nor holiday."""
    extension_days: int | None = Field(default=None, gt=0)
    """Calendar days by which it may be extended, with notice."""
    lateness: str
    """What being late means."""

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        if sum(one is not None for one in (self.hours, self.days, self.business_days)) != 1:
            raise ValueError("a clock has exactly one of hours, days and business_days")
        return self

    @property
    def measure(self) -> str:
        """Its length in words."""
        if self.hours:
            return f"{self.hours} hours"
        return f"{self.days or self.business_days} {'calendar' if self.days else 'business'} days"


class NoticeSlot(Entry):
    """Something that a notice must hold."""

    slot: Slot
    """The slot."""
    actions: tuple[Literal["denied", "partially_approved", "reduced", "stopped"], ...] = ()
    """Actions that need it; empty for every adverse one."""
    text: str | None = None
    """What this law asks of it in particular."""


class Appeal(Entry):
    """A step by which a decision can be challenged."""

    name: str
    """What it is called."""
    within_days: int | None = Field(default=None, gt=0)
    """Calendar days for asking."""
    within_months: int | None = Field(default=None, gt=0)
    """Calendar months for asking."""
    anchor: Literal["notice_date", "appeal_decision"]
    """From when."""
    automatic: bool = False
    """Whether it follows by itself."""
    decided: str
    """How fast it is decided."""
    who: str
    """Who may ask."""


class Decider(Entry):
    """Who may decide."""

    act: Literal["adverse", "appeal"]
    """The act."""
    who: str
    """Who, in words."""
    credential: Literal["physician", "professional"] = "professional"
    """Whether it must be a physician, or another licensed professional may."""
    specialty: Specialty
    """Expertise."""
    licence_in_state: bool = False
    """Whether the licence must be of the state of the policy."""
    signs: bool = False
    """Whether the decider signs the notice."""
    each_by_itself: bool = False
    """Whether each case must be reviewed individually."""
    other_than_first: bool = False
    """Whether whoever decided first is barred."""


class AiRule(Entry):
    """What the law says of software that takes part."""

    rule: Literal[
        "no_adverse_suggestion", "human_decides", "not_sole_basis", "disclose_in_notice", "disclose_to_regulator",
        "open_to_audit",
    ]  # fmt: skip
    """Which duty; `no_adverse_suggestion` withholds every outcome until a person has decided."""
    text: str
    """The duty in our words."""


class Bar(Entry):
    """Something that may not be decided."""

    rule: Literal["approved_stays_approved"]
    """Which bar."""
    text: str
    """The bar in our words."""


class Form(Entry):
    """A form whose text is fixed."""

    name: str
    """Its name."""
    free: tuple[Literal["service", "reason"], ...]
    """The parts that are written freely."""
    text: str
    """What may not be changed."""


class Continuation(Entry):
    """How benefits go on during an appeal."""

    within_days: int = Field(gt=0)
    """Days for asking."""
    text: str
    """In our words, for the member."""


class Jurisdiction(Noun):
    """One file: a line of business, a state, or an accreditor."""

    id: str = ""
    """Name of its file."""
    name: str
    """Its name."""
    lines_of_business: tuple[LineOfBusiness, ...] = ()
    """Lines of business that it is about; empty for a state or an accreditor."""
    state: str | None = Field(default=None, pattern="^[A-Z]{2}$")
    """The state."""
    reaches: tuple[LineOfBusiness, ...] = ()
    """Of a state: lines of business that its law reaches."""
    accreditation: bool = False
    """Whether it holds for every line of business, by accreditation."""
    state_law: Literal["contract"] | None = None
    """`contract`: state law reaches this line of business only where a contract takes it over."""
    reading_grade: int | None = None
    """School grade that the member's part aims at."""
    note: str | None = None
    """What a careful reader must know."""
    clocks: tuple[Clock, ...] = ()
    """Time allowed."""
    notice: tuple[NoticeSlot, ...] = ()
    """What a notice holds."""
    form: Form | None = None
    """The form it is written on."""
    appeals: tuple[Appeal, ...] = ()
    """Steps of appeal, in order."""
    continuation: Continuation | None = None
    """Benefits during an appeal."""
    deciders: tuple[Decider, ...] = ()
    """Who may decide."""
    ai: tuple[AiRule, ...] = ()
    """Duties that concern software."""
    bars: tuple[Bar, ...] = ()
    """What may not be decided."""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if sum((bool(self.lines_of_business), self.state is not None, self.accreditation)) != 1:
            raise ValueError("a jurisdiction is of lines of business, of a state, or of an accreditor")
        return self
