"""`decide` and `peer-to-peer`: what a licensed person signs, and a conversation before or after it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from drafter import config, terminal
from drafter.cli.options import Out, now
from drafter.cli.records import AsText, By, DraftId
from drafter.errors import InputError

PerLine = "For one of several lines write LINE=VALUE; repeatable."


def decide(
    draft: DraftId,
    signer: Annotated[Path, typer.Option(metavar="FILE", help="Who signs, as YAML: name, credential, licence …")],
    outcome: Annotated[list[str], typer.Option(metavar="[LINE=]OUTCOME", help=f"What is decided. {PerLine}")],
    rationale: Annotated[str, typer.Option(metavar="TEXT", help="Why, in your own words; @FILE reads a file.")],
    attest: Annotated[bool, typer.Option("--attest", help="I have reviewed the record myself.")] = False,
    reason: Annotated[list[str], typer.Option(metavar="[LINE=]REASON", help="Why it differs from the draft.")] = [],  # noqa: B006
    unmet: Annotated[list[str], typer.Option(metavar="[LINE=]CRITERION", help="The criterion that is not met.")] = [],  # noqa: B006
    quote: Annotated[list[str], typer.Option(metavar="[LINE=]WORDS", help="Words of the record that show it.")] = [],  # noqa: B006
    sessions: Annotated[
        list[str], typer.Option(metavar="[LINE=]N", help="Sessions certified, where fewer than asked for.")
    ] = [],  # noqa: B006
    units: Annotated[list[str], typer.Option(metavar="[LINE=]N", help="Units certified.")] = [],  # noqa: B006
    good_cause: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why an approval on file does not stand.")
    ] = None,
    authority: Annotated[str | None, typer.Option(metavar="TEXT", help="Whose exception it is.")] = None,
    amends: Annotated[str | None, typer.Option(metavar="DECISION", help="The decision that this one replaces.")] = None,
    format: AsText = "text",
    out: Out = None,
) -> None:
    """Record a licensed person's decision on one draft; every reason against it is told at once."""
    from drafter import deciding

    by = signer_of(signer)
    with config.store(config.settings(), create=False) as store:
        lines = [line.line for line in store.draft(draft).determination.lines]
        given = {
            "outcome": _by_line(outcome, lines, "--outcome"), "reason": _by_line(reason, lines, "--reason"),
            "unmet": _by_line(unmet, lines, "--unmet"), "quote": _by_line(quote, lines, "--quote"),
            "sessions": _by_line(sessions, lines, "--sessions"), "units": _by_line(units, lines, "--units"),
        }  # fmt: skip
        decided = tuple(_line(n, {name: found.get(n) for name, found in given.items()}) for n in given["outcome"])
        asked = deciding.Asked(
            by=by, lines=decided, rationale=_words(rationale), attested=attest, good_cause=good_cause,
            authority=authority, amends=amends,
        )  # fmt: skip
        made = deciding.decide(store, draft, asked, now())
    if format == "json":
        terminal.put(made.model_dump_json(by_alias=True, indent=2), out)
        return
    said = made.difference or ("As drafted.",)
    terminal.put(
        "\n".join([f"{made.id}: decided by {by.name}, {by.credential}, after {_minutes(made)} in the record.", *said]),
        out,
    )


def peer_to_peer(
    draft: DraftId,
    by: By,
    with_: Annotated[list[str], typer.Option("--with", metavar="WHO", help="Who else spoke; repeatable.")],
    result: Annotated[str, typer.Option(metavar="TEXT", help="What came of it.")],
    new: Annotated[str, typer.Option(metavar="TEXT", help="What was learned.")] = "",
    at: Annotated[
        dt.datetime | None, typer.Option(formats=["%Y-%m-%dT%H:%M"], help="When; now where not given.")
    ] = None,
) -> None:
    """Keep the note of a conversation with the practitioner who asked."""
    from drafter import deciding
    from drafter.domain import PeerToPeer

    moment = at.astimezone() if at else now()
    note = PeerToPeer(at=moment, participants=(by, *with_), new_facts=new, result=result)
    with config.store(config.settings(), create=False) as store:
        deciding.peer_to_peer(store, draft, by, note)
    typer.echo(f"The conversation of {moment:%Y-%m-%d %H:%M} is on record.")


def signer_of(file: Path) -> Any:
    """Who signs, from a file. Raises InputError with the line that does not fit."""
    from drafter.corpus.faults import build
    from drafter.corpus.located import parse, read_text
    from drafter.domain import Signer
    from drafter.errors import CorpusError

    try:
        return build(Signer, parse(read_text(file), file))
    except CorpusError as error:
        raise InputError(error.what, where=error.where, line=error.line, todo=error.todo) from None


def _by_line(given: list[str], lines: list[int], option: str) -> dict[int, str]:
    """The values by line; one without a line is of the only line."""
    found: dict[int, str] = {}
    for one in given:
        number, equals, value = one.partition("=")
        if not (equals and number.strip().isdigit()):
            if len(lines) != 1:
                raise InputError(
                    f"{one!r} names no line", where=option, todo=f"The draft has {len(lines)}: write 1={one}."
                )
            number, value = "1", one
        n = int(number) - 1
        if n in found or not value.strip():
            raise InputError(f"line {number} is given twice, or without a value", where=option, todo="Give it once.")
        found[n] = value.strip()
    return found


def _line(n: int, given: dict[str, str | None]) -> Any:
    from drafter.domain import Citation, DecidedLine, Outcome, Override, Quantity

    outcome, reason = str(given["outcome"]), given["reason"] or "accept"
    for value, known, option in ((outcome, get_args(Outcome), "--outcome"), (reason, get_args(Override), "--reason")):
        if value not in known:
            raise InputError(f"{value!r} is not known", where=option, todo=f"Known are {', '.join(known)}.")
    counts = {name: given[name] for name in ("sessions", "units") if given[name]}
    if wrong := next((value for value in counts.values() if not str(value).isdigit()), None):
        raise InputError(f"{wrong!r} is no number", where=f"line {n + 1}", todo="Write digits.")
    quoted = given["quote"]
    return DecidedLine(
        line=n, outcome=outcome, reason=reason, unmet=given["unmet"],
        certified=Quantity(**{name: int(str(value)) for name, value in counts.items()}) if counts else None,
        shown_by=Citation(place="text", start=0, end=len(quoted), quote=quoted) if quoted else None,
    )  # fmt: skip


def _words(given: str) -> str:
    if not given.startswith("@"):
        return given
    file = Path(given[1:])
    if not file.is_file():
        raise InputError("no such file", where=file, todo="Name a text file after the @.")
    return file.read_text("utf-8")


def _minutes(made: Any) -> str:
    return f"{made.seconds_in_record // 60} min {made.seconds_in_record % 60} s"
