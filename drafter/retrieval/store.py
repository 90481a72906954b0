"""The folder of the vector store: whose it is, who may write to it, and the rows in it."""

from __future__ import annotations

import hashlib
import re
import shutil
import struct
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from drafter.domain import SourceType
from drafter.embedding import Embedder, Vectors
from drafter.errors import DrafterError, IndexUnavailable
from drafter.retrieval.generation import POINTER, PREFIX
from drafter.retrieval.rows import Row

Nearest = tuple[list[str], NDArray[np.float64]]
"""Keys of rows, the nearest first, and their cosines."""

MARK = "DRAFTER-INDEX.txt"
"""The file that says that a folder is ours; without it a folder is neither written to nor deleted."""

OURS = rf"[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}|{PREFIX}[0-9a-f]+"
"""Names of the folders that the library and we make."""

LOCK_SECONDS = 1800
"""How long one process waits for another that is refreshing the same folder."""


@contextmanager
def locked(folder: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """One writer at a time, waited for so long. The lock lies beside the folder and dies with its process."""
    from filelock import FileLock, Timeout

    folder = folder.resolve()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder.parent / f"{folder.name}.lock")
        lock.acquire(timeout=seconds)
    except Timeout as error:
        raise IndexUnavailable(
            f"another process has been refreshing the index for {seconds:g} s", where=folder, todo="Try again later."
        ) from error
    except OSError as error:
        raise IndexUnavailable(
            f"the folder of the index cannot be written ({error})", where=folder, todo="Name another folder."
        ) from error
    try:
        yield
    finally:
        lock.release()


def check_ours(folder: Path) -> None:
    """Raise IndexUnavailable unless the folder carries our mark, or is empty."""
    if (folder / MARK).is_file() or (folder.is_dir() and not any(folder.iterdir())):
        return
    raise IndexUnavailable(
        f"this is not an index of drafter: {MARK!r} is missing",
        where=folder,
        todo="Name an empty or new folder, or move what lies there away.",
    )


def discard(folder: Path) -> None:
    """Delete the index in the folder, and nothing else; a folder that is not ours raises IndexUnavailable."""
    if not folder.exists():
        return
    with locked(folder):
        check_ours(folder)
        for path in sorted(folder.iterdir()):
            if path.is_dir() and re.fullmatch(OURS, path.name):
                shutil.rmtree(path)
            elif path.is_file() and path.name.startswith(("chroma.sqlite3", POINTER)):
                path.unlink()
        (folder / MARK).unlink(missing_ok=True)
        if not any(folder.iterdir()):
            folder.rmdir()


def wipe_unused(folder: Path) -> None:
    """Zeros in the vector files that hold no vector yet.

    Chroma writes such a file as it finds it in memory, and what lay there may be the words of a record. To be called
    under the lock of the one writer, once the store is closed.
    """
    for header in folder.glob("*/header.bin"):
        head = header.read_bytes()[: _HEAD.size]
        if len(head) < _HEAD.size or _HEAD.unpack(head)[3]:
            continue
        for file in (header.with_name(name) for name in ("data_level0.bin", "length.bin")):
            if file.exists():
                with file.open("r+b") as written:  # in place: killed here, it is as long as before
                    written.write(bytes(file.stat().st_size))


def _wipe_unless_written(folder: Path) -> None:
    """The same for whoever has only searched, for which the files are written too; a writer at work does it itself."""
    try:
        with locked(folder, seconds=0):
            wipe_unused(folder)
    except (IndexUnavailable, OSError):
        return


_HEAD = struct.Struct("<IQQQ")
"""Of the header of a vector file: version, offset, the most vectors and how many there are."""


class Store:
    """The Chroma store in a folder, or on a server: one collection per embedder, one row per embedded text.

    A server may hold the rows of others, who address theirs by content as we do. So nothing is ever deleted there, and
    only rows that are asked for by name are looked at.
    """

    PREFIX = "passages-"
    PAGE = 5000
    """Rows read or deleted at once. The library fails where a statement would name more than 32,766 of them."""

    HNSW: Mapping[str, str | int] = {
        "space": "cosine", "max_neighbors": 64, "ef_construction": 400, "ef_search": 400,
        "sync_threshold": 100, "batch_size": 100,
    }  # fmt: skip
    """Far above the library's defaults: with those, about 170 of 1,000 texts that differ in one word could not be
    reached from the graph's entry, other ones at each build. Policies of one family are such texts. What
    is not synced to the graph's file is built into it again at every opening: up to 1,000 rows by default, a second."""

    def __init__(self, folder: Path, embedder: Embedder, *, create: bool, server: str | None = None) -> None:
        self.folder, self._server = folder.resolve(), server
        kind = f"{embedder.name}\0{embedder.size}\0{sorted(self.HNSW.items())}"
        self.name = self.PREFIX + hashlib.sha256(kind.encode()).hexdigest()[:16]
        self._prepare(create)
        with self._door():
            self._client = self._open()
        try:
            with self._door():
                self._collection = self._find(embedder, create)
        except BaseException:
            self.close()
            raise

    def _prepare(self, create: bool) -> None:
        """See that the folder is ours, or make it so: the mark comes first, so a killed start is still ours."""
        try:
            if self.folder.exists():
                check_ours(self.folder)
            if create:
                self.folder.mkdir(exist_ok=True, parents=True)
                (self.folder / MARK).write_text(
                    "The search index of drafter. It may be deleted: `drafter index` builds it again.\n", "utf-8"
                )
            elif not (self.folder / MARK).is_file():
                raise IndexUnavailable("there is no index yet", where=self.folder, todo="Run `drafter index`.")
        except OSError as error:
            raise IndexUnavailable(
                f"the folder of the index cannot be used ({error})", where=self.folder, todo="Name another folder."
            ) from error

    def _open(self) -> Any:
        import chromadb
        from chromadb.api.shared_system_client import SharedSystemClient
        from chromadb.config import Settings

        # Said in full, since a stray .env or variable is not ours to obey.
        given = {"_env_file": None, "anonymized_telemetry": False, "migrations": "apply"}
        try:
            if self._server:
                url = urlsplit(self._server)
                settings = Settings(chroma_api_impl="chromadb.api.fastapi.FastAPI", **given)
                tls = url.scheme == "https"
                return chromadb.HttpClient(
                    url.hostname or "", url.port or (443 if tls else 8000), tls, settings=settings
                )
            settings = Settings(chroma_api_impl="chromadb.api.rust.RustBindingsAPI", **given)
            return chromadb.PersistentClient(path=str(self.folder), settings=settings)
        except Exception:
            SharedSystemClient.clear_system_cache()  # or the half-started system is handed out at the next attempt
            raise

    def _find(self, embedder: Embedder, create: bool) -> Any:
        if not create:
            if self.name not in {one.name for one in self._client.list_collections()}:
                raise IndexUnavailable(
                    f"the index holds no vectors of the embedding model {embedder.name!r}",
                    where=self.folder,
                    todo="Run `drafter index`.",
                )
            return self._client.get_collection(self.name, embedding_function=None)
        return self._client.get_or_create_collection(
            self.name,
            embedding_function=None,
            configuration={"hnsw": dict(self.HNSW)},
            metadata={"embedder": embedder.name, "size": embedder.size},
        )

    def count(self) -> int:
        """Number of rows."""
        with self._door():
            return int(self._collection.count())

    def rows(self, keys: Collection[str] = ()) -> dict[str, str]:
        """Key of every row and the passage it belongs to; on a server of those among `keys` that are there."""
        asked, found = list(keys), dict[str, str]()
        size = len(asked) if self._server else self.count()
        for n in range(0, size, self.PAGE):
            page = {"ids": asked[n : n + self.PAGE]} if self._server else {"limit": self.PAGE, "offset": n}
            with self._door():
                got = self._collection.get(**page, include=["metadatas"])
            found |= {key: str(meta["passage"]) for key, meta in zip(got["ids"], got["metadatas"], strict=True)}
        return found

    def put(self, rows: Sequence[Row], vectors: Vectors) -> None:
        """Store the rows in one transaction; a row that is there already is replaced."""
        with self._door():
            self._collection.upsert(
                ids=[row.key for row in rows],
                embeddings=vectors,
                metadatas=[{"passage": row.passage, "type": row.type} for row in rows],
            )

    def remove(self, keys: Sequence[str]) -> None:
        """Delete the rows; on a server they may be another's and stay."""
        with self._door():
            for n in range(0, 0 if self._server else len(keys), self.PAGE):
                self._collection.delete(ids=list(keys[n : n + self.PAGE]))

    def drop_others(self) -> None:
        """Delete the collections of other embedders; on a server they may be another's and stay."""
        with self._door():
            for other in [] if self._server else self._client.list_collections():
                if other.name.startswith(self.PREFIX) and other.name != self.name:
                    self._client.delete_collection(other.name)

    def nearest(self, vectors: Vectors, n: int, types: Collection[SourceType] = ()) -> list[Nearest]:
        """For each vector the n nearest rows, of these types where any are named."""
        where = {"type": {"$in": sorted(types)}} if types else None
        with self._door():
            got = self._collection.query(query_embeddings=vectors, n_results=n, where=where, include=["distances"])
        return [(ids, 1.0 - np.array(far)) for ids, far in zip(got["ids"], got["distances"], strict=True)]

    @contextmanager
    def _door(self) -> Iterator[None]:
        """Whatever the library raises means that the store cannot be used as it lies there."""
        try:
            yield
        except DrafterError:
            raise
        except Exception as error:
            what = (str(error).strip().splitlines() or [type(error).__name__])[0]
            todo = "Run `drafter index --rebuild`, or delete the folder and run `drafter index`."
            if self._server:
                todo = "See that a Chroma server runs there (`chroma run`), or leave --chroma and DRAFTER_CHROMA away."
            raise IndexUnavailable(
                f"the index cannot be read or written ({what[:200]})", where=self._server or self.folder, todo=todo
            ) from error

    def close(self) -> None:
        """Let go of the files, and of the server, to which the library would leave its connections open."""
        self._client.close()
        _wipe_unless_written(self.folder)
        if self._server:
            for door in (self._client._server, self._client._admin_client._server):
                door._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
