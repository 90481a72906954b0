"""The accepted run of a suite: `baseline.json` beside its cases, with who accepted it and why, one case a line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, Field, ValidationError

from drafter.domain import Noun
from drafter.errors import InputError
from drafter.evals.drafts.log import MadeWith
from drafter.evals.gate import Marks

BASELINE = "baseline.json"
"""Name of the file in the folder of a suite."""


class Acceptance(Noun):
    """Somebody's word that a run is good enough to be held to."""

    by: str = Field(min_length=1)
    """Who."""
    at: AwareDatetime
    """When."""
    why: str = Field(min_length=1)
    """Why."""
    commit: str | None = None
    """Commit of the code that made the run."""
    measures: Mapping[str, float | None] = {}
    """Its measures over all cases."""


class Baseline(Noun):
    """What a run is held to."""

    schema_version: Literal[1] = 1
    """Version of this form."""
    suite: str
    """Name of the suite."""
    accepted: tuple[Acceptance, ...] = Field(min_length=1)
    """Every acceptance so far, the present one last."""
    made_with: MadeWith | None = None
    """With what the accepted run was made, where it was a run of drafts."""
    cases: Mapping[str, Marks]
    """What each case came to."""

    def to_json(self) -> str:
        """The file: one case a line, so that a difference between two versions can be read."""
        head = json.loads(self.model_dump_json(exclude={"cases"}))
        lines = (f"  {json.dumps(name)}: {marks.model_dump_json()}" for name, marks in self.cases.items())
        body = ",\n".join(lines)
        return f'{json.dumps(head, indent=1, ensure_ascii=False)[:-2]},\n "cases": {{\n{body}\n }}\n}}\n'


def read(file: Path, suite: str) -> Baseline:
    """The baseline in a file; an InputError where there is none, or where it is another suite's."""
    try:
        found = Baseline.model_validate_json(file.read_bytes())
    except OSError as error:
        todo = "Accept a run first: drafter eval accept RUN --by NAME --why TEXT."
        raise InputError(f"cannot be read: {error.strerror}", where=file, todo=todo) from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        what = f"is no baseline: {first['msg'].lower()} (at {'.'.join(map(str, first['loc'])) or 'its top'})"
        todo = "Write it with drafter eval accept RUN --by NAME --why TEXT."
        raise InputError(what, where=file, todo=todo) from None
    if found.suite != suite:
        what = f"is the baseline of suite {found.suite!r}, not of {suite!r}"
        raise InputError(what, where=file, todo="Name the baseline of this suite.")
    return found
