"""The command line: one verb, one short function that calls one function below.

Exit codes: 0 done (warnings alone are 0, an abstaining search is 0); 1 done, with errors found, no policy, or blocked;
2 bad input, with a message that says what, where and what to do next. `--format json` prints one JSON document on
standard output and nothing else; progress and notices go to standard error.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

import drafter
from drafter.cli import (
    asking,
    audits,
    checks,
    comparing,
    deciding,
    drafts,
    evaluation,
    importing,
    letters,
    library,
    policies,
    records,
    rulings,
)
from drafter.cli.verb import verb

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    # Boxes and colours for a person; a pipe gets plain text, and waits half as long for it.
    rich_markup_mode="rich" if sys.stdout is not None and sys.stdout.isatty() else None,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"drafter {drafter.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Draft medical-necessity determinations: the reader reads, the code decides, a licensed person signs."""


app.command()(verb(drafts.draft))
app.command()(verb(drafts.read))
app.command()(verb(checks.check))
app.command()(verb(comparing.compare))
app.command()(verb(library.search))
app.command()(verb(library.index))
app.command("import")(verb(importing.import_))
app.command()(verb(checks.explain))
app.command()(verb(records.save))
app.command()(verb(records.queue))
app.command()(verb(records.show))
app.command()(verb(asking.request))
app.command()(verb(asking.answer))
app.command()(verb(deciding.decide))
app.command()(verb(letters.letter))
app.command()(verb(letters.issue))
app.command()(verb(letters.organisation))
app.command("peer-to-peer")(verb(deciding.peer_to_peer))
app.command()(verb(records.history))

_eval = typer.Typer(cls=evaluation.RunsByDefault, no_args_is_help=True)
_eval.command("run")(verb(evaluation.run))
_eval.command()(verb(evaluation.report))
_eval.command()(verb(evaluation.accept))
_eval.command()(verb(evaluation.sample))
_files = typer.Typer(no_args_is_help=True, help="The file audit: draw, score, and the agreement of reviewers.")
_files.command()(verb(audits.draw))
_files.command()(verb(audits.score))
_files.command()(verb(audits.agree))
_eval.add_typer(_files, name="audit")
app.add_typer(_eval, name="eval", help="Score suites of cases with references; SUITE alone runs it.")

_policies = typer.Typer(invoke_without_command=True)
_policies.callback()(policies.policies)
_policies.command()(verb(policies.show))
_policies.command()(verb(policies.diff))
_policies.command()(verb(policies.confirm))
app.add_typer(_policies, name="policies")

_rulings = typer.Typer(no_args_is_help=True, help="How criteria were ruled to read.")
_rulings.command()(verb(rulings.add))
_rulings.command("list")(verb(rulings.list_))
app.add_typer(_rulings, name="ruling")

_audit = typer.Typer(no_args_is_help=True, help="Check, export and purge the store.")
_audit.command()(verb(records.verify))
_audit.command()(verb(records.export))
_audit.command()(verb(records.purge))
app.add_typer(_audit, name="audit")
