"""Daily doses of drugs as clinical text writes them, and whether they are as high as is usual."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from drafter.text.patterns import Pattern
from drafter.text.words import cues, load

_DOSE = r"(?P<n>\d{1,4}(?:,\d{3})?(?:\.\d{1,2})?)(?:\s*(?:-|to)\s*(?P<m>\d{1,4}(?:\.\d{1,2})?))?"
_UNIT = (
    r"(?P<unit>\s*(?:mg|mgs|milligrams?|mcg|g|grams?)\b"
    r"(?:\s*(?:tablets?|tabs?|capsules?|caps?|po|by mouth|er|xr|sr))*)?"
)


@dataclass(frozen=True, slots=True)
class Dose:
    """One dose told: what is taken in a day, in mg."""

    daily: float
    """The highest the words can mean, in mg a day; of a dose without a frequency that of one intake."""
    regular: bool
    """Whether a frequency is told; without one the day's dose may be higher."""


@cache
def _written() -> tuple[Pattern, dict[str, float]]:
    times = {str(word): float(n) for n, given in load("doses")["times"].items() for word in given}
    spelt = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(times, key=len, reverse=True))
    return Pattern(rf"(?<![\d./]){_DOSE}{_UNIT}(?:\s*(?P<times>{spelt})(?!\w))?"), times


@cache
def least_daily(drug: str) -> float | None:
    """The lowest usual daily dose of a drug by that name, in mg, or none where no figure is held."""
    named = {str(name).lower(): float(n) for n, given in load("doses")["least_daily"].items() for name in given}
    return named.get(" ".join(drug.lower().split()))


def find(low: str) -> list[Dose]:
    """Doses in folded text, in order; a number counts with a unit or a frequency beside it."""
    pattern, times = _written()
    found = []
    for match in pattern.finditer(low):
        if not match["unit"] and not match["times"]:
            continue
        n = float((match["m"] or match["n"]).replace(",", ""))
        unit = (match["unit"] or "mg").strip()
        n *= 0.001 if unit.startswith("mcg") else 1000 if re.match(r"g(?:rams?)?\b", unit) else 1
        often = times.get(" ".join(match["times"].split())) if match["times"] else None
        found.append(Dose(n * (often or 1), often is not None))
    return found


def adequate(drug: str, low: str) -> bool | None:
    """Whether what the words behind a drug's name tell is a usual dose; none where they do not tell.

    `low` is the folded text from the name up to the next drug; of a dose that was raised the highest counts.
    """
    least, told = least_daily(drug), find(low)
    if least is None or not told:
        return None
    highest = max(told, key=lambda d: d.daily)
    if highest.daily >= least:
        return True
    return False if all(d.regular for d in told if d.daily == highest.daily) else None


def now_and_then(tokens: object) -> bool:
    """Whether words say that a drug was not taken day by day."""
    return bool(cues("doses", "now_and_then").find(tokens))  # type: ignore[arg-type]
