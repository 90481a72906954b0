"""What the verbs of `eval` do with runs of suites of cases."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter import config, terminal
from drafter.cli.options import now
from drafter.errors import DrafterError, InputError

if TYPE_CHECKING:
    from drafter.corpus import Corpus
    from drafter.domain import ReaderName
    from drafter.drafting import Means
    from drafter.evals.drafts.figures import Run
    from drafter.evals.drafts.suite import CaseSuite, Settings
    from drafter.llm import Model

RUNS, REPLIES = "runs", "replies"
"""Folders of DRAFTER_HOME: runs without a folder of their own, and replies of language models."""
PAGE = "report.html"
"""The report that every run leaves beside its log."""
REPORTS = (".html", ".json", ".txt", ".xml")
"""Suffixes of a report's file; anything else that `--out` names is the folder of a run."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the command line says of a run; none leaves it to the suite."""

    reader: Any = None
    writer: Any = None
    model: str | None = None
    repeats: int | None = None
    workers: int | None = None
    cached: bool = True
    price: tuple[float, float] | None = None
    case: Path | None = None
    out: Path | None = None
    corpus: tuple[Path, ...] = ()

    def check_for_another_kind(self, suite: Path, format: str, *, reads: bool) -> None:
        """An InputError for what only a suite of cases takes; `reads` where a reader of the suite's may be named."""
        given = {
            "--writer": self.writer, "--repeats": self.repeats, "--workers": self.workers, "--price": self.price,
            f"--format {format}": format not in ("text", "json"),
        }  # fmt: skip
        if named := [name for name, value in given.items() if value]:
            todo = "Leave it away, or name a suite with cases/ such as evals/reference."
            raise InputError(f"{named[0]} is for suites of cases", where=suite, todo=todo)
        read_with = {"--reader": self.reader, "--model": self.model, "--no-cache": not self.cached}
        if not reads and (named := [name for name, value in read_with.items() if value]):
            todo = "Leave it away: in this suite no reader is measured."
            raise InputError(f"{named[0]} is for suites of cases, phrasings or attacks", where=suite, todo=todo)

    def reading(self, given: config.Settings) -> tuple[ReaderName, Model | None]:
        """Who reads a suite that is none of cases: the built-in reader, unless the command line names another."""
        reader: ReaderName = self.reader or ("both" if self.model else "lexical")
        return reader, _metered(given, self.model, self.cached) if reader != "lexical" else None

    @property
    def is_file(self) -> bool:
        """Whether `--out` names the report's file, by its suffix, and not the folder of the run."""
        return self.out is not None and self.out.suffix.lower() in REPORTS

    def settings(self, suite: CaseSuite) -> Settings:
        """The suite's settings with what the command line says in place."""
        given = {"reader": self.reader, "writer": self.writer, "model": self.model, "repeats": self.repeats}
        return suite.settings.model_copy(update={name: value for name, value in given.items() if value is not None})


def price(written: str | None) -> tuple[float, float] | None:
    """The two prices of `IN,OUT`."""
    if written is None:
        return None
    parts = written.split(",")
    try:
        found = tuple(float(part) for part in parts)
    except ValueError:
        found = ()
    if len(found) != 2 or not all(0 <= value < 1e6 for value in found):
        raise InputError(f"{written!r} is not two prices", where="--price", todo="Write them as 0.15,0.60.")
    return found[0], found[1]


def run(folder: Path, asked: Asked, baseline: Path | None, format: str) -> int:
    """Run a suite of cases, or go on with a run of it, and show what it comes to."""
    from drafter.evals import accepted
    from drafter.evals.drafts import log, running
    from drafter.evals.drafts import suite as suites

    given = config.settings(corpus=asked.corpus, model=asked.model)
    held = config.corpus(given)
    with terminal.progress() as progress:
        suite = suites.load(folder, held, only=asked.case, on_progress=progress.count("reading cases"))
    settings = asked.settings(suite)
    if baseline:
        accepted.read(baseline, suite.name)  # another suite's is said before anything slow begins
    opening = partial(_opened, given, held, settings, asked.cached)
    header = _header(suite, settings, given, held, asked)
    report = asked.out if asked.is_file else None
    terminal.check_out(report, folder, *asked.corpus)
    place = asked.out if asked.out and not report else _unnamed(given.home / RUNS, suite.name)
    try:
        with terminal.progress() as progress, log.opened(place, header, terminal.notice) as kept:
            terminal.notice(f"run: {place}" + (f" ({len(kept.done)} cases done before)" if kept.done else ""))
            work = running.Work(suite.files, opening, settings.repeats, settings.asks_model, asked.workers)
            if running.apart(work):  # once for all of them
                index, _ = config.index(given, held, on_progress=progress.count("embedding texts"))
                index.close()
            running.run(work, kept, progress.count("scoring"))
    except KeyboardInterrupt:
        terminal.notice(f"drafter: stopped; what was done is kept.\n  {_go_on(folder, place)}")
        return 130
    except InputError:
        raise
    except DrafterError as error:
        todo = f"{error.todo or ''}\n  {_go_on(folder, place)}".strip()
        raise type(error)(error.what, where=error.where, todo=todo) from None
    return show(place, baseline, format, report)


def _unnamed(runs: Path, suite: str) -> Path:
    """A folder that is not there yet."""
    name = f"{suite}-{now():%Y%m%d-%H%M%S}"
    names = itertools.chain((name,), (f"{name}-{n}" for n in itertools.count(2)))
    return next(runs / name for name in names if not (runs / name).exists())


def _go_on(folder: Path, place: Path) -> str:
    return f"Go on with the same command and --out: drafter eval {folder} --out {place}"


def _header(suite: CaseSuite, settings: Settings, given: config.Settings, held: Any, asked: Asked) -> Any:
    from drafter.evals.drafts.log import Header
    from drafter.evals.drafts.made_with import made_with

    named = settings.model or given.model if settings.asks_model else None
    endpoint = config.model(config.settings(model=named)).endpoint if settings.asks_model else None
    settings = settings.model_copy(update={"model": named})
    return Header(
        measures=suite.measures, folder=str(suite.folder), cases=len(suite.files), started=now(), price=asked.price,
        made_with=made_with(
            suite, settings, held, embedding=given.embedding, cross_encoder=given.cross_encoder, endpoint=endpoint
        ),
    )  # fmt: skip


def _opened(given: config.Settings, held: Corpus, settings: Settings, cached: bool) -> Means:
    """Everything a draft is made with, in whatever process asks for it. The corpus is handed over: sent to a process it
    is there sooner than loaded anew."""
    from drafter.drafting import Means

    index, _ = config.index(given, held)
    model = _metered(given, settings.model, cached) if settings.asks_model else None
    return Means(
        corpus=held, index=index, embedding=given.embedding, cross_encoder=given.cross_encoder,
        today=settings.today, now=now, reader=settings.reader, writer=settings.writer, model=model,
    )  # fmt: skip


def _metered(given: config.Settings, named: str | None, cached: bool) -> Model:
    """The language model, with its replies counted, and kept where they may be."""
    from drafter.evals.drafts import replies

    asked = config.model(config.settings(model=named or given.model))
    asked.on_usage = replies.count
    return replies.Metered(asked, asked.endpoint, given.home / REPLIES if cached else None)


def show(place: Path, baseline: Path | None, format: str, out: Path | None) -> int:
    """Show a run, held to a baseline where one is given; its page is written anew beside its log."""
    from drafter.evals import accepted
    from drafter.evals.drafts import baseline as drafts
    from drafter.evals.drafts import reporting
    from drafter.evals.drafts.figures import Run
    from drafter.evals.drafts.reporting import html

    found = Run.read(place)
    held_to = accepted.read(baseline, found.header.made_with.suite) if baseline else None
    verdict = drafts.judge(found, held_to) if held_to else None
    terminal.put(reporting.render(format, found, verdict, held_to), out)
    terminal.put_parts(html.parts(found, verdict, held_to), place / PAGE)
    terminal.notice(f"page: {place / PAGE}")
    _notice_gaps(found)
    return 1 if verdict and verdict.closed else 0


def _notice_gaps(run: Run) -> None:
    missing = run.header.cases - len(run.records)
    if missing:
        terminal.notice(
            f"{missing} of {run.header.cases} cases are not run yet. {_go_on(Path(run.header.folder), run.folder)}"
        )
    if unscored := sum(bool(record.unscored) for record in run.records):
        terminal.notice(f"{unscored} cases could not be scored; the report says why.")


def accept(run: Path, by: str, why: str, at: dt.datetime, out: Path | None) -> int:
    """Make a run, or a report of another kind, the accepted one of its suite."""
    from drafter.evals import accepted, marked
    from drafter.evals.drafts import baseline as drafts
    from drafter.evals.drafts.figures import Run

    if not by.strip() or not why.strip():
        raise InputError("an acceptance needs a name and a reason", todo='Give --by NAME --why "why it may stand".')
    acceptance = accepted.Acceptance(by=by.strip(), why=why.strip(), at=at)
    if run.is_file():
        report = marked.read(run)
        if out is None:
            raise InputError("a report does not say where its suite stands", where=run, todo="Give --out FILE.")
        file, suite = out, report["suite"]["name"]
        made = marked.accept(report, acceptance, accepted.read(file, suite) if file.exists() else None)
    else:
        found = Run.read(run)
        file = out or Path(found.header.folder) / accepted.BASELINE
        earlier = accepted.read(file, found.header.made_with.suite) if file.exists() else None
        made = drafts.accept(found, acceptance, earlier)
    terminal.check_out(file, run)
    terminal.put(made.to_json(), file)
    terminal.notice(f"{file}: {len(made.cases)} cases of {made.suite}, accepted by {acceptance.by}")
    return 0
