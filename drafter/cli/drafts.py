"""`draft` and `read`: from a case to a checked draft, or to findings alone."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

import typer

from drafter import config, terminal
from drafter.cli.options import CaseArgument, Corpora, ModelName, Out, Policies, Reader, Repeat, Today, Writer, day, now
from drafter.errors import InputError


def draft(
    case: CaseArgument,
    policy: Policies = [],  # noqa: B006 - typer copies it
    reader: Reader = None,
    writer: Writer = None,
    model: ModelName = None,
    repeat: Repeat = None,
    format: Annotated[Literal["card", "json", "letter", "html"], typer.Option(help="How to show it.")] = "card",
    out: Out = None,
    corpus: Corpora = [],  # noqa: B006
    today: Today = None,
    keep: Annotated[
        str | None, typer.Option("--keep", metavar="NAME", help="Keep the draft in the store, as drafted by NAME.")
    ] = None,
) -> int:
    """Draft a determination: read the record, decide by the policy, write, check."""
    from drafter import drafting, formats, intake
    from drafter.corpus import bound

    given = config.settings(corpus=corpus, model=model)
    reads, writes = reader or ("both" if given.model else "lexical"), writer or "template"
    _check_repeat(repeat, reads)
    language_model = config.model(given) if "model" in (reads, writes) or reads == "both" else None
    terminal.check_out(out, case, *corpus)
    held = config.corpus(given)
    taken = intake.load(case, held, standard_input=terminal.standard_input(case))
    if policy:
        taken = taken.model_copy(update={"policy": tuple(policy)})
    bound(taken.policy, held.policies)  # an unknown id is said before anything slow begins
    if not given.model and reader is None and writer is None:
        terminal.notice("No language model is named: the built-in reader and writer are used.")
    with terminal.progress() as progress:
        index, _ = config.index(given, held, on_progress=progress.count("indexing texts"))
        with index:
            means = drafting.Means(
                corpus=held, index=index, embedding=given.embedding, today=day(today), now=now,
                reader=reads, writer=writes, model=language_model, repeat=repeat or 1, on_step=progress.say,
            )  # fmt: skip
            made = drafting.draft(taken, means)
    if keep:
        with config.store(given) as store:
            key = store.keep_draft(made, keep)
        terminal.notice(f"{made.id} is kept, case {key}.")
    terminal.put(formats.render(format, made), out, markdown=format == "card")
    return (
        1 if made.status != "drafted" or any(line.no_outcome == "no_policy" for line in made.determination.lines) else 0
    )


def read(
    case: CaseArgument,
    policy: Policies = [],  # noqa: B006
    reader: Reader = None,
    model: ModelName = None,
    repeat: Repeat = None,
    format: Annotated[Literal["text", "json"], typer.Option(help="How to show it.")] = "text",
    out: Out = None,
    corpus: Corpora = [],  # noqa: B006
    today: Today = None,
) -> int:
    """Read the record against the criteria of policies, and decide nothing."""
    from drafter import drafting, intake

    given = config.settings(corpus=corpus, model=model)
    reads = reader or ("both" if given.model else "lexical")
    _check_repeat(repeat, reads)
    language_model = config.model(given) if reads != "lexical" else None
    terminal.check_out(out, case, *corpus)
    held = config.corpus(given)
    taken = intake.load(case, held, standard_input=terminal.standard_input(case))
    if policy:
        taken = taken.model_copy(update={"policy": tuple(policy)})
    with terminal.progress() as progress:
        means = drafting.Judging(
            corpus=held, today=day(today), reader=reads, model=language_model, repeat=repeat or 1,
            on_step=progress.say,
        )  # fmt: skip
        readings, unread = drafting.findings(taken, means)
    findings = [finding for reading in readings for finding in reading.findings]
    for why in unread:
        terminal.notice(why)
    if format == "json":
        document = {"findings": [finding.model_dump(mode="json", by_alias=True) for finding in findings]}
        if reads != "lexical":
            differing = [one for reading in readings for one in reading.disagreements]
            document["disagreements"] = [one.model_dump(mode="json", by_alias=True) for one in differing]
        terminal.put(json.dumps(document, indent=2, ensure_ascii=False), out)
    else:
        terminal.put(_reading_as_text(taken, findings), out)
    return 1 if unread and not findings else 0


def _check_repeat(repeat: int | None, reads: str) -> None:
    if repeat and repeat > 1 and reads == "lexical":
        raise InputError(
            f"--repeat {repeat} needs a reader that can differ, and the built-in one reads the same every time",
            todo="Give --reader model or both with --model NAME, or leave --repeat out.",
        )


def _reading_as_text(case: Any, findings: Any) -> str:
    blocks = []
    for finding in findings:
        quotes = [f"      “{c.quote}” ({c.place} {c.start}–{c.end})" for c in finding.citations]
        head = f"line {finding.line + 1}  {finding.criterion:<4} {finding.status.replace('_', ' '):<15} {finding.why}"
        near = [f"      not enough: “{m.cited.quote}” ({m.cited.place} {m.cited.start}–{m.cited.end}): {m.why}"
                for m in finding.rejected]  # fmt: skip
        looked = [f"      looked for: {', '.join(finding.looked_for)}"] if finding.looked_for else []
        covered = [f"      in: {', '.join(finding.covered)}"] if looked and finding.covered else []
        blocks.append("\n".join([head, *quotes, *looked, *covered, *near]))
    return "\n".join(blocks) or "No criterion was read."
