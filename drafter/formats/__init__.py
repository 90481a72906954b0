"""The formats of a draft: one module each, with `render(draft, **given) -> str`. The folder is the registry."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

from drafter.domain import Draft
from drafter.errors import InputError, near


def names() -> tuple[str, ...]:
    """Names of the formats, sorted."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def render(name: str, draft: Draft, **given: Any) -> str:
    """The draft in the format of that name; an InputError for a name that no module has."""
    if name not in names():
        todo = f"{near(name, names()) or ''} Known are {', '.join(names())}.".strip()
        raise InputError(f"there is no format {name!r}", where="format", todo=todo)
    written: str = importlib.import_module(f"{__name__}.{name}").render(draft, **given)
    return written
