"""What the template says of a card: its sentences made anew from its verdicts, rows and references, without the case.

The template draws on nothing of the case but what a card shows, the records reviewed aside, so the sentences of a card
by the template follow from the rest of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

from drafter.domain import (
    QUESTIONS,
    Case,
    Finding,
    Gap,
    LineDetermination,
    Page,
    PageLine,
    Passage,
    Policy,
    Quantity,
    Section,
    Status,
)
from drafter.writing import template

_QUANTITY = re.compile(r"(\d+) of (\d+) sessions?\b")
_WITHIN = re.compile(
    r"(?P<id>[A-Z]{1,3}\d{1,3}), not met\. .* Sessions that stay within it: (?P<allows>\d+)\.", re.DOTALL
)

# A card does not show all that these nouns hold, and the template does not ask for the rest.
_case: Any = Case.model_construct
_line: Any = LineDetermination.model_construct
_finding: Any = Finding.model_construct
_gap: Any = Gap.model_construct


def sections(page: Page, policies: Iterable[Policy], passages: Iterable[Passage]) -> tuple[Section, ...] | None:
    """The written sections of a card, records reviewed aside.

    None of a page whose sentences the template did not write, that withholds an outcome, that names a policy, a
    criterion or a status which is none, or whose verdict rests on nothing: of those, other rules speak.
    """
    front = page.front
    if page.foreign or front.get("writer") != "template" or front.get("status") == "blocked" or not page.lines:
        return None
    held = {(policy.id, policy.version): policy for policy in policies}
    applied = [held.get((line.policy or "", line.policy_version or "")) for line in page.lines]
    if not all(_is_whole(page, line, policy) for line, policy in zip(page.lines, applied, strict=True)):
        return None
    shown = list(passages)
    known = {passage.id: passage for passage in shown}
    cited = [known[r.passage] for r in page.references if r.passage in known]
    materials = [
        template.Material(
            determination=_determination(page, line, policy), policy=policy, passages=_of(policy, shown),
            evidence=_evidence(page, line.line, known), precedents=[p for p in cited if p.type == "determination"],
        )
        for line, policy in zip(page.lines, applied, strict=True)
    ]  # fmt: skip
    case: Case = _case(review_type=front.get("review_type"))
    try:
        written = template.write(case, materials)
    except IndexError:  # the template lists what a verdict rests on; of one that rests on nothing it cannot write
        return None
    # A card does not show which policy a routed line was routed by.
    routed = {line.line for line in page.lines if line.no_outcome == "routed"}
    return tuple(section for section in written if section.name != "records" and section.line not in routed)


def _is_whole(page: Page, line: PageLine, policy: Policy | None) -> bool:
    """Whether the line can be written of: one verdict, known statuses, and criteria of a policy that is held."""
    if (line.outcome is None) == (line.no_outcome is None) or line.no_outcome == "withheld":
        return False
    if policy is None:
        return line.policy is None and line.outcome is None
    ids = {criterion.id for criterion in policy.criteria}
    rows = [row for row in page.findings if row.line == line.line]
    named = {row.criterion for row in rows} | (set(line.blocking) - set(QUESTIONS))
    return named <= ids and all(row.status in get_args(Status) for row in rows)


def _determination(page: Page, line: PageLine, policy: Policy | None) -> LineDetermination:
    """The line as its card shows it."""
    found = _QUANTITY.search(line.quantity or "")
    made: LineDetermination = _line(
        line=line.line, service=line.service, outcome=line.outcome, no_outcome=line.no_outcome, basis=line.basis,
        certified=Quantity.model_construct(sessions=int(found[1]), of=int(found[2])) if found else None,
        blocking=line.blocking, findings=tuple(_findings(page, line.line, policy)) if policy else (),
        gaps=tuple(_gap(about=gap.about) for gap in page.gaps if gap.line == line.line),
        because=line.because, candidates=line.candidates,
    )  # fmt: skip
    return made


def _findings(page: Page, line: int, policy: Policy) -> Iterable[Finding]:
    """The rows of a line in the policy's order, each with the sessions that its sentence says a limit leaves."""
    told = (_WITHIN.match(s.text) for s in page.statements if (s.section, s.line) == ("reasoning", line))
    allows = {found["id"]: int(found["allows"]) for found in told if found}
    order = [criterion.id for criterion in policy.criteria]
    for row in sorted((r for r in page.findings if r.line == line), key=lambda r: order.index(r.criterion)):
        yield _finding(
            criterion=row.criterion, status=row.status, allows=allows.get(row.criterion), citations=row.quotes,
            rejected=row.nearest,
        )  # fmt: skip


def _of(policy: Policy | None, passages: Sequence[Passage]) -> Mapping[str, tuple[Passage, ...]]:
    """Passages of the policy, by the criterion they state."""
    found: dict[str, tuple[Passage, ...]] = {}
    for passage in passages if policy else ():
        if policy and passage.policy == policy.id and passage.version in (None, policy.version):
            found |= {id: (*found.get(id, ()), passage) for id in passage.criteria}
    return found


def _evidence(page: Page, line: int, known: Mapping[str, Passage]) -> list[Passage]:
    """The guidelines and studies that the reasoning on a line cites, in their order."""
    entries = {reference.number: known.get(reference.passage or "") for reference in page.references}
    said = (s for s in page.statements if (s.section, s.line) == ("reasoning", line))
    cited = (entries.get(number) for statement in said for number in statement.marks)
    return list({p.id: p for p in cited if p and p.type in ("guideline", "research")}.values())
