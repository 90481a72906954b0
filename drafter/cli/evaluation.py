"""`eval`: suites of cases with references, scored, held to an accepted run, and looked at again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from drafter import config, terminal
from drafter.cli import runs
from drafter.cli.options import Corpora, ModelName, Reader, Writer, now
from drafter.errors import InputError


class RunsByDefault(TyperGroup):
    """A group of verbs where whatever is no verb of its own is a suite to be run."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments, with the verb that is meant."""
        if args and args[0] not in self.commands and args[0] != "--help":
            args = ["run", *args]
        return super().parse_args(ctx, args)


SuiteArgument = Annotated[Path, typer.Argument(metavar="SUITE", help="Folder of a suite, such as evals/reference.")]
RunArgument = Annotated[Path, typer.Argument(metavar="RUN", help="Folder of a run, as `drafter eval` told it.")]
Accepted = Annotated[
    Path, typer.Argument(metavar="RUN", help="Folder of a run, or a JSON report on phrasings or faults.")
]
Baseline = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="FILE", help="The accepted run; exit code 1 where this one is worse."),
]
Place = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="DIR", help="Folder of the run; one that is there goes on. NAME.json, NAME.html: the report."
    ),
]
Format = Annotated[Literal["text", "json", "junit", "html"], typer.Option(help="How to show it.")]


def run(
    suite: SuiteArgument,
    half: Annotated[
        Literal["develop", "held_out", "all"], typer.Option(help="Which of a suite's own phrasings.")
    ] = "all",
    cases: Annotated[
        Path | None, typer.Option("--cases", metavar="FILE", help="Only these phrasings (JSON Lines), or this case.")
    ] = None,
    baseline: Baseline = None,
    reader: Reader = None,
    writer: Writer = None,
    model: ModelName = None,
    repeats: Annotated[int | None, typer.Option(min=1, max=25, help="Drafts of each case.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, max=64, help="Cases drafted at once.")] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Ask the model again what it was asked before.")] = False,
    price: Annotated[
        str | None, typer.Option(metavar="IN,OUT", help="Price of a million tokens of prompts and of replies.")
    ] = None,
    format: Format = "text",
    out: Place = None,
    corpus: Corpora = [],  # noqa: B006
) -> int:
    """Score a suite: drafts against references, single phrasings, or faults that the rules should find."""
    from drafter.evals.drafts import suite as of_cases

    asked = runs.Asked(
        reader=reader, writer=writer, model=model, repeats=repeats, workers=workers, cached=not no_cache,
        price=runs.price(price), case=cases, out=out, corpus=tuple(corpus),
    )  # fmt: skip
    if of_cases.is_suite(suite):
        if half != "all":
            raise InputError("--half is for suites of phrasings", where=suite, todo="Leave it away.")
        return runs.run(suite, asked, baseline, format)
    return _another_kind(suite, half, asked, baseline, format)


def _another_kind(suite: Path, half: Any, asked: runs.Asked, baseline: Path | None, format: str) -> int:
    """A suite of phrasings, of faults, of searches or of attacks."""
    from drafter.evals import accepted, adversarial, faults, marked, searches

    asked.check_for_another_kind(suite, format, reads=not (faults.is_suite(suite) or searches.is_suite(suite)))
    terminal.check_out(asked.out, suite, *([asked.case] if asked.case else []), *asked.corpus)
    if baseline and (searches.is_suite(suite) or adversarial.is_suite(suite)):
        raise InputError("--baseline is for cases, phrasings and faults", where=suite, todo="Leave it away.")
    held_to = accepted.read(baseline, suite.resolve().name) if baseline else None
    text, document, passed = _scored(suite, half, asked)
    verdict = marked.judge(document, held_to) if held_to else None
    if held_to and verdict:
        text = f"{text.rstrip()}\n\n{marked.as_text(verdict, held_to)}"
        document["gate"] = verdict.as_json()
    terminal.put(json.dumps(document, indent=2, ensure_ascii=False) if format == "json" else text, asked.out)
    return 0 if passed and not (verdict and verdict.closed) else 1


def _scored(suite: Path, half: Any, asked: runs.Asked) -> tuple[str, dict[str, Any], bool]:
    """The report on such a suite, as text and as a document, and whether it holds by itself."""
    from drafter import drafting, evals
    from drafter.evals import adversarial, faults, searches, showing

    given = config.settings(corpus=asked.corpus)
    held = config.corpus(given)
    reader, model = asked.reading(given)
    with terminal.progress() as progress:
        count = progress.count("scoring")
        if faults.is_suite(suite):
            found = faults.run(suite, held, on_progress=count)
            return found.as_text(), found.as_json(), True
        if searches.is_suite(suite):
            with config.index(given, held)[0] as index:
                searched = searches.run(suite, index, held.passages, on_progress=count)
            return searched.as_text(), searched.as_json(), True
        if adversarial.is_suite(suite):
            with config.index(given, held)[0] as index:
                means = drafting.Means(
                    corpus=held, index=index, embedding=given.embedding, cross_encoder=given.cross_encoder,
                    today=adversarial.TODAY, now=now, reader=reader, model=model,
                )  # fmt: skip
                attacked = adversarial.run(suite, adversarial.Range(means, config.embedder(given)), on_progress=count)
            return attacked.as_text(), attacked.as_json(), attacked.held
        report = evals.run(suite, held, half=half, cases=asked.case, reader=reader, model=model, on_progress=count)
    return showing.as_text(report), report.as_json(), True


def report(
    run: RunArgument,
    baseline: Baseline = None,
    format: Format = "text",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write here.")] = None,
) -> int:
    """Show a run again, in any format, or hold it to a baseline; nothing is drafted."""
    terminal.check_out(out, run)
    return runs.show(run, baseline, format, out)


def accept(
    run: Accepted,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who accepts it.")],
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why it may be what later runs are held to.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Where; default: baseline.json in the suite's folder.")
    ] = None,
) -> int:
    """Make a run the one that later runs of its suite are held to; earlier acceptances stay on record."""
    return runs.accept(run, by, why, now(), out)


def sample(
    suite: SuiteArgument,
    n: Annotated[int, typer.Option("-n", min=1, max=1000, help="How many cases.")] = 8,
    seed: Annotated[int, typer.Option(help="The same seed draws the same cases.")] = 1,
    format: Annotated[Literal["text", "json"], typer.Option(help="How to show it.")] = "text",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write here.")] = None,
    corpus: Corpora = [],  # noqa: B006
) -> int:
    """Read a sample of references again, beside the record, the policy's logic and what the built-in reader reads."""
    from drafter.evals.drafts import sampling
    from drafter.evals.drafts import suite as of_cases

    terminal.check_out(out, suite, *corpus)
    held = config.corpus(config.settings(corpus=corpus))
    with terminal.progress() as progress:
        loaded = of_cases.load(suite, held, on_progress=progress.count("reading cases"))
        drawn = sampling.draw(loaded, held, n=n, seed=seed, on_progress=progress.count("reading records"))
    terminal.put(sampling.as_json(drawn) if format == "json" else sampling.as_text(drawn), out)
    return 0
