"""Search over passages: dense in Chroma, lexical in BM25, fused, and gated by relevance.

`refresh` brings a folder up to date with the passages; an `Index` over both answers queries. Rows in the store are
addressed by their content: a row that is there is right, so a refresh that was killed is mended by the next one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from drafter.domain import Passage, SourceType
from drafter.embedding import Embedder
from drafter.errors import IndexUnavailable, InputError
from drafter.retrieval.lexical import Lexical
from drafter.retrieval.rows import rows_of, windows
from drafter.retrieval.store import Store, discard, locked

__all__ = ["Found", "Hit", "Index", "Refreshed", "discard", "refresh"]

QUERY_WINDOWS = 8
"""Windows of a long query that are embedded; the lexical half reads all of it."""

BATCH = 32
"""Rows embedded and stored at a time, so at most this many are embedded again after a kill."""

DEPTH = 200
"""Rows asked of the store at once."""

LEXICAL_FLOOR = 0.14
"""Stands in for the floor of an embedder that has none, on the lexical part alone. On `evals/retrieval` it keeps 85 %
of the queries that have an answer and abstains on 97 % of the others."""

PRECEDENT_SHARE = 0.6
"""What the score of a past determination counts for beside sources. Chosen on the calibration queries of
`evals/retrieval`, an answer in the first place: 34 of 45 at 1.0, 38 at 0.8, 40 at 0.6; held out 19, 20 and 20 of 26."""


@dataclass(frozen=True)
class Refreshed:
    """What a refresh did, in passages; `embedded` counts texts (a long passage is several)."""

    added: int
    removed: int
    kept: int
    embedded: int


@dataclass(frozen=True)
class Hit:
    """A passage found, best first: `score` is the fused one, `dense` a cosine, `lexical` the share of the query's
    attainable BM25; all in 0 to 1."""

    passage: Passage
    score: float
    dense: float
    lexical: float


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
    on_progress: Callable[[int, int], None] | None = None,
) -> Refreshed:
    """Make the folder hold exactly these passages under this embedder; only what is not there yet is embedded.

    `on_progress(done, total)` counts embedded texts. Raises IndexUnavailable for a foreign or damaged folder.
    """
    rows = {row.key: row for passage in passages for row in rows_of(passage)}
    with locked(folder), Store(folder, embedder, create=True) as store:
        stored = store.rows()
        missing = [row for key, row in rows.items() if key not in stored]
        for done in range(0, len(missing), BATCH):
            if on_progress:
                on_progress(done, len(missing))
            batch = missing[done : done + BATCH]
            store.put(batch, embedder.embed([row.text for row in batch]))
        if on_progress and missing:
            on_progress(len(missing), len(missing))
        store.remove([key for key in stored if key not in rows])
        store.drop_others()
    wanted = {row.passage for row in rows.values()}
    fresh = {row.passage for row in missing}
    gone = set(stored.values()) - wanted
    return Refreshed(added=len(fresh), removed=len(gone), kept=len(wanted - fresh), embedded=len(missing))


class Index:
    """Passages ready to be searched; `refresh` must have brought the folder up to date with them."""

    def __init__(self, folder: Path, passages: Sequence[Passage], embedder: Embedder) -> None:
        self._passages = list({passage.id: passage for passage in passages}.values())
        self._embedder = embedder
        self._keys = {row.key: passage.id for passage in self._passages for row in rows_of(passage)}
        self._lexical = Lexical(self._passages) if self._passages else None
        self._store = Store(folder, embedder, create=False)
        missing = len(self._keys.keys() - self._store.rows().keys())
        if missing:
            self.close()
            raise IndexUnavailable(
                f"{missing} of {len(self._keys)} texts are not in the index", where=folder, todo="Run `drafter index`."
            )

    def search(
        self,
        query: str,
        *,
        k: int = 8,
        types: Collection[SourceType] = (),
        before: dt.date | None = None,
        exclude: Collection[str] = (),
    ) -> Found:
        """At most k passages that bear on the query, best first; none, and abstained, when none does.

        `types` keeps passages of these types. `before` keeps, of past determinations, those known to be decided
        earlier. `exclude` leaves out passages by their id or by the document id of their source, such as the case's
        own determination. Raises InputError for an empty query or k below 1.
        """
        if k < 1:
            raise InputError(f"k is {k}", todo="Ask for at least one passage.")
        if not query.strip():
            raise InputError("the query is empty", todo="Say what to look for.")
        allowed = {p.id: p for p in self._passages if _allowed(p, types, before, exclude)}
        if not allowed or self._lexical is None:
            return Found((), abstained=True)
        scores = self._lexical.scores(query)
        lexical = {p.id: float(score) for p, score in zip(self._passages, scores, strict=True) if p.id in allowed}
        dense = self._dense(query, allowed, types, sorted(lexical, key=lambda i: (-lexical[i], i))[: max(k, 50)])
        hits = [hit for i in dense if self._bears(hit := _hit(allowed[i], dense[i], lexical[i]))]
        best = sorted(hits, key=lambda hit: (-_rank(hit), hit.passage.id))[:k]
        return Found(tuple(best), abstained=not best)

    def _bears(self, hit: Hit) -> bool:
        """Whether the hit is good enough to be shown. Similarity and shared words are weighed together: either may be
        weak, not both, and a little of each is worth as much as one alone."""
        if self._embedder.floor is None:
            return hit.lexical >= LEXICAL_FLOOR
        return hit.score >= self._embedder.floor

    def _dense(
        self, query: str, allowed: Mapping[str, Passage], types: Collection[SourceType], also: Sequence[str]
    ) -> dict[str, float]:
        """Cosine of the best row of each candidate: what the store finds nearest, and the passages in `also`."""
        vectors = self._embedder.embed(windows(query)[:QUERY_WINDOWS])
        depth, best = DEPTH, dict[str, float]()
        while True:
            answers = self._store.nearest(vectors, depth, types)
            self._keep_best(best, answers, allowed)
            if len(best) >= min(len(also), len(allowed)) or all(len(answer) < depth for answer in answers):
                break
            depth *= 4  # what is not allowed has crowded out what is
        keys = [key for key, passage in self._keys.items() if passage in set(also) - best.keys()]
        if keys:
            self._keep_best(best, [self._store.cosines(vectors, keys)], allowed)
        return best

    def _keep_best(
        self, best: dict[str, float], answers: list[dict[str, float]], allowed: Mapping[str, Passage]
    ) -> None:
        for key, cosine in (pair for answer in answers for pair in answer.items()):
            passage = self._keys.get(key, "")
            if passage in allowed:  # a row may belong to another corpus's refresh of the same folder
                # Rounded so that an order never hangs on the last bits of a sum.
                best[passage] = max(best.get(passage, 0.0), round(min(cosine, 1.0), 6))

    def close(self) -> None:
        """Let go of the store's files."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _allowed(passage: Passage, types: Collection[str], before: dt.date | None, exclude: Collection[str]) -> bool:
    if types and passage.type not in types:
        return False
    if passage.id in exclude or passage.source.document in exclude:
        return False
    if before is None or passage.type != "determination":
        return True
    return passage.decided is not None and passage.decided < before


def _rank(hit: Hit) -> float:
    """A past determination repeats the words of its policy, and the source itself comes before it."""
    return hit.score * (PRECEDENT_SHARE if hit.passage.type == "determination" else 1.0)


def _hit(passage: Passage, dense: float, lexical: float) -> Hit:
    """The mean of the parts. On `evals/retrieval` (mean reciprocal rank, calibration and held out): 0.95 and 0.85 for
    the mean, within 0.03 of that from 30 to 70 % dense; reciprocal rank fusion 0.92 on the calibration; dense alone
    0.88 and 0.65. Unlike ranks the mean is absolute, so it serves the gate too."""
    return Hit(passage, round((dense + lexical) / 2, 6), dense, round(lexical, 6))
