"""A report as text for a terminal of 80 columns: figures, tables, and row by row the errors that matter most."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from drafter.evals.readings import Scored
from drafter.evals.report import Report, confusion, folds, shares
from drafter.measures import STATUSES, Confusion, Share

_WIDTH = 80
_NAMES = {"met": "met", "not_met": "not met", "not_documented": "not documented"}
_FIGURES = {
    "accuracy": "accuracy",
    **{f"{what}_{s}": f"{what}, {name}" for what in ("recall", "precision") for s, name in _NAMES.items()},
    "false_adverse": "false adverse", "false_clear": "false clear", "citations_verbatim": "citations verbatim",
    "could_not_score": "could not score",
}  # fmt: skip


def as_text(report: Report) -> str:
    """The whole report."""
    blocks = [f"{report.suite.name}: {report.suite.measures}", *(_by_half(report)), figures(shares(report.scored))]
    blocks += [by_name("type", report.by(lambda s: s.row.type)), matrix(confusion(report.scored))]
    blocks += _errors(report)
    return "\n\n".join(blocks)


def percent(value: float | None) -> str:
    """A share in percent with one decimal; a dash where there is none."""
    return "-" if value is None else f"{100 * value:.1f} %"


def figures(named: dict[str, Share]) -> str:
    """Figures with what they are of and their intervals, one a line."""
    lines = [f"{'':<28}{'value':>9}{'count':>13}   95 % interval"]
    for name, share in named.items():
        low, high = share.interval or (None, None)
        between = f"{percent(low)} to {percent(high)}" if share.n else "-"
        lines.append(f"{_FIGURES.get(name, name):<28}{percent(share.value):>9}{_counted(share):>13}   {between}")
    return "\n".join(lines)


def _counted(share: Share) -> str:
    return f"{share.count}/{share.n}"


def by_name(heading: str, groups: dict[str, tuple[Scored, ...]]) -> str:
    """A line for each group: rows, accuracy, recall and precision of each status, and the two errors."""
    wide = max([len(heading), *map(len, groups)]) + 1
    lines = [
        f"{'':<{wide}}{'':>6}{'':>9}  {'recall':<22}{'precision':<22}{'false':>7}{'false':>6}".rstrip(),
        f"{heading:<{wide}}{'rows':>6}{'accuracy':>9}"
        + f"{'met':>6}{'not':>7}{'open':>8}" * 2
        + f"{'adv.':>8}{'clear':>6}",
    ]
    for name, scored in groups.items():
        table = confusion(scored)
        cells = [_counted(share) for of in (table.recall, table.precision) for share in map(of, STATUSES)]
        body = "".join(f"{cell:>{width}}" for cell, width in zip(cells, (6, 7, 8) * 2, strict=True))
        errors = f"{table.false_adverse.count:>8}{table.false_clear.count:>6}"
        lines.append(f"{name:<{wide}}{len(scored):>6}{percent(table.accuracy.value):>9}{body}{errors}")
    return "\n".join(lines)


def matrix(table: Confusion) -> str:
    """The confusion matrix."""
    names = [_NAMES[status] for status in STATUSES]
    lines = [f"{'reference, read as:':<21}" + "".join(f"{name:>17}" for name in names)]
    for reference in STATUSES:
        counts = (table.count((reference,), (read,)) for read in STATUSES)
        lines.append(f"{_NAMES[reference]:<21}" + "".join(f"{count:>17}" for count in counts))
    return "\n".join(lines)


def _by_half(report: Report) -> Iterator[str]:
    halves = report.by(lambda s: s.row.half)
    if halves:
        said = "The grammar was written on the develop half alone; the held-out half is the figure to report."
        yield f"{by_name('half', halves)}\n{said}"
    found = folds(report.scored)
    if found["mean"] is not None:
        yield "\n".join(
            textwrap.wrap(
                f"Over {found['folds']} folds of {found['families']} families: accuracy {percent(found['mean'])} on"
                f" average, standard deviation {percent(found['sd'])}, from {percent(found['least'])} to"
                f" {percent(found['most'])}. Nothing is fitted between folds.",
                _WIDTH,
            )
        )


def _errors(report: Report) -> Iterator[str]:
    yield listed("False adverse, read as not met", report.false_adverse)
    yield listed("False clear, read as met", report.false_clear)
    left = [s.row.id for s in report.scored if s.read == "not_documented" and s.row.reference != "not_documented"]
    yield "\n".join(
        textwrap.wrap(f"Settled by the reference and left open ({len(left)}): {' '.join(left) or 'none'}", _WIDTH)
    )
    if any(s.altered for s in report.scored):
        yield listed("Citations that do not stand in the phrase", [s for s in report.scored if s.altered])
    if report.unscored:
        yield listed("Could not be scored", report.unscored)


def listed(heading: str, scored: Sequence[Scored]) -> str:
    """Rows one by one: id, reference and reading, the phrase, what the reader says, what the label says."""
    return "\n".join(
        [f"{heading} ({len(scored)}):" + ("" if scored else " none"), *(line for s in scored for line in _row(s))]
    )


def _row(s: Scored) -> Iterable[str]:
    read = _NAMES[s.read] if s.read else "not scored"
    yield f"  {s.row.id}  {_NAMES[s.row.reference]}, read as {read}"
    for name, text in (("phrase", s.row.phrase), ("reader", s.why), ("label", s.row.why)):
        if text:
            yield textwrap.fill(text, _WIDTH, initial_indent=f"    {name}: ", subsequent_indent="      ")
