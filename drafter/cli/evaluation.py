"""`eval`: suites of cases with references, read and scored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from drafter import config, terminal
from drafter.cli.options import Corpora, Out


def evaluate(
    suite: Annotated[Path, typer.Argument(metavar="SUITE", help="Folder of a suite, such as evals/phrasings.")],
    half: Annotated[Literal["develop", "held_out", "all"], typer.Option(help="Which of the suite's own rows.")] = "all",
    cases: Annotated[
        Path | None, typer.Option("--cases", metavar="FILE", help="Score these rows (JSON Lines) and no others.")
    ] = None,
    format: Annotated[Literal["text", "json"], typer.Option(help="How to show it.")] = "text",
    out: Out = None,
    corpus: Corpora = [],  # noqa: B006
) -> None:
    """Read the cases of a suite and compare with their references."""
    from drafter import evals
    from drafter.evals import faults, searches, showing

    terminal.check_out(out, suite, *([cases] if cases else []), *corpus)
    given = config.settings(corpus=corpus)
    held = config.corpus(given)
    with terminal.progress() as progress:
        count = progress.count("scoring")
        if faults.is_suite(suite):
            found = faults.run(suite, held, on_progress=count)
            terminal.put(_as_json(found) if format == "json" else found.as_text(), out)
            return
        if searches.is_suite(suite):
            with config.index(given, held)[0] as index:
                asked = searches.run(suite, index, held.passages, on_progress=count)
            terminal.put(_as_json(asked) if format == "json" else asked.as_text(), out)
            return
        report = evals.run(suite, held, half=half, cases=cases, on_progress=count)
    terminal.put(_as_json(report) if format == "json" else showing.as_text(report), out)


def _as_json(report: Any) -> str:
    return json.dumps(report.as_json(), indent=2, ensure_ascii=False)
