"""Asking for what is missing, and what comes back: one request per case, kept with its attempts.

What the provider holds is asked for; what the plan holds is listed to be looked up. A new note makes a new draft with a
parent, for which every criterion is read again: a note can unsettle what an earlier one settled. A request whose last
day has passed unanswered makes a draft on which a physician may decide for insufficient information.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import AwareDatetime, Field

from drafter import drafting, privacy
from drafter.card.words import QUESTION_WORDS
from drafter.domain import Case, Draft, Gap, InformationRequest, LineDetermination, Note, Noun
from drafter.drafting import Means
from drafter.errors import InputError
from drafter.jurisdictions import applying
from drafter.jurisdictions.clocks import due as clocks_of
from drafter.jurisdictions.clocks import zone_of
from drafter.store import Act, Reading, Store

MOST_DAYS = 14
"""Days that a provider gets where the clock allows. A convention of ours."""


class Item(Noun):
    """One thing that is missing."""

    about: str
    """Criterion id, or one of `QUESTIONS`."""
    services: tuple[str, ...]
    """The services that wait for it."""
    ask: str
    """What to ask for, or look up."""
    why: str
    """Why it matters, in a sentence."""
    stages: tuple[str, ...] = ()
    """The stages of the policy that alone ask for it, where the record does not tell the stage; empty for all."""
    attempt: int = Field(default=1, ge=1)
    """How often it has been asked for in this case, this time included."""

    @property
    def told(self) -> str:
        """What to ask for, with the stage that alone asks for it."""
        return f"Only if {' or '.join(self.stages)}: {self.ask}" if self.stages else self.ask


class Request(Noun):
    """One attempt to get what is missing."""

    id: str
    """`r-` and sixteen hexadecimal digits of the hash over the content."""
    draft: str
    """Id of the draft whose gaps it names."""
    case_key: str
    """Key of the case."""
    to: str
    """Who is asked, by role."""
    by: str
    """Who asks."""
    sent: AwareDatetime
    """When."""
    first: dt.date
    """The day on which the same was first asked for, since the last answer."""
    due: dt.date
    """The last day for the answer."""
    due_why: str
    """Where that day comes from."""
    attempt: int = Field(ge=1)
    """Which attempt this is: that of the item asked for most often. An answer that left it open sets nothing back."""
    reminders: int = Field(default=0, ge=0)
    """How many requests for the same stood unanswered before this one."""
    items: tuple[Item, ...] = Field(min_length=1)
    """What is asked for, what would unblock most first."""
    look_ups: tuple[Item, ...] = ()
    """What the plan looks up itself."""

    def of_case(self, *, answered: bool) -> InformationRequest:
        """The request as the case tells of it."""
        about = tuple(item.about for item in self.items)
        times = self.reminders + 1
        return InformationRequest(sent=self.first, due=self.due, items=about, attempts=times, answered=answered)

    def asks_as(self, items: tuple[Item, ...]) -> bool:
        """Whether it asks for the same as these items."""
        return [(one.about, one.told) for one in self.items] == [(one.about, one.told) for one in items]


@dataclass(frozen=True)
class Standing:
    """The latest request of a case, and what became of it."""

    request: Request
    """The request."""
    answered: bool
    """Whether something came, or its silence was drafted on."""

    def late(self, today: dt.date) -> bool:
        """Whether its last day has passed without an answer."""
        return not self.answered and today > self.request.due


def missing(draft: Draft) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """What to ask the provider, and what the plan looks up; the same thing for several services once."""
    asked: dict[str, Item] = {}
    looked_up: dict[str, Item] = {}
    hidden = privacy.of_case(draft.case)
    for line in draft.determination.lines:
        for gap in line.gaps:
            if gap.holder == "provider" and not gap.blocks:
                continue
            into = asked if gap.asked_for else looked_up
            before = into.get(gap.ask)
            services = (*(before.services if before else ()), line.service)
            stages = (*(before.stages if before else ()), gap.stage) if gap.stage else ()
            if before and not before.stages:  # what one service needs whatever the stage is asked for outright
                stages = ()
            why = privacy.masked(_why(gap, line), hidden)
            into[gap.ask] = Item(
                about=gap.about, services=tuple(dict.fromkeys(services)), ask=gap.ask, why=why,
                stages=tuple(dict.fromkeys(stages)),
            )  # fmt: skip
    return tuple(asked.values()), tuple(looked_up.values())


def _why(gap: Gap, line: LineDetermination) -> str:
    label = line.labels.get(gap.about)
    named = f"{label} ({gap.about})" if label else QUESTION_WORDS.get(gap.about, gap.about)
    finding = next((one for one in line.findings if one.criterion == gap.about), None)
    said = [one.cited.quote for one in finding.rejected if one.cited.place.startswith(_RECORD)] if finding else []
    near = f"; the record has “{said[0]}”, which does not settle it" if said else ""
    stage = f" at the stage “{gap.stage}”" if gap.stage else ""
    holds = "holds up the outcome" if gap.blocks else "is looked at before release"
    there = " there" if gap.stage else ""
    return f"{line.policy or 'The policy'} asks for {named}{stage}: it {holds}{there}{near}."


_RECORD = ("text", "notes/")
"""Places of what somebody wrote; the others are fields of the request."""


def request(store: Store, draft_id: str, by: str, now: dt.datetime, due: dt.date | None = None) -> Request:
    """Keep a request for what a draft lacks. Raises InputError where there is nothing to ask, where the draft is
    outdated or decided, or where the day is not within the clock.

    An attempt is a time that the provider was asked for an item in this case, whether what came since was silence or an
    answer that left it open. No law that we hold counts attempts, and none stops a clock: a convention of ours.
    """
    draft = store.draft(draft_id)
    items, look_ups = missing(draft)
    if not items:
        beside = f"; to look up: {'; '.join(one.ask for one in look_ups)}" if look_ups else ""
        raise InputError(f"{draft_id} lacks nothing that a provider holds{beside}", todo="Decide it, or look it up.")
    last, why = last_day(draft.case, now, due)

    with store.read() as reading:
        key = reading.document(draft_id, "draft").case_key
        before = standing(reading, key)
        asked = _asked(reading, key, draft.case)
    again = before.request if before and not before.answered and before.request.asks_as(items) else None
    items = tuple(one.model_copy(update={"attempt": asked[one.ask] + asked[one.about] + 1}) for one in items)
    made = Request(
        id="r-", draft=draft_id, case_key=key, to="the requesting provider", by=by, sent=now,
        first=again.first if again else now.date(), due=last, due_why=why, attempt=max(one.attempt for one in items),
        reminders=again.reminders + 1 if again else 0, items=items, look_ups=look_ups,
    )  # fmt: skip
    digest = hashlib.sha256(made.model_dump_json().encode()).hexdigest()[:16]
    made = made.model_copy(update={"id": f"r-{digest}"})

    def still(reading: Reading) -> None:
        _is_open(reading, draft_id)
        if standing(reading, key) != before:
            raise InputError("somebody else asked meanwhile", where=draft_id, todo="Look at `drafter queue`.")

    told = {"about": [one.about for one in items], "due": last.isoformat(), "attempt": made.attempt}
    body = made.model_dump_json().encode()
    store.keep(made.id, "request", key, body, by, "requested", told, parent=draft_id, unless=still)
    return made


def _asked(reading: Reading, key: str, case: Case) -> Counter[str]:
    """How often a thing was asked for so far: by its words in the requests kept, by its id or words in those that the
    case brought with it."""
    kept = [Request.model_validate_json(one.body) for one in reading.documents("request", key)]
    times = Counter(item.ask for one in kept for item in one.items)
    ours = {(one.first, one.due, tuple(item.about for item in one.items)) for one in kept}
    for told in case.information_requests:
        if (told.sent, told.due, told.items) not in ours:
            times.update(dict.fromkeys(set(told.items), told.attempts))
    return times


def _is_open(reading: Reading, draft_id: str) -> None:
    """Raises InputError for a draft that was edited or decided."""
    if newer := reading.children(draft_id, "draft"):
        raise InputError(f"{draft_id} is outdated: it became {newer[-1]}", todo="Name that one.")
    if reading.children(draft_id, "decision"):
        raise InputError(f"{draft_id} is decided", todo="What arrives now is for an appeal, or a new request.")


def last_day(case: Case, now: dt.datetime, wanted: dt.date | None = None) -> tuple[dt.date, str]:
    """The last day for an answer, and where it comes from: a full day before the strictest clock ends, and two weeks
    at most. Asking stops no clock, so a day after its end is refused with InputError."""
    zone = zone_of(case.state)
    today = (now.astimezone(zone) if zone else now).date()
    clocks = clocks_of(case, applying(case, now.date()))
    end = clocks[0].moment if clocks else None
    if wanted is not None and wanted < today:
        raise InputError(f"{wanted} has passed", where="--due", todo=f"Give a day from {today} on.")
    if end is None:
        day = wanted or today + dt.timedelta(days=MOST_DAYS)
        return day, "no clock is known: receipt, line of business or state is missing"
    if end <= now:
        raise InputError(
            f"the clock ran out at {end:%Y-%m-%d %H:%M} ({clocks[0].why})", todo="Decide the case now; it is late."
        )
    most = max(today, min(today + dt.timedelta(days=MOST_DAYS), end.date() - dt.timedelta(days=1)))
    if wanted is not None and wanted > end.date():
        todo = f"Give a day up to {end.date()}; asking stops no clock."
        raise InputError(f"{wanted} is after the decision is due, {end:%Y-%m-%d %H:%M}", where="--due", todo=todo)
    return wanted or most, f"the decision is due {end:%Y-%m-%d %H:%M}, {clocks[0].why}"


def standing(reading: Reading, key: str) -> Standing | None:
    """The latest request of a case; none where nothing was asked."""
    kept = reading.documents("request", key)
    if not kept:
        return None
    latest = Request.model_validate_json(kept[-1].body)
    answered = any(event.act in CLOSED for event in reading.events(key, latest.id))
    return Standing(latest, answered)


Closing = Literal["answered", "expired"]
CLOSED: tuple[Closing, ...] = ("answered", "expired")
"""Acts that close a request."""


def answer(store: Store, draft_id: str, texts: Sequence[str], by: str, now: dt.datetime, means: Means) -> Draft:
    """The new draft once notes came, or, without any, once the last day has passed; kept with the act that closes the
    request. Raises InputError for a draft that is outdated or decided, or a request that is still open."""
    with store.read() as reading:
        key = reading.document(draft_id, "draft").case_key
        _is_open(reading, draft_id)
        asked = standing(reading, key)
    if not texts:
        _expired(asked, draft_id, means.today)
    old = store.draft(draft_id, identified=True)
    case = _with(old.case, texts, asked, answered=bool(texts))
    made = drafting.draft(case, means).model_copy(update={"parent": draft_id})
    made = made.model_copy(update={"id": made.content_id()})

    def still(reading: Reading) -> None:
        _is_open(reading, draft_id)

    closing: list[Act] = []
    if asked and not asked.answered:
        act: Closing = "answered" if texts else "expired"
        closing.append(Act(act, asked.request.id, {"draft": made.id, "notes": len(texts)}))
    store.keep_draft(made, by, unless=still, also=lambda reading: closing)
    return made


def _expired(asked: Standing | None, draft_id: str, today: dt.date) -> None:
    """Raises InputError where no request stands unanswered past its last day."""
    if asked is None:
        raise InputError("nothing was asked for", where=draft_id, todo="Run `drafter request`, or name the notes.")
    if asked.answered:
        raise InputError(f"{asked.request.id} is closed", where=draft_id, todo="Name the notes that came since.")
    if not asked.late(today):
        todo = "Wait until it has passed, ask again, or name the notes that came."
        raise InputError(f"{asked.request.id} may be answered until {asked.request.due}", where=draft_id, todo=todo)


def _with(case: Case, texts: Iterable[str], asked: Standing | None, *, answered: bool) -> Case:
    """The case with the notes, and with what became of the request."""
    notes = (*case.notes, *(Note(kind="answer to a request", text=text) for text in texts))
    told = case.information_requests
    if asked and not asked.answered:
        told = (*told, asked.request.of_case(answered=answered))
    return case.model_copy(update={"notes": notes, "information_requests": told})
