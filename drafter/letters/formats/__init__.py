"""The formats of a letter: one module each, with `render(letter, organisation) -> bytes`."""

from __future__ import annotations

import pkgutil


def names() -> tuple[str, ...]:
    """Names of the formats, sorted."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))
