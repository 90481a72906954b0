"""What an embedding model is to the floors above: texts in, unit vectors out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


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


def unit(rows: Vectors) -> Vectors:
    """The rows at length one."""
    lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return np.asarray(rows / lengths, dtype=np.float32)
