"""Search over passages: dense in Chroma, lexical in BM25, fused, and gated by relevance.

`refresh` brings a folder up to date with the passages; an `Index` over the folder answers queries. Rows in the store
are addressed by their content: a row that is there is right, so a refresh that was killed is mended by the next one,
and until that one is done the index answers from what it held before.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from drafter.domain import Passage, SourceType
from drafter.embedding import CrossEncoder, Embedder, Vectors
from drafter.errors import IndexUnavailable, InputError
from drafter.retrieval import generation
from drafter.retrieval.generation import Mask, Shares
from drafter.retrieval.lexical import tokens
from drafter.retrieval.rows import rows_of, rows_of_policies, windows
from drafter.retrieval.store import Store, check_ours, discard, locked, wipe_unused

__all__ = ["Found", "Hit", "Index", "Refreshed", "discard", "refresh", "up_to_date"]

QUERY_WINDOWS = 8
"""Windows of a long query that are embedded; the lexical half reads all of it."""

BATCH = 64
"""Rows embedded and stored at a time, so at most this many are embedded again after a kill."""

DEPTH = 100
"""Rows asked of the store at once."""

NEAREST = 50
"""Passages that a search weighs at least, by meaning and by words each. With 40 by meaning, 46 of 366 queries of
`evals/retrieval` have other hits among their first eight."""

LEXICAL_FLOOR = 0.14
"""Stands in for the floor of an embedder that has none, on the lexical part alone. On `evals/retrieval` it keeps 85 %
of the queries that have an answer and abstains on 97 % of the others."""

CROSSED = 32
"""Hits that a cross-encoder scores, where there is one; those behind them keep their order."""

ONCE_IT_BEARS = 0.75
"""Share of the floor that is asked of a passage once some passage has reached it: the corpus bears on the query, and
what follows is context."""

PRECEDENT_SHARE = 0.6
"""What the score of a past determination counts for beside sources. Chosen on the calibration queries of
`evals/retrieval` when it held three policies, an answer in the first place: 34 of 45 at 1.0, 38 at 0.8, 40 at 0.6;
held out 19, 20 and 20 of 26."""


@dataclass(frozen=True)
class Refreshed:
    """What a refresh did, in passages; `embedded` counts texts (a long passage is several)."""

    added: int
    removed: int
    kept: int
    embedded: int


@dataclass(frozen=True)
class Hit:
    """A passage found, best first: `score` is what it was ordered by, half `dense`, a cosine, and half the weighted
    `lexical`, the share of the query's attainable BM25; all in 0 to 1. With a cross-encoder the first ones are ordered
    by `crossed`, its score.

    A passage that the store did not name among the nearest has the cosine of the last one that it named: its own is no
    higher. For a policy's passage `dense` is the mean of its own cosine and that of its whole policy, where the latter
    is higher.
    """

    passage: Passage
    score: float
    dense: float
    lexical: float
    crossed: float | None = None


@dataclass(frozen=True)
class Found:
    """The answer to a query; `abstained` when nothing held bears on it, and then there are no hits."""

    hits: tuple[Hit, ...]
    abstained: bool


def refresh(
    folder: Path,
    passages: Sequence[Passage],
    embedder: Embedder,
    *,
    source: str = "",
    server: str | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Refreshed:
    """Make the folder hold exactly these passages under this embedder; only what is not there yet is embedded.

    New rows are added first, then the index turns to them at once, then old rows go: whoever searches, or opens it
    after a kill, finds the old content or the new. `source` says what the passages were made from, for `up_to_date`.
    With the URL of a Chroma `server` the vectors are there and the rest in the folder. `on_progress(done, total)`
    counts texts. Raises IndexUnavailable for a foreign or damaged folder.
    """
    passages = list({passage.id: passage for passage in passages}.values())
    own = {row.key: (row, n) for n, passage in enumerate(passages) for row in rows_of(passage)}
    whole = {row.key: (row, numbers) for row, numbers in rows_of_policies(passages)}
    rows = {key: row for key, (row, _) in (*own.items(), *whole.items())}
    with locked(folder):
        with Store(folder, embedder, create=True, server=server) as store:
            stored = store.rows(rows)
            missing = [row for key, row in rows.items() if key not in stored]
            for done in range(0, len(missing), BATCH):
                if on_progress:
                    on_progress(done, len(missing))
                batch = missing[done : done + BATCH]
                store.put(batch, embedder.embed([row.text for row in batch]))
            if on_progress and missing:
                on_progress(len(missing), len(missing))
            keys, policies = {key: n for key, (_, n) in own.items()}, {key: of for key, (_, of) in whole.items()}
            generation.write(store.folder, passages, keys, policies, embedder, _signed(source))
            store.remove([key for key in stored if key not in rows])
            store.drop_others()
            generation.sweep(store.folder)
        wipe_unused(folder)
    wanted = {passage.id for passage in passages}
    fresh = {row.passage for row in missing} & wanted
    gone = {passage for passage in stored.values() if not passage.startswith("policy:")} - wanted
    return Refreshed(added=len(fresh), removed=len(gone), kept=len(wanted - fresh), embedded=len(missing))


def up_to_date(folder: Path, embedder: Embedder, source: str) -> bool:
    """Whether the folder holds what this source and the present code give, under this embedder. Loads no store."""
    try:
        held = generation.current(folder)
    except IndexUnavailable:  # damaged, or written by another release: a refresh writes it anew
        return False
    return held is not None and (held.embedder, held.source) == (embedder.name, _signed(source))


def _signed(source: str) -> str:
    return f"{source} {generation.recipe()}"


class Index:
    """The passages that a refresh left in a folder, ready to be searched."""

    def __init__(
        self,
        folder: Path,
        embedder: Embedder,
        *,
        server: str | None = None,
        cross_encoder: CrossEncoder | None = None,
    ) -> None:
        if folder.exists():
            check_ours(folder)
        held = generation.current(folder)
        if held is None:
            raise IndexUnavailable("there is no index yet", where=folder, todo="Run `drafter index`.")
        if held.embedder != embedder.name:
            raise IndexUnavailable(
                f"the index holds no vectors of the embedding model {embedder.name!r}",
                where=folder,
                todo="Run `drafter index`.",
            )
        self._generation, self._embedder, self._cross_encoder = held, embedder, cross_encoder
        self._weights = np.where(held.of_type("determination"), PRECEDENT_SHARE, 1.0)
        self._asked: tuple[str, Vectors] | None = None
        self._store = Store(folder, embedder, create=False, server=server)
        try:
            texts = len(held.rows)
            missing = texts - self._store.count()
            if missing > 0:
                what = f"{missing} of {texts} texts are not in the index"
                raise IndexUnavailable(what, where=folder, todo="Run `drafter index`.")
        except BaseException:
            self.close()
            raise

    @property
    def written(self) -> dt.date:
        """The day of the refresh that it answers from."""
        return self._generation.written

    def search(
        self,
        query: str,
        *,
        k: int = 8,
        types: Collection[SourceType] = (),
        before: dt.date | None = None,
        exclude: Collection[str] = (),
    ) -> Found:
        """At most k passages that bear on the query, best first; none, and abstained, where nothing held bears on it.

        The lexical part is weighted by the length of the query: a record shares a smaller part of its words with any
        passage than a short question does, but more of them; and the longer it is, the more does it count what it
        shares with a whole policy. For the order of what is shown words weigh less than for the gate. On
        `evals/retrieval`, with 97 % of the cases kept, 3 % of the texts of other fields pass the gate without whole
        policies and 2 % with them; the right policy is first in 137 of 140 cases. On
        MedQuAD (`evals/bench/medquad.py`) these weights put fused search above its parts, equal ones below.

        `types` keeps passages of these types. `before` keeps, of past determinations, those known to be decided
        earlier. `exclude` leaves out passages by their id or by the document id of their source, such as the case's
        own determination. Raises InputError for an empty query or k below 1.
        """
        if k < 1:
            raise InputError(f"k is {k}", todo="Ask for at least one passage.")
        if not query.strip():
            raise InputError("the query is empty", todo="Say what to look for.")
        allowed = self._generation.allowed(types, before, exclude)
        if not allowed.any():
            return Found((), abstained=True)
        words = sorted(set(tokens(query)))
        share, whole = self._generation.shares(words)
        weight = math.log(2 + len(words)) / 2
        of_policy = (max(1.0, weight) - 1) * whole
        lexical, order = max(1.0, weight) * share + of_policy, max(0.3, weight - 0.6) * share + of_policy
        near = self._near(query)
        if not self._bear(near, lexical, share).any():
            return Found((), abstained=True)
        wanted = max(k, NEAREST)
        if types and not near.complete and (near.seen & allowed).sum() < min(wanted, int(allowed.sum())):
            near = self._near(query, types)
        near = self._deeper(near, query, types, allowed, wanted)
        also = _highest(np.where(allowed, lexical, np.float32(-1.0)), wanted)
        shown = allowed & (near.seen | (also & (lexical > 0))) & self._bear(near, lexical, share, ONCE_IT_BEARS)
        dense = np.round((near.own + near.most) / 2, 6)
        scores = np.round(np.minimum((dense + order) / 2, 1.0), 6)
        best = self._ordered(np.flatnonzero(shown), scores * self._weights)
        crossed = self._crossed(query, best[:CROSSED])
        best.sort(key=lambda n: -crossed[n] * self._weights[n] if n in crossed else 1.0)
        hits = tuple(self._hit(n, scores[n], dense[n], share[n], crossed.get(n)) for n in best[:k])
        return Found(hits, abstained=not hits)

    def _ordered(self, numbers: NDArray[np.int64], ranked: NDArray[Any]) -> list[int]:
        """These passages, best first; equal ones by their ids."""
        ids = self._generation.ids
        keys = zip((-ranked[numbers]).tolist(), [ids[n] for n in numbers], numbers.tolist(), strict=True)
        return [n for _, _, n in sorted(keys)]

    def _crossed(self, query: str, numbers: Sequence[int]) -> dict[int, float]:
        """What the cross-encoder makes of these passages, each by its best window; nothing where there is none."""
        if self._cross_encoder is None or not numbers:
            return {}
        passages = [(n, self._generation.passage(n)) for n in numbers]
        texts = [(n, f"{p.heading}. {window}") for n, p in passages for window in windows(p.text)]
        best = dict.fromkeys(numbers, 0.0)
        for (n, _), score in zip(texts, self._cross_encoder.scores(query, [t for _, t in texts]), strict=True):
            best[n] = max(best[n], score)
        return best

    def _hit(self, n: int, score: float, dense: float, share: float, crossed: float | None) -> Hit:
        return Hit(self._generation.passage(n), float(score), float(dense), round(float(share), 6), crossed)

    def _bear(self, near: _Near, lexical: Shares, share: Shares, part: float = 1.0) -> Mask:
        """Which passages are good enough. Similarity and shared words are weighed together: either may be weak, not
        both, and a little of each is worth as much as one alone."""
        if self._embedder.floor is None:
            return np.asarray(share >= LEXICAL_FLOOR * part)
        return np.asarray((near.most + lexical) / 2 >= self._embedder.floor * part)

    def _deeper(self, near: _Near, query: str, types: Collection[SourceType], allowed: Mask, wanted: int) -> _Near:
        """What is near, asked for again while what is not allowed has crowded out what is."""
        depth = DEPTH
        while not near.complete and (near.seen & allowed).sum() < min(wanted, int(allowed.sum())):
            depth *= 4
            near = self._near(query, types, depth)
        return near

    def _near(self, query: str, types: Collection[SourceType] = (), depth: int = DEPTH) -> _Near:
        """What the store finds nearest, of these types where any are named."""
        held, answers = self._generation, self._store.nearest(self._vectors(query), depth, types)
        nowhere = held.places - 1  # rows that belong to nothing held are of an older or a newer state
        places = [held.rows.get(key, nowhere) for keys, _ in answers for key in keys]
        cosines = np.concatenate([cosines for _, cosines in answers])
        bound = max(0.0, *(cosines.min(initial=1.0) if len(cosines) else 0.0 for _, cosines in answers))
        best, seen = np.zeros(held.places), np.zeros(held.places, dtype=bool)
        # Rounded so that an order never hangs on the last bits of a sum.
        np.maximum.at(best, places, np.round(np.clip(cosines, 0.0, 1.0), 6))
        best[nowhere], seen[places] = 0.0, True
        own = np.where(seen, best, round(bound, 6))[: len(held.ids)]
        complete = all(len(keys) < depth for keys, _ in answers)
        return _Near(own, np.maximum(own, best[held.whole]), seen[: len(held.ids)], complete)

    def _vectors(self, query: str) -> Vectors:
        """Those of the query's windows; the last query is kept, for it is often asked again of other types."""
        if self._asked is None or self._asked[0] != query:
            self._asked = query, self._embedder.embed(windows(query)[:QUERY_WINDOWS])
        return self._asked[1]

    def close(self) -> None:
        """Let go of the files."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@dataclass(frozen=True)
class _Near:
    """Cosines of all passages, 0 to 1."""

    own: NDArray[np.float64]
    """A passage's own; of one that is not `seen` what it does not exceed."""
    most: NDArray[np.float64]
    """The higher of that and its whole policy's."""
    seen: Mask
    """Whether the store named the passage."""
    complete: bool
    """Whether the store has no more."""


def _highest(values: NDArray[np.floating[Any]], n: int) -> Mask:
    """Which n values are the highest; of equal ones at the edge the earlier. Sorts nothing."""
    if n >= len(values):
        return np.ones(len(values), dtype=bool)
    edge = np.partition(values, -n)[-n]
    mask = np.asarray(values > edge)
    mask[np.flatnonzero(values == edge)[: n - int(mask.sum())]] = True
    return mask
