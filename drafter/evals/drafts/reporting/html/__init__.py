"""A run as one self-contained page: figures, plots, and every case with its record, our card and the reference.

It loads nothing from elsewhere. The one script on it filters the list of cases; without it all are shown. The page is
made piece by piece, so that a run of a thousand cases takes no more memory than one of ten.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.evals.accepted import Baseline
from drafter.evals.drafts.figures import Run
from drafter.evals.drafts.reporting.html import page
from drafter.evals.gate import Verdict


def render(run: Run, verdict: Verdict | None, baseline: Baseline | None) -> str:
    """The page."""
    return "".join(parts(run, verdict, baseline))


def parts(run: Run, verdict: Verdict | None, baseline: Baseline | None) -> Iterator[str]:
    """The page, piece by piece."""
    return page.parts(run, verdict, baseline)
