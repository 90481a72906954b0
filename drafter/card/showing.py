"""What a card of a draft says, as a page that stands nowhere yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, get_args

from drafter.card.words import DISCLAIMER, HOLDERS, STATUSES, TITLE, is_silent, place_words, plain
from drafter.domain import (
    Case,
    Determination,
    Disagreement,
    Draft,
    DraftStatus,
    Finding,
    Gap,
    LineDetermination,
    Page,
    PageFinding,
    PageGap,
    PageLine,
    PageReference,
    PageStatement,
    Quantity,
    SectionName,
    ServiceLine,
    Span,
    Verified,
    Violation,
    Waiver,
)

STANDING: Final[Mapping[str, str]] = {
    "drafted": "AI-assisted draft",
    "blocked": "AI-assisted draft, blocked by the checks below: no outcome is shown",
    "no_policy": "AI-assisted draft, no policy to judge by: for a physician's review",
}
OPEN_WHEN_BLOCKED: Final = ("title", "request", "violations", "reported", "disagreements", "records")
"""Sections that a blocked draft still shows: none of them speaks of an outcome."""
LONGEST_NAME = 80
"""Characters of a service's name that are shown; the request itself keeps all of them."""


def unplaced(page: Page) -> Page:
    """The same page wherever it stands: spans zeroed, text and seal gone."""
    parts = ("lines", "findings", "gaps", "statements", "references")
    zeroed = {name: tuple(p.model_copy(update={"span": Span()}) for p in getattr(page, name)) for name in parts}
    front = {key: value for key, value in page.front.items() if key != "seal"}
    return page.model_copy(update=zeroed | {"text": "", "unparsed": (), "front": front})


def shown(draft: Draft) -> Page:
    """What the card of this draft says. Of a blocked draft: no outcome, quantity, reason or gap."""
    blocked = draft.status == "blocked"
    statements = tuple(s for s in _statements(draft) if not blocked or s.section in OPEN_WHEN_BLOCKED)
    findings = tuple(f for line in draft.determination.lines for f in _findings(line, draft))
    return Page(
        text="",
        front=_front(draft),
        lines=tuple(_line(line, draft) for line in draft.determination.lines),
        findings=findings,
        gaps=() if blocked else tuple(_gaps(draft.determination.lines)),
        statements=statements,
        references=_references(draft, statements, findings),
        disclaimer=DISCLAIMER,
    )


def _front(draft: Draft) -> dict[str, str]:
    case, made = draft.case, draft.provenance
    entries = {
        "draft": draft.id,
        "parent": draft.parent,
        "schema": draft.schema_version,
        "status": draft.status,
        "codes": ", ".join(dict.fromkeys(line.code for line in draft.determination.lines if line.code)),
        "request_date": case.request_date,
        "service_date": case.service_date,
        "today": made.today,
        "payer": case.payer,
        "line_of_business": case.line_of_business,
        "review_type": case.review_type,
        "drafter": made.drafter,
        "reader": made.reader,
        "writer": made.writer,
        "model": made.model,
        "not_checked": ", ".join(draft.not_checked),
    }
    return {key: str(value) for key, value in entries.items() if value not in (None, "")}


def _line(line: LineDetermination, draft: Draft) -> PageLine:
    named = PageLine(
        line=line.line,
        code=line.code,
        service=service_name(line.service, line.code),
        outcome=None,
        no_outcome="blocked",
        policy=line.policy,
        policy_version=line.policy_version if line.policy else None,
        verified=_verified(line, draft) if line.policy else None,
        stage=line.stage if line.policy else None,
        candidates=line.candidates,
    )
    if draft.status == "blocked":
        return named
    told = {
        "outcome": line.outcome,
        "no_outcome": line.no_outcome,
        "basis": line.basis,
        "because": line.because,
        "quantity": quantity(line) if line.no_outcome is None else None,
        "blocking": line.blocking if line.no_outcome is None else (),
    }
    return named.model_copy(update=told)


def service_name(service: str, code: str | None) -> str:
    """The service on one line, without its code and cut at a word where it is long: it stands in headings."""
    words = " ".join(service.removesuffix(f" ({code})").split()) or service
    if len(words) <= LONGEST_NAME:
        return words
    cut = words[: LONGEST_NAME - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[LONGEST_NAME // 2 :] else cut) + "…"


def quantity(line: LineDetermination) -> str | None:
    """The certified quantity in words, such as "at most 1 of 3 sessions"; none where nothing is said of it."""
    if line.certified is None:
        return None
    words = _amount(line.certified)
    return f"at most {words}" if words and line.outcome == "pend" else words


def _amount(amount: Quantity) -> str | None:
    asked = "" if amount.of is None else f" of {amount.of}"
    most = max(amount.sessions or 0, amount.of or 0)
    once = amount.units is not None and amount.sessions == amount.of == 1  # a device, or half hours of a course
    sessions = None if amount.sessions is None or once else f"{amount.sessions}{asked} {_plural('session', most)}"
    units = None if amount.units is None else f"{amount.units} {_plural('unit', amount.units)}"
    return ", ".join(part for part in (sessions, units) if part) or None


def _plural(word: str, number: int) -> str:
    return word if number == 1 else f"{word}s"


def _verified(line: LineDetermination, draft: Draft) -> str | None:
    """The weakest way in which what we hold of the line's policy was checked."""
    mine = (p for p in draft.passages if p.policy == line.policy and p.version in (line.policy_version, None))
    held = {p.source.verified for p in mine if p.type == "policy"}
    return max(held, key=get_args(Verified).index, default=None)


def _labels(line: LineDetermination, draft: Draft) -> dict[str, str]:
    """What to call the criteria: as given, else by the heading under which the policy states them."""
    mine = (p for p in draft.passages if p.type == "policy" and line.policy and p.policy == line.policy)
    return {id: p.heading for p in mine for id in p.criteria} | dict(line.labels)


def _findings(line: LineDetermination, draft: Draft) -> list[PageFinding]:
    """Unmet, then undocumented, those on which the record is silent last, then met, then not applicable; within each in
    the order of the policy."""
    labels = _labels(line, draft)
    ranked = sorted(
        line.findings,
        key=lambda f: (list(STATUSES).index(f.status), is_silent(f.status, f.citations, f.rejected)),
    )
    return [_finding(line.line, finding, labels.get(finding.criterion, "")) for finding in ranked]


def _finding(line: int, finding: Finding, label: str) -> PageFinding:
    return PageFinding(
        line=line,
        criterion=finding.criterion,
        label=label,
        status=finding.status,
        why=logged(finding),
        quotes=tuple((c.place, c.quote) for c in finding.citations),
        nearest=tuple((n.cited.place, n.cited.quote, n.why) for n in finding.rejected),
    )


def logged(finding: Finding) -> str:
    """Why, and for what the record does not settle what was looked for: nobody need take an absence on trust. What is
    said of the nearest words stands beside these and is not said twice."""
    why = finding.why
    for near in finding.rejected:
        why = f"{why.removesuffix(f'; {near.why}.')}." if why.endswith(f"; {near.why}.") else why
    looked_for = f" Looked for: {', '.join(finding.looked_for)}." if finding.looked_for else ""
    return f"{why}{looked_for}"


def _gaps(lines: tuple[LineDetermination, ...]) -> Iterator[PageGap]:
    """First what the provider is asked, then what is looked up; what one stage alone needs comes last on its line."""
    for holder in HOLDERS:
        for line in lines:
            for gap in sorted((g for g in line.gaps if g.holder == holder), key=lambda g: g.stage is not None):
                yield PageGap(line=line.line, about=gap.about, holder=gap.holder, ask=gap.ask, stage=gap.stage)


def _statements(draft: Draft) -> Iterator[PageStatement]:
    """All that is said, in the order of the card."""
    yield PageStatement(section="title", text=TITLE)
    yield PageStatement(section="request", text=request_strip(draft.case, draft.status))
    for violation in draft.violations:
        yield PageStatement(section="violations", text=_violation(violation))
    for waiver in draft.waivers:
        yield PageStatement(section="violations", text=_waiver(waiver))
    yield from above_the_criteria(draft.determination)
    for line in draft.determination.lines:
        for holder in HOLDERS:
            if missing := _missing(line, holder, _labels(line, draft)):
                yield PageStatement(section="missing", line=line.line, text=missing)
    yield from _sections(draft)


def above_the_criteria(determination: Determination) -> Iterator[PageStatement]:
    """What a person must know beside the outcome: what is reported, and where the readers differ."""
    for text in determination.reported:
        yield PageStatement(section="reported", text=text)
    for line in determination.lines:
        for disagreement in line.disagreements:
            yield PageStatement(section="disagreements", line=line.line, text=_disagreement(disagreement))


def _missing(line: LineDetermination, holder: str, labels: Mapping[str, str]) -> str:
    """What one holder is asked for on one line, in short; the full requests stand below the criteria."""
    mine = [gap for gap in line.gaps if gap.holder == holder]
    stages = dict.fromkeys(gap.stage for gap in sorted(mine, key=lambda g: g.stage is not None))
    by_stage = []
    for stage in stages:
        asked = ", ".join(_about(gap, labels) for gap in mine if gap.stage == stage)
        by_stage.append(asked if stage is None else f"only if {stage}: {asked}")
    return f"{HOLDERS[holder].lower()}: {'; '.join(by_stage)}" if mine else ""


def _about(gap: Gap, labels: Mapping[str, str]) -> str:
    label = labels.get(gap.about)
    return f"{gap.about} ({label})" if label else gap.about


def _sections(draft: Draft) -> Iterator[PageStatement]:
    numbers = {reference.passage: reference.number for reference in draft.references}
    order = get_args(SectionName)
    for section in sorted(
        draft.determination.sections, key=lambda s: (order.index(s.name), -1 if s.line is None else s.line)
    ):
        for statement in section.statements:
            # A passage that is not in the list gets the number 0, which no list has: it is seen, and a rule finds it.
            marks = tuple(numbers.get(passage, 0) for passage in statement.cites)
            yield PageStatement(section=section.name, line=section.line, text=statement.text, marks=marks)


def request_strip(case: Case, status: DraftStatus) -> str:
    """The strip below the title: what is asked, when, what kind of review, and that this is a machine's draft."""
    asked = "; ".join(map(_asked, case.services))
    dates = [
        f"requested {case.request_date}" if case.request_date else "no date of request",
        f"service {case.service_date}" if case.service_date else "no date of service",
    ]
    level = "" if case.review_level == "initial" else f", {case.review_level}"
    urgent = "expedited " if case.urgency == "expedited" else ""
    review = f"{urgent}{case.review_type} review".capitalize()
    return f"Requested: {asked}. {review}{level}, {', '.join(dates)}. {STANDING[status]}."


def _asked(line: ServiceLine) -> str:
    schedule, units = line.schedule, f"x{line.units}" if line.units else ""
    if schedule and units and schedule.written.split()[:1] == [units]:
        units = ""  # written once, and read both as units and as sessions: "20553 x4 every 4 weeks"
    parts = [
        line.code or service_name(line.label, line.code),
        units,
        f"modifier {' '.join(line.modifiers)}" if line.modifiers else "",
        schedule.written if schedule else "",
        f"({schedule.sessions} {_plural('session', schedule.sessions)})" if schedule and schedule.sessions else "",
    ]
    return " ".join(filter(None, parts))


def _violation(violation: Violation) -> str:
    return f"{violation.code} ({violation.severity}), {violation.where}: {violation.message}"


def _waiver(waiver: Waiver) -> str:
    place = f", {waiver.where}" if waiver.where else ""
    return f"{waiver.code} (warning){place}: waived by {waiver.by} on {waiver.at.date()}: {waiver.reason}"


def _disagreement(disagreement: Disagreement) -> str:
    """Both readings with their quotations, in one sentence each."""
    return f"{disagreement.criterion}: " + " ".join(_reading(finding) for finding in disagreement.findings)


def _reading(finding: Finding) -> str:
    who = {"lexical": "The built-in reader", "model": "The model", "both": "Both readers"}[finding.reader]
    quotes = "; ".join(f'"{c.quote}" ({place_words(c.place)})' for c in finding.citations) or "no quotation"
    why = finding.why if finding.why[-1] in ".!?" else f"{finding.why}."
    return f"{who} reads {plain(finding.status)} from {quotes}. {why}"


def _references(
    draft: Draft, statements: tuple[PageStatement, ...], findings: tuple[PageFinding, ...]
) -> tuple[PageReference, ...]:
    """The numbered list; of a blocked draft only what the parts still shown rest on, as nothing else cites the rest."""
    marked = {number for statement in statements for number in statement.marks}
    quoted = {said[0] for finding in findings for said in (*finding.quotes, *finding.nearest)}
    return tuple(
        PageReference(number=r.number, type=r.type, passage=r.passage, text=r.text)
        for r in draft.references
        if draft.status != "blocked" or r.number in marked or f"passage:{r.passage}" in quoted
    )
