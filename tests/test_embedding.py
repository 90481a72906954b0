"""The embedding models."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import embedding
from drafter.embedding import Embedder, HashedEmbedder, SentenceTransformerEmbedder
from drafter.errors import DrafterError


@given(st.lists(st.text(max_size=80), max_size=6), st.integers(64, 256))
@settings(max_examples=60, deadline=None)
def test_hashed_vectors_are_unit_and_each_depends_on_its_text_alone(texts: list[str], size: int) -> None:
    embedder = HashedEmbedder(size)
    vectors = embedder.embed(texts)
    assert vectors.shape == (len(texts), size)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    for text, vector in zip(texts, vectors, strict=True):
        np.testing.assert_array_equal(embedder.embed([text])[0], vector)


def test_hashed_texts_that_share_words_are_nearer() -> None:
    query, near, far = HashedEmbedder().embed(
        ["trigger point injection", "an injection into a trigger point", "sourdough bread recipe"]
    )
    assert query @ near > 0.5 > query @ far


def test_names_tell_embedders_apart(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    first = embedding.load(str(tmp_path)).name
    (tmp_path / "config.json").write_text('{"other": "weights"}')
    names = {first, embedding.load(str(tmp_path)).name, embedding.load().name, embedding.load("hashed").name}
    assert len(names) == 4
    assert HashedEmbedder(64).name != HashedEmbedder(128).name
    assert embedding.load("sentence-transformers/all-MiniLM-L6-v2").name == embedding.load().name == "all-MiniLM-L6-v2"


@pytest.mark.parametrize("name", ["no/such-model", "here/there", "empty"])
def test_a_model_that_cannot_be_loaded_says_what_and_what_next(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(DrafterError) as caught:
        SentenceTransformerEmbedder(name).embed(["text"])
    assert repr(name) in caught.value.what
    assert "HF_HUB_OFFLINE=0" in str(caught.value.todo)


def test_the_real_model_gives_unit_vectors_that_know_meaning(minilm: Embedder) -> None:
    texts = [
        "Injection of a local anaesthetic into a trigger point of the trapezius",
        "Needle treatment of a painful knot in the shoulder muscle",
        "Quarterly revenue of a shipping company",
        "",
    ]
    vectors = minilm.embed(texts)
    assert vectors.shape == (4, minilm.size) == (4, 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2
    np.testing.assert_allclose(minilm.embed(texts[:1])[0], vectors[0], atol=1e-5)
    assert minilm.embed([]).shape == (0, 384)


def test_heavy_libraries_wait_until_a_text_is_embedded() -> None:
    code = (
        "import sys, drafter.embedding, drafter.retrieval\n"
        "drafter.embedding.load().name, drafter.embedding.load().size\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'chromadb', 'bm25s', 'scipy', 'onnxruntime'}\n"
        "print(heavy & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=dict(os.environ))
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "set()\n", "")


def test_the_real_model_loads_offline_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    assert SentenceTransformerEmbedder().embed(["one", "two"]).shape == (2, 384)  # a look outside fails any test
    assert capfd.readouterr() == ("", "")
    assert os.environ["HF_HUB_OFFLINE"] == "1"
