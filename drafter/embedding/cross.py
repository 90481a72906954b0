"""A model that reads a query and a text together; slower than comparing vectors, so it is given a few texts only."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from drafter.embedding.sentence import be_quiet_and_offline, use_one_thread
from drafter.errors import DrafterError

JUDGES = "ForSequenceClassification"
"""How the architecture ends that was trained to judge a pair. Any other encoder loads too, with a judge of random
numbers put on top."""


class CrossEncoder:
    """A cross-encoder of sentence-transformers, by its name on the Hugging Face hub or by its folder; loaded when the
    first text is scored. What is too long for it is cut: of a long query and a short text, the query."""

    BATCH = 8

    def __init__(self, name: str) -> None:
        self.name = name

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        """How well each text answers the query, in 0 to 1. Not calibrated: scores of one query can be ordered.

        Raises DrafterError where the model cannot be loaded, or is none that scores a pair.
        """
        pairs = [(query, text) for text in texts]
        found = self._model.predict(pairs, batch_size=self.BATCH, show_progress_bar=False)
        return [round(float(one), 6) for one in found]  # so that an order never hangs on the last bits of a sum

    @cached_property
    def _model(self) -> Any:
        be_quiet_and_offline()
        try:
            from sentence_transformers import CrossEncoder as Model
            from torch.nn import Sigmoid

            use_one_thread()
            local = os.environ["HF_HUB_OFFLINE"] != "0"
            model = Model(self.name, local_files_only=local, activation_fn=Sigmoid(), device="cpu")
        except Exception as error:  # the libraries below raise a dozen kinds for a folder or name they cannot use
            raise self._unusable(f"cannot be loaded ({(str(error).strip() or type(error).__name__)[:200]})") from error
        kinds = getattr(model.config, "architectures", None) or ["of no kind"]
        if type(model[-1]).__name__ == "Transformer" and not kinds[0].endswith(JUDGES):
            raise self._unusable(f"was not trained to judge a pair of texts: it is a {kinds[0]}")
        if model.num_labels != 1:
            raise self._unusable(f"gives {model.num_labels} numbers for a pair of texts, not one score")
        return model

    def _unusable(self, why: str) -> DrafterError:
        return DrafterError(
            f"the cross-encoder {self.name!r} {why}",
            where="--cross-encoder or DRAFTER_CROSS_ENCODER",
            todo="Name a folder that holds one, or leave it away; "
            "with HF_HUB_OFFLINE=0 in the environment a model is downloaded once.",
        )
