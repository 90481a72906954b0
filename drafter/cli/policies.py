"""`policies`: what is held, one policy as a page, and what changed between two versions."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from drafter import config, terminal
from drafter.cli import rulings
from drafter.cli.importing import Into
from drafter.cli.options import Corpora, Out, day
from drafter.cli.verb import verb
from drafter.errors import InputError

if TYPE_CHECKING:
    from drafter.domain import Draft

FEW = 5
"""Payers, states or codes of a policy that are listed one by one."""

SHOWN = 25
"""Things left to do that are listed at once."""

Format = Annotated[Literal["text", "json"], typer.Option(help="How to show it.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="A policy, or one version of it as ID@VERSION.")]


def policies(context: typer.Context, corpus: Corpora = []) -> None:  # noqa: B006
    """List the policies held; show one; compare two versions."""
    if context.invoked_subcommand is None:
        verb(listing)(corpus)


def listing(corpus: list[Path]) -> None:
    """All versions in a table."""
    from rich.table import Table

    table = Table("policy", "version", "in force", "for", "services", "verified", box=None, pad_edge=False)
    for p in config.corpus(config.settings(corpus=corpus)).policies:
        until = f" to {p.retired}" if p.retired else ""
        audience = ", ".join((*_few(p.payers, "payers"), *_few(p.states, "states")))
        audience = audience or ", ".join(p.lines_of_business).replace("_", " ") or "all"
        codes = " ".join(_few([service.code for service in p.services], "codes"))
        table.add_row(p.id, p.version, f"{p.effective}{until}", audience, codes, p.source.verified)
    terminal.console(sys.stdout).print(table)


def _few(names: Sequence[str], what: str) -> list[str]:
    """The first names of many, and how many there are."""
    return list(names) if len(names) <= FEW else [*names[: FEW - 2], f"… {len(names)} {what}"]


def show(
    id: Id,
    on: Annotated[
        dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Day of service. Default: today.")
    ] = None,
    format: Format = "text",
    out: Out = None,
    corpus: Corpora = [],  # noqa: B006
) -> int:
    """Show a policy in the version in force on a day."""
    from drafter.corpus import bound, sheet
    from drafter.rulings import by_criterion

    held = config.corpus(config.settings(corpus=corpus)).policies
    named, on_day = bound((id,), held), day(on)
    left = [one for one in named if one.in_force(on_day)]
    if not left:
        dates = "; ".join(f"{one.version} {sheet.in_force(one)}" for one in named)
        terminal.notice(f"No version of {id} held is in force on {on_day}: {dates}.")
        return 1
    if len(left) > 1:
        which = "; ".join(f"{one.id}@{one.version}{sheet.where(one)}" for one in left)
        raise InputError(f"{len(left)} versions of {id} are in force on {on_day}", todo=f"Name one of {which}.")
    policy = left[0]
    others = [one for one in held if one.id == policy.id and one.version != policy.version]
    text = (
        policy.model_dump_json(indent=2)
        if format == "json"
        else sheet.sheet(policy, others, by_criterion(rulings.held(), policy.id))
    )
    terminal.put(text, out, markdown=format == "text")
    return 0


def diff(
    id: Annotated[str, typer.Argument(metavar="ID", help="The policy.")],
    first: Annotated[str, typer.Argument(metavar="VERSION", help="The version before.")],
    second: Annotated[str, typer.Argument(metavar="VERSION", help="The version after.")],
    drafts: Annotated[
        list[Path], typer.Option(metavar="FILE|DIR", help="Drafts in JSON beside those of the store; repeatable.")
    ] = [],  # noqa: B006
    format: Format = "text",
    out: Out = None,
    corpus: Corpora = [],  # noqa: B006
) -> None:
    """Show what changed between two versions, criterion by criterion, and which drafts of the store it touches."""
    from drafter.corpus import bound, changes, sheet
    from drafter.formats import json as lossless
    from drafter.rulings import shown

    held = config.corpus(config.settings(corpus=corpus)).policies
    (before,), (after,) = bound((f"{id}@{first}",), held), bound((f"{id}@{second}",), held)
    found = changes.changes(before, after)
    read = [lossless.read(file) for file in _files(drafts)]
    read += _stored(config.settings())
    touched = changes.touched(found, before, read)
    if format == "json":
        document = {
            "policy": id, "before": first, "after": second, "changes": [dataclasses.asdict(one) for one in found],
            "looked_at": len(read), "drafts": [dataclasses.asdict(one) for one in touched],
        }  # fmt: skip
        terminal.put(json.dumps(document, indent=2, ensure_ascii=False), out)
    else:
        beside = [one for one in rulings.held() if one.ruling.policy == id]
        page = sheet.difference(before, after, found, touched, len(read))
        terminal.put("\n".join(filter(None, (page, shown(beside)))), out, markdown=True)


def _stored(given: config.Settings) -> list[Draft]:
    """The drafts of the store, where there is one."""
    if not given.has_store:
        return []
    from drafter.domain import Draft

    with config.store(given, create=False) as store, store.read() as reading:
        return [Draft.model_validate_json(kept.body) for kept in reading.documents("draft")]


def confirm(
    id: Annotated[str, typer.Argument(metavar="ID", help="An imported policy that waits.")],
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who has compared it with its source.")] = None,
    into: Into = None,
    corpus: Corpora = [],  # noqa: B006
) -> int:
    """Say what is left to do in an imported policy; once nothing is, take it into the corpus with --by."""
    from drafter.importing import confirming

    given = config.settings(corpus=corpus)
    folder = into or given.own_corpus
    left = confirming.left_to_do(folder, id)
    if left:
        shown = "\n".join(f"  line {one.line}: {one.what}" for one in left[:SHOWN])
        more = f"\n  and {len(left) - SHOWN} more" if len(left) > SHOWN else ""
        typer.echo(f"{left[0].file}\n{shown}{more}")
        terminal.notice(f"{len(left)} left to do in {id}; nothing was confirmed.")
        return 1
    if not (by or "").strip():
        terminal.notice(f"Nothing is left to do in {id}. Confirm it with --by NAME.")
        return 1
    there = confirming.confirm(folder, id, str(by).strip(), day(None), given.corpus)
    typer.echo(f"{id} is confirmed by {str(by).strip()} and lies in {there}.")
    return 0


def _files(given: list[Path]) -> list[Path]:
    """The files given, and those of the folders given."""
    for one in given:
        if not one.exists():
            raise InputError(
                "no such file or folder", where=one, todo="Name drafts as `draft --format json` writes them."
            )
    return [file for one in given for file in (sorted(one.glob("*.json")) if one.is_dir() else [one])]
