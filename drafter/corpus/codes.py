"""Code sets: codes with our own labels, and the ranges inside which a code is well formed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from drafter.corpus.faults import build
from drafter.corpus.located import Place, parse, read_text
from drafter.domain import Noun, Verified


class CodeEntry(Noun):
    """A code that is named somewhere in the corpus."""

    label: str
    """Our own short label; never the code set's descriptor."""
    valid_from: dt.date | None = None
    """First day of use, where that matters."""
    counted: str | None = None
    """What one unit of it is, in our words."""
    verified: Verified | None = None
    """How that was checked."""


class CodeSet(Noun):
    """One file in `codes/`."""

    system: Literal["CPT", "HCPCS", "ICD-10-CM"]
    """Code system."""
    note: str | None = None
    """Where the codes come from and how they were checked."""
    codes: Mapping[str, CodeEntry] = {}
    """Codes by themselves."""
    ranges: tuple[str, ...] = ()
    """First and last code of a range, such as `10004-69990`; letters must be alike."""


@dataclass(frozen=True)
class CodeRange:
    """Codes of one shape, from the first to the last."""

    first: str
    """First code."""
    last: str
    """Last code."""

    def __contains__(self, code: str) -> bool:
        return _shape(code) == _shape(self.first) and self.first <= code <= self.last


def load_codes(file: Path) -> tuple[CodeSet, tuple[CodeRange, ...], dict[str, Place]]:
    """A code set, its ranges, and the place of each code."""
    tree = parse(read_text(file), file)
    found = build(CodeSet, tree)
    ranges = []
    for n, written in enumerate(found.ranges):
        first, _, last = written.partition("-")
        if not first or _shape(first) != _shape(last) or first > last:
            raise tree.at("ranges", n).error(f"{written!r} is not a range of codes", "Write it like 10004-69990.")
        ranges.append(CodeRange(first, last))
    return found, tuple(ranges), {code: tree.at("codes", code) for code in found.codes}


def _shape(code: str) -> str:
    """The code with every digit made 0, so that letters and length remain."""
    return re.sub("[0-9]", "0", code)
