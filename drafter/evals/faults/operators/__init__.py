"""The operators, by what they change. A module registers its own when it is imported; the folder is the registry."""

from __future__ import annotations

import importlib
import pkgutil

from drafter.evals.faults.forging import OPERATORS, Operator


def all_operators() -> tuple[Operator, ...]:
    """Every operator, sorted by its name."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return tuple(OPERATORS[name] for name in sorted(OPERATORS))
