"""How often search is right: the real embedder on the packaged corpus, against evals/retrieval."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from drafter import corpus
from drafter.domain import Passage
from drafter.embedding import Embedder
from drafter.retrieval import Found, Index, refresh

QUERIES = yaml.safe_load((Path(__file__).parents[1] / "evals" / "retrieval" / "queries.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory, minilm: Embedder) -> dict[str, Found]:
    """What each query of the file finds."""
    folder, passages = tmp_path_factory.mktemp("packaged") / "store", corpus.load().passages
    refresh(folder, passages, minilm)
    asked = [one["query"] for part in QUERIES.values() for queries in part.values() for one in queries]
    with Index(folder, minilm) as opened:
        return {query: opened.search(query, k=8) for query in asked}


def answers(one: Passage, label: str) -> bool:
    """Whether the passage is the one that a label of queries.yaml names."""
    if "|" not in label:
        policy, criterion = label.split("/")
        return one.policy == policy and criterion in one.criteria
    document, words = (part.strip().casefold() for part in label.split("|"))
    return document in (one.source.document or "").casefold() and words in one.heading.casefold()


def test_every_label_of_the_queries_names_a_passage() -> None:
    passages = corpus.load().passages
    labels = {label for part in QUERIES.values() for query in part["answered"] for label in query["finds"]}
    assert [label for label in sorted(labels) if not any(answers(one, label) for one in passages)] == []


@pytest.mark.parametrize("part", ["calibration", "held_out"])
def test_the_gate_keeps_what_has_an_answer_and_abstains_on_the_rest(part: str, found: dict[str, Found]) -> None:
    held = {topic.casefold() for one in corpus.load().passages for topic in one.topics}
    answered = [one["query"] for one in QUERIES[part]["answered"]]
    others = [
        one["query"] for one in QUERIES[part]["unanswered"] if not held & {t.casefold() for t in one.get("about", [])}
    ]
    refused = [query for query in answered if found[query].abstained]
    let_through = [query for query in others if not found[query].abstained]
    # Observed: calibration 0 of 45 refused and 2 of 49 let through, held out 0 of 26 and 1 of 28 (transcranial
    # magnetic stimulation). A corpus that grows comes nearer to every query, hence the room.
    assert len(refused) <= 0.05 * len(answered), refused
    assert len(let_through) <= 0.2 * len(others), let_through


@pytest.mark.parametrize("part", ["calibration", "held_out"])
def test_an_answering_passage_stands_near_the_top(part: str, found: dict[str, Found]) -> None:
    ranks = []
    for one in QUERIES[part]["answered"]:
        hits = found[one["query"]].hits
        right = [any(answers(hit.passage, label) for label in one["finds"]) for hit in hits]
        ranks.append(right.index(True) + 1 if True in right else 99)
    # Observed: calibration 40 of 45 in the first place, 44 in the first three; held out 20 and 22 of 26.
    assert sum(rank <= 3 for rank in ranks) >= 0.8 * len(ranks)
    assert sum(rank <= 8 for rank in ranks) >= 0.8 * len(ranks)
