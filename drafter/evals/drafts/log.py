"""The log of a run: a file of JSON lines to which is only ever added, its header first, then a line for every case.

A line is on its way to the disk before the next case is counted as done. A run that was killed leaves at most its last
line cut short; that line is dropped with a notice and its case drafted again, so that none is lost and none counted
twice. Of two lines for one case the later holds.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, Self, TypeVar

import filelock
from pydantic import ValidationError

from drafter.domain import Noun
from drafter.errors import InputError
from drafter.evals.drafts.record import Record
from drafter.evals.drafts.suite import Settings

LOG = "log.jsonl"
"""Name of the file in the folder of a run."""

Notice = Callable[[str], None]
"""Told what a person should know; nothing is asked."""


class MadeWith(Noun):
    """With what a run is made. A run goes on only with the same."""

    suite: str
    """Name of the suite."""
    sha: str
    """Hash over its cases."""
    settings: Settings
    """Settings, those of the command line in place."""
    endpoint: str | None = None
    """Where the language model answers."""
    embedding: str
    """Name of the embedding model."""
    cross_encoder: str | None = None
    """Name of the model that ordered what a search found, where one did."""
    prompts: Mapping[str, str] = {}
    """Hash of every prompt, by name."""
    corpus: str
    """Hash of the corpus."""
    code: str
    """Hash over the package's own modules."""
    commit: str | None = None
    """Commit of the working copy, with `+` where files differ from it; none outside of one."""
    versions: Mapping[str, str] = {}
    """Versions of Python, drafter and the libraries."""


class Header(Noun):
    """The first line of a log."""

    kind: Literal["header"] = "header"
    """What sort of line this is."""
    schema_version: Literal[1] = 1
    """Version of this form."""
    measures: str
    """What the suite measures."""
    folder: str
    """Where the suite stood."""
    cases: int
    """How many cases it has."""
    started: dt.datetime
    """When the run began."""
    price: tuple[float, float] | None = None
    """Price of a million tokens of prompts and of replies."""
    made_with: MadeWith
    """With what it is made."""


def read_header(folder: Path) -> Header:
    """The header of the run in a folder; an InputError where there is none."""
    for number, line in _lines(folder / LOG):
        return _header(line, folder / LOG, number)
    raise InputError("holds no header", where=folder / LOG, todo="The run had not begun; run the suite again.")


def read(folder: Path) -> Iterator[Record]:
    """Every case of the run in a folder by name, one at a time in memory; of two lines for one case the later."""
    file, start = folder / LOG, 0
    last: dict[str, tuple[int, int]] = {}
    for number, line in _lines(file):
        if number > 1:
            last[_record(line, file, number).name] = (start, number)
        start += len(line)
    with file.open("rb") as lines:
        for _, (start, number) in sorted(last.items()):
            lines.seek(start)
            yield _record(lines.readline(), file, number)


class Log:
    """The log of a run that is being made."""

    def __init__(self, file: Path, done: Mapping[str, bool]) -> None:
        self._file = file.open("ab")
        self._path = file
        self._end = file.stat().st_size
        self.done = dict(done)
        """Cases in the log; false for those that are tried again because a model did not answer."""

    def begin(self, header: Header) -> None:
        """Write the first line."""
        self._put(header.model_dump_json().encode() + b"\n")

    def add(self, record: Record) -> None:
        """Add a case. An InputError where the disk takes it no more; what stood before stands."""
        self._put(record.model_dump_json().encode() + b"\n")
        self.done[record.name] = not record.unreachable

    def _put(self, line: bytes) -> None:
        try:
            self._file.write(line)
            self._file.flush()
        except OSError as error:
            kept = sum(self.done.values())
            self._drop_cut()
            todo = "Make room, then give the same command with --out and this folder: it goes on from there."
            what = f"cannot be written: {error.strerror}; {kept} cases are kept"
            raise InputError(what, where=self._path, todo=todo) from None
        self._end += len(line)

    def _drop_cut(self) -> None:
        """Take back the part of a line that may have reached the disk."""
        with contextlib.suppress(OSError):
            os.truncate(self._path, self._end)
        with contextlib.suppress(OSError):
            self._file.close()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *given: object) -> None:
        self.close()


@contextlib.contextmanager
def opened(folder: Path, header: Header, notice: Notice) -> Iterator[Log]:
    """The log in a folder, begun, or gone on with where it was made with the same.

    Raises InputError where another run stands there, another process is at it, or a line before the last is damaged.
    """
    file = folder / LOG
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # it will hold words of records
    except OSError as error:
        raise InputError(f"cannot be made: {error.strerror}", where=folder, todo="Name another folder.") from None
    try:
        with filelock.FileLock(folder / ".lock", timeout=0):
            done = _taken_up(file, header, notice) if file.exists() else {}
            with Log(file, done) as log:
                if not file.stat().st_size:
                    log.begin(header)
                yield log
    except filelock.Timeout:
        raise InputError("another process is at this run", where=folder, todo="Wait for it, or name another.") from None


def _taken_up(file: Path, header: Header, notice: Notice) -> dict[str, bool]:
    """The cases of a log that is there, after whatever was cut off at its end is dropped."""
    _mend(file, notice)
    done: dict[str, bool] = {}
    for number, line in _lines(file):
        if number == 1:
            _check_same(_header(line, file, number), header, file.parent)
        else:
            record = _record(line, file, number)
            done[record.name] = not record.unreachable
    return done


def _mend(file: Path, notice: Notice) -> None:
    """Drop a last line that was cut short."""
    with file.open("rb+") as log:
        whole = start = 0
        cut = False
        for line in log:
            start, whole = whole, whole + len(line)
            cut = not line.endswith(b"\n")
        if not cut:
            return
        log.truncate(start)
    notice(f"{file}: the last line was cut short and is dropped; its case is drafted again")


def _check_same(ours: Header, now: Header, folder: Path) -> None:
    before, after = ours.made_with.model_dump(), now.made_with.model_dump()
    other = [name for name in before if before[name] != after[name] and name not in ("commit", "versions")]
    if not other:
        return
    names = {"sha": "cases of the suite", "code": "code of drafter"}
    told = ", ".join(names.get(name, name) for name in other)
    todo = "Name a new folder with --out, or leave it away, to begin anew."
    raise InputError(f"holds a run made with other {told}; it cannot go on with these", where=folder, todo=todo)


# --------------------------------------------------------------------------------------------------------- one line

Line = TypeVar("Line", Header, Record)
"""What a line of a log holds."""


def _lines(file: Path) -> Iterator[tuple[int, bytes]]:
    """The whole lines of a log with their numbers from 1; one cut short at its end is passed over."""
    try:
        with file.open("rb") as log:
            for number, line in enumerate(log, 1):
                if line.endswith(b"\n"):
                    yield number, line
    except OSError as error:
        todo = "Name the folder of a run, as `drafter eval` told it."
        raise InputError(f"cannot be read: {error.strerror}", where=file, todo=todo) from None


def _header(line: bytes, file: Path, number: int) -> Header:
    return _built(Header, line, file, number)


def _record(line: bytes, file: Path, number: int) -> Record:
    return _built(Record, line, file, number)


def _built(noun: type[Line], line: bytes, file: Path, number: int) -> Line:
    try:
        return noun.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        what = f"is no line of a log of this version: {first['msg'].lower()}{f' (at {place})' if place else ''}"
        raise InputError(what, where=file, line=number, todo="Run the suite again into a new folder.") from None


def as_json(header: Header) -> dict[str, Any]:
    """The header as a report shows it: what tells of this machine is left out."""
    found: dict[str, Any] = json.loads(header.model_dump_json(exclude={"kind", "folder"}))
    return found
