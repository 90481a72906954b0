"""A run as text for a terminal of 80 columns: figures, tables, the errors that matter one by one, and last the gate."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from drafter.evals.accepted import Baseline
from drafter.evals.drafts.baseline import told
from drafter.evals.drafts.figures import COUNTED, Figure, Figures, Run
from drafter.evals.drafts.record import OUTCOMES, CriterionScore, LineScore, Record
from drafter.evals.gate import Change, Verdict
from drafter.evals.showing import matrix, percent
from drafter.measures import STATUSES, Confusion, Share

WIDTH = 80
"""Columns that a report fits in."""

GROUPS: Mapping[str, Sequence[str]] = {
    "Safety": ("false_certifications", "false_adverse_outcomes", "false_adverse", "false_clear"),
    "Outcomes": ("outcome_agreement", "case_agreement", "blocking_agreement", "needlessly_pended", "stage_agreement",
                 "blocked"),
    "Criteria": ("accuracy", "blocking_accuracy", "recall_met", "recall_not_met", "recall_not_documented",
                 "precision_met", "precision_not_met", "precision_not_documented"),
    "Requests": ("request_recall", "request_precision"),
    "Support": ("citations_verbatim", "citations_resolved", "findings_supported", "unsupported_sentences"),
    "Repeats": ("right_every_time", "same_every_time"),
    "Not scored": ("lines_not_scored", "could_not_score", "cases_not_scored"),
}  # fmt: skip
"""Measures under headings, in the order of reports."""

_NAME = 29
"""Columns of a name in a table of groups."""
_LONG = 12
"""Entries of a list that are shown; a longer one names the rest by number."""


def render(run: Run, verdict: Verdict | None, baseline: Baseline | None) -> str:
    """The whole report."""
    figures = run.all
    blocks = [
        _heading(run),
        _table(run),
        _others(run),
        _by("kind", figures.by(lambda line, one: one.kind)),
        _by("policy", figures.by(lambda line, one: line.policy)),
        matrix(figures.confusion),
        outcomes(figures),
        _violations(figures),
        *_errors(run),
    ]
    if verdict and baseline:
        blocks.append(gate(run, verdict, baseline))
    return "\n\n".join(block for block in blocks if block)


def _heading(run: Run) -> str:
    made, figures = run.header.made_with, run.all
    lines, criteria = (sum(1 for _ in many) for many in (figures.lines, figures.criteria))
    contested = sum(record.contested for record in run.records)
    settings = made.settings
    model = f", model {settings.model}" if settings.asks_model else ""
    repeats = f", {settings.repeats} drafts of each case" if settings.repeats > 1 else ""
    said = (
        f"{len(run.records)} of {run.header.cases} cases ({contested} contested), {lines} lines, {criteria} criteria;"
        f" reader {settings.reader}, writer {settings.writer}{model}{repeats}."
    )
    return _wrapped(f"{made.suite}: {run.header.measures}") + "\n" + _wrapped(said)


def _table(run: Run) -> str:
    """Every share: of the cases that nobody would contest with interval, and of the contested ones beside them."""
    rows = [f"{'':<28}{'settled cases':<37}{'contested':<15}".rstrip()]
    for heading, names in GROUPS.items():
        rows.append(heading)
        for name in names:
            settled, contested = run.settled.shares[name], run.contested.shares[name]
            if not settled.n and not contested.n:
                continue
            beside = f"{percent(contested.value):>8}{_counted(contested):>9}" if contested.n else ""
            rows.append(f"  {plain(name):<25}{_share(settled)}{beside}".rstrip())
            if name in COUNTED and settled.n:
                rows.append(f"    at most {percent(run.settled.upper_bounds[name])} with 95 % confidence")
    return "\n".join(rows)


def _share(share: Share) -> str:
    low, high = share.interval or (None, None)
    between = f"{100 * low:.1f} to {100 * high:.1f} %" if low is not None and high is not None else "-"
    return f"{percent(share.value):>8}{_counted(share):>10}  {between:<17}"


def _counted(share: Share) -> str:
    return f"{share.count}/{share.n}" if share.n else "-"


def _others(run: Run) -> str:
    """What is no share, of all cases."""
    rows = [f"{'of all cases':<28}{'value':>7}{'n':>10}  95 % interval, by cases"]
    for name, figure in run.all.others.items():
        if is_told(name, figure):
            rows.append(f"  {plain(name):<25}{_number(figure)}")
    return "\n".join(rows)


def is_told(name: str, figure: Figure) -> bool:
    """Whether there is something to say: a number, and tokens only where a model was asked."""
    return figure.value is not None and not (name.startswith("tokens") and figure.value == 0)


def _number(figure: Figure) -> str:
    between = f"{figure.interval[0]:.3g} to {figure.interval[1]:.3g}" if figure.interval else "-"
    return f"{figure.value:>8.3g}{figure.n:>10}  {between}"


def plain(name: str) -> str:
    """A measure in words, such as "recall, not met"."""
    what, _, status = name.partition("_")
    if what in ("recall", "precision"):
        return f"{what}, {status.replace('_', ' ')}"
    if what in ("kappa", "pabak", "ac1"):
        return f"{ {'kappa': 'kappa', 'pabak': 'PABAK', 'ac1': 'AC1'}[what] } of {status}"
    return {"seconds": "seconds per draft", "cost": "cost per case"}.get(name, name.replace("_", " "))


def _by(heading: str, groups: Mapping[str, Confusion]) -> str:
    """For each group accuracy, recall of each status, and the two errors."""
    over = f"{'recall of':>{_NAME + 14}}{'false':>28}"
    rows = [over, f"{heading:<{_NAME}}{'accuracy':>9}{'met':>9}{'not met':>8}{'open':>9}{'adverse':>9}{'clear':>6}"]
    for name, table in groups.items():
        short = name if len(name) < _NAME else f"{name[: _NAME - 2]}…"
        recall = "".join(f"{_counted(table.recall(s)):>{wide}}" for s, wide in zip(STATUSES, (9, 8, 9), strict=True))
        errors = f"{table.false_adverse.count:>9}{table.false_clear.count:>6}"
        rows.append(f"{short:<{_NAME}}{percent(table.accuracy.value):>9}{recall}{errors}")
    return "\n".join(rows)


def outcomes(figures: Figures) -> str:
    """The confusion of outcomes."""
    short = {"certify": "certify", "certify_modified": "in part", "pend": "pend", "not_certify": "not", "none": "none"}
    rows = [f"{'reference, drafted as:':<24}" + "".join(f"{short[made]:>10}" for made in OUTCOMES)]
    for reference, row in figures.outcomes.items():
        rows.append(f"{reference.replace('_', ' '):<24}" + "".join(f"{row[made]:>10}" for made in OUTCOMES))
    return "\n".join(rows)


def _violations(figures: Figures) -> str:
    if not figures.violations:
        return "Violations on the cards: none"
    return _wrapped("Violations on the cards: " + ", ".join(f"{c} {n}" for c, n in figures.violations.items()))


# ---------------------------------------------------------------------------------------------------------- one by one


def _errors(run: Run) -> Iterator[str]:
    lines, criteria = list(run.all.lines), list(run.all.criteria)
    wrong = [(r, line) for r, line in lines if line.made and not line.agreed]
    graver = [(r, line) for r, line in lines if line.false_certification or line.false_adverse]
    yield _listed("False certifications", (_line(r, line) for r, line in graver if line.false_certification))
    yield _listed("False adverse outcomes", (_line(r, line) for r, line in graver if line.false_adverse))
    others = ((r, line) for r, line in wrong if not line.false_certification and not line.false_adverse)
    yield _listed("Other outcomes than the reference's", (_line(r, line) for r, line in others))
    adverse = [found for found in criteria if found[2].read == "not_met" != found[2].reference]
    clear = [found for found in criteria if found[2].read == "met" != found[2].reference]
    yield _listed("Read as not met, and not so by the reference", (_criterion(*found) for found in adverse))
    yield _listed("Read as met, and not so by the reference", (_criterion(*found) for found in clear))
    unread = ((r, line) for r, line in lines if (line.why and not r.unscored))
    if found := [f"{r.name} line {line.line + 1}: {line.why}" for r, line in unread]:
        yield _listed("Lines judged otherwise, whose criteria cannot be scored", found)
    if unscored := [f"{record.name}: {record.unscored}" for record in run.records if record.unscored]:
        yield _listed("Cases that could not be scored", unscored)


def _line(record: Record, line: LineScore) -> str:
    where, contested = f"line {line.line + 1}", " (contested)" if record.contested else ""
    ours, theirs = dict(told(record, "made"))[where], dict(told(record, "reference"))[where]
    because = line.made.because if line.made else line.why
    if line.made and line.made.outcome == "blocked":
        because = f"by {', '.join(record.violations)}; else {because}"
    return f"{record.name} {where}{contested}: {theirs}, drafted {ours}: {because}"


def _criterion(record: Record, line: LineScore, one: CriterionScore) -> str:
    contested = " (contested)" if record.contested else ""
    labelled = one.reference.replace("_", " ")
    reason = f" (reference: {one.label})" if one.label else ""
    return f"{record.name} line {line.line + 1} {one.criterion}{contested}: {labelled}: {one.why}{reason}"


def _listed(heading: str, entries: Iterable[str]) -> str:
    found = list(entries)
    rows = [f"{heading} ({len(found)}):{'' if found else ' none'}"]
    rows += [_item(one) for one in found[:_LONG]]
    if len(found) > _LONG:
        rows.append(f"  and {len(found) - _LONG} more; the HTML report and --format json name them all")
    return "\n".join(rows)


# ----------------------------------------------------------------------------------------------------------------- gate


def gate(run: Run, verdict: Verdict, baseline: Baseline) -> str:
    """What the gate says, the changed cases named."""
    accepted = baseline.accepted[-1]
    rows = [
        _wrapped(
            f"Beside the run accepted on {accepted.at.date()} by {accepted.by} ({accepted.why}):"
            f" {verdict.compared} cases compared, {len(verdict.lost)} lost, {len(verdict.gained)} gained"
            f" (McNemar p = {verdict.p:.3g})."
        )
    ]
    rows += [_wrapped(f"Not compared, {why}: {few(of)}.") for why, of in verdict.left_out.items() if of]
    rows.append(_changes(run, verdict.changes))
    if verdict.closed:
        rows.append("The gate is CLOSED:")
        rows += [_item(loss) for loss in verdict.losses]
    else:
        rows.append("The gate is open: no significant loss, and none in safety.")
    return "\n".join(rows)


def _changes(run: Run, changes: Sequence[Change]) -> str:
    """Outcomes that changed before readings that did; all are named."""
    theirs = {record.name: dict(told(record, "reference")) for record in run.records}
    entries = []
    for one in sorted(changes, key=lambda one: one.place.count(" ") > 1):
        right = theirs[one.case].get(one.place, "nothing")
        contested = " (contested)" if one.contested else ""
        entries.append(f"{one.case} {one.place}{contested}: {one.before} → {one.now}; reference {right}")
    rows = [f"Changed ({len(entries)}):{'' if entries else ' nothing'}"]
    rows += [_item(one) for one in entries[:40]]
    if len(entries) > 40:
        named = ", ".join(dict.fromkeys(one.case for one in changes))
        rows.append(_item(f"and {len(entries) - 40} more; in all: {named}"))
    return "\n".join(rows)


def few(cases: Sequence[str]) -> str:
    """The first names of a list, and how many more there are."""
    more = len(cases) - _LONG
    return ", ".join(cases[:_LONG]) + (f" and {more} more" if more > 0 else "")


def _item(text: str) -> str:
    """An entry of a list."""
    return textwrap.fill(text, WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH, break_on_hyphens=False)
