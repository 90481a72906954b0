"""The store: cases, drafts, decisions, requests and letters, and every act on them, in a database.

SQLite by default, PostgreSQL by URL. Nothing is changed in place: an edit is a new draft with a parent, and each act is
an event of a chain. Identifiers lie in a table of their own and leave with a purge, which leaves the chain whole.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa

from drafter.domain import Case, Draft
from drafter.errors import DrafterError, InputError, StoreUnavailable
from drafter.store import tables
from drafter.store.chain import Event, Fault, canonical, document_faults, faults

__all__ = ["Act", "Event", "Fault", "Kept", "Store", "case_key"]

BUSY_SECONDS = 30
"""How long a writer waits for another one."""
READING = "drafter_reading"
"""Option of a connection that only reads, and so holds nobody up."""
LATEST = "0001"
"""Revision that this version reads and writes."""


@dataclass(frozen=True)
class Kept:
    """A document as kept."""

    id: str
    """Its id."""
    kind: str
    """`case`, `draft`, `decision`, `request`, `letter` or `ruling`."""
    case_key: str
    """The case."""
    parent: str | None
    """What it was made from."""
    kept_at: str
    """When, in UTC."""
    body: bytes
    """Its bytes."""


@dataclass(frozen=True)
class Act:
    """An act that follows from another, on the same case."""

    act: str
    """What was done."""
    subject: str
    """Id of what it was done to."""
    told: Mapping[str, Any]
    """Facts; no identifier is among them."""


def case_key(case: Case) -> str:
    """The key of a case: the plan's own reference where it has one, else a hash of what is asked and the record.

    A plan's reference is hashed too, so that no log or file name carries it.
    """
    if case.id:
        return "c-" + hashlib.sha256(f"id:{case.id}".encode()).hexdigest()[:16]
    told = case.model_copy(update={"information_requests": (), "member": {}, "provider": {}})
    return "c-" + hashlib.sha256(told.model_dump_json(by_alias=True).encode()).hexdigest()[:16]


class Store:
    """An open store. Every public method is one transaction: it is done whole, or not at all."""

    def __init__(self, url: str, *, now: Callable[[], dt.datetime], create: bool = True) -> None:
        """Open the database at `url`, made or brought up to date first. Raises StoreUnavailable."""
        self._now = now
        self._url = sa.engine.make_url(url)
        with self._door():
            self._engine = _engine(self._url, create)
            _migrate(self._engine)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ---------------------------------------------------------------------------------------------------- writing

    def keep_draft(self, draft: Draft, by: str, unless: Callable[[Reading], None] | None = None,
                   also: Callable[[Reading], Iterable[Act]] | None = None) -> str:  # fmt: skip
        """Keep a draft and the case it was drawn from; the key of the case, which is that of its parent where that is
        kept. A draft that is there already stays. `unless` and `also` as for `keep`."""
        bare = draft.model_copy(update={"case": without_identifiers(draft.case)})
        told: dict[str, Any] = {
            "status": draft.status, "parent": draft.parent,
            "outcomes": [line.outcome or line.no_outcome for line in draft.determination.lines],
        }  # fmt: skip
        with self._writing() as writing:
            reading = Reading(writing.connection)
            if unless:
                unless(reading)
            following = tuple(also(reading)) if also else ()
            key = (reading.key_of(draft.parent) if draft.parent else None) or case_key(draft.case)
            writing.identify(key, draft.case)
            writing.keep(draft.id, "draft", key, draft.parent, bare.to_json().encode(), by, "drafted", told)
            writing.events(key, by, following)
        return key

    def keep(self, id: str, kind: str, key: str, body: bytes, by: str, act: str, told: Mapping[str, Any],
             parent: str | None = None, unless: Callable[[Reading], None] | None = None,
             also: Callable[[Reading], Iterable[Act]] | None = None) -> None:  # fmt: skip
        """Keep a document with the act that made it, and acts on others that follow from it (`also`). `unless` looks at
        the store first and raises where the act may no longer be done; both look inside the transaction that writes."""
        with self._writing() as writing:
            reading = Reading(writing.connection)
            if unless:
                unless(reading)
            following = tuple(also(reading)) if also else ()
            writing.keep(id, kind, key, parent, body, by, act, told)
            writing.events(key, by, following)

    def keep_all(self, bodies: Mapping[str, tuple[bytes, Mapping[str, Any]]], kind: str, key: str, by: str, act: str,
                 parent: str, unless: Callable[[Reading], None]) -> None:  # fmt: skip
        """Keep several documents by their ids, each with what is told of it: all of them, or none."""
        with self._writing() as writing:
            unless(Reading(writing.connection))
            for id, (body, told) in bodies.items():
                writing.keep(id, kind, key, parent, body, by, act, told)

    def act(self, act: str, key: str, subject: str, by: str, told: Mapping[str, Any],
            unless: Callable[[Reading], None] | None = None) -> None:  # fmt: skip
        """Record an act that brings no document."""
        with self._writing() as writing:
            if unless:
                unless(Reading(writing.connection))
            writing.event(by, act, key, subject, told, "")

    def purge(self, before: dt.date, by: str, why: str) -> tuple[str, ...]:
        """Take away what is kept of cases whose last act was before a day; their keys. The chain keeps their hashes."""
        with self._writing() as writing:
            keys = Reading(writing.connection).quiet_since(before)
            for key in keys:
                writing.purge(key, by, why)
        return keys

    # ---------------------------------------------------------------------------------------------------- reading

    def read(self) -> contextlib.AbstractContextManager[Reading]:
        """A view of the store at one moment."""
        return self._reading()

    def draft(self, id: str, *, identified: bool = False) -> Draft:
        """A draft; with its identifiers where a letter needs them. Raises InputError for one that is not there."""
        with self._reading() as reading:
            kept = reading.document(id, "draft")
            draft = Draft.model_validate_json(kept.body)
            if not identified:
                return draft
            return draft.model_copy(update={"case": reading.identified(draft.case, kept.case_key)})

    def verify(self, anchor: tuple[int, str] | None = None) -> tuple[Fault, ...]:
        """Everything that is not as it was written; nothing where the store is whole."""
        with self._reading() as reading:
            events = reading.events()
            return (*faults(events, reading.head(), anchor), *document_faults(events, reading.bodies()))

    # ---------------------------------------------------------------------------------------------------- the doors

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Writing]:
        with self._door(), self._engine.begin() as connection:
            moment = self._now().astimezone(dt.UTC).isoformat(timespec="microseconds")
            yield Writing(connection, moment)

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Reading]:
        with self._door(), self._engine.connect().execution_options(**{READING: True}) as connection:
            yield Reading(connection)

    @contextlib.contextmanager
    def _door(self) -> Iterator[None]:
        """Whatever the database raises means that nothing of the act was kept."""
        try:
            yield
        except DrafterError:
            raise
        except (sa.exc.SQLAlchemyError, OSError) as error:
            what = (str(getattr(error, "orig", None) or error).strip().splitlines() or [type(error).__name__])[0]
            where = self._url.database if self._url.drivername.startswith("sqlite") else self._url.render_as_string()
            raise StoreUnavailable(
                f"the store cannot be used ({what[:200]}); nothing of this act was kept", where=where, todo=_todo(what)
            ) from error


class Writing:
    """One transaction that writes. It holds the end of the chain, so that no other writer can."""

    def __init__(self, connection: sa.Connection, moment: str) -> None:
        self.connection, self._moment = connection, moment
        locked = sa.select(tables.head.c.seq, tables.head.c.hash).where(tables.head.c.one == 1).with_for_update()
        self._seq, self._hash = connection.execute(locked).one()

    def event(self, actor: str, act: str, key: str, subject: str, told: Mapping[str, Any], content: str) -> None:
        """Add an act to the chain."""
        event = Event(
            self._seq + 1, self._moment, actor, act, key, subject, canonical(dict(told)), content, self._hash
        ).sealed()
        self.connection.execute(sa.insert(tables.events).values(**vars(event)))
        self._seq, self._hash = event.seq, event.hash
        self.connection.execute(sa.update(tables.head).values(seq=event.seq, hash=event.hash))

    def events(self, key: str, actor: str, acts: Iterable[Act]) -> None:
        """Add acts that follow from another one."""
        for one in acts:
            self.event(actor, one.act, key, one.subject, one.told, "")

    def keep(self, id: str, kind: str, key: str, parent: str | None, body: bytes, actor: str, act: str,
             told: Mapping[str, Any]) -> None:  # fmt: skip
        """Keep a document; the same one again is no act."""
        content = hashlib.sha256(body).hexdigest()
        there = self.connection.execute(
            sa.select(tables.documents.c.content).where(tables.documents.c.id == id)
        ).first()
        if there is not None:
            return
        row = {"id": id, "kind": kind, "case_key": key, "parent": parent, "kept_at": self._moment, "body": body}
        self.connection.execute(sa.insert(tables.documents).values(**row, content=content))
        self.event(actor, act, key, id, told, content)

    def identify(self, key: str, case: Case) -> None:
        """Keep who the case is about, apart; what is given later replaces what was there.

        Raises InputError where the case is another member's: two alike requests are told apart by the plan's reference
        alone, and a decided case keeps its member.
        """
        if case.member or case.provider:
            self._check_member(key, case)
            body = json.dumps({"member": dict(case.member), "provider": dict(case.provider)}, ensure_ascii=False)
            self.connection.execute(sa.delete(tables.identifiers).where(tables.identifiers.c.case_key == key))
            self.connection.execute(sa.insert(tables.identifiers).values(case_key=key, body=body))

    def _check_member(self, key: str, case: Case) -> None:
        t = tables.identifiers
        row = self.connection.execute(sa.select(t.c.body).where(t.c.case_key == key)).first()
        before = json.loads(row.body)["member"] if row else {}
        if not before or not case.member or before == dict(case.member):
            return
        d = tables.documents
        decided = sa.select(d.c.id).where((d.c.case_key == key) & (d.c.kind == "decision")).limit(1)
        if case.id is None or self.connection.execute(decided).first() is not None:
            what = f"case {key} is there already, for another member; nothing was kept"
            raise InputError(
                what, where="member", todo="Give the case an `id`, the plan's own reference for this request."
            )

    def purge(self, key: str, by: str, why: str) -> None:
        """Take away the bodies and identifiers of a case."""
        mine = tables.documents.c.case_key == key
        ids = [row.id for row in self.connection.execute(sa.select(tables.documents.c.id).where(mine))]
        self.connection.execute(sa.update(tables.documents).where(mine).values(body=None))
        self.connection.execute(sa.delete(tables.identifiers).where(tables.identifiers.c.case_key == key))
        self.event(by, "purged", key, key, {"documents": sorted(ids), "why": why}, "")


class Reading:
    """A view of the store at one moment."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def events(self, key: str | None = None, subject: str | None = None) -> tuple[Event, ...]:
        """The acts, in order; of one case, or on one subject, where it is named."""
        asked = sa.select(tables.events).order_by(tables.events.c.seq)
        if key is not None:
            asked = asked.where(tables.events.c.case_key == key)
        if subject is not None:
            asked = asked.where(tables.events.c.subject == subject)
        return tuple(Event(**row._mapping) for row in self._connection.execute(asked))

    def head(self) -> tuple[int, str]:
        """Number and hash of the last act."""
        row = self._connection.execute(sa.select(tables.head.c.seq, tables.head.c.hash)).one()
        return row.seq, row.hash

    def bodies(self) -> dict[str, tuple[bytes | None, str]]:
        """Bytes and hash of every document."""
        asked = sa.select(tables.documents.c.id, tables.documents.c.body, tables.documents.c.content)
        return {row.id: (row.body, row.content) for row in self._connection.execute(asked)}

    def documents(self, kind: str | None = None, key: str | None = None) -> tuple[Kept, ...]:
        """The documents that are there, oldest first; purged ones are not."""
        t = tables.documents
        asked = sa.select(t.c.id, t.c.kind, t.c.case_key, t.c.parent, t.c.kept_at, t.c.body).where(
            t.c.body.is_not(None)
        )
        asked = asked.join(
            tables.events, (tables.events.c.subject == t.c.id) & (tables.events.c.content == t.c.content)
        )
        if kind is not None:
            asked = asked.where(t.c.kind == kind)
        if key is not None:
            asked = asked.where(t.c.case_key == key)
        return tuple(Kept(*row) for row in self._connection.execute(asked.order_by(tables.events.c.seq)))

    def document(self, id: str, kind: str) -> Kept:
        """One document. Raises InputError for an id that is not there, or was purged."""
        t = tables.documents
        asked = sa.select(t.c.id, t.c.kind, t.c.case_key, t.c.parent, t.c.kept_at, t.c.body).where(t.c.id == id)
        row = self._connection.execute(asked).first()
        if row is None or row.kind != kind:
            found = f"{id} is a {row.kind}" if row else f"no {kind} {id!r} is in the store"
            raise InputError(found, todo=f"Name a {kind}; `drafter queue` and `drafter history` list what is there.")
        if row.body is None:
            raise InputError(f"{kind} {id} was purged", todo="Its acts are in `drafter history`; its text is gone.")
        return Kept(*row)

    def key_of(self, id: str) -> str | None:
        """The case of a document, purged or not; none for an id that is not there."""
        asked = sa.select(tables.documents.c.case_key).where(tables.documents.c.id == id)
        row = self._connection.execute(asked).first()
        return row.case_key if row else None

    def children(self, id: str, kind: str) -> tuple[str, ...]:
        """Ids of the documents of a kind that were made from one."""
        t = tables.documents
        asked = sa.select(t.c.id).where((t.c.parent == id) & (t.c.kind == kind)).order_by(t.c.kept_at)
        return tuple(row.id for row in self._connection.execute(asked))

    def identified(self, case: Case, key: str) -> Case:
        """The case with its identifiers."""
        asked = sa.select(tables.identifiers.c.body).where(tables.identifiers.c.case_key == key)
        row = self._connection.execute(asked).first()
        return case.model_copy(update=json.loads(row.body)) if row else case

    def quiet_since(self, before: dt.date) -> tuple[str, ...]:
        """Keys of the cases that hold something and whose last act was before a day."""
        t, last = tables.events, sa.func.max(tables.events.c.at)
        asked = (
            sa.select(t.c.case_key).where(t.c.case_key != "").group_by(t.c.case_key).having(last < before.isoformat())
        )
        quiet = {row.case_key for row in self._connection.execute(asked)}
        holding = sa.select(tables.documents.c.case_key).where(tables.documents.c.body.is_not(None)).distinct()
        return tuple(sorted(quiet & {row.case_key for row in self._connection.execute(holding)}))


def without_identifiers(case: Case) -> Case:
    """The case without member and provider."""
    return case.model_copy(update={"member": {}, "provider": {}})


def _engine(url: sa.URL, create: bool) -> sa.Engine:
    if not url.drivername.startswith("sqlite"):
        return sa.create_engine(url, pool_pre_ping=True)
    file = Path(url.database or "")
    if not create and not file.exists():
        raise StoreUnavailable("there is no store yet", where=file, todo="Keep a draft first: drafter draft … --keep.")
    file.parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url, connect_args={"timeout": BUSY_SECONDS})

    @sa.event.listens_for(engine, "connect")
    def _connect(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say, see below
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")  # what was acknowledged survives a power cut

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        reading = connection.get_execution_options().get(READING)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")  # a writer holds the chain from the start

    return engine


def _migrate(engine: sa.Engine) -> None:
    """Bring the tables up to date; a store of a later version is left alone."""
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext

    with engine.begin() as connection:
        at = MigrationContext.configure(connection).get_current_revision()
        if at == LATEST:
            return
        if at is not None and at > LATEST:
            raise StoreUnavailable(
                f"the store is of a later version (revision {at})", todo="Use the drafter that made it."
            )
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _todo(what: str) -> str:
    said = what.casefold()
    if "full" in said or "space" in said:
        return "Make room on the disk, then do it again."
    if "locked" in said or "busy" in said:
        return f"Another process has held the store for {BUSY_SECONDS} s; do it again."
    if "malformed" in said or "not a database" in said:
        return "The file is damaged: put back a copy, and run `drafter audit verify`."
    return "Check that the database is there and can be written, then do it again."
