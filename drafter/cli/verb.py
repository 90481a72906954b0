"""What every verb has in common: what it returns becomes an exit code, and what goes wrong a message."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Any

import typer

from drafter import terminal
from drafter.errors import DrafterError

BROKEN_PIPE = 141
"""Exit code where the reader of standard output is gone: that of a tool the signal for it ended."""


def verb(function: Callable[..., int | None]) -> Callable[..., None]:
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
