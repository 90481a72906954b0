"""One service as a letter tells it: what was asked for, what happened to it, and why.

Reasons are those that the signer adopted: the criterion that the decision names, or what the draft has where the
decision takes it over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from drafter.card.words import place_words
from drafter.domain import (
    Case,
    Citation,
    Criterion,
    DecidedLine,
    Draft,
    LineDetermination,
    Policy,
    Quantity,
    ServiceLine,
    is_adverse,
)  # fmt: skip
from drafter.letters.deadlines import day_words
from drafter.letters.plain import bare, is_plain

Action = Literal["approved", "partially approved", "denied", "reduced", "stopped", "waiting for information", "open"]
"""What happened to a service, in the words of the letter."""

ADVERSE: frozenset[str] = frozenset({"partially approved", "denied", "reduced", "stopped"})


@dataclass(frozen=True)
class Missing:
    """Something that was not there."""

    name: str
    """What it is called."""
    ask: str
    """What to send."""
    asked_by: str
    """The requirement of the policy, which says why it matters."""
    plain: bool
    """Whether its name may stand in the member's part."""
    verified: str
    """How the criterion was checked against its source; empty where it is none."""
    stages: tuple[str, ...] = ()
    """The stages of the policy that alone ask for it; empty for all."""

    @property
    def told(self) -> str:
        """Its name, with the stages that alone ask for it."""
        return f"{self.name} (only if {' or '.join(self.stages)})" if self.stages else self.name


def once(missing: Iterable[Missing]) -> tuple[Missing, ...]:
    """The same thing for several services or stages once; outright where one of them needs it whatever the stage."""
    found: dict[str, Missing] = {}
    for one in missing:
        before = found.setdefault(one.ask, one)
        stages = (*before.stages, *one.stages) if before.stages and one.stages else ()
        found[one.ask] = replace(before, stages=tuple(dict.fromkeys(stages)))
    return tuple(found.values())


@dataclass(frozen=True)
class Reason:
    """One criterion that is not met, as the signer adopted it."""

    criterion: str
    """Its id; empty where the reason is no criterion."""
    name: str
    """What it is called."""
    rule: str
    """What it asks for."""
    why: str
    """What the draft says of it; empty where the signer named it against the draft."""
    quote: str
    """The words of the record; may be empty."""
    place: str
    """Where they stand, in words."""
    verified: str
    """How the criterion was checked against its source."""

    @property
    def plain_rule(self) -> str:
        """The rule as the member may read it: in words without short forms, else its name."""
        return self.rule if is_plain(self.rule) else bare(self.name)

    @property
    def plain_why(self) -> str:
        """What the draft says of it, where a member can read it."""
        return self.why if is_plain(self.why) else ""

    @property
    def plain_quote(self) -> str:
        """The quotation where a member can read it."""
        return self.quote if is_plain(self.quote) else ""


@dataclass(frozen=True)
class Line:
    """One service."""

    number: int
    """From 1."""
    service: str
    """In plain words."""
    clinical: str
    """As requested, with code, units and modifiers."""
    asked: str
    """How much was asked for; may be empty."""
    approved: str
    """How much is approved; empty for nothing, or for all of it."""
    action: Action
    """What happened to it."""
    reasons: tuple[Reason, ...]
    """Why, where that is less than was asked for."""
    asks: str
    """How many of the points behind several reasons the policy asks for, in words."""
    missing: tuple[Missing, ...]
    """What was not there, where the decision rests on it."""
    policy: Policy | None
    """The policy relied on, at its version."""
    policy_id: str | None
    """Its id, also where it is not held."""

    @property
    def adverse(self) -> bool:
        """Whether it gets less than was asked for."""
        return self.action in ADVERSE


def line_of(
    line: LineDetermination, decided: DecidedLine | None, draft: Draft, held: Mapping[tuple[str, str], Policy]
) -> Line:
    """The line as a letter tells it; `held` are the policies at hand, by id and version."""
    asked = draft.case.services[line.line] if line.line < len(draft.case.services) else None
    policy = held.get((line.policy or "", line.policy_version or ""))
    criteria = {one.id: one for one in (*policy.criteria, *policy.facts())} if policy else {}
    action = _action(decided, draft.case)
    reasons = tuple(_reasons(line, decided, draft.case, criteria)) if action in ADVERSE else ()
    silent = action in ("waiting for information", "open") or (action in ADVERSE and _rests_on_silence(line, decided))
    named = policy.service(asked) if policy and asked else None
    words = named.label if named and named.label else bare(line.service)
    return Line(
        number=line.line + 1,
        service=words if words and is_plain(words) else f"service {line.line + 1} of the request",
        clinical=_clinical(line, asked),
        asked=_asked(asked),
        approved=_quantity(decided.certified, asked) if decided else "",
        action=action, reasons=reasons,
        asks=how_many(policy, line.stage, {one.criterion for one in reasons}),
        missing=once(_missing(line, criteria)) if silent else (),
        policy=policy, policy_id=line.policy,
    )  # fmt: skip


def how_many(policy: Policy | None, stage: str | None, ids: set[str]) -> str:
    """How many of these criteria the policy asks for: told by the smallest group of its logic that holds them all."""
    found = next((one.logic for one in policy.stages if one.name == stage), None) if policy else None
    while found is not None and ids <= set(found.leaves()):
        inner = next((one for one in found.members if ids <= set(one.leaves())), None)
        if inner is None:
            break
        found = inner
    if found is None or not ids <= set(found.leaves()):  # limits stand outside the logic, and each of them holds
        return "each of these points"
    words = {"any": "one of these points", "at_least": f"at least {found.count} of these points"}
    return words.get(found.op, "each of these points")


def _action(decided: DecidedLine | None, case: Case) -> Action:
    if decided is None:
        return "open"
    if decided.outcome == "certify":
        return "approved"
    if decided.outcome == "pend":
        return "waiting for information"
    if case.review_type == "concurrent":  # what is going on already ends, or goes on for less
        return "stopped" if decided.outcome == "not_certify" else "reduced"
    return "denied" if decided.outcome == "not_certify" else "partially approved"


def _rests_on_silence(line: LineDetermination, decided: DecidedLine | None) -> bool:
    return line.basis == "insufficient_information" and decided is not None and decided.unmet is None


def adopted(line: LineDetermination, decided: DecidedLine | None) -> tuple[str, ...]:
    """Ids of the criteria on which an adverse decision rests: the one it names, else what the draft has unmet."""
    if decided is None or not is_adverse(decided.outcome):
        return ()
    if decided.unmet:
        return (decided.unmet,)
    unmet = {finding.criterion for finding in line.findings if finding.status == "not_met"}
    return tuple(id for id in line.blocking if id in unmet) if is_adverse(line.outcome) else ()


def _reasons(line: LineDetermination, decided: DecidedLine | None, case: Case,
             criteria: Mapping[str, Criterion]) -> Iterator[Reason]:  # fmt: skip
    by_id = {finding.criterion: finding for finding in line.findings}
    for id in adopted(line, decided):
        finding, criterion = by_id.get(id), criteria.get(id)
        against = finding is None or finding.status != "not_met"
        cited: Citation | None = decided.shown_by if decided else None
        if cited is None and finding is not None and not against:
            cited = next(iter(finding.citations), None)
        yield Reason(
            criterion=id, name=line.labels.get(id) or (criterion.label if criterion else "") or id,
            rule=criterion.text if criterion else "",
            why="" if against or finding is None or (decided and decided.unmet and decided.shown_by) else finding.why,
            quote=cited.quote if cited else "", place=_place(cited.place, case) if cited else "",
            verified=criterion.verified if criterion else "",
        )  # fmt: skip
    if decided and not adopted(line, decided) and line.basis == "experimental" and is_adverse(line.outcome):
        yield Reason("", "coverage", line.because[:1].upper() + line.because[1:] + ".", "", "", "", "")


def _place(place: str, case: Case) -> str:
    """Where a quotation stands, as a reader of the record would say it."""
    kind, _, rest = place.partition("/")
    if kind == "notes" and rest.isdigit() and int(rest) < len(case.notes):
        note = case.notes[int(rest)]
        dated = f" of {day_words(note.date)}" if note.date else ""
        return f"the {note.kind or 'note'}{dated}"
    if kind == "text":
        return "the summary that was sent to us"
    return "the request" if kind in ("services", "diagnoses") else place_words(place)


_QUESTIONS = {
    "stage": "whether such care was given before", "units": "what the number asked for counts",
    "sessions": "how many sessions are planned",
}  # fmt: skip
"""What is asked for beside criteria, in plain words."""


def _missing(line: LineDetermination, criteria: Mapping[str, Criterion]) -> Iterator[Missing]:
    for gap in line.gaps:
        if gap.asked_for:
            criterion = criteria.get(gap.about)
            name = line.labels.get(gap.about) or (criterion.label if criterion else "") or _QUESTIONS[gap.about]
            rule = criterion.text if criterion else ""
            stages = (gap.stage,) if gap.stage else ()
            plain = is_plain(name) and (not gap.stage or is_plain(gap.stage))
            verified = criterion.verified if criterion else ""
            yield Missing(name, gap.ask, rule, plain=plain, verified=verified, stages=stages)


def _clinical(line: LineDetermination, asked: ServiceLine | None) -> str:
    parts = [f"{line.code} {bare(line.service)}" if line.code else line.service]
    if line.units:
        parts.append(f"{line.units} unit{'' if line.units == 1 else 's'}")
    if line.modifiers:
        parts.append(f"modifier {', '.join(line.modifiers)}")
    if asked and asked.schedule:
        parts.append(asked.schedule.written)
    return ", ".join(parts)


def _asked(asked: ServiceLine | None) -> str:
    if asked is None:
        return ""
    if asked.schedule or not asked.units:
        return _count(asked.sessions, "session")
    return _count(asked.units, "unit")


def _quantity(certified: Quantity | None, asked: ServiceLine | None) -> str:
    if certified is None:
        return ""
    once = certified.units is not None and certified.sessions == certified.of == 1
    given = ((None if once else certified.sessions, "session"), (certified.units, "unit"))
    return " and ".join(_count(n, word) for n, word in given if n is not None)


def _count(n: int, word: str) -> str:
    return f"{n} {word}{'' if n == 1 else 's'}"
