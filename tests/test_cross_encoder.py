"""A model that reads query and passage together orders the first hits, and decides nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_retrieval import PASSAGES, indexed, passage
from typer.testing import CliRunner, Result

from drafter import config, embedding
from drafter.cli import app
from drafter.embedding import CrossEncoder, HashedEmbedder
from drafter.embedding.sentence import be_quiet_and_offline
from drafter.errors import DrafterError
from drafter.retrieval import CROSSED, PRECEDENT_SHARE, Index, refresh

QUERY = "point nerve block trigger palpation steroid"


def made(folder: Path, labels: int = 1) -> Path:
    """A BERT of random weights that judges pairs, over a vocabulary of a few words."""
    be_quiet_and_offline()
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast, set_seed

    folder.mkdir()
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "trigger", "point", "nerve", "block", "palpation", "steroid"]
    (folder / "vocab.txt").write_text("\n".join(words))
    set_seed(5)
    size = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    model = BertForSequenceClassification(
        BertConfig(vocab_size=len(words), max_position_embeddings=64, num_labels=labels, initializer_range=1.0, **size)
    )
    model.save_pretrained(folder)
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("models") / "cross")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("index") / "store"
    with indexed(folder):
        yield folder


def test_it_orders_what_was_found_and_changes_nothing_else(folder: Path, model: Path) -> None:
    cross = CrossEncoder(str(model))
    with Index(folder, HashedEmbedder()) as plain, Index(folder, HashedEmbedder(), cross_encoder=cross) as index:
        before, after = plain.search(QUERY, k=9).hits, index.search(QUERY, k=9).hits
        assert [hit.passage for hit in index.search(QUERY, k=2).hits] == [hit.passage for hit in after[:2]]
        assert index.search("quarterly shipping revenue").abstained
        assert index.search(QUERY, k=9).hits == after
    fused = {hit.passage.id: (hit.score, hit.dense, hit.lexical) for hit in before}
    assert {hit.passage.id: (hit.score, hit.dense, hit.lexical) for hit in after} == fused
    assert [hit.passage for hit in after] != [hit.passage for hit in before]
    assert {hit.crossed for hit in before} == {None}
    asked = cross.scores(QUERY, [f"{hit.passage.heading}. {hit.passage.text}" for hit in after])
    assert [hit.crossed for hit in after] == asked
    shares = [PRECEDENT_SHARE if hit.passage.type == "determination" else 1.0 for hit in after]
    counted = [score * share for score, share in zip(asked, shares, strict=True)]
    assert counted == sorted(counted, reverse=True)
    assert len(set(asked)) > 2


class Last:
    """Scores the texts that it is given in rising order, and remembers how many there were."""

    name = "last"

    def scores(self, query: str, texts: list[str]) -> list[float]:
        self.seen = texts
        return [n / len(texts) for n in range(len(texts))]


def test_only_the_first_are_scored_and_a_long_one_by_its_best_window(tmp_path: Path) -> None:
    many = [passage(f"Trigger point number {n} in a muscle.") for n in range(CROSSED + 8)]
    refresh(tmp_path / "i", many, HashedEmbedder())
    judge: Any = Last()
    with (
        Index(tmp_path / "i", HashedEmbedder()) as plain,
        Index(tmp_path / "i", HashedEmbedder(), cross_encoder=judge) as index,
    ):
        before = [hit.passage.id for hit in plain.search("trigger point", k=99).hits]
        after = index.search("trigger point", k=99).hits
    assert len(before) == len(many)
    assert [hit.passage.id for hit in after] == [*before[:CROSSED][::-1], *before[CROSSED:]]
    assert [hit.crossed is None for hit in after] == [n >= CROSSED for n in range(len(many))]
    long = passage("Trigger point. " * 200)
    refresh(tmp_path / "i", [long, *PASSAGES[:3]], HashedEmbedder())
    with Index(tmp_path / "i", HashedEmbedder(), cross_encoder=judge) as index:
        best = index.search("trigger point").hits
    windows = [n for n, text in enumerate(judge.seen) if text.count("Trigger point.") > 9]
    assert len(windows) > 2
    assert next(h.crossed for h in best if h.passage == long) == windows[-1] / len(judge.seen)


def searched(*options: str) -> Result:
    return CliRunner().invoke(app, ["search", "is an occipital nerve block covered", *options])


def test_the_command_and_the_environment_name_it(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_EMBEDDING", "hashed")
    plain = json.loads(searched("--format", "json", "-k", "20").stdout)["results"]
    ran = searched("--format", "json", "-k", "20", "--cross-encoder", str(model))
    ordered = json.loads(ran.stdout)["results"]
    assert ran.stderr == ""
    assert {one["passage"] for one in ordered} != set()
    assert [one["passage"] for one in ordered] != [one["passage"] for one in plain]
    assert all("cross_encoder" in one for one in ordered)
    assert not any("cross_encoder" in one for one in plain)
    monkeypatch.setenv("DRAFTER_CROSS_ENCODER", str(model))
    assert json.loads(searched("--format", "json", "-k", "20").stdout)["results"] == ordered
    assert "by the cross-encoder 0." in searched().stdout
    assert config.settings().cross_encoder == str(model)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("empty", "cannot be loaded"),
        ("none/such-model", "cannot be loaded"),
        ("sentences", "was not trained to judge a pair of texts: it is a BertModel"),
        ("three", "gives 3 numbers for a pair of texts"),
    ],
)
def test_what_is_no_cross_encoder_is_said(name: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "sentences").symlink_to(embedding._packaged_folder())
    if name == "three":
        made(tmp_path / "three", labels=3)
    with pytest.raises(DrafterError) as caught:
        CrossEncoder(name).scores("a query", ["a text"])
    assert (repr(name) in caught.value.what, why in caught.value.what) == (True, True)
    assert "leave it away" in str(caught.value.todo)
    monkeypatch.setenv("DRAFTER_EMBEDDING", "hashed")
    ran = searched("--cross-encoder", name)
    assert (ran.exit_code, ran.stdout, why in " ".join(ran.stderr.split())) == (2, "", True)
