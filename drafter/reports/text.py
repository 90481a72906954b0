"""Text for a terminal: a paragraph for each breach, with all its places, and the counts; a table for many pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from drafter import rules
from drafter.domain import Violation
from drafter.reports import FEW, Report, counted, line_of


def render(reports: Sequence[Report]) -> str:
    """The breaches of every page; of more than `FEW` pages the errors and a summary."""
    if len(reports) <= FEW:
        return "\n\n".join("\n".join(_page(report)) for report in reports)
    faulty = ["\n".join(_page(report)) for report in reports if report.errors]
    return "\n\n".join([*faulty, "\n".join(_summary(reports))])


def _page(report: Report) -> Iterator[str]:
    yield report.file
    alike: dict[tuple[str, str], list[Violation]] = {}
    for v in report.violations:
        alike.setdefault((v.code, v.message), []).append(v)
    for (code, message), found in alike.items():
        at = [str(line_of(v.start, report.page)) for v in found if v.start is not None]
        lines = f" ({'line' if len(at) == 1 else 'lines'} {', '.join(dict.fromkeys(at))})" if at else ""
        yield f"  {found[0].severity:<8}{code}  {found[0].where}{lines}\n          {message}"
    for violation, waiver in report.waived:
        yield f"  waived  {violation.code}  {violation.where}\n          by {waiver.by}: {waiver.reason}"
    for span in report.page.unparsed:
        words = report.page.text[span.start : span.end][:80]
        yield f"  unparsed (line {line_of(span.start, report.page)}): {words!r}"
    if report.page.not_found:
        yield f"  not found: {', '.join(report.page.not_found)}"
    yield f"  {counted(report.errors, 'error')}, {counted(report.warnings, 'warning')}{_unchecked(report)}"


def _unchecked(report: Report) -> str:
    if not report.not_checked or not report.page.text:
        return ""
    return f"; {counted(len(report.not_checked), 'rule')} not run for want of case, policy or findings (--format json)"


def _summary(reports: Sequence[Report]) -> Iterator[str]:
    """How often each rule spoke, on how many pages, and how many pages are clean."""
    times = Counter((v.code, v.severity) for report in reports for v in report.violations)
    pages = Counter(key for report in reports for key in {(v.code, v.severity) for v in report.violations})
    called = {code: f"{code}  {name}" for code, name, _, _ in rules.catalogue()}
    wide = max([len(called.get(code, code)) for code, _ in times], default=0) + 2
    if times:
        yield f"{'rule':<{wide}}{'severity':<10}{'breaches':>9}{'pages':>8}"
    for (code, severity), many in sorted(times.items(), key=lambda item: (-item[1], item[0])):
        yield f"{called.get(code, code):<{wide}}{severity:<10}{many:>9}{pages[code, severity]:>8}"
    clean = sum(not report.errors for report in reports)
    errors, warnings = sum(r.errors for r in reports), sum(r.warnings for r in reports)
    yield f"{counted(len(reports), 'page')}: {clean} without errors; {counted(errors, 'error')}, " + counted(
        warnings, "warning"
    )
