"""Reports of a run, in the formats that people and build servers read. One format is one module.

A module has `render(run, verdict, baseline) -> str`; the folder is the registry.
"""

from __future__ import annotations

import importlib
import pkgutil

from drafter.errors import InputError
from drafter.evals.accepted import Baseline
from drafter.evals.drafts.figures import Run
from drafter.evals.gate import Verdict


def names() -> tuple[str, ...]:
    """Names of the formats, sorted."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def render(name: str, run: Run, verdict: Verdict | None = None, baseline: Baseline | None = None) -> str:
    """The report in the format of that name, with the gate's verdict where a run was held to a baseline."""
    if name not in names():
        raise InputError(f"there is no format {name!r}", where="--format", todo=f"Known are {', '.join(names())}.")
    written: str = importlib.import_module(f"{__name__}.{name}").render(run, verdict, baseline)
    return written
