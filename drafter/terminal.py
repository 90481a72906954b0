"""The terminal: what is read from it, printed to it or written beside it, and how long work is shown."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import typer

from drafter.errors import DrafterError, InputError


def drop_output() -> None:
    """Let what is still to be written go nowhere, so that nothing fails once more at the end."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def notice(text: str) -> None:
    """Say it on standard error."""
    typer.echo(text, err=True)


def standard_input(case: str) -> bytes:
    """What stands on standard input where the case is `-`, else nothing."""
    if case != "-":
        return b""
    if sys.stdin is None:
        raise InputError("standard input is closed", todo="Give a file or a question instead of -.")
    return sys.stdin.buffer.read()


def console(stream: Any) -> Any:
    """A rich console; 110 columns wide where no terminal gives a width."""
    from rich.console import Console

    return Console(file=stream, width=None if stream.isatty() else 110)


def check_out(out: Path | None, *inputs: str | Path) -> None:
    """What cannot be written, or must not be, is said before anything slow begins."""
    if out is None:
        return
    _check_file(out)
    if not out.parent.is_dir() or not os.access(out.parent, os.W_OK):
        raise InputError("cannot be written", where=out, todo="Name a file in a folder that can be written to.")
    if out.exists() and any(_is_input(out, given) for given in inputs):
        raise InputError("is read by this command, so it is not written", where=out, todo="Name another file.")


def _check_file(out: Path) -> None:
    """Only a new file, or a regular one, is written: what a link or a device stands for is not ours."""
    try:
        mode = out.lstat().st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", where=out, todo="Check folder and rights.") from None
    if not stat.S_ISREG(mode):
        todo = "Name a new file, or leave --out away to print to standard output."
        raise InputError("is not a regular file", where=out, todo=todo)


def _is_input(out: Path, given: str | Path) -> bool:
    """Whether the file is the one given, or stands in the folder given."""
    with contextlib.suppress(OSError, ValueError):  # a question is no path
        path = Path(given)
        return out.samefile(path) or (path.is_dir() and out.resolve().is_relative_to(path.resolve()))
    return False


def put(text: str, out: Path | None, *, markdown: bool = False) -> None:
    """Print the text, or write it whole to a file: never half of it."""
    if out is None:
        _print(text, markdown=markdown)
    else:
        put_parts((text if text.endswith("\n") else text + "\n",), out)


def put_parts(parts: Iterable[str], out: Path) -> None:
    """Write a text to a file as its parts come, and whole or not at all."""
    _put((part.encode() for part in parts), out)


def _put(parts: Iterable[bytes], out: Path) -> None:
    _check_file(out)
    try:
        _write(parts, out)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", where=out, todo="Check folder and rights.") from None


def put_bytes(body: bytes, out: Path | None) -> None:
    """Write a document whole to a file; or to standard output, where that is no terminal or the document is text."""
    if out is None:
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            if sys.stdout is None or sys.stdout.isatty():
                todo = "Name a file with --out."
                raise InputError("a document that is no text is not printed", where="--out", todo=todo) from None
            sys.stdout.buffer.write(body)
            return
        _print(text, markdown=False)
        return
    _put((body,), out)


def _write(parts: Iterable[bytes], out: Path) -> None:
    """The document beside its place, then in it; a file that was there keeps its mode, a new one has the user's own."""
    beside = out.parent / f".drafter-{secrets.token_hex(8)}"
    try:
        with open(beside, "xb") as file:
            if out.exists():
                os.chmod(file.fileno(), stat.S_IMODE(out.stat().st_mode))
            file.writelines(parts)
        os.replace(beside, out)
    finally:
        beside.unlink(missing_ok=True)


def _print(text: str, *, markdown: bool) -> None:
    if sys.stdout is None:
        raise InputError("standard output is closed", todo=_TODO_OUTPUT)
    if markdown and sys.stdout.isatty():
        from rich.markdown import Markdown

        console(sys.stdout).print(Markdown(_without_front_matter(text)))
    else:
        typer.echo(text.rstrip("\n"))


_TODO_OUTPUT = "Make room, or write to a file with --out."


def failed(error: OSError | UnicodeEncodeError) -> DrafterError:
    """The error of our tree for one of the system's that no room below has met."""
    if isinstance(error, UnicodeEncodeError):
        todo = "Set PYTHONUTF8=1, or write to a file with --out."
        return InputError(f"standard output takes no {error.object[error.start]!a}", todo=todo)
    if error.filename is None:
        return InputError(f"the output cannot be written: {error.strerror}", todo=_TODO_OUTPUT)
    return InputError(f"cannot be used: {error.strerror}", where=str(error.filename), todo="Check folder and rights.")


def _without_front_matter(text: str) -> str:
    head, _, rest = text.removeprefix("---\n").partition("\n---\n")
    return rest if text.startswith("---\n") and rest else head


class Progress:
    """What is being done, on standard error: a spinner for a step, a bar for a count; words without a terminal."""

    def __init__(self, stack: ExitStack, screen: Any) -> None:
        self._stack, self._console = stack, screen
        self._status: Any = None

    def say(self, step: str) -> None:
        """Name the step that has begun."""
        if self._console is None:
            return
        if self._status is None:
            self._status = self._stack.enter_context(self._console.status(step))
        self._status.update(step)

    def count(self, step: str) -> Callable[[int, int], None]:
        """A callback that counts done and total of a step; it says nothing where there is nothing to do."""
        bar: Any = None
        words = _Words(step)

        def show(done: int, total: int) -> None:
            nonlocal bar
            if self._console is None:
                words.show(done, total)
                return
            if bar is None:
                bar = self._stack.enter_context(_bar(self._console))
                bar.add_task(step, total=total, completed=done)
            bar.update(bar.task_ids[0], completed=done)
            if done == total:
                bar.stop()

        return show


_SELDOM = 20.0
"""Seconds between two lines that say how far long work has come."""


class _Words:
    """How far work has come, in a line now and then: how much, how fast, how long still."""

    def __init__(self, step: str) -> None:
        self._step = step
        self._began: tuple[float, int] | None = None
        self._told = 0.0

    def show(self, done: int, total: int) -> None:
        """Say it, if it is time to."""
        now = time.monotonic()
        if self._began is None:
            self._began, self._told = (now, done), now
            if done < total or not total:
                notice(f"{self._step}: {total}" + (f", {done} of them done" if done else ""))
        elif now - self._told >= _SELDOM and done < total:
            self._told = now
            rate = (done - self._began[1]) / (now - self._began[0])
            left = f", {(total - done) / rate:.0f} s left" if rate else ""
            notice(f"{self._step}: {done} of {total}, {rate:.1f} a second{left}")


def _bar(screen: Any) -> Any:
    from rich import progress as bars
    from rich.text import Text

    class Rate(bars.ProgressColumn):
        """How many a second."""

        def render(self, task: bars.Task) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "", style="progress.data.speed")

    columns = (
        bars.SpinnerColumn(), bars.TextColumn("{task.description}"), bars.BarColumn(), bars.MofNCompleteColumn(),
        Rate(), bars.TimeRemainingColumn(),
    )  # fmt: skip
    return bars.Progress(*columns, console=screen, transient=True)


@contextmanager
def progress() -> Iterator[Progress]:
    """What shows the work while the block runs."""
    with ExitStack() as stack:
        yield Progress(stack, console(sys.stderr) if sys.stderr.isatty() else None)
