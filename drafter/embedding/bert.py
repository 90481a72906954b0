"""BERT encoders run by onnxruntime, built straight from their weights: no torch, nothing exported, nothing cached.

The usual sentence models (MiniLM, BGE, E5, GTE and their like) are BERT with a pooling. Their graph is small, so it is
written here node by node; loading takes a fraction of a second where torch takes several.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drafter.embedding.embedder import Vectors

Array = NDArray[Any]

CONTRIB = "com.microsoft"
"""The domain of onnxruntime's own fused operators."""

WORDS = "embeddings.word_embeddings.weight"

WHOLE = 63
"""Weights are packed from -63 to 63: with seven bits no processor's sums overflow, so all give the same vectors. Eight
bits would be cut off by those without VNNI, and gain 0.002 in the least cosine."""

MIDDLE = 128
"""Stands for zero in packed inputs, which are bytes without a sign."""

FLOAT, BYTE = 1, 2
"""Types of tensors in the format's numbering."""

MODULES = (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])
"""What a sentence model may consist of to be run here."""


def fits(folder: Path) -> bool:
    """Whether the folder holds a sentence model that `Bert` computes exactly; reads no weights."""
    try:
        return _Settings(folder).fit()
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return False


class _Settings:
    """What the files beside the weights say."""

    def __init__(self, folder: Path) -> None:
        modules = _read(folder / "modules.json")
        self.modules = [module["type"].rpartition(".")[2] for module in modules]
        self.folder = folder / modules[0]["path"]
        self.config = _read(self.folder / "config.json")
        self.sentence = _read(self.folder / "sentence_bert_config.json")
        self.pooling = self._pooling(_read(folder / modules[1]["path"] / "config.json"))
        prompts = folder / "config_sentence_transformers.json"
        self.prompt = _read(prompts).get("default_prompt_name") if prompts.is_file() else None
        self.longest = int(self.sentence["max_seq_length"])
        """Word pieces read of a text."""

    @staticmethod
    def _pooling(config: dict[str, Any]) -> str:
        modes = {"pooling_mode_mean_tokens": "mean", "pooling_mode_cls_token": "cls"}
        found = [modes.get(key, "other") for key, on in config.items() if key.startswith("pooling_mode_") and on]
        return str(config.get("pooling_mode", found[0] if len(found) == 1 else "other"))

    def fit(self) -> bool:
        config = self.config
        return (
            self.modules in MODULES
            and config["architectures"] == ["BertModel"]
            and config["hidden_act"] == "gelu"
            and config.get("position_embedding_type", "absolute") == "absolute"
            and self.pooling in ("mean", "cls")
            and not self.prompt
            and not self.sentence.get("do_lower_case")
            and (self.folder / "tokenizer.json").is_file()
            and self._weights_fit()
        )

    def _weights_fit(self) -> bool:
        from safetensors import safe_open

        with safe_open(self.folder / "model.safetensors", "np") as weights:
            return WORDS in weights.keys() and weights.get_slice(WORDS).get_dtype() in ("F32", "F16")  # noqa: SIM118


class Bert:
    """Encodes one text at a time, so a vector depends on its text alone and nothing is spent on padding.

    With `packed` the products are of whole numbers: weights scaled by column, their inputs by word piece. On the
    packaged model and corpus the least cosine to the exact vectors is 0.994, at 0.6 of the time; with one scale for all
    word pieces, as onnxruntime's own quantisation has it, 0.989.
    """

    def __init__(self, folder: Path, *, packed: bool = False) -> None:
        import onnxruntime
        from safetensors import safe_open
        from tokenizers import Tokenizer

        settings = _Settings(folder)
        self._pooling = settings.pooling
        self._tokenizer = Tokenizer.from_file(str(settings.folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(settings.longest)
        with safe_open(settings.folder / "model.safetensors", "np") as weights:
            self._words: Array = weights.get_tensor(WORDS)
            graph = _Graph(weights, settings.config, packed=packed).serialized()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # texts run beside each other instead
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self._threads = int(os.environ.get("OMP_NUM_THREADS") or os.cpu_count() or 1)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row per text, of any length."""
        pieces = [one.ids for one in self._tokenizer.encode_batch(list(texts))]
        if len(pieces) < 2 or self._threads < 2:
            return np.stack([self._encode(ids) for ids in pieces])
        with ThreadPoolExecutor(min(self._threads, 8)) as pool:
            return np.stack(list(pool.map(self._encode, pieces)))

    def _encode(self, ids: list[int]) -> Vectors:
        words = self._words[ids][np.newaxis].astype(np.float32)
        hidden: Vectors = self._session.run(None, {"words": words})[0][0]
        pooled: Vectors = hidden[0] if self._pooling == "cls" else hidden.mean(axis=0)
        return pooled


class _Graph:
    """The encoder as an ONNX graph over the embeddings of one text's word pieces: (1, pieces, hidden) to the same."""

    def __init__(self, weights: Any, config: dict[str, Any], *, packed: bool) -> None:
        from onnx import helper, numpy_helper

        self._make, self._to_tensor = helper, numpy_helper.from_array
        self._weights, self._config, self._packed = weights, config, packed
        self._nodes: list[Any] = []
        self._constants: list[Any] = []
        self._numbers: set[str] = set()

    def serialized(self) -> bytes:
        """The model's bytes."""
        out = self._embedded()
        for n in range(self._config["num_hidden_layers"]):
            out = self._layer(f"encoder.layer.{n}.", out)
        shape = [1, "pieces", self._config["hidden_size"]]
        ends = [self._make.make_tensor_value_info(name, FLOAT, shape) for name in ("words", out)]
        graph = self._make.make_graph(self._nodes, "bert", ends[:1], ends[1:], self._constants)
        versions = [self._make.make_opsetid("", 18), self._make.make_opsetid(CONTRIB, 1)]
        model: bytes = self._make.make_model(graph, opset_imports=versions, ir_version=9).SerializeToString()
        return model

    def _weight(self, name: str) -> Array:
        return np.asarray(self._weights.get_tensor(name), dtype=np.float32)

    def _constant(self, name: str, value: Array) -> str:
        self._constants.append(self._to_tensor(np.ascontiguousarray(value), name))
        return name

    def _node(self, kind: str, inputs: Sequence[str], *outputs: str, domain: str = "", **given: Any) -> str:
        self._nodes.append(self._make.make_node(kind, inputs, outputs, domain=domain, **given))
        return outputs[0]

    def _norm(self, name: str) -> list[str]:
        return [self._constant(name + end, self._weight(name + end)) for end in (".weight", ".bias")]

    def _embedded(self) -> str:
        """The word pieces with their places, normalised."""
        places = self._weight("embeddings.position_embeddings.weight")
        kind = self._weight("embeddings.token_type_embeddings.weight")[0]
        self._constant("places", places + kind)
        bounds = [self._constant(name, np.array([n], dtype=np.int64)) for n, name in enumerate(("zero", "one"))]
        self._node("Shape", ["words"], "pieces", start=1, end=2)
        self._node("Slice", ["places", bounds[0], "pieces", bounds[0]], "placed")
        self._node("Add", ["words", "placed"], "embedded")
        norm = self._norm("embeddings.LayerNorm")
        return self._node("LayerNormalization", ["embedded", *norm], "normed", epsilon=self._config["layer_norm_eps"])

    def _layer(self, at: str, given: str) -> str:
        attended = self._attention(at + "attention.", given)
        inner = self._linear(at + "intermediate", attended, [at + "intermediate.dense"])
        active = self._node("Gelu", [inner], at + "active", domain=CONTRIB)
        outer = self._linear(at + "outer", active, [at + "output.dense"])
        return self._added(at + "output.LayerNorm", attended, outer)

    def _attention(self, at: str, given: str) -> str:
        parts = [f"{at}self.{part}" for part in ("query", "key", "value")]
        self._linear(at + "three", given, parts)
        self._node("Split", [at + "three"], *parts, axis=-1, num_outputs=3)
        heads = self._config["num_attention_heads"]
        self._node("MultiHeadAttention", parts, at + "heads", domain=CONTRIB, num_heads=heads)
        mixed = self._linear(at + "mixed", at + "heads", [at + "output.dense"])
        return self._added(at + "output.LayerNorm", given, mixed)

    def _added(self, name: str, one: str, other: str) -> str:
        norm, epsilon = self._norm(name), self._config["layer_norm_eps"]
        return self._node("SkipLayerNormalization", [one, other, *norm], name, domain=CONTRIB, epsilon=epsilon)

    def _linear(self, out: str, given: str, names: Sequence[str]) -> str:
        """The products with these weights side by side, and their biases."""
        weight = np.concatenate([self._weight(name + ".weight") for name in names]).T
        bias = self._constant(out + ".bias", np.concatenate([self._weight(name + ".bias") for name in names]))
        if not self._packed:
            self._node("MatMul", [given, self._constant(out + ".weight", weight)], out + ".product")
            return self._node("Add", [out + ".product", bias], out)
        scale = np.maximum(np.abs(weight).max(axis=0), 1e-12) / WHOLE
        whole = self._constant(out + ".weight", np.round(weight / scale).astype(np.int8))
        scales = self._constant(out + ".scale", scale.astype(np.float32))
        small, its_scale = self._rounded(out + ".given", given)
        self._node("MatMulInteger", [small, whole, self._number("middle", np.uint8(MIDDLE))], out + ".sum")
        self._node("Cast", [out + ".sum"], out + ".float", to=FLOAT)
        self._node("Mul", [out + ".float", scales], out + ".scaled")
        self._node("Mul", [out + ".scaled", its_scale], out + ".product")
        return self._node("Add", [out + ".product", bias], out)

    def _rounded(self, out: str, given: str) -> tuple[str, str]:
        """Whole numbers around MIDDLE for what is given, and for each word piece the scale that gives it back."""
        last = self._constant(out + ".axis", np.array([-1], dtype=np.int64))
        self._node("Abs", [given], out + ".size")
        self._node("ReduceMax", [out + ".size", last], out + ".most", keepdims=1)
        self._node("Max", [out + ".most", self._number("tiny", np.float32(1e-9))], out + ".bound")
        self._node("Mul", [out + ".bound", self._number("step", np.float32(1 / 127))], out + ".scale")
        self._node("Div", [given, out + ".scale"], out + ".steps")
        self._node("Round", [out + ".steps"], out + ".round")
        self._node("Add", [out + ".round", self._number("shift", np.float32(MIDDLE))], out + ".shifted")
        return self._node("Cast", [out + ".shifted"], out + ".whole", to=BYTE), out + ".scale"

    def _number(self, name: str, value: Any) -> str:
        """A constant that several nodes share."""
        if name not in self._numbers:
            self._numbers.add(self._constant(name, np.array(value)))
        return name


def _read(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))
