"""`check` and `explain`: the rules on anybody's determination, and what a rule means."""

from __future__ import annotations

import sys
from typing import Annotated, Any, Literal

import typer

from drafter import config, terminal
from drafter.cli.options import Corpora, Out, Policies, Today, day, now
from drafter.errors import InputError


def check(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="Cards (Markdown), drafts (JSON), any text, or - .")
    ],
    policy: Policies = [],  # noqa: B006
    case: Annotated[str | None, typer.Option("--case", metavar="FILE", help="The case the page is about.")] = None,
    waive: Annotated[
        str | None, typer.Option(metavar="CODE", help="Let the warnings of this rule stand in a new draft, as JSON.")
    ] = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why they may stand; with --waive.")] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who lets them stand; with --waive.")] = None,
    where: Annotated[
        str | None, typer.Option(metavar="PLACE", help="Only at this place, as the check names it; with --waive.")
    ] = None,
    format: Annotated[Literal["text", "json", "junit", "sarif"], typer.Option(help="How to show it.")] = "text",
    out: Out = None,
    corpus: Corpora = [],  # noqa: B006
    today: Today = None,
) -> int:
    """Check determinations, ours or anybody's, against the rules; or let a warning stand, with a reason."""
    from drafter import checking, intake, reports

    waiver = _waiver(files, waive, reason, by, where)
    given = config.settings(corpus=corpus)
    terminal.check_out(out, *files, *([case] if case else []), *corpus)
    held = config.corpus(given)
    about = intake.load(case, held) if case else None
    bound = checking.Bound(corpus=held, today=day(today), policies=tuple(policy), case=about)
    given_in = terminal.standard_input(checking.STANDARD_INPUT) if checking.STANDARD_INPUT in files else b""
    if waiver:
        terminal.put(checking.waive(files[0], bound, waiver, standard_input=given_in).to_json(), out)
        return 0
    made, unread = [], 0
    with terminal.progress() as progress:
        count = progress.count("checking") if len(files) > reports.FEW else lambda done, total: None
        for n, file in enumerate(files):
            count(n, len(files))
            try:
                made.append(checking.check(file, bound, standard_input=given_in))
            except InputError as error:
                if len(files) == 1:
                    raise
                terminal.notice(f"drafter: {error}")  # the others are checked all the same
                made.append(checking.unread(file, error))
                unread += 1
        count(len(files), len(files))
    terminal.put(reports.render(format, made), out)
    return 2 if unread else 1 if any(report.errors for report in made) else 0


def _waiver(files: list[str], code: str | None, reason: str | None, by: str | None, where: str | None) -> Any:
    """The waiver that the options make; none where none is asked for."""
    from drafter.domain import Waiver

    if code is None:
        if reason or by or where:
            raise InputError("there is nothing to waive", todo="Name the rule with --waive CODE.")
        return None
    if not (reason or "").strip() or not (by or "").strip() or len(files) != 1:
        todo = '--waive CODE --reason "why it may stand" --by NAME, and one draft.'
        raise InputError("a waiver needs a reason and a name", todo=f"Give {todo}")
    return Waiver(code=code.upper(), where=where, reason=(reason or "").strip(), by=(by or "").strip(), at=now())


def explain(
    code: Annotated[str | None, typer.Argument(help="Code of a rule, such as CIT001.")] = None,
    all: Annotated[bool, typer.Option("--all", help="All rules in a table.")] = False,
) -> None:
    """Explain a rule: why it is there, what is wrong and what is right."""
    from rich.table import Table

    from drafter import rules
    from drafter.writing import model as model_writer

    if code is not None and not all:
        typer.echo(model_writer.EXPLANATION if code == model_writer.CODE else rules.explain(code).as_text())
        return
    table = Table("code", "name", "severity", "why", box=None, pad_edge=False)
    for row in rules.catalogue():
        table.add_row(*row)
    terminal.console(sys.stdout).print(table)
