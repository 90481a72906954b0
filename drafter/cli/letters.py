"""`letter` and `issue`: what a member and a practitioner are told, first as a draft and then for good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from drafter import config, terminal
from drafter.cli.options import Corpora, Out, Today, day, now
from drafter.cli.records import By, DraftId
from drafter.errors import InputError

Format = Annotated[Literal["text", "html", "docx", "pdf"], typer.Option("--format", help="How it is written.")]
OrganisationFolder = Annotated[
    Path | None,
    typer.Option(
        "--organisation", metavar="DIR", envvar="DRAFTER_ORGANISATION",
        help="Folder with the organisation's own text: organisation.yaml, templates, forms, fonts.",
    ),
]  # fmt: skip


def letter(
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help="A draft in JSON, an id in the store, or a letter's.")],
    audience: Annotated[Literal["member", "clinician"], typer.Option(help="Whom it is for.")] = "member",
    format: Format = "text",
    out: Out = None,
    organisation: OrganisationFolder = None,
    corpus: Corpora = [],  # noqa: B006
    today: Today = None,
) -> int:
    """Write a letter, marked as a draft on every page; `issue` writes the one that is sent.

    Exit code 1 where the text breaks a rule of letters. What is only left to fill in, or else keeps it from being
    issued, is told and leaves 0.
    """
    terminal.check_out(out, draft)
    if draft.startswith("l-"):
        with config.store(config.settings(), create=False) as store, store.read() as reading:
            terminal.put_bytes(reading.document(draft, "letter").body, out)
        return 0
    from drafter import issuing, letters
    from drafter.letters.organisation import load

    given = config.settings(corpus=corpus)
    whose, policies = load(organisation), config.corpus(given).policies
    sent = None
    if Path(draft).is_file():
        facts = _of_file(Path(draft), whose, policies, day(today))
    else:
        with config.store(given, create=False) as store:
            facts = issuing.facts_of(store, draft, whose, policies, day(today))
            sent = issuing.sent(store, draft, audience)
    if facts.draft.status == "blocked":
        raise InputError("a blocked draft has no letter", where=draft, todo="`drafter show` tells what blocks it.")
    written = issuing.write(facts, audience)
    terminal.put_bytes(letters.render(format, written.letter, whose), out)
    if sent:
        terminal.notice(f"It was issued on {sent[1]}: `drafter letter {sent[0]} --out FILE` gives it as it was sent.")
    for said in (*_faults(written.faults, [*issuing.against(facts)]), *issuing.checklist(facts)):
        terminal.notice(said)
    return 1 if any(fault.severity == "error" for fault in written.faults) else 0


def _faults(faults: Iterable[Any], against: Iterable[str]) -> Iterator[str]:
    """Errors first, then all that keeps the letter from being issued and is no fault of its text, then warnings."""
    told: dict[str, list[str]] = {"error": [], "open": [], "warning": []}
    for fault in faults:
        told[fault.severity].append(fault.message)
    yield from (f"error: {message}" for message in told["error"])
    if told["open"]:
        rows = [
            *told["open"],
            "`drafter organisation` prints an organisation.yaml to start from, for --organisation DIR.",
        ]
        yield "\n  ".join(["It cannot be issued until this is filled in:", *rows])
    if reasons := list(against):
        yield "\n  ".join(["It cannot be issued on what is held:", *reasons])
    yield from (f"warning: {message}" for message in told["warning"])


def _of_file(file: Path, whose: Any, policies: Any, today: Any) -> Any:
    """Facts of a draft in a file: nobody has decided it."""
    from drafter import letters
    from drafter.formats import json as lossless
    from drafter.jurisdictions import applying

    made = lossless.read(file)
    return letters.gather(made, None, applying(made.case, today), whose, policies, today)


def issue(
    draft: DraftId,
    by: By,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the letters; made where it is not.")],
    organisation: OrganisationFolder = None,
    format: Format = "pdf",
    corpus: Corpora = [],  # noqa: B006
) -> None:
    """Issue the letters on the latest decision: both parts, checked, kept with their hash; or every reason why not."""
    from drafter import issuing
    from drafter.letters.organisation import load

    given = config.settings(corpus=corpus)
    whose, policies = load(organisation), config.corpus(given).policies
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"cannot be made: {error.strerror}", where=out, todo="Name a folder for the letters."
        ) from None
    with config.store(given, create=False) as store:
        made = issuing.issue(store, draft, whose, policies, by=by, now=now(), format=format)
        for said in issuing.checklist(issuing.facts_of(store, draft, whose, policies, now().date())):
            terminal.notice(said)
    for one in made:  # they are issued: said before anything that the disk could still refuse
        typer.echo(f"{one.id}: {one.audience} part issued (sha256 {one.sha256})")
    for one in made:
        file = out / f"{one.id}-{one.audience}.{'txt' if format == 'text' else format}"
        terminal.put_bytes(one.body, file)
        typer.echo(f"{one.audience} part: {file}")
    typer.echo(f"`drafter letter {made[0].id} --out FILE` gives one again from the store, as it was sent.")


def organisation(out: Out = None) -> None:
    """Print an organisation.yaml to start from: every field of an organisation's own text, explained."""
    from drafter.letters.organisation import EXAMPLE

    terminal.put(EXAMPLE.read_text("utf-8"), out)
