"""The embedding models."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import corpus, embedding
from drafter.embedding import Embedder, HashedEmbedder, ModelEmbedder, Shipped, Vectors, shipped
from drafter.embedding.bert import Bert, fits
from drafter.embedding.sentence import Sentence
from drafter.errors import DrafterError
from drafter.retrieval.rows import all_rows


@pytest.fixture(scope="module")
def minilm() -> Embedder:
    """The packaged model alone, without what the corpus ships."""
    return embedding.load()


@given(st.lists(st.text(max_size=80), max_size=6), st.integers(64, 256))
@settings(max_examples=60)
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
    assert embedding.load("sentence-transformers/all-MiniLM-L6-v2").name == embedding.load().name


@pytest.mark.parametrize("name", ["no/such-model", "here/there", "empty"])
def test_a_model_that_cannot_be_loaded_says_what_and_what_next(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(DrafterError) as caught:
        ModelEmbedder(name).embed(["text"])
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
    assert minilm.embed([]).shape == (0, 384)


def test_heavy_libraries_wait_until_a_text_is_embedded() -> None:
    code = (
        "import sys, drafter.embedding, drafter.retrieval\n"
        "drafter.embedding.load().name, drafter.embedding.load().size\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'chromadb', 'bm25s', 'onnxruntime', 'onnx'}\n"
        "print(heavy & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=dict(os.environ))
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "set()\n", "")


def test_the_packaged_model_answers_without_torch_and_without_a_word() -> None:
    code = (
        "import sys, drafter.embedding\n"
        "assert drafter.embedding.load().embed(['one', 'two']).shape == (2, 384)\n"
        "print({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=dict(os.environ))
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "set()\n", "")


TEXTS = [
    "Are occipital nerve blocks (CPT 64405) medically necessary for a 36-year-old woman?",
    "Physio ×4 weeks; NRS 7/10 → 3/10. Übelkeit, naïve façade 日本 🍞",
    "",
    "word " * 400,  # cut at the model's longest text
    " ".join(f"Sentence {n} speaks of trigger points in the trapezius and of relief." for n in range(9)),
]


@pytest.fixture(scope="module")
def by_torch() -> Vectors:
    """The same texts by sentence-transformers; its import is the dear part of this file."""
    return embedding.unit(Sentence(embedding._packaged_folder()).encode(TEXTS))


def test_the_direct_way_gives_the_vectors_of_sentence_transformers(by_torch: Vectors) -> None:
    folder = embedding._packaged_folder()
    assert fits(folder)
    np.testing.assert_allclose(embedding.unit(Bert(folder).encode(TEXTS)), by_torch, atol=2e-6)


def test_packed_weights_stay_near_the_exact_vectors(minilm: Embedder, by_torch: Vectors) -> None:
    cosines = (minilm.embed(TEXTS) * by_torch).sum(axis=1)
    assert min(cosine for cosine, text in zip(cosines, TEXTS, strict=True) if text) >= 0.99


def test_a_text_has_one_vector_whatever_it_is_embedded_with(minilm: Embedder) -> None:
    alone = np.concatenate([minilm.embed([text]) for text in TEXTS])
    np.testing.assert_array_equal(minilm.embed(TEXTS), alone)
    np.testing.assert_array_equal(minilm.embed(TEXTS[::-1]), alone[::-1])


def linked(folder: Path, **changed: dict[str, object]) -> Path:
    """The packaged model's folder with other settings."""
    (folder / "1_Pooling").mkdir(parents=True)
    source = embedding._packaged_folder()
    for name in ("modules.json", "config.json", "sentence_bert_config.json", "1_Pooling/config.json"):
        settings = json.loads((source / name).read_text())
        text = json.dumps({**settings, **changed.get(name, {})} if isinstance(settings, dict) else settings)
        (folder / name).write_text(text)
    for name in ("tokenizer.json", "tokenizer_config.json", "vocab.txt", "model.safetensors"):
        (folder / name).symlink_to(source / name)
    return folder


def test_a_folder_of_a_usual_bert_is_run_directly(tmp_path: Path, by_torch: Vectors) -> None:
    same = linked(tmp_path / "same")
    np.testing.assert_allclose(ModelEmbedder(str(same)).embed(TEXTS), by_torch, atol=2e-6)
    first = linked(tmp_path / "cls", **{
        "1_Pooling/config.json": {"pooling_mode_mean_tokens": False, "pooling_mode_cls_token": True}
    })  # fmt: skip
    assert fits(first)
    theirs = embedding.unit(Sentence(first).encode(TEXTS))
    np.testing.assert_allclose(ModelEmbedder(str(first)).embed(TEXTS), theirs, atol=2e-6)
    assert (theirs * by_torch).sum(axis=1).min() < 0.99


@pytest.mark.parametrize(
    "changed",
    [
        {"config.json": {"architectures": ["RobertaModel"]}},
        {"config.json": {"hidden_act": "relu"}},
        {"config.json": {"position_embedding_type": "relative_key"}},
        {"sentence_bert_config.json": {"do_lower_case": True}},
        {"1_Pooling/config.json": {"pooling_mode_max_tokens": True}},
    ],
)
def test_what_the_direct_way_would_get_wrong_is_left_to_sentence_transformers(
    changed: dict[str, dict[str, object]], tmp_path: Path
) -> None:
    assert not fits(linked(tmp_path / "model", **changed))
    assert not fits(tmp_path)


# ---------------------------------------------------------------------------------------------------------- shipped


class Refusing(HashedEmbedder):
    def embed(self, texts: Sequence[str]) -> Vectors:
        raise AssertionError(f"{len(texts)} texts to embed")


def test_what_is_shipped_is_not_embedded_and_the_rest_is(tmp_path: Path) -> None:
    plain = HashedEmbedder()
    texts = [f"text number {n}" for n in range(40)]
    file = shipped.file_of(tmp_path, plain)
    shipped.write(file, dict(zip(texts, plain.embed(texts), strict=True)))
    first = file.read_bytes()
    shipped.write(file, dict(reversed(list(zip(texts, plain.embed(texts), strict=True)))))
    assert file.read_bytes() == first
    held = Shipped(Refusing(), [tmp_path / "none", tmp_path])
    assert held.lacks([*texts, "another"]) == ["another"]
    assert (held.embed(texts) * plain.embed(texts)).sum(axis=1).min() > 0.999
    with pytest.raises(AssertionError, match="1 texts"):
        held.embed([*texts, "another", "another"])
    mixed = Shipped(plain, [tmp_path]).embed(["another", texts[3], "another"])
    np.testing.assert_array_equal(mixed[[0, 2]], plain.embed(["another", "another"]))
    np.testing.assert_array_equal(mixed[1], held.embed([texts[3]])[0])
    assert Shipped(HashedEmbedder(64), [tmp_path]).lacks(texts) == texts  # another model's vectors are not taken


def test_damaged_vectors_are_said(tmp_path: Path) -> None:
    shipped.file_of(tmp_path, HashedEmbedder()).write_bytes(b"nonsense")
    with pytest.raises(DrafterError, match=r"vectors\.npy(.|\n)*delete"):
        Shipped(HashedEmbedder(), [tmp_path])


def test_the_packaged_corpus_ships_a_vector_for_every_text_and_each_is_that_of_a_fresh_embedding(
    minilm: Embedder,
) -> None:
    texts = sorted({row.text for row in all_rows(corpus.load().passages)})
    held = Shipped(minilm, [corpus.packaged()])
    lacking = held.lacks(texts)
    assert not lacking, (
        f"{len(lacking)} of {len(texts)} texts of the corpus have no shipped vector, such as {lacking[0][:80]!r}."
        " Run `.venv/bin/python .ci/vectors` and commit the file that it names."
    )
    sample = sorted(set(texts))[::40]
    assert len(sample) >= 10
    assert (held.embed(sample) * minilm.embed(sample)).sum(axis=1).min() > 0.995
