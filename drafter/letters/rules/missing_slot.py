"""A slot of the notice is missing from the rendered text.

What stands for a slot follows from the facts: N09 is there when its last day, the address and the telephone are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from drafter.jurisdictions import slots
from drafter.jurisdictions.law import Slot
from drafter.letters import forms
from drafter.letters.facts import Facts
from drafter.letters.lines import Line
from drafter.letters.rules import Told
from drafter.letters.structure import flat, printable

SEVERITY = "error"

CLINICIAN: tuple[Slot, ...] = ("N01", "N02", "N03", "N04", "N05", "N06", "N07", "N08", "N09", "N13", "N15", "N16")
"""Slots of the clinical part; the member's part has all but N13."""

Wanted = Iterator[tuple[str, str]]
"""What must stand in the text, in words and as a pattern."""


def check(told: Told) -> Iterator[str]:
    """One sentence for each thing that a slot lacks."""
    for slot in told.facts.slots:
        if slot not in CLINICIAN if not told.member else slot == "N13":
            continue
        for what, pattern in _WANTED[slot](told.facts, told.member):
            if not re.search(pattern, told.text, re.IGNORECASE):
                yield f"Slot {slot} ({slots()[slot]}) lacks {what}; put it back into the template."


def _words(text: str) -> str:
    return re.escape(flat(printable(text)))


def _date(facts: Facts, member: bool) -> Wanted:
    yield f"the date, {facts.date}", rf"\bdate(?: of this letter)?: {_words(facts.date)}"


def _member(facts: Facts, member: bool) -> Wanted:
    yield "the member's name", _words(facts.name)
    yield "the member's number", _words(facts.number)


def _services(facts: Facts, member: bool) -> Wanted:
    for line in facts.lines:
        told = line.service if member else line.clinical
        yield f"the service “{told}”", _words(told)
        if line.approved:
            yield f"what is approved, {line.approved}", _words(line.approved)


_ACTIONS = {
    "undecided": ["no (?:decision|determination) has been made"], "request": ["is waiting for information"],
    "withdrawal": ["was withdrawn"], "approval": ["(?:we|were) approved"],
}  # fmt: skip


def _action(facts: Facts, member: bool) -> Wanted:
    told = _ACTIONS.get(facts.kind)
    if told is None:
        words = {line.action for line in facts.lines if line.adverse}
        words |= {"partially approved"} if facts.kind == "partial" and not facts.reduces else set()
        told = [rf"(?:we|was|were|have) {word}" for word in sorted(words)]
    yield "what happened to the request", "|".join(rf"\b(?:{one})" for one in told)


def _reasons(facts: Facts, member: bool) -> Wanted:
    for line in facts.lines:
        if line.adverse:
            yield from _reasons_of(line, member)
    if facts.slots.get("N05") and facts.decision and not forms.prescribed(facts):
        start = " ".join(facts.decision.rationale.split()[:12])
        yield "the signer's explanation", _words(start)
        if member and any("alternatives" in text for text in facts.slots["N05"]):
            yield "a word on other choices", "other choices"


def _reasons_of(line: Line, member: bool) -> Wanted:
    for reason in line.reasons:
        shown = reason.plain_quote if member else reason.quote
        asked = reason.plain_rule if member else reason.rule
        yield "what the record shows", _words(shown) if shown else "does not meet|" + _words(reason.why or reason.rule)
        yield "what the rule asks for", _words(asked.strip(". ")) if asked else "."
    if not line.reasons:
        yield "a reason that the signer adopted", "in time|time for it ended" if line.missing else r"(?!)"


def _rule(facts: Facts, member: bool) -> Wanted:
    for line in facts.lines:
        if line.adverse and line.policy is None:
            yield f"the policy relied on, {line.policy_id or 'which the draft does not name'}", r"(?!)"
        elif line.adverse and line.policy:
            yield "the title of the policy", _words(line.policy.title)
            yield "the policy's number and version", _words(f"{line.policy.number}, version {line.policy.version}")


def _missing(facts: Facts, member: bool) -> Wanted:
    if not facts.asks and facts.kind != "request":
        yield "that the decision does not rest on missing information", "not rest on missing information"
    for one in facts.asks:
        if not member or one.plain:
            yield f"“{one.told}”", _words(one.told if member else one.ask)
    if facts.asked and facts.kind == "request":
        yield f"the last day for the answer, {facts.asked.by}", rf"\bby {_words(facts.asked.by)}"


def _copies(facts: Facts, member: bool) -> Wanted:
    yield "the right to free copies", r"free cop(?:y|ies)\b"
    for policy in facts.policies if member and facts.attach_criteria else ():
        for criterion in policy.criteria:
            yield f"criterion {criterion.id}, which the law wants attached", _words(criterion.text)


def _appeal(facts: Facts, member: bool) -> Wanted:
    if not facts.steps:
        yield "a step of appeal, as no law that gives one is held for this case", r"(?!)"
        return
    if facts.on_appeal:
        yield from _next(facts, member)
        return
    first, one = facts.steps[0], facts.organisation.identity
    by = _words(first.by) + (f"|{_words(first.span)}" if member and forms.prescribed(facts) else "")
    yield f"the last day, {first.by}", by
    yield "where an appeal goes", _words(one.appeal_address)
    yield "the telephone for appeals", _words(one.appeal_phone)
    if not facts.retrospective:
        yield "the fast appeal", r"\bfast\b"


def _who(facts: Facts, member: bool) -> Wanted:
    if facts.steps:
        prescribed = "representative" if forms.prescribed(facts) else _words(facts.steps[0].who)
        yield "who may appeal", prescribed


def _continuation(facts: Facts, member: bool) -> Wanted:
    told = facts.continuation
    yield "how care goes on", _words(told[0]) if told else r"before .{0,60}(?:reduced|stopped)"


def _next(facts: Facts, member: bool) -> Wanted:
    if len(facts.steps) < 2 and not facts.on_appeal:
        yield "the step after the plan's own appeal, as none is held for this case", r"(?!)"
    for step in facts.steps[0 if facts.on_appeal else 1 :]:
        if forms.prescribed(facts):
            yield f"the {step.name}", "independent review"
        else:
            yield f"the {step.name}", _words(step.name) + (rf".{{0,200}}{_words(step.by)}" if step.by else "")


def _peer(facts: Facts, member: bool) -> Wanted:
    yield "how the reviewer is reached", _words(facts.organisation.identity.peer_to_peer)


def _language(facts: Facts, member: bool) -> Wanted:
    yield "the notice of help with language", _words(facts.organisation.identity.language_help)


def _decider(facts: Facts, member: bool) -> Wanted:
    if facts.decision:
        by = facts.decision.by
        yield "the name and credential of the decider", _words(f"{by.name}, {by.credential}")
        yield "the decider's license", _words(f"{by.licence_state} {by.licence_number}")
    if facts.signs:
        yield "the decider's signature", r"\bsigned\b"


def _software(facts: Facts, member: bool) -> Wanted:
    for text in facts.slots["N16"]:
        yield "the statement on artificial intelligence", _words(text)


_WANTED: dict[Slot, Callable[[Facts, bool], Wanted]] = {
    "N01": _date, "N02": _member, "N03": _services, "N04": _action, "N05": _reasons, "N06": _rule, "N07": _missing,
    "N08": _copies, "N09": _appeal, "N10": _who, "N11": _continuation, "N12": _next, "N13": _peer, "N14": _language,
    "N15": _decider, "N16": _software,
}  # fmt: skip
