"""`draft` and `read`: from a case to a checked draft, or to findings alone."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import typer

from drafter import config, terminal
from drafter.cli import comparing
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
    each: Annotated[
        str | None, typer.Option(metavar="MODEL,MODEL", help="One draft with each model, side by side.")
    ] = None,
    each_reader: Annotated[
        str | None, typer.Option(metavar="READER,READER", help="One draft with each reader, side by side.")
    ] = None,
    keep: Annotated[
        str | None, typer.Option("--keep", metavar="NAME", help="Keep the draft in the store, as drafted by NAME.")
    ] = None,
) -> int:
    """Draft a determination: read the record, decide by the policy, write, check."""
    from drafter import drafting, formats, intake, llm
    from drafter.corpus import bound

    given = config.settings(corpus=corpus, model=model)
    sets = _sets(given.model, reader, each, each_reader)
    writes = writer or "template"
    for reads, _ in sets:
        _check_repeat(repeat, reads)
    models = [
        config.model(replace(given, model=name)) if "model" in (reads, writes) or reads == "both" else None
        for reads, name in sets
    ]
    if len(sets) == 1:
        terminal.check_out(out, case, *corpus)
    held = config.corpus(given)
    taken = intake.load(case, held, standard_input=terminal.standard_input(case))
    if policy:
        taken = taken.model_copy(update={"policy": tuple(policy)})
    bound(taken.policy, held.policies)  # an unknown id is said before anything slow begins
    if not given.model and reader is None and writer is None and len(sets) == 1:
        terminal.notice("No language model is named: the built-in reader and writer are used.")
    made = []
    with terminal.progress() as progress:
        index, _ = config.index(given, held, on_progress=progress.count("indexing texts"))
        with index:
            for (reads, _), named in zip(sets, models, strict=True):
                spent = llm.Spent()
                language_model = replace(named, on_usage=spent.add) if named else None
                means = drafting.Means(
                    corpus=held, index=index, embedding=given.embedding, cross_encoder=given.cross_encoder,
                    today=day(today), now=now, reader=reads, writer=writes, model=language_model, repeat=repeat or 1,
                    on_step=progress.say,
                )  # fmt: skip
                made.append(_with_cost(drafting.draft(taken, means), spent))
    if keep:
        with config.store(given) as store:
            keys = [store.keep_draft(one, keep) for one in made]
        terminal.notice(f"{', '.join(one.id for one in made)} kept, case {keys[0]}.")
    if len(made) > 1:
        _side_by_side(made, format, out)
    else:
        terminal.put(formats.render(format, made[0]), out, markdown=format == "card")
    return 0 if all(map(_clean, made)) else 1


def _with_cost(made: Any, spent: Any) -> Any:
    """The draft with the tokens spent on it; as it is where none were told."""
    cost = {"tokens_in": spent.tokens_in, "tokens_out": spent.tokens_out}
    return (
        made.model_copy(update={"provenance": made.provenance.model_copy(update=cost)}) if any(cost.values()) else made
    )


def _sets(model: str | None, reader: Any, each: str | None, each_reader: str | None) -> list[tuple[Any, str | None]]:
    """Readers and models, one draft each; a reader without a model counts once."""
    from drafter.domain import ReaderName

    models = [name.strip() for name in each.split(",") if name.strip()] if each else [model]
    readers = [name.strip() for name in each_reader.split(",") if name.strip()] if each_reader else [reader]
    if unknown := [name for name in readers if name is not None and name not in get_args(ReaderName)]:
        known = ", ".join(get_args(ReaderName))
        raise InputError(f"{unknown[0]!r} is no reader", where="--each-reader", todo=f"Known are {known}.")
    found = [(one or ("both" if name else "lexical"), name) for name in models for one in readers]
    return list(dict.fromkeys((reads, None if reads == "lexical" else name) for reads, name in found))


def _clean(made: Any) -> bool:
    return made.status == "drafted" and all(line.no_outcome != "no_policy" for line in made.determination.lines)


def _side_by_side(made: list[Any], format: str, out: Path | None) -> None:
    """The drafts beside each other; with `--out` they and the comparison go to a folder."""
    shown: Any = {"json": "json", "html": "html"}.get(format, "text")
    if out is None:
        comparing.show(made, shown, None)
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot be made: {error.strerror}", where=out, todo="Name a folder for the drafts.") from None
    for one in made:
        terminal.put(one.to_json(), out / f"{one.id}.json")
    comparing.show(made, shown, out / f"comparison.{'txt' if shown == 'text' else shown}")
    terminal.notice(f"{len(made)} drafts and their comparison are in {out}.")


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
