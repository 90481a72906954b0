"""A suite of cases: a folder with `suite.yaml` and `cases/`, loaded strictly, with file and line for every fault."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from drafter.corpus import Corpus
from drafter.corpus.faults import build
from drafter.corpus.located import parse, read_text
from drafter.domain import Noun, ReaderName
from drafter.errors import InputError
from drafter.evals import notes

MOST_REPEATS = 25


def _day(written: object) -> object:
    """The day that text says; anything else is left to be judged."""
    try:
        return dt.date.fromisoformat(written) if isinstance(written, str) else written
    except ValueError:
        return written


class Settings(Noun):
    """With what every case of the suite is drafted."""

    today: Annotated[dt.date, BeforeValidator(_day)]
    """The day taken for today."""
    reader: ReaderName = "lexical"
    """Which reader."""
    writer: Literal["template", "model"] = "template"
    """Which writer."""
    model: str | None = None
    """Name of the language model, where one is used."""
    repeats: int = Field(default=1, ge=1, le=MOST_REPEATS)
    """How often each case is drafted; the first draft is scored, all are compared."""

    @property
    def asks_model(self) -> bool:
        """Whether a language model is asked."""
        return self.reader != "lexical" or self.writer == "model"


class _File(Noun):
    """What stands in `suite.yaml`."""

    measures: str = Field(min_length=1)
    settings: Settings


@dataclass(frozen=True)
class CaseSuite:
    """A suite whose every case has been found fit to be scored. The cases themselves are read again when drafted."""

    folder: Path
    """Where it stands."""
    name: str
    """Name of the folder."""
    measures: str
    """What it measures."""
    settings: Settings
    """With what its cases are drafted."""
    files: tuple[Path, ...]
    """Files of the cases, in order; the name of a case is that of its file without suffix."""
    sha: str
    """Hash over what it measures and the cases, wherever they stand; settings are told apart from it."""


def is_suite(folder: Path) -> bool:
    """Whether the folder is a suite of cases, and of nothing else."""
    return (folder / "suite.yaml").is_file() and (folder / "cases").is_dir() and not (folder / "readings").is_dir()


def load(
    folder: Path,
    corpus: Corpus,
    *,
    only: Path | None = None,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> CaseSuite:
    """The suite in `folder`; with `only` that one case of it. Raises InputError or CorpusError with file and line."""
    file = folder / "suite.yaml"
    if not is_suite(folder):
        raise InputError("is no suite of cases", where=folder, todo="Name one with cases/, such as evals/reference.")
    said = build(_File, parse(read_text(file), file))
    files = (only,) if only else tuple(sorted((folder / "cases").glob("*.yaml")))
    if not files:
        raise InputError("holds no case", where=folder / "cases", todo="Add case files: evals/README.md.")
    digest = hashlib.sha256(said.measures.encode())
    ids: dict[str, Path] = {}
    for n, case in enumerate(files):
        on_progress(n, len(files))
        note = notes.read(case, corpus)
        if note.case.id and (first := ids.setdefault(note.case.id, case)) != case:
            line = next((n for n, text in enumerate(read_text(case).split("\n"), 1) if text.startswith("id:")), 1)
            todo = "Give each case an id of its own."
            raise InputError(f"duplicate id {note.case.id!r}, as in {first}", where=case, line=line, todo=todo)
        digest.update(f"\0{case.name}\n{case_sha(case)}".encode())
    on_progress(len(files), len(files))
    name = folder.resolve().name
    return CaseSuite(folder, name, said.measures, said.settings, files, digest.hexdigest())


def case_sha(file: Path) -> str:
    """The hash of a case with its reference."""
    return hashlib.sha256(read_text(file).encode()).hexdigest()
