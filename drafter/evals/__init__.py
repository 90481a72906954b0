"""Evals: suites of cases with references, read, scored and reported. One thing measured is one module."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from drafter.corpus import Corpus
from drafter.corpus.faults import build
from drafter.corpus.located import Tree, parse, read_text
from drafter.domain import Suite
from drafter.errors import InputError
from drafter.evals import readings, rows
from drafter.evals.report import Report
from drafter.evals.rows import Row

__all__ = ["HALVES", "Half", "Report", "run"]

Half = Literal["develop", "held_out", "all"]
"""Rows on which the grammar was written, rows that nobody looked at while writing it, or both."""

HALVES = ("develop", "held_out")
"""The halves, each a file in `rows/`."""


def run(
    folder: Path,
    corpus: Corpus,
    *,
    half: Half = "all",
    cases: Path | None = None,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """The report on a suite of phrasings; with `cases` on the rows of that file alone.

    Raises InputError or CorpusError, with file and line, before anything is scored.
    """
    tree, suite = _suite(folder)
    known = readings.types(folder)
    if not known:
        raise InputError(
            "holds no readings", where=folder / "readings", todo="Name the folder of a suite of phrasings."
        )
    given = rows.load(cases, known) if cases else _halves(folder, half, known)
    kinds = {type: readings.load(folder, type) for type in dict.fromkeys(row.type for row in given)}
    dates = readings.Dates(_day(tree, "request_date"), _day(tree, "service_date"))
    # the packaged corpus knows codes and services; of the suite's policies only those that are asked for join it
    held = replace(corpus, policies=(*corpus.policies, *(kind.policy for kind in kinds.values())))
    scored = []
    for done, row in enumerate(given):
        on_progress(done, len(given))
        scored.append(readings.score(row, kinds[row.type], held, dates))
    on_progress(len(given), len(given))
    return Report(suite, tuple(scored), half if cases is None else None)


def _suite(folder: Path) -> tuple[Tree, Suite]:
    """The suite's own file and what it says."""
    file = folder / "suite.yaml"
    if not file.is_file():
        raise InputError(
            "is no suite: it has no suite.yaml", where=folder, todo="Name a folder such as evals/phrasings."
        )
    tree = parse(read_text(file), file)
    return tree, build(Suite, replace(tree, data={**tree.data, "name": folder.resolve().name}))


def _day(tree: Tree, key: str) -> dt.date:
    """A day assumed by the suite, as its settings give it."""
    place, written = tree.at("settings", key), tree.data.get("settings", {}).get(key)
    try:
        return dt.date.fromisoformat(str(written))
    except ValueError:
        todo = f'Write `{key}: "2026-01-31"` among the settings.'
        raise InputError(f"{written!r} is no day for {key}", where=place.file, line=place.line, todo=todo) from None


def _halves(folder: Path, half: Half, types: tuple[str, ...]) -> tuple[Row, ...]:
    """The suite's own rows; no id stands in both halves."""
    given: list[Row] = []
    for name in HALVES if half == "all" else (half,):
        file = folder / "rows" / f"{name}.jsonl"
        for row in rows.load(file, types, half=name):
            rows.check_ids(row, given, file)
            given.append(row)
    return tuple(given)
