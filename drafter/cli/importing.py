"""`import`: one's own policies and past determinations, into one's own corpus folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from drafter import config, terminal
from drafter.cli.options import Corpora
from drafter.errors import InputError

Into = Annotated[
    Path | None,
    typer.Option("--into", metavar="DIR", help="Corpus folder that takes it. Default: your own, in DRAFTER_HOME."),
]


def import_(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE…", help="Policies as PDF, DOCX, HTML, Markdown or text.")
    ] = None,
    id: Annotated[
        str | None, typer.Option(metavar="ID", help="Id of the policy. Default: made from its title.")
    ] = None,
    determinations: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Past determinations of others, as CSV or JSON Lines.")
    ] = None,
    map: Annotated[
        list[str], typer.Option("--map", metavar="FIELD=COLUMN", help="Column of a field; repeatable.")
    ] = [],  # noqa: B006
    outcome: Annotated[
        list[str], typer.Option(metavar="WORDS=OUTCOME", help="What a determination's words mean; repeatable.")
    ] = [],  # noqa: B006
    into: Into = None,
    corpus: Corpora = [],  # noqa: B006
) -> int:
    """Import policies, which then wait to be confirmed, or past determinations as precedents."""
    files = files or []
    if not files and determinations is None:
        raise InputError("there is nothing to import", todo="Name documents, or an export with --determinations.")
    if id and len(files) != 1:
        raise InputError("--id is of one document", todo="Import the documents one by one.")
    given = config.settings(corpus=corpus)
    target = into or given.own_corpus
    if determinations is not None:
        _determinations(determinations, target, _pairs(map, "--map"), _pairs(outcome, "--outcome"))
    held, failed = config.corpus(given) if files else None, 0
    for file in files:
        try:
            _policy(file, target, id, held)
        except InputError as error:
            if len(files) == 1:
                raise
            terminal.notice(f"drafter: {error}")  # the others are imported all the same
            failed += 1
    return 2 if failed else 0


def _policy(file: Path, target: Path, id: str | None, held: Any) -> None:
    from drafter.importing import import_policy

    with terminal.progress() as progress:
        count = progress.count(f"reading {file.name}")
        made = import_policy(file, target, id=id, codes=held.codes, on_progress=count)
    for notice in made.notices:
        terminal.notice(notice)
    typer.echo(
        f"{made.id}: {made.passages} passages, {made.criteria} candidate criteria, {made.not_covered} on what is not "
        f"covered\n  waits in {made.folder}\n  next: correct policy.yaml there; `drafter policies confirm {made.id}` "
        "says what is left to do"
    )


def _determinations(file: Path, target: Path, columns: dict[str, str], outcomes: dict[str, str]) -> None:
    from drafter.domain import Outcome
    from drafter.importing.determinations import import_determinations

    for words, outcome in outcomes.items():
        if outcome not in get_args(Outcome):
            known = ", ".join(get_args(Outcome))
            raise InputError(f"{outcome!r} is no outcome", where=f"--outcome {words}", todo=f"Known are {known}.")
    made = import_determinations(file, target, columns, outcomes)  # type: ignore[arg-type]
    for notice in (*made.notices, *made.left_out[:10]):
        terminal.notice(notice)
    if len(made.left_out) > 10:
        terminal.notice(f"and {len(made.left_out) - 10} more rows left out")
    counted = ", ".join(f"{count} {outcome.replace('_', ' ')}" for outcome, count in sorted(made.outcomes.items()))
    typer.echo(f"{made.taken} past determinations ({counted}), {len(made.left_out)} rows left out\n  in {made.file}")


def _pairs(given: list[str], option: str) -> dict[str, str]:
    pairs = {}
    for one in given:
        name, equals, value = one.rpartition("=")
        if not (name.strip() and equals and value.strip()):
            raise InputError(
                f"{one!r} is not NAME=VALUE", where=option, todo=f"Write it like {option} year='Report Year'."
            )
        pairs[name.strip()] = value.strip()
    return pairs
