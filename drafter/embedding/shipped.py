"""Vectors that come with a corpus, so that what it holds need not be embedded where it is first used.

A corpus folder may hold one file per model, `<model>.vectors.npy`: for each text eight bytes of its hash and its
vector in whole numbers from -127 to 127. A text that was changed has another hash and is embedded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from drafter.embedding.embedder import Embedder, Vectors, unit
from drafter.errors import DrafterError


class Shipped:
    """An embedder that looks a text up before it embeds it."""

    def __init__(self, embedder: Embedder, folders: Iterable[Path]) -> None:
        self._embedder = embedder
        self._held: dict[int, Vectors] = {}
        for folder in folders:
            self._held |= read(file_of(folder, embedder))

    @property
    def name(self) -> str:
        """That of the embedder: its vectors and those shipped are the same but for rounding."""
        return self._embedder.name

    @property
    def size(self) -> int:
        """Numbers per vector."""
        return self._embedder.size

    @property
    def floor(self) -> float | None:
        """That of the embedder."""
        return self._embedder.floor

    def lacks(self, texts: Iterable[str]) -> list[str]:
        """The texts for which no vector came."""
        return [text for text in texts if _key(text) not in self._held]

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length per text: (n, size), float32."""
        missing = list(dict.fromkeys(self.lacks(texts)))
        fresh = dict(zip(missing, self._embedder.embed(missing), strict=True)) if missing else {}
        if len(fresh) == len(texts):
            return np.stack([fresh[text] for text in texts]) if texts else self._embedder.embed(texts)
        return np.stack([fresh[text] if text in fresh else self._held[_key(text)] for text in texts])


def file_of(folder: Path, embedder: Embedder) -> Path:
    """Where a corpus folder holds the vectors of this embedder."""
    return folder / f"{embedder.name.replace('/', '-')}.vectors.npy"


def read(file: Path) -> dict[int, Vectors]:
    """The vectors by the keys of their texts; none where there is no file. Raises DrafterError for a damaged one."""
    if not file.is_file():
        return {}
    try:
        rows = np.load(file, allow_pickle=False)
        return dict(zip(rows["key"].tolist(), unit(rows["vector"].astype(np.float32)), strict=True))
    except (OSError, ValueError, IndexError, TypeError) as error:
        raise DrafterError(
            f"the shipped vectors cannot be read ({error})",
            where=file,
            todo="Restore the file, or delete it: the texts are then embedded when they are first used.",
        ) from error


def write(file: Path, vectors: Mapping[str, Vectors]) -> None:
    """Write the vectors of these texts, in the order of their keys, so that the same corpus gives the same file."""
    size = len(next(iter(vectors.values())))
    rows = np.zeros(len(vectors), dtype=[("key", "<u8"), ("vector", "i1", (size,))])
    for row, (text, vector) in zip(rows, sorted(vectors.items(), key=lambda one: _key(one[0])), strict=True):
        row["key"], row["vector"] = _key(text), np.round(vector / np.abs(vector).max() * 127)
    np.save(file, rows)


def _key(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little")
