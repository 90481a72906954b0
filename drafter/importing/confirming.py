"""Confirming an imported policy: what is left to do, and the move into the corpus once nothing is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from drafter.corpus import WAITING, load
from drafter.corpus.located import read_text
from drafter.corpus.policies import load_policy
from drafter.errors import CorpusError, InputError
from drafter.importing.skeleton import TO_CONFIRM


@dataclass(frozen=True)
class Open:
    """One thing that is left to do."""

    file: Path
    """The file."""
    line: int
    """Its line."""
    what: str
    """What stands there."""


def waiting(corpus: Path) -> tuple[str, ...]:
    """Ids of the policies that wait in a corpus folder."""
    folder = corpus / WAITING
    return tuple(sorted(one.name for one in folder.iterdir() if one.is_dir())) if folder.is_dir() else ()


def left_to_do(corpus: Path, id: str) -> tuple[Open, ...]:
    """The marks that still stand, then the first fault that would keep the policy from loading."""
    folder = _folder(corpus, id)
    file = folder / "policy.yaml"
    lines = read_text(file).splitlines()
    marks = [Open(file, n, line.strip()) for n, line in enumerate(lines, 1) if TO_CONFIRM in line]
    if marks:
        return tuple(marks)
    try:
        load_policy(folder)
    except CorpusError as error:
        return (Open(Path(error.where or file), error.line or 1, str(error)),)
    return ()


def confirm(corpus: Path, id: str, by: str, today: dt.date, beside: tuple[Path, ...]) -> Path:
    """Move a policy into the corpus, signed; with the folders `beside` it must load as a whole, or it stays.

    Raises InputError while something is left to do, and CorpusError where it does not fit the rest of the corpus.
    """
    if todo := left_to_do(corpus, id):
        raise InputError(f"{len(todo)} things are left to do in {id}", where=todo[0].file, line=todo[0].line)
    here, there = _folder(corpus, id), corpus / id
    if there.exists():
        raise InputError(f"policy {id} is there already", where=there, todo="Retire or rename the older one first.")
    here.rename(there)
    try:
        load(*beside, *([] if corpus in beside else [corpus]))
    except CorpusError:
        there.rename(here)
        raise
    signed = f"# Confirmed by {by} on {today}.\n"
    file = there / "policy.yaml"
    file.write_text(signed + read_text(file), "utf-8")
    return there


def _folder(corpus: Path, id: str) -> Path:
    folder = corpus / WAITING / id
    if not folder.is_dir():
        listed = ", ".join(waiting(corpus)) or "none"
        raise InputError(f"no policy {id!r} waits to be confirmed", where=corpus / WAITING, todo=f"Waiting: {listed}.")
    return folder
