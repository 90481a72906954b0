"""`ruling add` and `ruling list`: the interpretation ledger."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter import config, terminal
from drafter.cli.deciding import signer_of
from drafter.cli.options import Corpora, Out, now
from drafter.cli.records import AsText
from drafter.errors import InputError

if TYPE_CHECKING:
    from drafter.rulings import Held


def add(
    policy: Annotated[str, typer.Argument(metavar="POLICY", help="Id of a policy, or ID@VERSION.")],
    criterion: Annotated[str, typer.Argument(metavar="CRITERION", help="Id of one of its criteria.")],
    signer: Annotated[Path, typer.Option(metavar="FILE", help="Who signs, as YAML: name, credential, licence …")],
    text: Annotated[str, typer.Option(metavar="TEXT", help="How the criterion reads.")],
    corpus: Corpora = [],  # noqa: B006
) -> None:
    """Keep a director's signed ruling on how a criterion reads. It changes no status; it is shown beside it."""
    from drafter import rulings
    from drafter.corpus import bound

    given = config.settings(corpus=corpus)
    by = signer_of(signer)
    named = bound((policy,), config.corpus(given).policies)
    moment = now()
    in_force = [one for one in named if one.in_force(moment.date())] or list(named)
    if len(in_force) > 1:
        versions = ", ".join(f"{one.id}@{one.version}" for one in in_force)
        raise InputError(f"{len(in_force)} versions of {policy} are held", todo=f"Name one of {versions}.")
    with config.store(given) as store:
        made = rulings.add(store, in_force[0], criterion, text, by, moment)
    typer.echo(f"{made.id}: {made.policy}, {made.criterion}, ruled by {by.name}, {by.credential}.")


def list_(
    policy: Annotated[str | None, typer.Argument(metavar="POLICY", help="Of one policy alone.")] = None,
    format: AsText = "text",
    out: Out = None,
) -> None:
    """List the rulings, with those that an overturned decision reopened marked."""
    from drafter import rulings

    with config.store(config.settings(), create=False) as store, store.read() as reading:
        found = [one for one in rulings.ledger(reading) if policy in (None, one.ruling.policy)]
    if format == "json":
        rows = [
            {**one.ruling.model_dump(mode="json"), "reopened": one.reopened and asdict(one.reopened)} for one in found
        ]
        terminal.put(json.dumps({"rulings": rows}, indent=2, ensure_ascii=False), out)
    else:
        terminal.put(rulings.shown(found) or "There is no ruling.", out, markdown=bool(found))


def held() -> tuple[Held, ...]:
    """The rulings in the store; none where there is no store yet."""
    given = config.settings()
    if not given.has_store:
        return ()
    from drafter import rulings

    with config.store(given, create=False) as store, store.read() as reading:
        return rulings.ledger(reading)
