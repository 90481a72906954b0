"""Recording a decision: what a licensed person may sign, and what may not be recorded whoever asks.

Every reason against a decision is told at once. One case at a time: there is no way to sign several.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from drafter import rulings
from drafter.domain import (
    Case,
    Citation,
    DecidedLine,
    Decision,
    Draft,
    LineDetermination,
    PeerToPeer,
    Quantity,
    Signer,
    is_adverse,
)
from drafter.errors import Refused
from drafter.jurisdictions import Overlay, applying
from drafter.jurisdictions.credentials import listed, standing
from drafter.store import Act, Event, Reading, Store
from drafter.text import quotes

DWELL_SECONDS = 30
"""Least time in the record before an adverse decision. A convention of ours: no law names a figure."""
OWN_WORDS = 8
"""Least words of a rationale for an adverse decision; fewer explain nothing."""


@dataclass(frozen=True)
class Asked:
    """A decision as somebody asks to record it."""

    by: Signer
    """Who signs."""
    lines: tuple[DecidedLine, ...]
    """What is decided, a line each. A quotation without a span is looked for in the record."""
    rationale: str
    """In the signer's own words."""
    attested: bool
    """Whether the signer attests to have reviewed the record."""
    good_cause: str | None = None
    """Why an earlier approval does not stand."""
    authority: str | None = None
    """Whose exception it is."""
    amends: str | None = None
    """The decision that this one replaces."""


@dataclass(frozen=True)
class _Known:
    """What is known beside the request."""

    draft: Draft
    key: str
    overlay: Overlay
    now: dt.datetime
    events: tuple[Event, ...]
    decisions: tuple[Decision, ...]
    newer: tuple[str, ...]


def open_record(store: Store, draft: str, by: str) -> Draft:
    """The draft, with the act that somebody opened it; the time in the record counts from here."""
    with store.read() as reading:
        key = reading.document(draft, "draft").case_key
    store.act("opened", key, draft, by, {})
    return store.draft(draft)


def peer_to_peer(store: Store, draft: str, by: str, note: PeerToPeer) -> None:
    """Keep the note of a conversation with the practitioner."""
    body = note.model_dump_json().encode()
    with store.read() as reading:
        key = reading.document(draft, "draft").case_key
    id = "n-" + hashlib.sha256(body + draft.encode()).hexdigest()[:16]
    store.keep(id, "peer_to_peer", key, body, by, "spoke", {"result": note.result}, parent=draft)


def decide(store: Store, draft: str, asked: Asked, now: dt.datetime) -> Decision:
    """Record a decision and return it. Raises Refused with every reason why it may not be.

    What is looked at is looked at again inside the transaction that writes: of two who decide at once, one is refused.
    """
    with store.read() as reading:
        known = _known(reading, store.draft(draft), now)
        lines = tuple(_located(line, known.draft.case) for line in asked.lines)
        asked = replace(asked, lines=lines)
        decision = _decision(asked, known)

    def still(reading: Reading) -> None:
        reasons = list(dict.fromkeys(against(asked, _known(reading, known.draft, now))))
        if reasons:
            listed = "\n".join(f"  {n}. {reason}" for n, reason in enumerate(reasons, 1))
            raise Refused(f"this decision cannot be recorded:\n{listed}", where=draft)

    def reopened(reading: Reading) -> Iterator[Act]:
        yield from rulings.reopenings(reading, decision, known.draft, decisions(reading, known.key))

    told = {
        "outcomes": [line.outcome for line in decision.lines], "reasons": [line.reason for line in decision.lines],
        "seconds_in_record": decision.seconds_in_record, "amends": decision.amends,
    }  # fmt: skip
    body = decision.model_dump_json(by_alias=True).encode()
    store.keep(decision.id, "decision", known.key, body, asked.by.name, "decided", told, parent=draft, unless=still,
               also=reopened)  # fmt: skip
    return decision


def decisions(reading: Reading, key: str) -> tuple[Decision, ...]:
    """The decisions on a case, oldest first."""
    return tuple(Decision.model_validate_json(kept.body) for kept in reading.documents("decision", key))


def unsatisfied(reading: Reading, draft: Draft, decision: Decision) -> tuple[str, ...]:
    """Every reason why a decision on record does not satisfy its jurisdiction as the law stood on its day."""
    known = _known(reading, draft, decision.decided_at)
    asked = Asked(
        decision.by, decision.lines, decision.rationale, decision.attested, decision.good_cause, decision.authority,
        decision.amends,
    )  # fmt: skip
    drafted = {line.line: line for line in draft.determination.lines}
    reasons = [*_of_the_signer(asked, known)]
    reasons += [] if decision.attested else ["the signer has not attested to have reviewed the record"]
    reasons += [] if {line.line for line in decision.lines} == set(drafted) else ["not every line is decided"]
    for line in decision.lines:
        if line.line in drafted:
            reasons += _of_the_line(line, drafted[line.line], asked, known)
    return tuple(dict.fromkeys(reasons))


# ------------------------------------------------------------------------------------------------------- the reasons


def against(asked: Asked, known: _Known) -> Iterator[str]:
    """Every reason why a decision may not be recorded."""
    yield from _of_the_draft(asked, known)
    yield from _of_the_signer(asked, known)
    yield from _of_the_record(asked, known)
    by_line = {line.line: line for line in known.draft.determination.lines}
    for line in asked.lines:
        if line.line in by_line:
            yield from _of_the_line(line, by_line[line.line], asked, known)


def _of_the_draft(asked: Asked, known: _Known) -> Iterator[str]:
    draft = known.draft
    if draft.status == "blocked":
        yield "the draft is blocked by errors: draft the case again once they are mended"
    if known.newer:
        yield f"the draft is outdated: it was edited into {known.newer[-1]}; decide that one"
    standing = [one for one in known.decisions if one.draft == draft.id]
    if standing and asked.amends != standing[-1].id:
        last = standing[-1]
        yield (
            f"it was decided by {last.by.name} on {last.decided_at:%Y-%m-%d %H:%M}; to replace that decision name it: "
            f"amends {last.id}"
        )
    if asked.amends and not any(one.id == asked.amends for one in standing):
        yield f"{asked.amends} is no decision on this draft"
    wanted = [line.line for line in draft.determination.lines]
    given = [line.line for line in asked.lines]
    for n in wanted:
        if given.count(n) != 1:
            yield f"line {n + 1} is decided {'more than once' if given.count(n) else 'not at all'}"
    for n in sorted(set(given) - set(wanted)):
        yield f"there is no line {n + 1}; the draft has {len(wanted)}"


def _of_the_signer(asked: Asked, known: _Known) -> Iterator[str]:
    by, state = asked.by, (known.draft.case.state or "").upper()
    adverse = any(is_adverse(line.outcome) for line in asked.lines)
    what = standing(by.credential)
    if what == "unknown":
        yield f"the credential {by.credential!r} is not known; known are {listed()}"
    elif adverse and what == "nurse":
        yield f"{by.credential}: nurses sign certifications and requests for information, not an adverse decision"
    for law, decider in known.overlay.deciders("adverse") if adverse else ():
        if decider.credential == "physician" and what == "professional":
            yield f"{law.name} asks for {decider.who} ({decider.cite})"
        if decider.licence_in_state and state and by.licence_state != state:
            yield f"{law.name} asks for a licence of {state}, and this one is of {by.licence_state} ({decider.cite})"
        if decider.specialty != "any" and not by.specialty:
            yield f"{law.name} asks for {decider.specialty.replace('_', ' ')}: name the specialty ({decider.cite})"
    if known.draft.case.review_level != "initial":
        for earlier in known.decisions:
            if earlier.draft != known.draft.id and _same_person(earlier.by, by):
                day = f"{earlier.decided_at:%Y-%m-%d}"
                yield f"{by.name} decided this case before, on {day}; an appeal needs another reviewer"
                break


def _of_the_record(asked: Asked, known: _Known) -> Iterator[str]:
    adverse = any(is_adverse(line.outcome) for line in asked.lines)
    if not asked.attested:
        yield "the signer has not attested to have reviewed the record"
    seconds = _seconds(asked, known)
    if seconds is None:
        yield f"{asked.by.name} has not opened the record: run drafter show {known.draft.id} --by {asked.by.name!r}"
    elif adverse and seconds < DWELL_SECONDS:
        yield f"the record was open for {seconds} s; an adverse decision needs at least {DWELL_SECONDS} s"
    words = asked.rationale.split()
    if not words:
        yield "there is no rationale"
    elif adverse and len(words) < OWN_WORDS:
        yield f"the rationale has {len(words)} words; an adverse decision is explained in at least {OWN_WORDS}"
    elif _folded(asked.rationale) in {_folded(line.because) for line in known.draft.determination.lines}:
        yield "the rationale repeats the draft; it has to be the signer's own words"


def _of_the_line(line: DecidedLine, drafted: LineDetermination, asked: Asked, known: _Known) -> Iterator[str]:
    name = f"line {line.line + 1}"
    differs = drafted.outcome != line.outcome
    if differs and line.reason == "accept" and drafted.outcome is not None:
        was, now = drafted.outcome.replace("_", " "), line.outcome.replace("_", " ")
        yield f"{name}: the draft has {was} and the decision {now}; give the reason for the difference"
    if line.reason == "exception" and not (asked.authority or "").strip():
        yield f"{name}: an exception needs its authority"
    if line.reason == "peer_to_peer" and not any(event.act == "spoke" for event in known.events):
        yield f"{name}: no peer-to-peer conversation is on record; keep its note first"
    if line.outcome == "certify_modified" and line.certified is None:
        yield f"{name}: certify modified needs the quantity that is certified"
    if not is_adverse(line.outcome):
        return
    if not is_adverse(drafted.outcome):
        yield from _shown(line, drafted, known, name)
    if _approved(drafted, known) and not (asked.good_cause or "").strip():
        yield f"{name}: an approval is on file for it; it stands except for good cause or fraud, which has to be told"


def _shown(line: DecidedLine, drafted: LineDetermination, known: _Known, name: str) -> Iterator[str]:
    """Toward adverse the decision names what is not met, and the words that show it."""
    if line.unmet is None:
        yield f"{name}: name the criterion that is not met"
        return
    ids = {finding.criterion for finding in drafted.findings}
    if ids and line.unmet not in ids:
        yield f"{name}: {line.unmet} is no criterion of {drafted.policy}; there are {', '.join(sorted(ids))}"
    if line.shown_by is None:
        yield f"{name}: quote the words of the record that show that {line.unmet} is not met"
    elif not _stands(line.shown_by, known.draft.case):
        yield f"{name}: the record does not hold “{line.shown_by.quote[:60]}”"


# ---------------------------------------------------------------------------------------------------------- what for


def _known(reading: Reading, draft: Draft, now: dt.datetime) -> _Known:
    key = reading.document(draft.id, "draft").case_key
    return _Known(
        draft, key, applying(draft.case, now.date()), now, reading.events(key), decisions(reading, key),
        reading.children(draft.id, "draft"),
    )  # fmt: skip


def _decision(asked: Asked, known: _Known) -> Decision:
    drafted = {line.line: line for line in known.draft.determination.lines}
    made = Decision(
        id="x-", draft=known.draft.id, case_key=known.key, amends=asked.amends, decided_at=known.now, by=asked.by,
        attested=asked.attested, seconds_in_record=max(_seconds(asked, known) or 0, 0),
        rationale=asked.rationale.strip() or "-", lines=asked.lines, good_cause=asked.good_cause,
        authority=asked.authority, difference=tuple(_difference(asked.lines, drafted)),
    )  # fmt: skip
    digest = hashlib.sha256(made.model_dump_json(by_alias=True).encode()).hexdigest()[:16]
    return made.model_copy(update={"id": f"x-{digest}"})


def _difference(lines: Iterable[DecidedLine], drafted: dict[int, LineDetermination]) -> Iterator[str]:
    for line in lines:
        before = drafted.get(line.line)
        was = (before.outcome or before.no_outcome or "no outcome") if before else "nothing"
        if before is None or before.outcome != line.outcome:
            reason = f" ({line.reason.replace('_', ' ')})" if line.reason != "accept" else ""
            decided = line.outcome.replace("_", " ")
            yield f"Line {line.line + 1}: drafted {was.replace('_', ' ')}, decided {decided}{reason}."
        elif _quantity(before.certified) != _quantity(line.certified) and line.certified is not None:
            yield f"Line {line.line + 1}: drafted {_quantity(before.certified)}, decided {_quantity(line.certified)}."


def _quantity(certified: Quantity | None) -> str:
    if certified is None:
        return "all that was asked for"
    parts = ((certified.sessions, "session"), (certified.units, "unit"))
    return " and ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in parts if n is not None) or "no quantity"


def _seconds(asked: Asked, known: _Known) -> int | None:
    """Time since the signer first opened this draft after it was last decided; none where it was not opened."""
    decided = max((e.at for e in known.events if e.act == "decided" and e.facts.get("amends") is not None), default="")
    opened = [e.at for e in known.events if (e.act, e.subject, e.actor) == ("opened", known.draft.id, asked.by.name)]
    moments = [dt.datetime.fromisoformat(at) for at in opened if at > decided] or [
        dt.datetime.fromisoformat(at) for at in opened[-1:]
    ]
    return int((known.now - moments[0]).total_seconds()) if moments else None


def _approved(line: LineDetermination, known: _Known) -> bool:
    """Whether the service was approved before: by a decision in the store, or by one that the case tells of."""
    case = known.draft.case
    if line.code and any(p.code == line.code and p.outcome == "certify" for p in case.prior_determinations):
        return True
    return any(
        one.draft != known.draft.id and decided.line == line.line and decided.outcome == "certify"
        for one in known.decisions
        for decided in one.lines
    )


def _located(line: DecidedLine, case: Case) -> DecidedLine:
    """The line with the span of its quotation, where it was given by its words alone."""
    given = line.shown_by
    if given is None or _stands(given, case):
        return line
    for place, text in case.quotable().items():
        if found := quotes.find(given.quote, text):
            start, end = found
            there = Citation.model_validate({"in": place, "start": start, "end": end, "quote": text[start:end]})
            return line.model_copy(update={"shown_by": there})
    return line


def _stands(cited: Citation, case: Case) -> bool:
    return case.quotable().get(cited.place, "")[cited.start : cited.end] == cited.quote


def _same_person(one: Signer, other: Signer) -> bool:
    if one.npi and other.npi:
        return one.npi == other.npi
    licences = (one.licence_state, one.licence_number), (other.licence_state, other.licence_number)
    return licences[0] == licences[1] or _folded(one.name) == _folded(other.name)


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()
