"""The log of a run at its edges: a disk that is full, two at once, a log of another run."""

from __future__ import annotations

import datetime as dt
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from drafter.errors import InputError
from drafter.evals.drafts import log
from drafter.evals.drafts.log import Header, MadeWith
from drafter.evals.drafts.record import Record
from drafter.evals.drafts.suite import Settings

DAY = dt.date(2026, 4, 1)
HEADER = Header(
    measures="m", folder="evals/x", cases=3, started=dt.datetime(2026, 4, 1, tzinfo=dt.UTC),
    made_with=MadeWith(suite="x", sha="s", settings=Settings(today=DAY), embedding="none", corpus="c", code="k"),
)  # fmt: skip


def record(name: str, **more: object) -> Record:
    told = {"name": name, "sha": name, "author": "a", "date": DAY, "rationale": "r", "contested": False, **more}
    return Record.model_validate(told)


def quiet(text: str) -> None:
    raise AssertionError(text)


def test_records_come_back_as_they_were_and_the_later_of_two_holds(tmp_path: Path) -> None:
    first = record("a", unscored="no answer", unreachable=True)
    second = record("a", card="# Card\n\nwith “signs” and \u2028 breaks")
    with log.opened(tmp_path, HEADER, quiet) as kept:
        kept.add(first)
        kept.add(record("b"))
        assert kept.done == {"a": False, "b": True}
    with log.opened(tmp_path, HEADER, quiet) as kept:
        assert kept.done == {"a": False, "b": True}
        kept.add(second)
    assert log.read_header(tmp_path) == HEADER
    with log.opened(tmp_path / "own", HEADER, quiet):
        assert (tmp_path / "own").stat().st_mode & 0o077 == 0
    assert list(log.read(tmp_path)) == [second, record("b")]


@contextmanager
def room(size: int) -> Iterator[None]:
    """No file may grow beyond this size: the system refuses what a full disk would."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_full_disk_leaves_what_was_done(tmp_path: Path) -> None:
    with log.opened(tmp_path, HEADER, quiet) as kept:
        kept.add(record("a"))
        whole = (tmp_path / "log.jsonl").read_bytes()
        with room(len(whole) + 2000), pytest.raises(InputError, match=r"1 cases are kept") as caught:
            kept.add(record("b", card="x" * 20_000))
    assert (
        caught.value.todo == "Make room, then give the same command with --out and this folder: it goes on from there."
    )
    assert (tmp_path / "log.jsonl").read_bytes() == whole
    with log.opened(tmp_path, HEADER, quiet) as kept:
        assert kept.done == {"a": True}
        kept.add(record("b"))
    assert [one.name for one in log.read(tmp_path)] == ["a", "b"]


def test_two_processes_are_not_at_one_run(tmp_path: Path) -> None:
    with (
        log.opened(tmp_path, HEADER, quiet),
        pytest.raises(InputError, match="another process is at this run"),
        log.opened(tmp_path, HEADER, quiet),
    ):
        pass


@pytest.mark.parametrize("name", ["sha", "corpus", "code", "embedding", "endpoint"])
def test_a_run_made_with_something_else_does_not_go_on(tmp_path: Path, name: str) -> None:
    with log.opened(tmp_path, HEADER, quiet):
        pass
    other = HEADER.model_copy(update={"made_with": HEADER.made_with.model_copy(update={name: "other"})})
    with pytest.raises(InputError, match="holds a run made with other"), log.opened(tmp_path, other, quiet):
        pass


def test_a_log_of_which_only_a_part_of_the_header_was_written_begins_anew(tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_bytes(b'{"kind": "head')
    told: list[str] = []
    with log.opened(tmp_path, HEADER, told.append) as kept:
        kept.add(record("a"))
    assert len(told) == 1
    assert [one.name for one in log.read(tmp_path)] == ["a"]


def test_a_folder_without_a_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        log.read_header(tmp_path)
    (tmp_path / "log.jsonl").touch()
    with pytest.raises(InputError, match="holds no header"):
        log.read_header(tmp_path)
    with pytest.raises(InputError, match="cannot be made"), log.opened(tmp_path / "log.jsonl", HEADER, quiet):
        pass
