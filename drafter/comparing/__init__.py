"""Drafts of one case side by side: first what differs in outcome, then reading by reading, then word by word.

Pure. `text` and `html` show a comparison to a person; JSON is the noun itself.
"""

from __future__ import annotations

import string
from collections.abc import Sequence

from drafter.domain import (
    ComparedDraft,
    Comparison,
    Draft,
    Finding,
    FindingComparison,
    LineComparison,
    LineDetermination,
    Section,
    SectionComparison,
    SectionName,
)
from drafter.errors import InputError

MOST = len(string.ascii_uppercase)
"""Drafts that can be set side by side: each has a letter."""


def compare(drafts: Sequence[Draft]) -> Comparison:
    """The comparison of two or more drafts of one case.

    Raises InputError for fewer, for drafts of several cases, and for an appeal beside what was drafted before it.
    """
    if not 2 <= len(drafts) <= MOST:
        raise InputError(f"{len(drafts)} drafts cannot be compared", todo=f"Name two to {MOST} drafts of one case.")
    for other in drafts[1:]:
        if not _of_one_case(drafts[0], other):
            what = f"{drafts[0].id} and {other.id} are drafts of different cases: {_apart(drafts[0], other)}"
            todo = "Draft one case twice (`drafter draft CASE --each-reader lexical,both`), or name drafts that "
            raise InputError(what, todo=todo + "`drafter history DRAFT` lists for one case.")
    if len({draft.case.review_level for draft in drafts}) > 1:
        what = "an appeal is judged without sight of what was recommended before it"
        raise InputError(what, todo="Compare drafts of one level of review.")
    records = {tuple(sorted(_record(draft).items())) for draft in drafts}
    return Comparison(
        drafts=tuple(_head(name, draft) for name, draft in zip(string.ascii_uppercase, drafts, strict=False)),
        lines=tuple(_lines(drafts)),
        sections=tuple(_sections(drafts)),
        same_record=len(records) == 1,
    )


def _record(draft: Draft) -> dict[str, str]:
    return {
        place: text for place, text in draft.case.quotable().items() if place == "text" or place.startswith("notes/")
    }


def _of_one_case(one: Draft, other: Draft) -> bool:
    """One reference of the plan, an edit of one another, or a text in common."""
    if one.case.id and other.case.id:
        return one.case.id == other.case.id
    return (
        one.parent == other.id
        or other.parent == one.id
        or bool(set(_record(one).values()) & set(_record(other).values()))
    )


def _apart(one: Draft, other: Draft) -> str:
    """What shows that two drafts are of different cases. A plan's reference is not told: it could lead to a member."""
    if one.case.id and other.case.id:
        return "their cases bear different references of the plan (`id`)"
    return "neither was made from the other, and no text of the one record stands in the other"


def _head(name: str, draft: Draft) -> ComparedDraft:
    made = draft.provenance
    found = {
        severity: tuple(v.code for v in draft.violations if v.severity == severity) for severity in ("error", "warning")
    }
    return ComparedDraft(
        name=name, draft=draft.id, status=draft.status, reader=made.reader, writer=made.writer, model=made.model,
        today=made.today, drafted_at=made.drafted_at, parent=draft.parent, corpus=made.corpus,
        errors=found["error"], warnings=found["warning"],
        tokens=None if made.tokens_in is None or made.tokens_out is None else (made.tokens_in, made.tokens_out),
    )  # fmt: skip


def _lines(drafts: Sequence[Draft]) -> list[LineComparison]:
    numbers = sorted({line.line for draft in drafts for line in draft.determination.lines})
    compared = []
    for n in numbers:
        sides = [next((line for line in draft.determination.lines if line.line == n), None) for draft in drafts]
        service = next(side.service for side in sides if side)
        compared.append(LineComparison(line=n, service=service, sides=tuple(sides), findings=tuple(_findings(sides))))
    return compared


def _findings(sides: Sequence[LineDetermination | None]) -> list[FindingComparison]:
    """Criterion by criterion: those read differently first, each group in the order of the policies."""
    ids = dict.fromkeys(finding.criterion for side in sides if side for finding in side.findings)
    compared = [
        FindingComparison(
            criterion=id,
            label=next((side.labels[id] for side in sides if side and id in side.labels), None),
            sides=tuple(_finding(side, id) for side in sides),
        )
        for id in ids
    ]
    return sorted(compared, key=lambda one: one.agree)


def _finding(side: LineDetermination | None, id: str) -> Finding | None:
    return next((finding for finding in side.findings if finding.criterion == id), None) if side else None


def _sections(drafts: Sequence[Draft]) -> list[SectionComparison]:
    keys: dict[tuple[SectionName, int | None], None] = {}
    for draft in drafts:
        keys |= dict.fromkeys((section.name, section.line) for section in draft.determination.sections)
    return [
        SectionComparison(
            name=name, line=line,
            sides=tuple(_words(section) for draft in drafts for section in [_section(draft, name, line)]),
        )
        for name, line in keys
    ]  # fmt: skip


def _section(draft: Draft, name: SectionName, line: int | None) -> Section | None:
    return next((s for s in draft.determination.sections if (s.name, s.line) == (name, line)), None)


def _words(section: Section | None) -> str:
    return "\n".join(statement.text for statement in section.statements) if section else ""
