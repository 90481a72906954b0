"""Agreement beyond chance between a reference and what was made, from tables of counts.

A table has a row for every category of the reference and a column for the same category as made. Sources: J. Cohen,
Educational and Psychological Measurement 20 (1960), 37-46 (kappa); T. Byrt, J. Bishop and J. B. Carlin, Journal of
Clinical Epidemiology 46 (1993), 423-429 (PABAK; for k categories chance is 1/k); K. L. Gwet, British Journal of
Mathematical and Statistical Psychology 61 (2008), 29-48 (AC1).

Kappa falls where one category is common although nearly all agree, which is why the other two stand beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

Tables = npt.NDArray[Any]
"""Counts in the shape (…, k, k): one table, or many at once."""
Coefficients = npt.NDArray[np.float64]
"""One number for every table, in the shape (…,); NaN where it has no value."""


def kappa(tables: Tables) -> Coefficients:
    """Cohen's kappa; NaN for an empty table, and where both sides know one category alone."""
    shares, agreed = _shares(tables)
    chance = (shares.sum(axis=-1) * shares.sum(axis=-2)).sum(axis=-1)
    return _beyond(agreed, chance)


def pabak(tables: Tables) -> Coefficients:
    """Prevalence- and bias-adjusted kappa: chance is one in k whatever the frequencies."""
    _, agreed = _shares(tables)
    return _beyond(agreed, np.full_like(agreed, 1 / tables.shape[-1]))


def ac1(tables: Tables) -> Coefficients:
    """Gwet's AC1: chance from the mean frequency of each category."""
    shares, agreed = _shares(tables)
    mean = (shares.sum(axis=-1) + shares.sum(axis=-2)) / 2
    chance = (mean * (1 - mean)).sum(axis=-1) / (tables.shape[-1] - 1)
    return _beyond(agreed, chance)


COEFFICIENTS: dict[str, Callable[[Tables], Coefficients]] = {"kappa": kappa, "pabak": pabak, "ac1": ac1}
"""All three by their names."""


def _shares(tables: Tables) -> tuple[Coefficients, Coefficients]:
    """Each table as shares of its total, and the share on its diagonal."""
    totals = tables.sum(axis=(-2, -1))[..., None, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = tables / totals
    return shares, np.trace(shares, axis1=-2, axis2=-1)


def _beyond(agreed: Coefficients, chance: Coefficients) -> Coefficients:
    with np.errstate(invalid="ignore", divide="ignore"):
        found = (agreed - chance) / (1 - chance)
    return np.where(np.isfinite(found), found, np.nan)
