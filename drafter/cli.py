"""The command line: one verb, one short function that calls one function below.

Exit codes: 0 done (warnings alone are 0, an abstaining search is 0); 1 done, with errors found, no policy, or blocked;
2 bad input, with a message that says what, where and what to do next. `--format json` prints one JSON document on
standard output and nothing else; progress and notices go to standard error.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

import drafter
from drafter import config, terminal
from drafter.errors import DrafterError, InputError

BROKEN_PIPE = 141
"""Exit code where the reader of standard output is gone: that of a tool the signal for it ended."""

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

Corpora = Annotated[list[Path], typer.Option("--corpus", metavar="DIR", help="A further corpus folder; repeatable.")]
Repeat = Annotated[
    int | None,
    typer.Option(min=1, max=25, help="Times the model reads each line; what it does not read alike is open."),
]
Policies = Annotated[
    list[str], typer.Option("--policy", metavar="ID", help="Policy that binds the case (ID or ID@VERSION); repeatable.")
]
Reader = Annotated[
    Literal["lexical", "model", "both"] | None,
    typer.Option(help="Who reads the record. Default: both where a model is named, else lexical."),
]
Writer = Annotated[
    Literal["template", "model"] | None,
    typer.Option(help="Who writes the prose. Default: template."),
]
ModelName = Annotated[str | None, typer.Option("--model", metavar="NAME", help="Language model at the endpoint.")]


def _file(name: str) -> Path:
    """The file that `--out` names; an empty name would mean this folder."""
    if not name.strip():
        raise typer.BadParameter("it names no file; leave --out away to print to standard output")
    return Path(name)


Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", parser=_file, help="Write here instead of to standard output."),
]
Today = Annotated[
    dt.datetime | None, typer.Option("--today", formats=["%Y-%m-%d"], help="The day taken for today.", metavar="DATE")
]
CaseArgument = Annotated[
    str,
    typer.Argument(metavar='CASE|"QUESTION"', help="A case file, a text file, - for standard input, or a question."),
]


def _verb(function: Callable[..., int | None]) -> Callable[..., None]:
    """Turn what a verb returns into an exit code, and what goes wrong into a message and exit code 2."""

    @functools.wraps(function)
    def run(*args: Any, **given: Any) -> None:
        try:
            code = function(*args, **given) or 0
            if sys.stdout is not None:
                sys.stdout.flush()
        except BrokenPipeError:  # whoever read the output has what was wanted
            terminal.drop_output()
            code = BROKEN_PIPE
        except DrafterError as error:
            typer.echo(f"drafter: {error}", err=True)
            code = 2
        except (OSError, UnicodeEncodeError) as error:
            terminal.drop_output()
            typer.echo(f"drafter: {terminal.failed(error)}", err=True)
            code = 2
        except KeyboardInterrupt:
            typer.echo("drafter: stopped; nothing was written", err=True)
            code = 130
        raise typer.Exit(code)

    return run


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


@app.command()
@_verb
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
        index, _ = config.index(given, held, on_progress=progress.count("embedding texts"))
        with index:
            means = drafting.Means(
                corpus=held, index=index, embedding=given.embedding, today=_day(today), now=_now,
                reader=reads, writer=writes, model=language_model, repeat=repeat or 1, on_step=progress.say,
            )  # fmt: skip
            made = drafting.draft(taken, means)
    terminal.put(formats.render(format, made), out, markdown=format == "card")
    return (
        1 if made.status != "drafted" or any(line.no_outcome == "no_policy" for line in made.determination.lines) else 0
    )


@app.command()
@_verb
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
            corpus=held, today=_day(today), reader=reads, model=language_model, repeat=repeat or 1,
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


@app.command()
@_verb
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
    bound = checking.Bound(corpus=held, today=_day(today), policies=tuple(policy), case=about)
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
    return Waiver(code=code.upper(), where=where, reason=(reason or "").strip(), by=(by or "").strip(), at=_now())


@app.command()
@_verb
def search(
    query: Annotated[str, typer.Argument(help="What to look for.")],
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="At most so many passages.")] = 8,
    type: Annotated[
        list[str], typer.Option("--type", help="policy, guideline, research or determination; repeatable.")
    ] = [],  # noqa: B006
    format: Annotated[Literal["text", "json"], typer.Option(help="How to show it.")] = "text",
    out: Out = None,
    corpus: Corpora = [],  # noqa: B006
) -> None:
    """Find passages by meaning and by words; abstain where none bears on the query."""
    from drafter.intake import plain

    known = ("policy", "guideline", "research", "determination")
    if unknown := [t for t in type if t not in known]:
        raise InputError(f"unknown type {unknown[0]!r}", where="--type", todo=f"Known: {', '.join(known)}.")
    plain.check(query, "the query")
    terminal.check_out(out, *corpus)
    given = config.settings(corpus=corpus)
    held = config.corpus(given)
    with terminal.progress() as progress:
        index, _ = config.index(given, held, on_progress=progress.count("embedding texts"))
        with index:
            found = index.search(query, k=k, types=type)  # type: ignore[arg-type]
    if format == "json":
        results = [
            {
                "passage": hit.passage.id, "policy": hit.passage.policy, "version": hit.passage.version,
                "type": hit.passage.type, "score": round(hit.score, 4), "dense": round(hit.dense, 4),
                "lexical": round(hit.lexical, 4), "title": hit.passage.source.title,
                "organisation": hit.passage.source.organisation, "heading": hit.passage.heading,
                "verified": hit.passage.source.verified, "text": hit.passage.text,
            }
            for hit in found.hits
        ]  # fmt: skip
        terminal.put(json.dumps({"results": results, "abstained": found.abstained}, indent=2, ensure_ascii=False), out)
        return
    blocks = [
        f"{hit.score:.2f}  {p.type}  {p.source.organisation}: {p.heading}  ({p.id})\n      {p.text}"
        for hit in found.hits
        for p in (hit.passage,)
    ]
    terminal.put("\n\n".join(blocks) if blocks else "Nothing held bears on this query.", out)


@app.command()
@_verb
def index(
    corpus: Corpora = [],  # noqa: B006
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Throw the index away first.")] = False,
) -> None:
    """Bring the index up to date with the corpus; unchanged passages are not embedded again."""
    given = config.settings(corpus=corpus)
    held = config.corpus(given)
    with terminal.progress() as progress:
        count = progress.count("embedding texts")
        opened, done = config.index(given, held, rebuild=rebuild, on_progress=count)
        opened.close()
    typer.echo(f"{done.added} passages added, {done.removed} removed, {done.kept} unchanged in {given.index_folder}")


@app.command()
@_verb
def policies(corpus: Corpora = []) -> None:  # noqa: B006
    """List the policies held."""
    from rich.table import Table

    table = Table("policy", "version", "in force", "for", "services", "verified", box=None, pad_edge=False)
    for p in config.corpus(config.settings(corpus=corpus)).policies:
        until = f" to {p.retired}" if p.retired else ""
        audience = ", ".join((*p.payers, *p.states)) or ", ".join(p.lines_of_business).replace("_", " ") or "all"
        codes = " ".join(service.code for service in p.services)
        table.add_row(p.id, p.version, f"{p.effective}{until}", audience, codes, p.source.verified)
    terminal.console(sys.stdout).print(table)


@app.command()
@_verb
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


@app.command("eval")
@_verb
def evaluate(
    suite: Annotated[Path, typer.Argument(metavar="SUITE", help="Folder of a suite, such as evals/phrasings.")],
    half: Annotated[Literal["develop", "held_out", "all"], typer.Option(help="Which of the suite's own rows.")] = "all",
    cases: Annotated[
        Path | None, typer.Option("--cases", metavar="FILE", help="Score these rows (JSON Lines) and no others.")
    ] = None,
    format: Annotated[Literal["text", "json"], typer.Option(help="How to show it.")] = "text",
    out: Out = None,
    corpus: Corpora = [],  # noqa: B006
) -> None:
    """Read the cases of a suite and compare with their references."""
    from drafter import evals
    from drafter.evals import faults, showing

    terminal.check_out(out, suite, *([cases] if cases else []), *corpus)
    held = config.corpus(config.settings(corpus=corpus))
    with terminal.progress() as progress:
        count = progress.count("scoring")
        if faults.is_suite(suite):
            found = faults.run(suite, held, on_progress=count)
            terminal.put(_as_json(found) if format == "json" else found.as_text(), out)
            return
        report = evals.run(suite, held, half=half, cases=cases, on_progress=count)
    terminal.put(_as_json(report) if format == "json" else showing.as_text(report), out)


def _as_json(report: Any) -> str:
    return json.dumps(report.as_json(), indent=2, ensure_ascii=False)


def _check_repeat(repeat: int | None, reads: str) -> None:
    if repeat and repeat > 1 and reads == "lexical":
        raise InputError(
            f"--repeat {repeat} needs a reader that can differ, and the built-in one reads the same every time",
            todo="Give --reader model or both with --model NAME, or leave --repeat out.",
        )


def _day(given: dt.datetime | None) -> dt.date:
    return given.date() if given else dt.date.today()


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()


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
