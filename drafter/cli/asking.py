"""`request` and `answer`: what is missing is asked for, and what comes back makes a new draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from drafter import config, terminal
from drafter.cli.options import Corpora, Out, Today, now
from drafter.cli.records import AsText, By, DraftId
from drafter.errors import InputError


def request(
    draft: DraftId,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who asks.")] = None,
    due: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Last day for the answer; else within the clock."),
    ] = None,
    for_call: Annotated[
        bool, typer.Option("--for-call", help="Only list what to talk about in a peer-to-peer call; keep nothing.")
    ] = False,
    format: AsText = "text",
    out: Out = None,
) -> None:
    """Ask for what a draft lacks: one request per case; each time that a thing was asked for is an attempt."""
    from drafter import asking

    with config.store(config.settings(), create=False) as store:
        if for_call:
            items, look_ups = asking.missing(store.draft(draft))
            terminal.put(_for_call(draft, items, look_ups, format), out)
            return
        if not by:
            raise InputError("nobody asks", where="--by", todo="Give --by NAME, or --for-call to list alone.")
        made = asking.request(store, draft, by, now(), due.date() if due else None)
    if format == "json":
        terminal.put(made.model_dump_json(indent=2), out)
        return
    head = f"{made.id}: asked of {made.to} on {made.sent:%Y-%m-%d}, attempt {made.attempt}; answer by {made.due}"
    rows = _listed(made.items, made.look_ups, made.attempt)
    terminal.put("\n".join([f"{head} ({made.due_why}).", *rows]), out)


def answer(
    draft: DraftId,
    by: By,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE…", help="Notes that came, as text; none once the day is over."),
    ] = None,
    format: AsText = "text",
    out: Out = None,
    corpus: Corpora = [],  # noqa: B006
    today: Today = None,
) -> None:
    """Draft a case anew with the notes that came, or because none came in time, and show what changed."""
    from drafter import asking, comparing, drafting, intake
    from drafter.comparing import text

    texts = [intake.note(file) for file in files or ()]
    given = config.settings(corpus=corpus)
    moment = now()
    with config.store(given, create=False) as store:
        old = store.draft(draft)
        was = old.provenance
        given = replace(given, model=was.model or given.model)
        needs = was.reader != "lexical" or was.writer == "model"
        held = config.corpus(given)
        with terminal.progress() as progress:
            index, _ = config.index(given, held, on_progress=progress.count("indexing texts"))
            with index:
                means = drafting.Means(
                    corpus=held, index=index, embedding=given.embedding, cross_encoder=given.cross_encoder,
                    today=today.date() if today else moment.date(), now=now, reader=was.reader, writer=was.writer,
                    model=config.model(given) if needs else None, on_step=progress.say,
                )  # fmt: skip
                made = asking.answer(store, draft, texts, by, moment, means)
    compared = comparing.compare([old, made])
    if format == "json":
        terminal.put(compared.model_dump_json(by_alias=True, indent=2), out)
        return
    read = "Every criterion was read again: a new note can unsettle what an earlier one settled."
    terminal.put(f"{made.id} is kept, made from {draft}. {read}\n\n{text.render(compared)}", out)


def _for_call(draft: str, items: Iterable[Any], look_ups: Iterable[Any], format: str) -> str:
    if format == "json":
        import json

        rows = {"ask": [one.model_dump() for one in items], "look_up": [one.model_dump() for one in look_ups]}
        return json.dumps({"draft": draft, **rows}, indent=2, ensure_ascii=False)
    return "\n".join([f"For the call about {draft}:", *(_listed(items, look_ups) or ["Nothing is missing."])])


def _listed(items: Iterable[Any], look_ups: Iterable[Any], attempt: int = 1) -> list[str]:
    """The items; of a further `attempt`, those that are asked for less often say so."""
    rows = []
    for n, one in enumerate(items, 1):
        fewer = f" Attempt {one.attempt} for this." if one.attempt < attempt else ""
        rows.append(f"  {n}. {one.told}\n     For {', '.join(one.services)}. {one.why}{fewer}")
    rows += [f"  Look up, do not ask: {one.ask}" for one in look_ups]
    return rows
