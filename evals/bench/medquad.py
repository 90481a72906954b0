"""Search on a public collection: `python evals/bench/medquad.py FOLDER [QUERIES] [ANSWERS]`.

FOLDER holds MedQuAD as a retrieval benchmark (`corpus.jsonl.gz`, `queries.jsonl.gz`, `qrels.tsv`; CC BY 4.0,
abachaa/MedQuAD). So many of its questions are asked of an index of their own answers and of others, drawn alike on
every machine. Needs the `bench` extra: ir-measures.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ir_measures
import numpy as np
from ir_measures import RR, R, nDCG

from drafter import embedding
from drafter.domain import Passage, Source
from drafter.embedding import Embedder, Vectors
from drafter.retrieval import Index, refresh
from drafter.retrieval.lexical import tokens

MEASURES = [nDCG @ 10, R @ 10, RR @ 10]


class Ungated:
    """The packaged model without its gate: the collection holds an answer to every question."""

    floor = -1.0

    def __init__(self, embedder: Embedder) -> None:
        self.name, self.size, self.embed = f"{embedder.name}-ungated", embedder.size, embedder.embed


def rows(file: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def drawn(folder: Path, questions: int, answers: int) -> tuple[dict[str, str], dict[str, str], list[Passage]]:
    """Questions, the answer of each, and the passages."""
    draw = random.Random(20)
    pairs = [line.split("\t")[:2] for line in (folder / "qrels.tsv").read_text("utf-8").splitlines()[1:]]
    own = dict(draw.sample(sorted(map(tuple, pairs)), questions))
    held = {row["_id"]: row for row in rows(folder / "corpus.jsonl.gz")}
    others = draw.sample(sorted(held.keys() - set(own.values())), max(0, answers - questions))
    source = Source(title="MedQuAD", organisation="NIH and CDC", verified="read")
    passages = [
        Passage(id=id, type="guideline", source=source, heading=held[id]["title"], text=held[id]["text"] or "-")
        for id in sorted({*own.values(), *others})
    ]
    return {row["_id"]: row["text"] for row in rows(folder / "queries.jsonl.gz") if row["_id"] in own}, own, passages


def ranked(index: Index, query: str) -> dict[str, dict[str, float]]:
    """The ten best by meaning alone, by words alone, and as search has it; with scores."""
    near, ids = index._near(query, depth=400), index._generation.ids
    share, _ = index._generation.shares(sorted(set(tokens(query))))
    alone: dict[str, Vectors] = {"dense": np.where(near.seen, near.own, 0.0), "lexical": share}
    found = {
        name: {ids[n]: float(scores[n]) for n in np.argsort(-scores, kind="stable")[:10]}
        for name, scores in alone.items()
    }
    return {**found, "fused": {hit.passage.id: hit.score for hit in index.search(query, k=10).hits}}


def main(folder: Path, questions: int = 200, answers: int = 1000) -> None:
    """Prints a line for every way of ranking."""
    queries, own, passages = drawn(folder, questions, answers)
    embedder = Ungated(embedding.load())
    with tempfile.TemporaryDirectory() as home:
        start = time.process_time()
        done = refresh(Path(home) / "index", passages, embedder)
        print(
            f"{done.embedded} texts of {len(passages)} answers in {time.process_time() - start:.0f} s of the processor"
        )
        runs: dict[str, dict[str, dict[str, float]]] = {}
        with Index(Path(home) / "index", embedder) as index:
            for id, query in queries.items():
                for name, scores in ranked(index, query).items():
                    runs.setdefault(name, {})[id] = scores
    qrels = {id: {answer: 1} for id, answer in own.items()}
    print(f"{len(queries)} questions      " + "".join(f"{measure!s:>10}" for measure in MEASURES))
    for name, run in runs.items():
        found = ir_measures.calc_aggregate(MEASURES, qrels, run)
        print(f"{name:<19}" + "".join(f"{found[measure]:>10.3f}" for measure in MEASURES))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
