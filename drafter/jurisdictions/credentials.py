"""What a credential is; `credentials.yaml` lists them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Literal

from drafter.corpus.located import parse, read_text

Standing = Literal["physician", "professional", "nurse", "unknown"]
"""What a credential is."""


def standing(credential: str) -> Standing:
    """What a credential is."""
    known = {name.casefold(): standing for standing, names in _credentials().items() for name in names}
    return known.get(credential.replace(".", "").casefold(), "unknown")  # type: ignore[return-value]


def listed() -> str:
    """The credentials that are known."""
    return ", ".join(name for names in _credentials().values() for name in names)


@cache
def _credentials() -> dict[str, Sequence[str]]:
    file = Path(str(resources.files("drafter.jurisdictions"))) / "credentials.yaml"
    return dict(parse(read_text(file), file).data)
