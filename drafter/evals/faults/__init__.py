"""Faults put into clean drafts one at a time, and what the rules find of them.

`clean` drafts synthetic cases and the seeds, `operators` changes the drafts and their cards, `running` checks every
change as `drafter check` would, and `report` tells what was found, by operator and by rule. A suite of faults is a
folder with `cases.yaml`, of which the synthetic cases are made.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from drafter.corpus import Corpus
from drafter.corpus.faults import build
from drafter.corpus.located import Tree, parse, read_text
from drafter.domain import Suite
from drafter.evals.faults import clean, running
from drafter.evals.faults.operators import all_operators
from drafter.evals.faults.report import Report
from drafter.evals.faults.running import WAYS, Way

CASES = "cases.yaml"
"""The file by which a suite of faults is known."""


def is_suite(folder: Path) -> bool:
    """Whether the folder is a suite of faults."""
    return (folder / CASES).is_file() and (folder / "suite.yaml").is_file()


def run(
    folder: Path,
    corpus: Corpus,
    *,
    ways: Sequence[Way] = WAYS,
    most: int | None = None,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """The report on a suite of faults; `most` places of an operator on a draft in place of what the suite says."""
    file = folder / "suite.yaml"
    tree = parse(read_text(file), file)
    suite: Suite = build(Suite, replace(tree, data={**tree.data, "name": folder.resolve().name}))
    told = _settings(tree)
    cases = itertools.chain(
        *(clean.seeds(folder / str(suite), corpus) for suite in str(told["seeds"]).split()),
        clean.cases(folder / CASES, corpus, int(told["clean"])),
    )
    chosen = all_operators()
    made = running.run(
        list(clean.drafts(cases, corpus)), chosen, corpus, ways=ways, faulty=int(told["faulty"]),
        most=most or int(told["most"]) or None, on_progress=on_progress,
    )  # fmt: skip
    return Report(suite, made, {operator.name: operator.does for operator in chosen})


def _settings(tree: Tree) -> dict[str, Any]:
    return {"seeds": ".", "clean": 200, "faulty": 24, "most": 3, **tree.data.get("settings", {})}
