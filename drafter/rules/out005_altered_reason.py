"""A verdict or a criteria row gives another reason, policy or stage than was found.

Why: The reasons are composed by code from what was read; words changed afterwards explain what nobody found.
Wrong: because the record shows failed therapy (found: the record does not settle A2)
Right: because the record does not settle A2
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter import card
from drafter.domain import Finding, Ground, LineDetermination, Page, PageFinding, PageLine
from drafter.rules.applied import is_blocked
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "error"
NEEDS = frozenset({"determination"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every reason, policy, version or stage that differs."""
    lines = {line.line: line for line in ground.determination.lines} if ground.determination else {}
    for line in page.lines:
        found = lines.get(line.line)
        for part, said, due in _pairs(line, found, is_blocked(page)) if found else ():
            if said != due:
                message = f"The {part} is given as {said!r}, but was found to be {due!r}; give what was found."
                yield at(page, line.span, on_line(line.line, part), message, said or "")
    found_by_id = {(f.line, f.criterion): f for line in lines.values() for f in line.findings}
    for row in page.findings:
        finding = found_by_id.get((row.line, row.criterion))
        for said, due in _reasons(row, finding) if finding else ():
            if said == due:
                continue
            message = f"The reason is given as {said!r}, but was found to be {due!r}; give what was found."
            yield at(page, row.span, on_line(row.line, row.criterion), message, said)


def _pairs(line: PageLine, found: LineDetermination, blocked: bool) -> Iterator[tuple[str, str | None, str | None]]:
    yield "policy", line.policy, found.policy
    yield "version", line.policy_version, found.policy_version if found.policy else None
    yield "stage", line.stage, found.stage if found.policy else None
    if not blocked:
        yield "reason", line.because, found.because


def _reasons(row: PageFinding, finding: Finding) -> Iterator[tuple[str, str]]:
    """Pairs of reason as written and as found: of the row, and of the nearest places that do not settle it."""
    yield row.why, card.logged(finding)
    yield from zip((why for _, _, why in row.nearest), (near.why for near in finding.rejected), strict=False)
