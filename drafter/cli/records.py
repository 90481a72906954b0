"""`save`, `show`, `history`, `queue` and `audit`: what the store holds, and whether it is whole."""

from __future__ import annotations

import datetime as dt
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from drafter import config, terminal
from drafter.cli.options import Out, now
from drafter.errors import InputError

By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who acts.")]
DraftId = Annotated[str, typer.Argument(metavar="DRAFT", help="Id of a draft in the store.")]
AsText = Annotated[Literal["text", "json"], typer.Option("--format", help="How to show it.")]


def save(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A draft in JSON.")],
    by: By,
) -> None:
    """Keep a draft in the store; what is there already stays as it is."""
    from drafter.formats import json as lossless

    made = lossless.read(file)
    if made.content_id() != made.id:
        raise InputError(
            f"the content gives {made.content_id()}, not {made.id}", where=file, todo="Draft the case again."
        )
    with config.store(config.settings()) as store:
        key = store.keep_draft(made, by)
    typer.echo(f"{made.id} is kept, case {key}.")


def show(
    draft: DraftId,
    by: By,
    format: Annotated[Literal["card", "json", "html"], typer.Option(help="How to show it.")] = "card",
    out: Out = None,
) -> None:
    """Open a draft; the time in the record counts from here."""
    from drafter import deciding, formats, rulings

    terminal.check_out(out)
    with config.store(config.settings(), create=False) as store:
        opened = deciding.open_record(store, draft, by)
        with store.read() as reading:
            beside = rulings.shown(rulings.of_drafts(rulings.ledger(reading), [opened]))
    page = formats.render(format, opened)
    if beside and format != "card":  # the other formats are whole documents
        terminal.notice(beside.rstrip())
    terminal.put("\n".join(filter(None, (page, beside if format == "card" else ""))), out, markdown=format == "card")


def history(
    what: Annotated[str, typer.Argument(metavar="CASE|DRAFT", help="Key of a case, or id of anything in the store.")],
    format: AsText = "text",
    out: Out = None,
) -> None:
    """Show every act on a case, oldest first."""
    with config.store(config.settings(), create=False) as store, store.read() as reading:
        events = reading.events(what)
        if not events:
            keys = {event.case_key for event in reading.events(subject=what)}
            events = tuple(event for key in keys for event in reading.events(key))
    if not events:
        raise InputError(f"{what!r} is not in the store", todo="`drafter queue` lists the cases that wait.")
    if format == "json":
        terminal.put(json.dumps([{**asdict(e), "told": e.facts} for e in events], indent=2, ensure_ascii=False), out)
        return
    rows = [
        f"{e.at[:19].replace('T', ' ')}  {e.act:<10} {e.actor}  {e.subject}  {_facts(e.facts)}".rstrip() for e in events
    ]
    terminal.put(f"case {events[0].case_key} (times in UTC)\n" + "\n".join(rows), out)


def _facts(facts: dict[str, Any]) -> str:
    said = {key: value for key, value in facts.items() if value not in (None, [], "", ())}
    return "; ".join(
        f"{key.replace('_', ' ')} {', '.join(map(str, value)) if isinstance(value, list) else value}".replace("_", " ")
        for key, value in said.items()
    )


def queue(format: AsText = "text", out: Out = None) -> None:
    """List the cases that wait for a person, the one that is due first at the top."""
    from drafter import queueing

    moment = now()
    with config.store(config.settings(), create=False) as store, store.read() as reading:
        found = queueing.waiting(reading, moment)
    if format == "json":
        rows = [
            {
                "case": one.case_key, "draft": one.draft.id, "outcomes": one.outcomes,
                "due": one.due.moment.isoformat() if one.due else None, "why": one.due.why if one.due else None,
                "late": one.late(moment), "waits_for": one.waits_for(moment),
                "request": one.asked.request.id if one.asked else None,
            }
            for one in found
        ]  # fmt: skip
        terminal.put(json.dumps({"queue": rows}, indent=2, ensure_ascii=False), out)
        return
    if not found:
        terminal.put("No case waits.", out)
        return
    from rich.table import Table

    table = Table("due", "left", box=None, pad_edge=False)
    for name in ("draft", "services", "drafted", "waits for", "clock"):
        table.add_column(name, no_wrap=name == "draft")
    for one in found:
        services = ", ".join(line.code or line.service for line in one.draft.determination.lines)
        outcomes = ", ".join(outcome.replace("_", " ") for outcome in one.outcomes)
        when = f"{one.due.moment:%Y-%m-%d %H:%M}" if one.due else "no clock"
        left = _left(one.due.moment - moment) if one.due else ""
        clock = f"{one.due.clock.measure}, {one.due.law.name}" if one.due else "receipt or law not known"
        table.add_row(when, left, one.draft.id, services, outcomes, one.waits_for(moment), clock)
    terminal.console(sys.stdout).print(table)


def _left(span: dt.timedelta) -> str:
    hours = int(abs(span).total_seconds() // 3600)
    size = f"{hours // 24} d {hours % 24} h" if hours >= 48 else f"{hours} h"
    return f"LATE {size}" if span < dt.timedelta() else size


def verify(
    anchor: Annotated[
        str | None, typer.Option(metavar="SEQ:HASH", help="An event and its hash that were kept elsewhere.")
    ] = None,
) -> int:
    """Check that nothing in the store was changed, taken out or put in."""
    with config.store(config.settings(), create=False) as store:
        found = store.verify(_anchor(anchor))
        with store.read() as reading:
            seq, digest = reading.head()
    for fault in found:
        typer.echo(fault.what)
    if found:
        return 1
    typer.echo(f"The store is whole: {seq} acts.\nKeep this elsewhere, for --anchor: {seq}:{digest}")
    return 0


def _anchor(written: str | None) -> tuple[int, str] | None:
    if written is None:
        return None
    seq, colon, digest = written.partition(":")
    if not (colon and seq.isdigit() and len(digest) == 64):
        raise InputError(
            f"{written!r} is no anchor", where="--anchor", todo="Write it as `drafter audit verify` prints it."
        )
    return int(seq), digest


def export(
    out: Out = None, case: Annotated[str | None, typer.Option(metavar="KEY", help="One case alone.")] = None
) -> None:
    """Write what an auditor asks for: every act as JSON Lines, with the hashes of what it concerned."""
    with config.store(config.settings(), create=False) as store, store.read() as reading:
        events = reading.events(case)
    terminal.put("\n".join(json.dumps({**asdict(e), "told": e.facts}, ensure_ascii=False) for e in events), out)


def purge(
    before: Annotated[
        dt.datetime, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Cases whose last act was before it.")
    ],
    by: By,
    why: Annotated[str, typer.Option(metavar="TEXT", help="The rule of retention.")],
) -> None:
    """Take away the record and identifiers of old cases; the acts stay, and the chain stays whole."""
    with config.store(config.settings(), create=False) as store:
        keys = store.purge(before.date(), by, why)
    typer.echo(f"{len(keys)} cases purged" + (f": {', '.join(keys)}" if keys else "."))
