"""The page filled in, case by case from the log."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from drafter import card
from drafter.card.words import NO_OUTCOMES, OUTCOMES, SECTIONS, STATUSES, plain
from drafter.domain import Page
from drafter.evals.accepted import Baseline
from drafter.evals.drafts import log
from drafter.evals.drafts.figures import COUNTED, Figures, Run
from drafter.evals.drafts.record import CriterionScore, LineScore, Quoted, Record, Text
from drafter.evals.drafts.reporting import text
from drafter.evals.drafts.reporting.html import plots
from drafter.evals.gate import Verdict

_NAMES = {"certify": "certify", "certify_modified": "in part", "pend": "pend", "not_certify": "not certify",
          "none": "none", "met": "met", "not_met": "not met", "not_documented": "not documented"}  # fmt: skip
_WRITTEN = ("violations", "reported", "missing", "reasoning", "path_forward")


def parts(run: Run, verdict: Verdict | None, baseline: Baseline | None) -> Iterator[str]:
    """The page in pieces: what stands above the cases, each case, and the end."""
    environment = _environment()
    given: dict[str, Any] = {"run": run, "verdict": verdict, "baseline": baseline, "plain": text.plain, "few": text.few}
    yield environment.get_template("head.html.jinja").render(**given, **_overview(run))
    template, moved = environment.get_template("case.html.jinja"), _moved(verdict)
    for record in log.read(run.folder):
        yield template.render(
            record=record, changes=moved.get(record.name, ()), tags=_tags(record, moved), lines=_lines(record),
            texts=[(one, list(segments(one, record))) for one in record.record], page=_page(record),
            said=_said(_page(record)), outcome=_outcome, statuses=STATUSES, cost=run.all.cost(record),
        )  # fmt: skip
    yield environment.get_template("foot.html.jinja").render(**given)


@cache
def _environment() -> Any:
    import jinja2

    loader = jinja2.FileSystemLoader(Path(__file__).parent)
    return jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


# ---------------------------------------------------------------------------------------------------------- overview


def _overview(run: Run) -> dict[str, Any]:
    figures = run.all
    seconds = [r.cost.seconds / max(1, len(r.repeats)) for r in run.records if not r.unscored]
    costs = [c for r in run.records if not r.unscored and (c := figures.cost(r)) is not None]
    tokens = [float(r.cost.tokens_in + r.cost.tokens_out) for r in run.records if r.cost.tokens_in]
    return {
        "groups": [(heading, list(_rows(run, names))) for heading, names in text.GROUPS.items()],
        "others": [(name, figure) for name, figure in figures.others.items() if text.is_told(name, figure)],
        "outcomes": plots.matrix(figures.outcomes, _NAMES, "Outcomes: reference by row, draft by column"),
        "statuses": plots.matrix(figures.confusion.as_json(), _NAMES, "Statuses: reference by row, reading by column"),
        "kinds": _bars(figures, "kind", lambda line, one: one.kind),
        "policies": _bars(figures, "policy", lambda line, one: line.policy),
        "criteria": _bars(figures, "criterion", lambda line, one: f"{line.policy} {one.criterion}"),
        "agreement": _agreement(figures),
        "seconds": plots.distribution(seconds, "Seconds per draft", "s") if seconds else "",
        "costs": plots.distribution(costs, "Cost per case", "") if costs else "",
        "tokens": plots.distribution(tokens, "Tokens per case", "tokens") if tokens else "",
    }


def _rows(run: Run, names: Sequence[str]) -> Iterator[tuple[str, Any, Any, float | None]]:
    for name in names:
        settled, contested = run.settled.shares[name], run.contested.shares[name]
        if settled.n or contested.n:
            yield text.plain(name), settled, contested, run.settled.upper_bounds[name] if name in COUNTED else None


def _bars(figures: Figures, of: str, name: Any) -> Any:
    rows = [
        (group, table.accuracy.value, table.accuracy.interval, f"{table.accuracy.count}/{table.n}")
        for group, table in figures.by(name).items()
        if table.n
    ]
    return plots.bars(rows, f"Accuracy of criteria by {of}, with 95 % intervals")


def _agreement(figures: Figures) -> Any:
    rows = []
    for name, figure in figures.others.items():
        if name.startswith(("kappa", "pabak", "ac1")):
            ends = figure.interval and (max(0.0, figure.interval[0]), max(0.0, figure.interval[1]))
            shown = None if figure.value is None else max(0.0, figure.value)
            rows.append((text.plain(name), shown, ends, f"n = {figure.n}"))
    return plots.bars(rows, "Agreement beyond chance, with 95 % intervals by resampling cases", percent=False)


# ----------------------------------------------------------------------------------------------------------- one case


def _moved(verdict: Verdict | None) -> dict[str, list[Any]]:
    moved: dict[str, list[Any]] = {}
    for change in verdict.changes if verdict else ():
        moved.setdefault(change.case, []).append(change)
    return moved


def _tags(record: Record, moved: dict[str, list[Any]]) -> list[str]:
    """What a case can be filtered by."""
    lines, criteria = record.lines, [one for line in record.lines for one in line.criteria]
    found = {
        "unscored": bool(record.unscored),
        "safety": any(line.false_adverse or line.false_certification for line in lines),
        "outcome": any(not line.agreed for line in lines),
        "criteria": any(one.read != one.reference for one in criteria),
        "changed": record.name in moved,
        "contested": record.contested,
    }
    return [name for name, holds in found.items() if holds]


def _lines(record: Record) -> list[tuple[LineScore, list[CriterionScore], list[CriterionScore]]]:
    """Every line with the criteria on which the sides differ, and those on which they agree."""
    return [
        (line, [one for one in line.criteria if one.read != one.reference],
         [one for one in line.criteria if one.read == one.reference])
        for line in record.lines
    ]  # fmt: skip


def _page(record: Record) -> Page | None:
    return card.parse(record.card) if record.card else None


def _said(page: Page | None) -> list[tuple[str, list[str]]]:
    """What the card says in its sections."""
    if page is None:
        return []
    found = [(SECTIONS[name], [s.text for s in page.statements if s.section == name]) for name in _WRITTEN]
    gaps = [f"Line {gap.line + 1}, {gap.about}: {gap.ask}" for gap in page.gaps]
    return [(heading, said) for heading, said in (*found[:3], ("Requests", gaps), *found[3:]) if said]


def _outcome(outcome: str) -> str:
    return OUTCOMES.get(outcome) or NO_OUTCOMES.get(outcome) or plain(outcome)


def segments(one: Text, record: Record) -> Iterator[tuple[str, str, str]]:
    """The text cut at the ends of quotations: words, the criteria that quote them, and `wrong` where one of those
    is read otherwise than the reference says."""
    quotes = [
        (quote, criterion)
        for line in record.lines
        for criterion in line.criteria
        for quote in criterion.quotes
        if quote.place == one.place and quote.stands
    ]
    cuts = sorted({0, len(one.text), *(end for quote, _ in quotes for end in (quote.start, quote.end))})
    for start, end in itertools.pairwise(cuts):
        over = [(quote, criterion) for quote, criterion in quotes if _covers(quote, start, end)]
        ids = ", ".join(dict.fromkeys(criterion.criterion for _, criterion in over))
        wrong = any(criterion.read != criterion.reference for _, criterion in over)
        yield one.text[start:end], ids, "wrong" if wrong else ""


def _covers(quote: Quoted, start: int, end: int) -> bool:
    return quote.start <= start and end <= quote.end
