"""The template writer: every section of the card composed from findings, policy and passages.

Each statement carries the ids of the passages it rests on, so that no citation can dangle. It says nothing that
is not a field of a finding, a policy or a passage. Statements about a service already given speak only of records
that exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from drafter.domain import (
    QUESTIONS,
    Case,
    Finding,
    LineDetermination,
    Passage,
    Policy,
    Section,
    Statement,
)
from drafter.text.instructions import role

MOST_EVIDENCE = 3
"""Passages of evidence shown for one line."""
MOST_PRECEDENTS = 4
"""Past determinations shown on a card."""
MOST_CAUTIONS = 3
"""Known misreadings of open criteria shown for one line, and"""
MOST_PITFALLS = 2
"""those of its policy."""

_STATUS = {
    "met": "met", "not_met": "not met", "not_documented": "not documented", "not_applicable": "not applicable",
}  # fmt: skip


@dataclass(frozen=True)
class Material:
    """What one line is written from."""

    determination: LineDetermination
    """The line as decided."""
    policy: Policy | None
    """The policy applied."""
    passages: Mapping[str, tuple[Passage, ...]]
    """Passages of the policy, by the criterion they state."""
    evidence: Sequence[Passage]
    """Guideline and research passages that bear on the line, best first."""
    precedents: Sequence[Passage]
    """Past determinations, best first."""


def write(case: Case, lines: Sequence[Material]) -> tuple[Section, ...]:
    """The written sections of the card, in its order."""
    return (
        *(_reasoning(m) for m in lines),
        *(_path_forward(m, case) for m in lines),
        Section(name="pitfalls", statements=tuple(_pitfalls(lines))),
        Section(name="precedents", statements=tuple(_precedents(lines))),
        Section(name="records", statements=tuple(_records(case))),
    )


# -------------------------------------------------------------------------------------------------------- reasoning


def _reasoning(m: Material) -> Section:
    line = m.determination
    statements = [*_criteria(m)] if m.policy else [*_without_policy(m)]
    return Section(name="reasoning", line=line.line, statements=(*statements, *_evidence(m)))


def _criteria(m: Material) -> Iterator[Statement]:
    """What is met in one statement, and in one what the record is silent on, as nothing of that can be weighed; then
    what the policy asks wherever that decides. The reasons stand with the criteria."""
    line = m.determination
    met = [f.criterion for f in line.findings if f.status == "met"]
    if met:
        text = f"The record meets {_listed(met)} of {_policy(m).name}."
        yield Statement(text=text, cites=_cites(m, met), criteria=tuple(met))
    silent, weighed = _deciding(line)
    if silent:
        yield _silent(m, silent)
    for finding in sorted(line.findings, key=lambda f: _place(f.criterion, weighed)):
        if finding.criterion in weighed or (finding.status == "not_met" and finding.allows is not None):
            yield _criterion(m, finding)


def _deciding(line: LineDetermination) -> tuple[list[str], list[str]]:
    """The criteria that decide, by id: what a pended line waits for without any words of the record, and the others."""
    bare = {f.criterion for f in line.findings if f.status == "not_documented" and not f.citations and not f.rejected}
    deciding = [id for id in line.blocking if id not in QUESTIONS]
    silent = [id for id in deciding if line.outcome == "pend" and id in bare]
    return silent, [id for id in deciding if id not in silent]


def _silent(m: Material, ids: Sequence[str]) -> Statement:
    """What a pended line waits for and the record has no words on, by id: it is told and asked for above."""
    told = f"{_listed(ids)} {'is' if len(ids) == 1 else 'are'} not documented, with nothing to quote"
    text = f"{told}: the criteria say what was looked for, the requests what to ask."
    for verified, known in _KNOWN.items():
        if mine := [id for id in ids if _policy(m).criterion(id).verified == verified]:
            text += f" {_listed(mine)} {'is' if len(mine) == 1 else 'are'} known {known}."
    return Statement(text=text, cites=_cites(m, ids), criteria=tuple(ids))


def _place(id: str, order: Sequence[str]) -> int:
    return order.index(id) if id in order else len(order)


def _criterion(m: Material, finding: Finding) -> Statement:
    criterion = _policy(m).criterion(finding.criterion)
    known = "" if criterion.verified not in _KNOWN else f" This is known {_KNOWN[criterion.verified]}."
    limit = "" if finding.allows is None else f" Sessions that stay within it: {finding.allows}."
    return Statement(
        text=f"{criterion.id}, {_STATUS[finding.status]}. The policy asks: {_sentence(criterion.text)}{limit}{known}",
        cites=_cites(m, [criterion.id]),
        criteria=(criterion.id,),
    )


_KNOWN = {"summary": "from a summary of the policy, to be verified", "recalled": "from memory only, to be verified"}


def _without_policy(m: Material) -> Iterator[Statement]:
    line = m.determination
    if line.no_outcome == "routed":
        yield Statement(text=f"{line.because[0].upper()}{line.because[1:]}. It is shown here and not judged again.")
        return
    yield Statement(
        text="No criteria were applied to this line: a policy that resembles the right one is no substitute."
    )


def _evidence(m: Material) -> Iterator[Statement]:
    for passage in m.evidence[:MOST_EVIDENCE]:
        claims = " ".join(_sentence(claim) for claim in passage.claims[:2]) or _sentence(passage.text)
        parts = [
            f"{passage.source.organisation}{_year(passage)}: {claims}",
            f"Strength: {_sentence(passage.strength)}" if passage.strength else "",
            f"It speaks of {_listed(passage.indications)}." if passage.indications else "",
            f"It does not show: {_sentence(passage.does_not_show[0])}" if passage.does_not_show else "",
            f"Known {_KNOWN[passage.source.verified]}." if passage.source.verified in _KNOWN else "",
        ]
        yield Statement(text=" ".join(part for part in parts if part), cites=(passage.id,))


# ----------------------------------------------------------------------------------------------------- path forward


def _path_forward(m: Material, case: Case) -> Section:
    return Section(name="path_forward", line=m.determination.line, statements=tuple(_steps(m, case)))


def _steps(m: Material, case: Case) -> Iterator[Statement]:
    line = m.determination
    if line.no_outcome == "no_policy":
        yield from _unpoliced(line)
    elif line.no_outcome:
        return
    elif line.outcome == "certify":
        lookups = [gap.about for gap in line.gaps]
        if lookups:
            yield Statement(
                text=f"Look up {_listed(lookups)} before release.", cites=_cites(m, lookups), criteria=tuple(lookups)
            )
        else:
            yield Statement(text="Nothing further is needed for this line.")
    elif line.outcome == "pend":
        yield _what_would_settle(m, case)
    else:
        yield from _what_would_change(m, case)


def _unpoliced(line: LineDetermination) -> Iterator[Statement]:
    if line.candidates:
        yield Statement(
            text=f"Bind the member's own policy with --policy; held for this service: {_listed(line.candidates)}."
        )
    else:
        yield Statement(
            text="Refer the line to a physician, who decides under the plan's own definition of medical necessity."
        )


def _what_would_settle(m: Material, case: Case) -> Statement:
    line = m.determination
    silent, weighed = _deciding(line)
    ids = [*silent, *weighed]
    if case.review_type == "retrospective":
        first = "The service has been given: only records that already exist for it can settle what is open."
    else:
        first = "Records that answer the requests settle what is open."
    stages = _listed([stage.name for stage in _policy(m).stages], "or")
    stage = f" Which stage applies, {stages}, decides which further criteria count." if "stage" in line.blocking else ""
    cap = _capped(line)
    return Statement(text=first + stage + cap, cites=_cites(m, [*ids, *_limits(m)]), criteria=tuple(ids))


def _capped(line: LineDetermination) -> str:
    if line.certified is None or line.certified.sessions == line.certified.of:
        return ""
    crossed = [f.criterion for f in line.findings if f.status == "not_met" and f.allows is not None]
    leave = "leaves" if len(crossed) == 1 else "leave"
    quantity = f"{line.certified.sessions} of {line.certified.of} sessions"
    return f" Even then {_listed(crossed)} {leave} at most {quantity}; the rest needs a schedule that keeps the limit."


def _what_would_change(m: Material, case: Case) -> Iterator[Statement]:
    line = m.determination
    ids = [id for id in line.blocking if id not in QUESTIONS]
    kind = "Records that already exist and" if case.review_type == "retrospective" else "Records that"
    if line.basis == "insufficient_information":
        text = f"{kind} settle {_listed(line.blocking)} would reopen this line; nothing in it was found unmet."
    elif line.outcome == "certify_modified":
        text = "A schedule that keeps the limit would let the rest be asked for again."
    else:
        text = f"{kind} show {_listed(ids)} otherwise than what was quoted would change this recommendation."
    yield Statement(text=text, cites=_cites(m, ids), criteria=tuple(ids))


# -------------------------------------------------------------------------------- pitfalls, precedents, and records


def _pitfalls(lines: Iterable[Material]) -> Iterator[Statement]:
    """For each line the known misreadings of what decides it, then those of its policy; each once, and few."""
    seen: set[str] = set()
    for m in lines:
        if m.policy is None or m.determination.no_outcome == "routed":
            continue  # a routed line names no policy and cites none
        open_ = [m.policy.criterion(id) for id in m.determination.blocking if id not in QUESTIONS]
        cautions = [c for c in open_ if c.caution and c.id not in seen]
        for criterion in cautions[:MOST_CAUTIONS]:
            text = f"{criterion.id}: {_sentence(criterion.caution or '')}"
            yield Statement(text=text, cites=_cites(m, [criterion.id]), criteria=(criterion.id,))
        pitfalls = [p for p in m.policy.pitfalls if p not in seen]
        for pitfall in pitfalls[:MOST_PITFALLS]:
            yield Statement(text=_sentence(pitfall), cites=_cites(m, m.passages)[:1])
        seen |= {*pitfalls, *(c.id for c in cautions)}


def _precedents(lines: Sequence[Material]) -> Iterator[Statement]:
    """Past determinations that went each way: one of every outcome first, then the next best."""
    ranked: dict[str, Passage] = {}
    firsts: dict[str | None, Passage] = {}
    for passage in (passage for m in lines for passage in m.precedents):
        ranked.setdefault(passage.source.document or passage.id, passage)
        firsts.setdefault(passage.outcome, passage)
    chosen = dict.fromkeys((*firsts.values(), *ranked.values()))
    if chosen:
        yield Statement(text="Shown for comparison; none of them is a ground here.")
    for passage in list(chosen)[:MOST_PRECEDENTS]:
        made = " (synthetic)" if passage.source.verified == "synthetic" else ""
        day = f", {passage.decided.isoformat()}" if passage.decided else ""
        outcome = (passage.outcome or "outcome not stated").replace("_", " ")
        text = f"{passage.source.title}{made}{day}: {outcome}."
        yield Statement(text=text, cites=(passage.id,))


def _records(case: Case) -> Iterator[Statement]:
    if case.text:
        yield Statement(text=f"Request text, {len(case.text.split())} words.")
    for n, note in enumerate(case.notes, 1):
        about = ", ".join(part for part in (note.kind, role(note.author), note.date and note.date.isoformat()) if part)
        yield Statement(text=f"Note {n}{': ' + about if about else ''}, {len(note.text.split())} words.")
    if case.history:
        yield Statement(text=f"Claims history, {len(case.history)} {'entry' if len(case.history) == 1 else 'entries'}.")
    for request in case.information_requests:
        state = "answered" if request.answered else "not answered"
        text = f"Information request of {request.sent.isoformat()}, due {request.due.isoformat()}: {state}."
        yield Statement(text=text)


# ----------------------------------------------------------------------------------------------------------- words


def _policy(m: Material) -> Policy:
    assert m.policy is not None  # callers write criteria only where a policy was applied
    return m.policy


def _cites(m: Material, ids: Iterable[str]) -> tuple[str, ...]:
    """Ids of the policy passages that state these criteria, each once."""
    return tuple(dict.fromkeys(passage.id for id in ids for passage in m.passages.get(id, ())))


def _limits(m: Material) -> tuple[str, ...]:
    return tuple(f.criterion for f in m.determination.findings if f.allows is not None and f.status == "not_met")


def _listed(words: Iterable[str], last: str = "and") -> str:
    items = [word.replace("_", " ") for word in words]
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}"


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def _year(passage: Passage) -> str:
    return f" {passage.source.year}" if passage.source.year else ""
