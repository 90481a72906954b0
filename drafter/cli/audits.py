"""`eval audit`: the file audit of a quality department, drawn from the store, scored, and held to agreement."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

import typer

from drafter import config, terminal
from drafter.cli.options import Out

Sheet = Annotated[Path, typer.Argument(metavar="SHEET", help="A sheet that was drawn and filled, as CSV.")]
Mark = Annotated[float, typer.Option(min=0, max=100, help="Percent that have to be reached; below is exit code 1.")]
AsText = Annotated[Literal["text", "json"], typer.Option("--format", help="How to show it.")]
Day = Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE")]


def draw(
    n: Annotated[int, typer.Option("-n", min=1, max=1000, help="How many files.")] = 30,
    seed: Annotated[int, typer.Option(help="The same seed draws the same files.")] = 1,
    since: Day = None,
    until: Day = None,
    format: Annotated[Literal["csv", "json"], typer.Option("--format", help="How to show it.")] = "csv",
    out: Out = None,
) -> None:
    """Draw adverse decisions from the store, a row each, with columns to be filled for every element."""
    from drafter.evals.audit import files, sheets

    terminal.check_out(out)
    with config.store(config.settings(), create=False) as store, store.read() as reading:
        first, last = (day.date() if day else None for day in (since, until))
        drawn = files.draw(reading, n=n, seed=seed, since=first, until=last)
    terminal.put(files.as_json(drawn) if format == "json" else sheets.write(drawn), out)
    if len(drawn) < n:
        terminal.notice(f"{len(drawn)} files are all that the store holds.")


def score(sheet: Sheet, mark: Mark = 90, format: AsText = "text", out: Out = None) -> int:
    """Score a filled sheet: eight files, and thirty where one of those has a fault."""
    from drafter.evals.audit import sheets, verdicts

    terminal.check_out(out, sheet)
    found, share = verdicts.score(sheets.read(sheet), sheet), mark / 100
    terminal.put(verdicts.as_json(found, share) if format == "json" else verdicts.score_text(found, share), out)
    return 0 if all(one.passes(share) for one in found) else 1


def agree(
    one: Sheet,
    other: Annotated[Path, typer.Argument(metavar="SHEET", help="The same files, filled by another reviewer.")],
    mark: Mark = 90,
    format: AsText = "text",
    out: Out = None,
) -> int:
    """Say how far two reviewers agree, element by element, and whether the mark is reached."""
    from drafter.evals.audit import sheets, verdicts

    terminal.check_out(out, one, other)
    found, share = verdicts.agree(sheets.read(one), sheets.read(other), other), mark / 100
    terminal.put(verdicts.as_json(found, share) if format == "json" else verdicts.agree_text(found, share), out)
    return 0 if (found[0].share.value or 0) >= share else 1
