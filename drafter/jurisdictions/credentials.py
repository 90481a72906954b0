"""What a credential is; `credentials.yaml` lists them."""

from __future__ import annotations

from typing import Literal

from drafter.jurisdictions import table

Standing = Literal["physician", "professional", "nurse", "unknown"]
"""What a credential is."""


def standing(credential: str) -> Standing:
    """What a credential is."""
    known = {name.casefold(): standing for standing, names in table("credentials").items() for name in names}
    return known.get(credential.replace(".", "").casefold(), "unknown")  # type: ignore[return-value]


def listed() -> str:
    """The credentials that are known."""
    return ", ".join(name for names in table("credentials").values() for name in names)
