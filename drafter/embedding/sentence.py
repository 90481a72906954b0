"""The door to sentence-transformers, for every model that the direct way does not fit."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from drafter.embedding.embedder import Vectors


class Sentence:
    """A model by its name on the Hugging Face hub, or by its folder."""

    BATCH = 8
    """Texts per forward pass. A larger batch pads more than it saves on a CPU: 64 texts of mixed length took 1.1 s
    in eights and 1.9 s in thirty-twos. `encode` sorts by length itself; sorting beyond a call gained nothing."""

    def __init__(self, where: str | Path) -> None:
        be_quiet_and_offline()
        from sentence_transformers import SentenceTransformer

        use_one_thread()
        self._model = SentenceTransformer(str(where), local_files_only=os.environ["HF_HUB_OFFLINE"] != "0")

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row per text, of any length."""
        return np.asarray(self._model.encode(list(texts), batch_size=self.BATCH, show_progress_bar=False))


def be_quiet_and_offline() -> None:
    """Before the first import, because these libraries read their environment only then. A value that is set stays."""
    for key, value in {
        "HF_HUB_OFFLINE": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_DISABLE_PROGRESS_BARS": "1",
        "TRANSFORMERS_VERBOSITY": "error",
        "TOKENIZERS_PARALLELISM": "false",  # or it warns when a process forks
    }.items():
        os.environ.setdefault(key, value)


def use_one_thread() -> None:
    """Unless OMP_NUM_THREADS says otherwise. On two busy cores one thread embedded 113 texts in 6 s and a query in
    36 ms, two threads in 12 s and 190 ms: they wait for each other. On two idle cores one takes 1.6 times as long."""
    if "OMP_NUM_THREADS" not in os.environ:
        import torch

        torch.set_num_threads(1)
