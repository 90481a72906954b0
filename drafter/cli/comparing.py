"""`compare`: drafts of one case side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from drafter import config, terminal
from drafter.cli import rulings
from drafter.cli.options import Out
from drafter.errors import InputError

Format = Literal["text", "json", "html"]


def compare(
    drafts: Annotated[list[str], typer.Argument(metavar="DRAFT DRAFT…", help="Drafts in JSON, or ids in the store.")],
    format: Annotated[Format, typer.Option(help="How to show it.")] = "text",
    out: Out = None,
) -> None:
    """Set drafts of one case side by side: outcomes, then readings, then words."""
    terminal.check_out(out, *drafts)
    read = [_draft(one) for one in drafts]
    show(read, format, out)


def show(drafts: Sequence[Any], format: Format, out: Path | None) -> None:
    """Print the comparison, or write it."""
    from drafter import comparing
    from drafter.comparing import html, text
    from drafter.rulings import of_drafts, shown

    made = comparing.compare(drafts)
    beside = of_drafts(rulings.held(), drafts)
    if beside and format != "text":
        terminal.notice(shown(beside).rstrip())
    if format == "html":
        terminal.put(html.render(made, drafts), out)
    else:
        page = "\n".join(filter(None, (text.render(made), shown(beside))))
        terminal.put(page if format == "text" else made.model_dump_json(by_alias=True, indent=2), out)


def _draft(name: str) -> Any:
    """The draft in a file, or in the store."""
    from drafter.formats import json as lossless

    file = Path(name)
    if file.is_file():
        return lossless.read(file)
    if not name.startswith("d-"):
        raise InputError("no such file", where=file, todo="Name drafts in JSON, or ids such as d-0123456789abcdef.")
    with config.store(config.settings(), create=False) as store:
        return store.draft(name)
