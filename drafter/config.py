"""Settings from the environment, and the one place that builds corpus, index and model from them.

| variable | what it sets | without it |
|---|---|---|
| DRAFTER_HOME | folder of index, store and own corpus | the user's data folder |
| DRAFTER_STORE | database of cases and decisions, as a URL | SQLite in the home folder |
| DRAFTER_CORPUS | further corpus folders, separated as in PATH | the packaged corpus alone |
| DRAFTER_ORGANISATION | folder of the organisation's own text for letters | fields in square brackets |
| DRAFTER_EMBEDDING | embedding model, by name or path | all-MiniLM-L6-v2 |
| DRAFTER_CROSS_ENCODER | model that orders the first hits, by name or path | none: the order of the search |
| DRAFTER_CHROMA | URL of a Chroma server for the vectors | a store in DRAFTER_HOME |
| DRAFTER_MODEL | language model that may be used | none: built-in reader and writer |
| DRAFTER_BASE_URL | its endpoint | OpenAI's |
| DRAFTER_KEY_NAME | variable that holds its key | OPENAI_API_KEY |

A key alone configures nothing: a record leaves this machine only where a model is named.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import IndexUnavailable, InputError

if TYPE_CHECKING:  # each is imported where it is needed, so that `--help` waits for none of them
    from drafter.corpus import Corpus
    from drafter.embedding import CrossEncoder, Embedder
    from drafter.llm import OpenAIModel
    from drafter.retrieval import Index, Refreshed


def _default_embedding() -> str:
    from drafter import embedding

    return embedding.DEFAULT


def _default_url() -> str:
    from drafter import llm

    return llm.OPENAI_URL


if TYPE_CHECKING:  # its library is slow to import, and few verbs need it
    from drafter.store import Store


@dataclass(frozen=True)
class Settings:
    """What the environment says."""

    home: Path
    """Folder of index, store and own corpus."""
    corpus: tuple[Path, ...]
    """Corpus folders: the packaged one, the user's own where it holds something, then further ones."""
    embedding: str = field(default_factory=_default_embedding)
    """Embedding model, by name or path."""
    chroma: str | None = None
    """URL of a Chroma server, where the vectors are kept on one."""
    model: str | None = None
    """Language model, where one is named."""
    base_url: str = field(default_factory=_default_url)
    """Endpoint of the language model."""
    key_name: str = "OPENAI_API_KEY"
    """Variable that holds its key."""
    cross_encoder: str | None = None
    """Cross-encoder, by name or path, where one is named."""
    database: str | None = None
    """URL of the store's database, where it is not in the home folder."""

    @property
    def store_url(self) -> str:
        """The database of the store."""
        return self.database or f"sqlite:///{self.home / 'store.db'}"

    @property
    def has_store(self) -> bool:
        """Whether a store may be there: a database is named, or its file stands in the home folder."""
        return self.database is not None or (self.home / "store.db").exists()

    @property
    def own_corpus(self) -> Path:
        """The user's own corpus folder, to which imports go."""
        return self.home / "corpus"

    @property
    def index_folder(self) -> Path:
        """Where the index lives: one folder for each set of corpus folders, so that none empties another's, and for
        each server."""
        from drafter.corpus import packaged

        more = [str(folder.resolve()) for folder in self.corpus if folder != packaged()]
        more += [self.chroma] if self.chroma else []
        return self.home / ("index-" + hashlib.sha256("\n".join(more).encode()).hexdigest()[:12] if more else "index")


def settings(
    environ: Mapping[str, str] = os.environ,
    *,
    corpus: Sequence[Path] = (),
    model: str | None = None,
    chroma: str | None = None,
    cross_encoder: str | None = None,
) -> Settings:
    """The settings that `environ` gives, with further corpus folders, and the rest before what it names.

    Raises InputError for a server that is no URL.
    """
    from drafter.corpus import holds_something, packaged

    home = environ.get("DRAFTER_HOME")
    folder = Path(home) if home else _user_data()
    own = [folder / "corpus"] if holds_something(folder / "corpus") else []
    more = [Path(folder) for folder in environ.get("DRAFTER_CORPUS", "").split(os.pathsep) if folder]
    return Settings(
        home=folder,
        corpus=(packaged(), *own, *more, *corpus),
        embedding=environ.get("DRAFTER_EMBEDDING") or _default_embedding(),
        chroma=_server(chroma or environ.get("DRAFTER_CHROMA") or None),
        model=model or environ.get("DRAFTER_MODEL") or None,
        base_url=environ.get("DRAFTER_BASE_URL") or environ.get("OPENAI_BASE_URL") or _default_url(),
        key_name=environ.get("DRAFTER_KEY_NAME") or "OPENAI_API_KEY",
        cross_encoder=cross_encoder or environ.get("DRAFTER_CROSS_ENCODER") or None,
        database=environ.get("DRAFTER_STORE") or None,
    )


def _server(url: str | None) -> str | None:
    from urllib.parse import urlsplit

    if url is None:
        return None
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and parts.hostname and parts.path in ("", "/") and parts.port != 0
    except ValueError:  # a port that is no number
        known = False
    if known:
        return url.rstrip("/")
    raise InputError(
        f"{url!r} is no address of a Chroma server", where="--chroma", todo="Write it as http://127.0.0.1:8000."
    )


def _user_data() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("drafter", appauthor=False))


def corpus(given: Settings) -> Corpus:
    """The corpus of all folders. Raises CorpusError with file and line."""
    from drafter.corpus import load

    return load(*given.corpus)


def index(
    given: Settings, held: Corpus | None = None, *, on_progress: Callable[[int, int], None] | None = None
) -> tuple[Index, Refreshed | None]:
    """The index over the corpus, and what was done where it had to be brought up to date first.

    Without `held` the corpus is loaded only then. Raises IndexUnavailable, CorpusError.
    """
    from drafter import retrieval
    from drafter.corpus import sha_of

    embedding_model = embedder(given)
    source = held.sha if held else sha_of(*given.corpus)
    if retrieval.up_to_date(given.index_folder, embedding_model, source):
        with contextlib.suppress(IndexUnavailable):
            return _opened(given, embedding_model), None
    refreshed = refresh(given, held or corpus(given), on_progress=on_progress)
    return _opened(given, embedding_model), refreshed


def refresh(
    given: Settings, held: Corpus, *, rebuild: bool = False, on_progress: Callable[[int, int], None] | None = None
) -> Refreshed:
    """Bring the index up to date with the corpus, or with `rebuild` make it anew. Raises IndexUnavailable."""
    from drafter import retrieval

    if rebuild:
        retrieval.discard(given.index_folder)
    return retrieval.refresh(
        given.index_folder, held.passages, embedder(given), source=held.sha, server=given.chroma,
        on_progress=on_progress,
    )  # fmt: skip


def last_index(given: Settings) -> Index:
    """The index as it was last brought up to date, whatever the corpus is like now. Raises IndexUnavailable."""
    return _opened(given, embedder(given))


def _opened(given: Settings, embedding_model: Embedder) -> Index:
    from drafter.retrieval import Index

    return Index(given.index_folder, embedding_model, server=given.chroma, cross_encoder=cross_encoder(given))


def embedder(given: Settings) -> Embedder:
    """The embedding model, with the vectors that came with the corpora."""
    from drafter import embedding

    return embedding.Shipped(embedding.load(given.embedding), given.corpus)


def cross_encoder(given: Settings) -> CrossEncoder | None:
    """The cross-encoder, where one is named. Loads nothing yet."""
    from drafter import embedding

    return embedding.CrossEncoder(given.cross_encoder) if given.cross_encoder else None


def model(given: Settings, environ: Mapping[str, str] = os.environ) -> OpenAIModel:
    """The language model. Raises InputError where none is named, or where OpenAI's endpoint has no key."""
    from drafter.llm import OPENAI_URL, OpenAIModel

    if given.model is None:
        raise InputError(
            "no language model is named",
            todo="Give --model NAME or set DRAFTER_MODEL; --reader lexical --writer template need none.",
        )
    key = environ.get(given.key_name)
    if not key and given.base_url == OPENAI_URL:
        raise InputError(
            f"there is no key in {given.key_name} for {given.base_url}",
            todo=f"Set {given.key_name}, or DRAFTER_BASE_URL to an endpoint that needs none.",
        )
    return OpenAIModel(name=given.model, base_url=given.base_url, key=key, key_name=given.key_name)


def store(given: Settings, *, create: bool = True) -> Store:
    """The store; with `create` false one that is there. Raises StoreUnavailable."""
    from drafter.store import Store

    return Store(given.store_url, now=lambda: dt.datetime.now(dt.UTC), create=create)
