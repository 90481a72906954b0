"""Replies of a language model, kept by what was asked, so that asking the same again costs nothing.

A reply holds words of the record, so the folder belongs to its owner alone. What was asked stands in it as a hash.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drafter.llm import Model, Spent


@dataclass
class Meter(Spent):
    """What asking a model has taken so far."""

    asked: int = 0
    """Replies."""
    kept: int = 0
    """Replies that had been kept."""


METER: ContextVar[Meter] = ContextVar("METER")
"""What counts in this thread."""


def count(tokens_in: int, tokens_out: int) -> None:
    """Count the tokens of an answer where this thread counts; what a model is given as `on_usage`."""
    if meter := METER.get(None):
        meter.add(tokens_in, tokens_out)


@dataclass
class Metered:
    """A model whose replies are counted, and with a folder kept."""

    model: Model
    """The model that is asked."""
    means: str
    """What else a reply hangs on: the endpoint, and which turn it is."""
    folder: Path | None
    """Where replies are kept; none keeps nothing."""
    name: str = field(init=False)
    """Its name."""

    def __post_init__(self) -> None:
        self.name = self.model.name

    def turn(self, n: int) -> Metered:
        """The model for the n-th reading, whose replies are kept apart."""
        return self if n == 0 else Metered(self.model.turn(n), f"{self.means} turn {n}", self.folder)

    def complete(self, system: str, user: str, schema: Mapping[str, Any], *, max_tokens: int) -> dict[str, Any]:
        """The reply kept for exactly this, else the model's own, which is then kept. Errors are never kept."""
        meter = METER.get(None) or Meter()
        meter.asked += 1
        if self.folder is None:
            return self.model.complete(system, user, schema, max_tokens=max_tokens)
        asked = json.dumps([self.name, self.means, system, user, schema, max_tokens], sort_keys=True)
        sha = hashlib.sha256(asked.encode(errors="surrogatepass")).hexdigest()
        file = self.folder / sha[:2] / f"{sha}.json"
        if found := _read(file):
            meter.kept += 1
            meter.add(*found["tokens"])
            return dict(found["reply"])
        before = (meter.tokens_in, meter.tokens_out)
        reply = self.model.complete(system, user, schema, max_tokens=max_tokens)
        used = (meter.tokens_in - before[0], meter.tokens_out - before[1])
        with contextlib.suppress(OSError):  # a full disk costs the next run a question, not this one its reply
            _write(file, {"reply": reply, "tokens": used})
        return reply


def _read(file: Path) -> dict[str, Any] | None:
    """What is kept there; nothing where there is nothing whole."""
    try:
        found = json.loads(file.read_bytes())
        reply, (tokens_in, tokens_out) = found["reply"], found["tokens"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return {"reply": reply, "tokens": (int(tokens_in), int(tokens_out))} if isinstance(reply, dict) else None


def _write(file: Path, found: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = file.with_name(f".{secrets.token_hex(8)}")
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
            json.dump(found, out)
        os.replace(beside, file)
    finally:
        beside.unlink(missing_ok=True)
