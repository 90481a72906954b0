"""A report as text for a terminal of 80 columns: figures, tables, and row by row the errors that matter most."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from drafter.evals import notes
from drafter.evals.notes import ScoredLine
from drafter.evals.report import Report
from drafter.evals.scored import (
    Scored,
    confusion,
    false_adverse,
    false_clear,
    folds,
    grouped,
    left_open,
    shares,
)
from drafter.measures import STATUSES, Confusion, Share

_WIDTH = 80
_NAMES = {"met": "met", "not_met": "not met", "not_documented": "not documented"}


def as_text(report: Report) -> str:
    """The whole report."""
    blocks = [_wrapped(f"{report.suite.name}: {report.suite.measures}"), *_read_by(report)]
    if report.rows:
        blocks += [*_halves(report.rows), *_scored("type", report.rows)]
    if report.lines:
        blocks += [_heading(f"Whole notes: {len(report.lines)} service lines"), figures(notes.shares(report.lines))]
        blocks += [*_scored("kind", report.criteria), *_lines(report.lines)]
    return "\n\n".join(blocks)


def _read_by(report: Report) -> Iterator[str]:
    if report.model and report.reader == "model":
        yield _wrapped(f"Read by the language model {report.model}.")
    elif report.model:
        found = report.disputed
        yield _wrapped(
            f"Read by the built-in reader and by the language model {report.model}; they differ on {found.count} of "
            f"{found.n} ({percent(found.value)}), which are left open."
        )


def _scored(heading: str, scored: Sequence[Scored]) -> Iterator[str]:
    yield figures(shares(scored))
    yield by_name(heading, grouped(scored, lambda s: s.type))
    yield matrix(confusion(scored))
    yield listed("False adverse, read as not met", false_adverse(scored))
    yield listed("False clear, read as met", false_clear(scored))
    yield _left(left_open(scored))
    if wrong := [s for s in scored if s.altered]:
        yield listed("With a citation that does not stand as quoted", wrong)
    if unscored := [s for s in scored if s.read is None]:
        yield listed("Could not be scored", unscored)


def _left(scored: Sequence[Scored]) -> str:
    """The ids alone of what was left open; those of one line of a note together."""
    places: dict[str, list[str]] = {}
    for s in scored:
        place, _, last = s.id.rpartition(" ")
        places.setdefault(place, []).append(last)
    each = (f"{place}: {' '.join(ids)}" if place else " ".join(ids) for place, ids in places.items())
    body = (textwrap.fill(text, _WIDTH, initial_indent="  ", subsequent_indent="    ") for text in each)
    return "\n".join([_count("Settled by the reference and left open", scored), *body])


def _halves(scored: Sequence[Scored]) -> Iterator[str]:
    if halves := grouped(scored, lambda s: s.half):
        said = "The grammar was written on the develop half alone; the held-out half is the figure to report."
        yield f"{by_name('half', halves)}\n{_wrapped(said)}"
    found = folds(scored)
    if found["mean"] is not None:
        each = ", ".join(f"{name} {percent(found[name])}" for name in ("mean", "sd", "least", "most"))
        said = f"Accuracy over {found['folds']} folds of {found['families']} families: {each}."
        yield _wrapped(f"{said} Nothing is fitted between folds.")


# --------------------------------------------------------------------------------------------------------- figures


def percent(value: float | None) -> str:
    """A share in percent with one decimal; a dash where there is none."""
    return "-" if value is None else f"{100 * value:.1f} %"


def figures(named: Mapping[str, Share]) -> str:
    """Figures with what they are of and their intervals, one a line."""
    lines = [f"{'':<28}{'value':>9}{'count':>13}   95 % interval"]
    for name, share in named.items():
        low, high = share.interval or (None, None)
        between = f"{percent(low)} to {percent(high)}" if share.n else "-"
        lines.append(f"{_figure(name):<28}{percent(share.value):>9}{_counted(share):>13}   {between}")
    return "\n".join(lines)


def _figure(name: str) -> str:
    what, _, status = name.partition("_")
    return f"{what}, {_NAMES[status]}" if status in _NAMES else name.replace("_", " ")


def _counted(share: Share) -> str:
    return f"{share.count}/{share.n}"


def by_name(heading: str, groups: Mapping[str, Sequence[Scored]]) -> str:
    """A line for each group: how many, accuracy, recall and precision of each status, and the two errors."""
    names = [heading, "n", "accuracy", "met", "not", "open", "met", "not", "open", "adv.", "clear"]
    table = [names, *(_cells(name, scored) for name, scored in groups.items())]
    wide = [max(len(line[n]) for line in table) for n in range(len(names))]
    over = ["", "recall of", "precision of", "false"]
    spans = [sum(wide[a:b]) + 2 * (b - a) for a, b in ((0, 3), (3, 6), (6, 9), (9, 11))]
    head = "".join(label.ljust(span) for label, span in zip(over, spans, strict=True)).rstrip()
    lines = ("  ".join([line[0].ljust(wide[0]), *map(str.rjust, line[1:], wide[1:])]) for line in table)
    return "\n".join([head, *lines])


def _cells(name: str, scored: Sequence[Scored]) -> list[str]:
    table = confusion(scored)
    of = [_counted(figure(status)) for figure in (table.recall, table.precision) for status in STATUSES]
    errors = [str(table.false_adverse.count), str(table.false_clear.count)]
    return [name, str(len(scored)), percent(table.accuracy.value), *of, *errors]


def matrix(table: Confusion) -> str:
    """The confusion matrix."""
    lines = [f"{'reference, read as:':<21}" + "".join(f"{_NAMES[status]:>17}" for status in STATUSES)]
    for reference in STATUSES:
        counts = (table.count((reference,), (read,)) for read in STATUSES)
        lines.append(f"{_NAMES[reference]:<21}" + "".join(f"{count:>17}" for count in counts))
    return "\n".join(lines)


# ---------------------------------------------------------------------------------------------------------- one by one


def listed(heading: str, scored: Sequence[Scored]) -> str:
    """One by one: id, reference and reading, the phrase, what the reader says, what the label says."""
    return "\n".join([_count(heading, scored), *(line for s in scored for line in _row(s))])


def _count(heading: str, found: Sequence[object]) -> str:
    return f"{heading} ({len(found)}):{'' if found else ' none'}"


def _row(s: Scored) -> Iterable[str]:
    yield f"  {s.id}  {_NAMES[s.reference]}, {f'read as {_NAMES[s.read]}' if s.read else 'not scored'}"
    quoted = " … ".join(c.quote for c in s.citations) if s.read in ("met", "not_met") else ""
    for name, text in (("phrase", s.phrase), ("quoted", quoted), ("reader", s.why), ("label", s.label)):
        if text and not (name == "quoted" and s.phrase):
            yield textwrap.fill(text, _WIDTH, initial_indent=f"    {name}: ", subsequent_indent="      ")


def _lines(lines: Sequence[ScoredLine]) -> Iterator[str]:
    """Lines whose outcome is another than the reference's; contested ones are marked."""
    errors = {
        "False adverse outcomes": [s for s in lines if s.outcome == "not_certify" != s.expected],
        "False certifications": [s for s in lines if s.over_certified],
        "Other outcomes than the reference's": [
            s for s in lines if s.made and s.outcome not in (s.expected, "not_certify") and not s.over_certified
        ],
        "Lines that could not be scored": [s for s in lines if s.made is None],
    }
    for heading, found in errors.items():
        body = (
            textwrap.fill(
                f"{s.id}{' (contested)' if s.contested else ''}: {s.expected}, decided {s.outcome or 'not'}: {s.why}",
                _WIDTH, initial_indent="  ", subsequent_indent="    ",
            )
            for s in found
        )  # fmt: skip
        yield "\n".join([_count(heading, found), *body])


def _heading(text: str) -> str:
    return f"{text}\n{'-' * len(text)}"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, break_on_hyphens=False)
