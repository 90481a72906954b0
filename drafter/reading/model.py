"""The model reader: a language model points at words and values, the code decides what they show.

One request per policy and service line; a long record is read in parts and the parts are merged, nothing is cut. What a
model says counts only as far as it can be checked: a quotation stands in the record letter for letter and is no plan,
suspicion or denial (`quoted`), a value stands in the quotation and is compared by the code (`measured`), and a reason
in words of its own is kept only where it adds nothing to the quotation. `frequency`, `units`, whatever does not apply,
and earlier sessions are taken from the lexical reading.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from drafter import privacy, prompts
from drafter.domain import Case, Citation, Criterion, Finding, NearMiss, Policy, Reading, Value
from drafter.errors import ModelMalformed
from drafter.llm import Model, Reply, ask
from drafter.reading.measured import Measured, settle
from drafter.reading.quoted import Place, Quotable
from drafter.text import prose

ROOM = 24_000
"""Code points of record in one request, some 6,000 tokens."""

MOST_TOKENS = 4_000
"""Tokens of one reply: the longest that many models write. A criterion takes some 150, and 600 at the very most."""

_OVERLAP = 600
"""Code points that two parts of one long text share, so that no sentence is read in halves only."""

_NOT_READ = ("frequency", "units", "combined")
"""Kinds that are computed, never read, and what is composed of parts of several kinds."""


class Quote(Reply):
    """Words of the record."""

    place: Annotated[str, Field(max_length=60)]
    quote: Annotated[str, Field(min_length=1, max_length=300)]


class Account(Reply):
    """What the model says about one criterion."""

    criterion: Annotated[str, Field(max_length=12)]
    status: Literal["met", "not_met", "not_documented"]
    quotes: Annotated[tuple[Quote, ...], Field(max_length=3)]
    why: Annotated[str, Field(max_length=200)]
    measured: Annotated[tuple[Measured, ...], Field(max_length=3)]


class Accounts(Reply):
    """The reply to one request."""

    findings: Annotated[tuple[Account, ...], Field(max_length=80)]


def read(
    case: Case, policy: Policy, line: int, *, today: dt.date, model: Model, base: Reading, room: int = ROOM
) -> Reading:
    """The reading of one line by a language model, one finding per criterion of the policy, in its order.

    `base` is the lexical reading of the same line. A ModelError is the caller's to show.
    """
    lexical = {finding.criterion: finding for finding in base.findings}
    asked = [c for c in policy.criteria if _is_read(c, lexical.get(c.id))]
    quotable = Quotable.of(case, policy, line, today)
    service = _shown(case, line)
    found: dict[str, list[Finding | None]] = {criterion.id: [] for criterion in asked}
    for parts in _batches(tuple(quotable.places.values()), room) if asked else ():
        accounts = _accounts(policy, asked, quotable, service, parts, model)
        for criterion in asked:
            said = [account for account in accounts if account.criterion == criterion.id]
            found[criterion.id].append(
                _one([_judged(account, criterion, quotable) for account in said], quotable, criterion)
            )
    findings = (
        _merged(found[c.id], quotable, c, lexical.get(c.id)) if c.id in found else lexical[c.id]
        for c in policy.criteria
    )
    return Reading(findings=tuple(findings), past=base.past, named=base.named, reported=base.reported)


def _shown(case: Case, line: int) -> tuple[str, str]:
    """What to call the service line, and the condition it is asked for, as a model may see them."""
    service, hidden = case.services[line], privacy.of_case(case)
    return privacy.masked(service.label, hidden), privacy.masked(service.indication or "", hidden)


def _is_read(criterion: Criterion, lexical: Finding | None) -> bool:
    """Whether a criterion is for the model to read; one that is computed or does not apply is not."""
    if lexical is None:
        return True
    return criterion.kind not in _NOT_READ and lexical.status != "not_applicable"


# ----------------------------------------------------------------------------------------------------- the request


@dataclass(frozen=True)
class _Part:
    """A stretch of one place, as it goes into a request."""

    place: str
    about: str
    text: str


def _batches(places: Sequence[Place], room: int) -> Iterator[tuple[_Part, ...]]:
    """The record in parts of at most `room` code points, in order; a text longer than that is cut with an overlap."""
    batch: list[_Part] = []
    used = 0
    for place in places:
        for text in _windows(place.shown, room):
            if batch and used + len(text) > room:
                yield tuple(batch)
                batch, used = [], 0
            batch.append(_Part(place.name, place.about, text))
            used += len(text)
    if batch:
        yield tuple(batch)


def _windows(text: str, room: int) -> Iterator[str]:
    """A text in windows of at most `room`, cut at white space where there is some, each overlapping the one before."""
    overlap = min(_OVERLAP, room // 4)
    start = 0
    while len(text) - start > room:
        blank = max(text.rfind(" ", start + room // 2, start + room), text.rfind("\n", start + room // 2, start + room))
        end = blank if blank > 0 else start + room
        yield text[start:end]
        start = max(start + 1, end - overlap)
    yield text[start:]


def _accounts(
    policy: Policy,
    asked: Sequence[Criterion],
    quotable: Quotable,
    service: tuple[str, str],
    parts: Sequence[_Part],
    model: Model,
) -> tuple[Account, ...]:
    """What the model says about one part of the record; a malformed reply is asked for once more."""
    faults: tuple[str, ...] = ()
    while True:
        prompt = prompts.render(
            "read", policy=policy.title, criteria=asked, service=service[0], indication=service[1],
            clock=quotable.clock, parts=parts, faults=faults,
        )  # fmt: skip
        choices = {"criterion": [c.id for c in asked], "place": list(dict.fromkeys(part.place for part in parts))}
        try:
            reply = ask(
                model, prompt.system, prompt.user, Accounts, max_tokens=min(MOST_TOKENS, 600 * len(asked)),
                choices=choices, most={"findings": len(asked)},
            )  # fmt: skip
        except ModelMalformed as error:
            if faults:
                raise
            faults = (error.what,)
        else:
            return reply.findings


# ---------------------------------------------------------------------------------------------------- the judgement


def _judged(account: Account, criterion: Criterion, quotable: Quotable) -> Finding:
    """What one account comes to once everything in it has been checked."""
    cited = {c: None for q in account.quotes for c in quotable.cite(q.place, q.quote)}
    if account.status == "not_documented":
        why = _own_words(account.why, criterion, cited) or "The model found nothing in the record that settles this."
        return _open(quotable, criterion, why, tuple(NearMiss(cited=c, why="It does not settle this.") for c in cited))
    objections = {c: quotable.objection(c, account.status, criterion) for c in cited}
    # A quotation that stands in several places supports only what it supports in all of them.
    barred = {c.quote for c, objection in objections.items() if objection is not None}
    holds = tuple(c for c in cited if c.quote not in barred)
    rejected = tuple(NearMiss(cited=c, why=o or "The same words stand elsewhere in another sense.")
                     for c, o in objections.items() if c.quote in barred)  # fmt: skip
    if not holds:
        why = rejected[0].why if rejected else "The words the model quoted do not stand in the record."
        return _open(quotable, criterion, why, rejected)
    status, why, values = settle(criterion, account.status, account.measured, holds, quotable)
    if status not in ("not_documented", account.status) and any(
        quotable.objection(c, status, criterion) for c in holds
    ):
        status, why = "not_documented", "The value quoted and the words around it say different things."
    if status == "not_documented":
        return _open(quotable, criterion, why, (*rejected, *(NearMiss(cited=c, why=why) for c in holds)), values)
    why = why or _own_words(account.why, criterion, holds) or _STOCK[status]
    return Finding(
        line=quotable.line,
        criterion=criterion.id,
        status=status,
        why=why,
        citations=holds,
        reader="model",
        values=values,
    )


def _open(
    quotable: Quotable, criterion: Criterion, why: str, rejected: tuple[NearMiss, ...], values: tuple[Value, ...] = ()
) -> Finding:
    """A finding that the record does not settle the criterion."""
    return Finding(
        line=quotable.line, criterion=criterion.id, status="not_documented", why=why, reader="model", rejected=rejected,
        values=values,
    )  # fmt: skip


_STOCK = {"met": "The quoted words show this.", "not_met": "The quoted words show the opposite."}


def _own_words(why: str, criterion: Criterion, cited: Sequence[Citation] | dict[Citation, None]) -> str:
    """The model's reason, where it is plain prose that adds nothing to the quotations and the criterion; else empty."""
    said = why.strip()
    quoted = " ".join(c.quote for c in cited).casefold()
    for stretch in prose.fixed(said):
        if stretch.kind == "outcome" or (stretch.kind != "negation" and stretch.text.casefold() not in quoted):
            return ""
    if not said or prose.strange(said) or prose.foreign(said, (quoted, criterion.text)):
        return ""
    return said[0].upper() + said[1:].rstrip(".") + "."


# -------------------------------------------------------------------------------------------------------- together


def _one(said: Sequence[Finding], quotable: Quotable, criterion: Criterion) -> Finding | None:
    """What one reply says of a criterion; a reply that says two things of it says nothing."""
    if not said:
        return None
    if len({finding.status for finding in said}) > 1:
        return _open(quotable, criterion, "The model read this in two ways in one reply.", _near(said))
    return said[0].model_copy(update={"citations": _cited(said), "rejected": _near(said)})


def _merged(
    said: Sequence[Finding | None], quotable: Quotable, criterion: Criterion, lexical: Finding | None
) -> Finding:
    """The finding from all parts of the record: a part that settles it outweighs parts that do not speak of it."""
    given = [finding for finding in said if finding is not None]
    settled = [finding for finding in given if finding.status != "not_documented"]
    if len({finding.status for finding in settled}) == 1:
        return settled[0].model_copy(update={"citations": _cited(settled), "rejected": ()})
    if settled:
        found = _open(quotable, criterion, "Parts of the record say opposite things.", _near(given))
    elif given:
        found = given[0].model_copy(update={"rejected": _near(given)})
    else:
        found = _open(quotable, criterion, "The model gave no reading.", ())
    looked_for = lexical.looked_for if lexical is not None else ()
    return found.model_copy(update={"looked_for": looked_for, "covered": quotable.record.covered})


def _cited(findings: Sequence[Finding]) -> tuple[Citation, ...]:
    """All quotations, each once, in order."""
    return tuple(dict.fromkeys(cited for finding in findings for cited in finding.citations))


def _near(findings: Sequence[Finding]) -> tuple[NearMiss, ...]:
    """All places that do not settle it, quotations of opposite readings among them."""
    near = [miss for finding in findings for miss in finding.rejected]
    near += [NearMiss(cited=cited, why="Read in two ways.") for finding in findings for cited in finding.citations]
    return tuple({miss.cited: miss for miss in near}.values())
