"""Options and arguments that several verbs take, and the clock that they look at."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

import typer

Chroma = Annotated[str | None, typer.Option("--chroma", metavar="URL", help="Keep the vectors on this Chroma server.")]
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


def day(given: dt.datetime | None) -> dt.date:
    """The day given, else today."""
    return given.date() if given else dt.date.today()


def now() -> dt.datetime:
    """This moment with its offset."""
    return dt.datetime.now().astimezone()
