"""The interpretation ledger: a director's signed, dated rulings on how a criterion reads.

A ruling changes no status by itself: it is shown wherever its criterion is, to whoever reads, decides or rules anew. A
decision that an appeal overturns on a criterion reopens the rulings on it, and they stay marked.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import AwareDatetime, Field

from drafter.domain import DecidedLine, Decision, Draft, Noun, Policy, Signer, is_adverse
from drafter.errors import InputError, Refused
from drafter.jurisdictions.credentials import standing
from drafter.letters.lines import adopted
from drafter.store import Act, Event, Reading, Store

OWN_WORDS = 4
"""Least words of a ruling; fewer settle nothing."""


class Ruling(Noun):
    """How a criterion reads, by one who may say so."""

    id: str
    """`i-` and sixteen hexadecimal digits of the hash over the content."""
    policy: str
    """Id of the policy."""
    policy_version: str
    """Version that was in hand."""
    criterion: str
    """Id of the criterion."""
    text: str = Field(min_length=1, max_length=2000)
    """The ruling."""
    by: Signer
    """Who signs it."""
    ruled_at: AwareDatetime
    """When."""


@dataclass(frozen=True)
class Held:
    """A ruling as it stands."""

    ruling: Ruling
    """The ruling."""
    reopened: Event | None
    """The act that reopened it; none while it stands."""

    @property
    def told(self) -> str:
        """It in a sentence or two, with who ruled and what became of it."""
        one = self.ruling
        signed = f"{one.by.name}, {one.by.credential}, {one.ruled_at:%Y-%m-%d}, on version {one.policy_version}"
        mark = ""
        if self.reopened:
            mark = f" REOPENED {self.reopened.at[:10]}: an appeal overturned a decision on {one.criterion}; rule anew."
        return f"{one.text} ({signed}; {one.id}){mark}"


def add(store: Store, policy: Policy, criterion: str, text: str, by: Signer, now: dt.datetime) -> Ruling:
    """Keep a ruling. Raises InputError for a criterion that the policy does not have, Refused for a signer who is no
    physician or for words that settle nothing."""
    known = [one.id for one in policy.criteria]
    if criterion not in known:
        todo = f"It has {', '.join(known)}."
        raise InputError(f"{criterion!r} is no criterion of {policy.id} {policy.version}", todo=todo)
    if standing(by.credential) != "physician":
        raise Refused(f"{by.name} is {by.credential}: a physician rules on how a criterion reads", where=policy.id)
    if len(text.split()) < OWN_WORDS:
        raise Refused(f"a ruling has at least {OWN_WORDS} words, and this has {len(text.split())}", where=policy.id)
    made = Ruling(
        id="i-", policy=policy.id, policy_version=policy.version, criterion=criterion, text=" ".join(text.split()),
        by=by, ruled_at=now,
    )  # fmt: skip
    made = made.model_copy(update={"id": f"i-{hashlib.sha256(made.model_dump_json().encode()).hexdigest()[:16]}"})
    told = {"policy": policy.id, "criterion": criterion}
    store.keep(made.id, "ruling", "", made.model_dump_json().encode(), by.name, "ruled", told)
    return made


def ledger(reading: Reading) -> tuple[Held, ...]:
    """Every ruling, by policy and criterion, the oldest first."""
    found = []
    for kept in reading.documents("ruling"):
        reopened = [event for event in reading.events(subject=kept.id) if event.act == "reopened"]
        found.append(Held(Ruling.model_validate_json(kept.body), reopened[-1] if reopened else None))
    return tuple(sorted(found, key=lambda one: (one.ruling.policy, one.ruling.criterion, one.ruling.ruled_at)))


def of_drafts(held: Iterable[Held], drafts: Sequence[Draft]) -> tuple[Held, ...]:
    """The rulings on criteria that the drafts were read against."""
    read = {
        (line.policy, finding.criterion)
        for draft in drafts for line in draft.determination.lines for finding in line.findings
        if finding.status != "not_applicable"
    }  # fmt: skip
    return tuple(one for one in held if (one.ruling.policy, one.ruling.criterion) in read)


def by_criterion(held: Iterable[Held], policy: str) -> Mapping[str, tuple[str, ...]]:
    """The rulings on a policy in words, by criterion."""
    found: dict[str, tuple[str, ...]] = {}
    for one in held:
        if one.ruling.policy == policy:
            found[one.ruling.criterion] = (*found.get(one.ruling.criterion, ()), one.told)
    return found


def shown(held: Iterable[Held]) -> str:
    """The rulings as a block of text; empty where there is none."""
    rows = [f"- {one.ruling.policy}, {one.ruling.criterion}: {one.told}" for one in held]
    return "\n".join(["## How criteria were ruled to read", "", *rows, ""]) if rows else ""


def reopenings(reading: Reading, made: Decision, draft: Draft, earlier: Iterable[Decision]) -> Iterator[Act]:
    """The acts that follow where a decision on appeal overturns earlier ones: the rulings on what they found unmet are
    open again."""
    if draft.case.review_level == "initial":
        return
    overturned = {line.line: line for line in made.lines if line.outcome == "certify"}
    lines = {line.line: line for line in draft.determination.lines}
    unmet = {
        (lines[line.line].policy, id): one.id
        for one in earlier for line in one.lines
        if line.line in overturned and line.line in lines and is_adverse(line.outcome)
        for id in _unmet(reading, one, line)
    }  # fmt: skip
    for held in ledger(reading):
        decision = unmet.get((held.ruling.policy, held.ruling.criterion))
        if decision and held.reopened is None:
            yield Act("reopened", held.ruling.id, {"overturned": decision, "by": made.id})


def _unmet(reading: Reading, decision: Decision, line: DecidedLine) -> tuple[str, ...]:
    """The criteria on which an adverse decision rested."""
    try:
        draft = Draft.model_validate_json(reading.document(decision.draft, "draft").body)
    except InputError:  # purged
        return (line.unmet,) if line.unmet else ()
    return next((adopted(one, line) for one in draft.determination.lines if one.line == line.line), ())
