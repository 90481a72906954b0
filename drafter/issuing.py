"""Issuing letters: what a decided draft is told as, and what may not be sent whoever asks.

Every reason against a letter is told at once. What was issued is kept with its hash, and with the act.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from drafter import asking, deciding, letters
from drafter.domain import Decision, Draft, Policy
from drafter.errors import InputError, Refused
from drafter.jurisdictions import applying
from drafter.letters import Asked, Audience, Facts, Letter, forms, rules
from drafter.letters.organisation import Organisation
from drafter.store import Reading, Store

DETERMINES = frozenset({"approval", "partial", "denial", "retrospective_denial"})
"""Kinds of letter that tell a decision, so that a later one replaces them."""


@dataclass(frozen=True)
class Issued:
    """One letter that was issued."""

    id: str
    """`l-` and sixteen hexadecimal digits of the hash."""
    audience: Audience
    """Whom it is for."""
    format: str
    """Its format."""
    sha256: str
    """Hash of its bytes."""
    body: bytes
    """The bytes, as kept."""


@dataclass(frozen=True)
class Written:
    """A letter with what is wrong with it."""

    letter: Letter
    """The letter."""
    faults: tuple[rules.Fault, ...]
    """What the rules found on it as rendered."""


@dataclass(frozen=True)
class _Known:
    """What the store knows of a draft at one moment."""

    key: str
    decision: Decision | None
    newer: tuple[str, ...]
    unsatisfied: tuple[str, ...]
    issued: tuple[dict[str, str], ...]
    asked: asking.Standing | None


def facts_of(store: Store, draft: str, organisation: Organisation, policies: Iterable[Policy], day: dt.date) -> Facts:
    """What a letter on a draft of the store is written from, with its latest decision and the identifiers."""
    whole = store.draft(draft, identified=True)
    with store.read() as reading:
        return _facts(whole, _known(reading, whole), organisation, policies, day)


def sent(store: Store, draft: str, audience: Audience) -> tuple[str, str] | None:
    """Id and day of the letter that was issued for an audience on the latest decision on a draft; none without one."""
    whole = store.draft(draft)
    with store.read() as reading:
        known = _known(reading, whole)
    told = known.decision.id if known.decision else draft
    mine = (one for one in known.issued if (one["decision"], one["audience"]) == (told, audience))
    return next(((one["id"], one["day"]) for one in mine), None)


def write(facts: Facts, audience: Audience, *, issued: bool = False) -> Written:
    """The letter for an audience, checked as rendered. Raises InputError for a template or form that does not hold."""
    letter = letters.compose(facts, audience, issued=issued)
    return Written(letter, rules.check(letter, facts, letters.text_of(letter, facts.organisation)))


def issue(store: Store, draft: str, organisation: Organisation, policies: Sequence[Policy], *, by: str,
          now: dt.datetime, format: str = "pdf") -> tuple[Issued, ...]:  # fmt: skip
    """Issue the letters on the latest decision, one for each audience. Raises Refused with every reason against it.

    What is looked at is looked at again inside the transaction that keeps them: nothing is issued on a decision that
    somebody amends meanwhile, and nothing twice.
    """
    whole = store.draft(draft, identified=True)
    with store.read() as reading:
        known = _known(reading, whole)
    facts = _facts(whole, known, organisation, policies, now.date())
    reasons = [*_against(whole, known), *against(facts)]
    drafts: dict[Audience, Letter] = {}
    for audience in get_args(Audience):
        try:
            one = write(facts, audience, issued=facts.kind != "undecided")
        except InputError as error:
            reasons.append(f"{audience} part: {error}")
            continue
        drafts[audience] = one.letter
        if facts.kind != "undecided":
            reasons += [f"{audience} part: {f.message}" for f in one.faults if f.severity == "error"]
            reasons += [f"to fill in: {f.message}" for f in one.faults if f.severity == "open"]
    _refuse(reasons, draft)
    made = tuple(_made(audience, letter, organisation, format) for audience, letter in drafts.items())

    def still(reading: Reading) -> None:
        now_known = _known(reading, whole)
        _refuse([*_against(whole, now_known)], draft)
        if now_known.decision != known.decision:
            _refuse(["the decision was amended in the meantime: issue again"], draft)

    decision = facts.decision.id if facts.decision else draft
    bodies = {
        one.id: (one.body, {
            "audience": one.audience, "format": one.format, "kind": facts.kind,
            "decision": decision, "draft": draft, "day": facts.day.isoformat(),
        })
        for one in made
    }  # fmt: skip
    store.keep_all(bodies, "letter", known.key, by, "issued", decision, still)
    return made


def _made(audience: Audience, letter: Letter, organisation: Organisation, format: str) -> Issued:
    body = letters.render(format, letter, organisation)
    digest = hashlib.sha256(body).hexdigest()
    return Issued(f"l-{digest[:16]}", audience, format, digest, body)


def _refuse(reasons: Sequence[str], draft: str) -> None:
    told = list(dict.fromkeys(reasons))
    if told:
        listed = "\n".join(f"  {n}. {reason}" for n, reason in enumerate(told, 1))
        raise Refused(f"this letter cannot be issued:\n{listed}", where=draft)


# ------------------------------------------------------------------------------------------------------- the reasons


def _against(draft: Draft, known: _Known) -> Iterator[str]:
    """What the store has against it."""
    withdrawn = all(line.basis == "withdrawn" for line in draft.determination.lines)
    if draft.status == "blocked":
        yield "the draft is blocked by errors: draft the case again once they are mended"
    if known.decision is None and not withdrawn:
        yield f"nobody has decided: run drafter decide {draft.id}"
    if known.newer:
        yield f"the draft is outdated: it was edited into {known.newer[-1]}; decide and issue that one"
    if known.decision is not None and known.decision.adverse:
        yield from (f"the decision does not satisfy its jurisdiction: {one}" for one in known.unsatisfied)
    told = known.decision.id if known.decision else draft.id
    if again := next((one for one in known.issued if one["decision"] == told), None):
        yield f"the letters on this decision were issued on {again['day']}; `drafter letter {again['id']}` shows one"


def against(facts: Facts) -> Iterator[str]:
    """What the facts of a decided letter have against it: an adverse decision rests on what somebody has read."""
    if not facts.adverse or facts.decision is None:
        return
    for line in facts.lines:
        if not line.adverse:
            continue
        policy = line.policy
        if policy is None:
            told = f"{line.policy_id}, as the draft was drawn from it," if line.policy_id else "the policy relied on"
            yield f"line {line.number}: {told} is not held; give its folder with --corpus"
            continue
        if policy.source.verified == "synthetic":
            yield f"line {line.number}: {policy.name} is synthetic, and nobody is refused care on it"
        relied = [(one.criterion or one.name, one.verified) for one in line.reasons]
        relied += [(one.name, one.verified) for one in line.missing if not line.reasons]
        for name, verified in relied:
            if verified != "read" and verified:
                yield (
                    f"line {line.number}: {name} of {policy.name} is not verified as read in its source ({verified}); "
                    "read it there, then run drafter policies confirm"
                )
    if forms.stands_in(facts):
        law = forms.prescribed(facts)
        yield (
            f"the text of the prescribed form only stands in for it, in our own words: put the form into "
            f"forms/{law}.jinja of the organisation's folder, and its SHA-256 under forms in organisation.yaml"
        )


def checklist(facts: Facts) -> Iterator[str]:
    """What a person looks at before a letter goes out: the slots with their law, and how each was verified."""
    due = facts.due
    if due and facts.decision is None:
        yield f"The decision is due on {due}."
    yield from facts.overlay.not_held
    if facts.kind == "request" and facts.asked is None:
        yield "No request for information is open on this draft, so the letter names no last day for the answer."
    seen = set[str]()
    for action in sorted({line.action.replace(" ", "_") for line in facts.lines if line.adverse}):
        for slot, entries in facts.overlay.notice(action).items():
            for law, entry in entries:
                if entry.verified != "read":
                    seen.add(f"{slot} ({law.name}, {entry.cite}): not read in its source, {entry.verified}.")
    for step in facts.steps:
        if step.verified != "read":
            seen.add(f"{step.name} ({step.cite}): not read in its source, {step.verified}.")
    yield from sorted(seen)
    if forms.stands_in(facts):
        yield "The form is in our own words and only stands in for the prescribed one: it cannot be issued so."
    contract = [part.name for part in facts.overlay.parts if part.state_law == "contract"]
    yield from (f"{name}: a contract may take over the law of a State; look it up." for name in contract)


# ---------------------------------------------------------------------------------------------------------- what for


def _facts(draft: Draft, known: _Known, organisation: Organisation, policies: Iterable[Policy],
           day: dt.date) -> Facts:  # fmt: skip
    earlier = [
        one for one in known.issued
        if known.decision is not None and one["decision"] != known.decision.id and one["kind"] in DETERMINES
    ]  # fmt: skip
    replaces = dt.date.fromisoformat(earlier[-1]["day"]) if earlier else None
    facts = letters.gather(draft, known.decision, applying(draft.case, day), organisation, policies, day, replaces)
    if known.asked is None or known.asked.late(day):
        return facts
    request = known.asked.request
    return replace(facts, asked=Asked(request.sent.date(), request.due, request.attempt))


def _known(reading: Reading, draft: Draft) -> _Known:
    key = reading.document(draft.id, "draft").case_key
    mine = [one for one in deciding.decisions(reading, key) if one.draft == draft.id]
    decision = mine[-1] if mine else None
    line = {draft.id, *_ancestors(reading, draft.parent)}
    issued = [{**event.facts, "id": event.subject} for event in reading.events(key) if event.act == "issued"]
    return _Known(
        key, decision, reading.children(draft.id, "draft"),
        deciding.unsatisfied(reading, draft, decision) if decision else (),
        tuple(one for one in issued if one.get("draft") in line), _asked(reading, key, line),
    )  # fmt: skip


def _asked(reading: Reading, key: str, line: set[str]) -> asking.Standing | None:
    """The request that is open, where it names the gaps of this draft or of one that it was edited from."""
    found = asking.standing(reading, key)
    return found if found and not found.answered and found.request.draft in line else None


def _ancestors(reading: Reading, parent: str | None) -> Iterator[str]:
    """The drafts that this one was edited from, as far as they are kept."""
    seen = set[str]()
    while parent and parent not in seen:
        seen.add(parent)
        yield parent
        try:
            parent = reading.document(parent, "draft").parent
        except InputError:
            return
