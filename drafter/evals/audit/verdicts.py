"""What filled sheets come to: the rule of eight and thirty, and agreement between two reviewers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from drafter.errors import InputError
from drafter.evals.audit.files import FIRST, WHOLE
from drafter.evals.audit.sheets import ELEMENTS, WORDS, Filled
from drafter.measures import Share, agreement

MARK = 0.9
"""Share that has to be reached."""


@dataclass(frozen=True)
class Scored:
    """One element of an audit."""

    element: str
    """Its name."""
    looked_at: int
    """Files that were looked at: eight where all of those are without fault, else thirty, or as many as there are."""
    share: Share
    """Files on which it is met, of those to which it applies."""
    faults: tuple[str, ...]
    """Decisions on which it is not met."""

    def passes(self, mark: float) -> bool:
        """Whether it reaches the mark; an element that applies to no file does."""
        return self.share.value is None or self.share.value >= mark


def score(filled: Filled, where: Path) -> tuple[Scored, ...]:
    """Every element by the rule of eight and thirty. Raises InputError where files that must be looked at are not."""
    return tuple(_scored(element, filled, where) for element in ELEMENTS)


def _scored(element: str, filled: Filled, where: Path) -> Scored:
    files = list(filled)
    first = files[:FIRST]
    _looked_at(element, first, filled, where)
    whole = any(filled[one][element] == "not met" for one in first)
    files = files[:WHOLE] if whole else first
    _looked_at(element, files, filled, where)
    said = [filled[one][element] for one in files]
    share = Share(said.count("met"), len(said) - said.count("n/a"))
    return Scored(element, len(files), share, tuple(one for one in files if filled[one][element] == "not met"))


def _looked_at(element: str, files: Sequence[str], filled: Filled, where: Path) -> None:
    if missing := [one for one in files if element not in filled[one]]:
        what = f"{element!r} is not filled for {missing[0]}" + (f" and {len(missing) - 1} more" if missing[1:] else "")
        todo = f"Look at the first {FIRST} files; where one has a fault, at {WHOLE}."
        raise InputError(what, where=where, todo=todo)


@dataclass(frozen=True)
class Agreed:
    """How far two reviewers agree on one element, or on all."""

    element: str
    """Its name; `all` for all of them."""
    share: Share
    """Judged alike, of what both judged."""
    coefficients: Mapping[str, float | None]
    """Kappa, PABAK and AC1; none where they have no value."""
    apart: tuple[str, ...]
    """Where they do not: decision and element."""


def agree(one: Filled, other: Filled, where: Path) -> tuple[Agreed, ...]:
    """Agreement on every element, and first on all. Raises InputError where the sheets are not of the same files."""
    if one.keys() != other.keys():
        odd = min(one.keys() ^ other.keys())
        raise InputError(f"{odd} is in one sheet alone", where=where, todo="Give two sheets of the same draw.")
    pairs = [
        (element, key, one[key][element], other[key][element])
        for key in one
        for element in ELEMENTS
        if element in one[key] and element in other[key]
    ]
    if not pairs:
        raise InputError("the two sheets have no filled cell in common", where=where, todo="Fill both.")
    by_element = (_agreed(name, [pair for pair in pairs if pair[0] == name]) for name in ELEMENTS)
    return (_agreed("all", pairs), *(found for found in by_element if found.share.n))


def _agreed(name: str, pairs: Sequence[tuple[str, str, str, str]]) -> Agreed:
    table = np.zeros((len(WORDS), len(WORDS)))
    for _, _, left, right in pairs:
        table[WORDS.index(left), WORDS.index(right)] += 1
    found = {key: float(coefficient(table)) for key, coefficient in agreement.COEFFICIENTS.items()}
    apart = tuple(f"{key} {element}: {left}, {right}" for element, key, left, right in pairs if left != right)
    known = {key: value if value == value else None for key, value in found.items()}  # NaN is no number
    return Agreed(name, Share(len(pairs) - len(apart), len(pairs)), known, apart)


# ------------------------------------------------------------------------------------------------------------- shown


def score_text(found: Sequence[Scored], mark: float) -> str:
    """The score of a sheet for a terminal of 80 columns."""
    rows = [f"{'element':<24}{'files':>6}{'met':>9}{'share':>9}   95 % interval"]
    for one in found:
        verdict = "" if one.passes(mark) else f"  below {100 * mark:.0f} %"
        rows.append(f"{one.element:<24}{one.looked_at:>6}{_told(one.share)}{verdict}")
    rows += [f"Not met, {one.element}: {', '.join(one.faults)}" for one in found if one.faults]
    return "\n".join(rows)


def agree_text(found: Sequence[Agreed], mark: float) -> str:
    """The agreement of two reviewers for a terminal of 80 columns."""
    rows = [f"{'':<24}{'alike':>9}{'share':>9}   {'95 % interval':<18}{'kappa':>6}{'PABAK':>7}{'AC1':>6}"]
    for one in found:
        numbers = (f"{value:.2f}" if value is not None else "-" for value in one.coefficients.values())
        rows.append(f"{one.element:<24}{_told(one.share):<39}" + "".join(f"{n:>6}" for n in numbers))
    reached = (found[0].share.value or 0) >= mark
    rows.append(f"The mark of {100 * mark:.0f} % is {'reached' if reached else 'NOT reached'}.")
    return "\n".join([*rows, *_apart(found[0])])


def _apart(whole: Agreed) -> Iterator[str]:
    if whole.apart:
        yield f"Judged apart ({len(whole.apart)}):"
        yield from (f"  {one}" for one in whole.apart)


def _told(share: Share) -> str:
    if not share.n:
        return f"{'-':>9}{'-':>9}   -"
    low, high = share.interval or (0.0, 1.0)
    counted, value = f"{share.count}/{share.n}", f"{100 * share.count / share.n:.1f} %"
    return f"{counted:>9}{value:>9}   {100 * low:.1f} to {100 * high:.1f} %"


def as_json(found: Sequence[Scored | Agreed], mark: float) -> str:
    """Either as one document."""
    rows: list[dict[str, Any]] = [
        {
            "element": one.element,
            **one.share.as_json(),
            **_more(one),
            "passes": one.share.value is None or one.share.value >= mark,
        }
        for one in found
    ]
    return json.dumps({"mark": mark, "elements": rows}, indent=2, ensure_ascii=False)


def _more(one: Scored | Agreed) -> dict[str, Any]:
    if isinstance(one, Scored):
        return {"files": one.looked_at, "faults": list(one.faults)}
    return {**one.coefficients, "apart": list(one.apart)}
