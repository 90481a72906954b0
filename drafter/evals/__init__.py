"""Evals: suites of cases with references, read, scored and reported. One thing measured is one module.

A suite is a folder with `suite.yaml`. `cases/` holds case files with references, which are drafted and compared whole:
`drafts`. `rows/*.jsonl` and `readings/*.yaml` make it a suite of single phrasings, `notes/` one of whole notes that are
read and decided without index, prose or checks; a suite may have both, and is run here. `faults` puts faults into sound
drafts, `searches` asks for passages. `gate` holds a run to an accepted one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from drafter.corpus import Corpus
from drafter.corpus.faults import build
from drafter.corpus.located import Tree, parse, read_text
from drafter.corpus.policies import load_policy
from drafter.domain import ReaderName, Suite
from drafter.drafting import Judging
from drafter.errors import InputError
from drafter.evals import notes, readings, rows
from drafter.evals.notes import ScoredLine
from drafter.evals.report import Report
from drafter.evals.rows import Row
from drafter.evals.scored import Scored
from drafter.llm import Model

__all__ = ["HALVES", "Half", "Report", "run"]

Half = Literal["develop", "held_out", "all"]
"""Rows on which the grammar was written, rows that nobody looked at while writing it, or both."""

HALVES = ("develop", "held_out")
"""The halves, each a file in `rows/`."""

OnProgress = Callable[[int, int], None]
"""Told how many are done, and of how many."""


def run(
    folder: Path,
    corpus: Corpus,
    *,
    half: Half = "all",
    cases: Path | None = None,
    reader: ReaderName = "lexical",
    model: Model | None = None,
    on_progress: OnProgress = lambda done, total: None,
) -> Report:
    """The report on a suite; with `cases` on the rows of that file alone.

    Raises InputError or CorpusError, with file and line, before anything is scored, and ModelUnreachable where a model
    is to read and its endpoint does not answer.
    """
    if cases and half != "all":
        raise InputError("--half is of the suite's own rows, and --cases of others", todo="Leave one of the two away.")
    tree, suite = _suite(folder)
    files = [] if cases else sorted(folder.glob("notes/*.yaml"))
    types = readings.types(folder)
    if not types and (cases or not files):
        todo = "Name the folder of a suite of phrasings, such as evals/phrasings."
        raise InputError("holds neither readings nor notes to read", where=folder, todo=todo)
    phrased = _phrased(folder, tree, corpus, half, cases, types) if types else None
    held = _with_own_policies(folder, corpus, files)
    given = notes.load(files, held)
    total = (len(phrased.rows) if phrased else 0) + len(given)
    found = Report(suite, reader=reader, model=model.name if model else None)
    if phrased:
        found = replace(found, rows=tuple(phrased.scored(reader, model, lambda done: on_progress(done, total))))
    lines: list[ScoredLine] = []
    for n, note in enumerate(given):
        on_progress(len(found.rows) + n, total)
        means = Judging(corpus=held, today=_day(tree, "today"), reader=reader, model=model)
        lines += notes.score(note, means)
    on_progress(total, total)
    return replace(found, lines=tuple(lines))


@dataclass(frozen=True)
class _Phrased:
    """Rows and what they are read with."""

    rows: tuple[Row, ...]
    kinds: dict[str, readings.Kind]
    corpus: Corpus
    dates: readings.Dates

    def scored(self, reader: ReaderName, model: Model | None, on_progress: Callable[[int], None]) -> Iterable[Scored]:
        for done, row in enumerate(self.rows):
            on_progress(done)
            yield readings.score(row, self.kinds[row.type], self.corpus, self.dates, reader, model)


def _phrased(
    folder: Path, tree: Tree, corpus: Corpus, half: Half, cases: Path | None, types: Sequence[str]
) -> _Phrased:
    given = rows.load(cases, types) if cases else _halves(folder, half, types)
    kinds = {type: readings.load(folder, type) for type in dict.fromkeys(row.type for row in given)}
    dates = readings.Dates(_day(tree, "request_date"), _day(tree, "service_date"))
    return _Phrased(given, kinds, corpus, dates)


def _suite(folder: Path) -> tuple[Tree, Suite]:
    """The suite's own file and what it says."""
    file = folder / "suite.yaml"
    if not file.is_file():
        todo = "Name a folder such as evals/phrasings."
        raise InputError("is no suite: it has no suite.yaml", where=folder, todo=todo)
    tree = parse(read_text(file), file)
    return tree, build(Suite, replace(tree, data={**tree.data, "name": folder.resolve().name}))


def _day(tree: Tree, key: str) -> dt.date:
    """A day assumed by the suite, as its settings give it."""
    place, written = tree.at("settings", key), tree.data.get("settings", {}).get(key)
    try:
        return dt.date.fromisoformat(str(written))
    except ValueError:
        what = f"`{key}` is missing" if written is None else f"`{key}` is {written!r}, which is no day"
        raise place.error(what, f'Write `{key}: "2026-01-31"` among the settings.') from None


def _halves(folder: Path, half: Half, types: Sequence[str]) -> tuple[Row, ...]:
    """The suite's own rows; no id stands in both halves."""
    given: list[Row] = []
    for name in HALVES if half == "all" else (half,):
        file = folder / "rows" / f"{name}.jsonl"
        found = rows.load(file, types, half=name)
        if twice := {row.id for row in given} & {row.id for row in found}:
            todo = "Keep it in one half."
            raise InputError(f"duplicate id {min(twice)!r}, already in the other half", where=file, todo=todo)
        given += found
    return tuple(given)


def _with_own_policies(folder: Path, corpus: Corpus, files: Iterable[Path]) -> Corpus:
    """The corpus with those of the suite's own policies that its notes bind."""
    named: dict[str, None] = {}
    for file in files:
        bound = parse(read_text(file), file).data.get("policy") or ()
        named |= dict.fromkeys(str(id).partition("@")[0] for id in ([bound] if isinstance(bound, str) else bound))
    held = {policy.id for policy in corpus.policies}
    own = [folder / "corpus" / id for id in named if id not in held]
    found = [one.policy for path in own if (path / "policy.yaml").is_file() for one in load_policy(path)]
    return replace(corpus, policies=(*corpus.policies, *found))
