"""What an identifier is, and the lists of words beside which one stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any, Literal, NamedTuple

import yaml

Kind = Literal["name", "number", "phone", "email", "address", "birth"]
"""Sorts of identifiers."""


class Identifier(NamedTuple):
    """Where an identifier stands."""

    kind: Kind
    """Its sort."""
    start: int
    """First code point."""
    end: int
    """One past the last."""


def either(words: Iterable[str]) -> str:
    """An expression for any of the words, the longest first; a blank is any run of blanks."""
    return "|".join(re.escape(word).replace(r"\ ", r"[ \t]+") for word in sorted(words, key=len, reverse=True))


@cache
def listed(key: str) -> tuple[str, ...]:
    """A list of `words.yaml`."""
    return tuple(map(str, _lists()[key]))


@cache
def _lists() -> dict[str, Any]:
    text = resources.files("drafter.privacy").joinpath("words.yaml").read_text("utf-8")
    return dict(yaml.load(text, Loader=yaml.BaseLoader))  # words only: "no" and "on" stay words
