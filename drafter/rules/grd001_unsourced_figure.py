"""A number, date, percentage or dose stands in a sentence, and in no source that the sentence may use.

Why: Figures decide cases. One that stands neither in the case, nor in the policy, nor in the passages cited, nor in
what was computed, was made up or borrowed from elsewhere.
Wrong: The policy asks for 6 weeks of therapy. (it names no number of weeks)
Right: The policy asks for therapy that was tried and failed; it names no number of weeks.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.figures import figures
from drafter.rules.prose import prose
from drafter.rules.sources import figures_of, figures_of_case, figures_of_rules

SEVERITY = "error"
NEEDS = frozenset({"case", "determination", "passages", "policies"})


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every figure in our own voice that no source at hand holds."""
    case, rules = figures_of_case(ground), figures_of_rules(ground)
    for stretch in prose(page, ground):
        found = figures(stretch.text)
        if not found:
            continue
        # A sentence on evidence alone must not borrow its figures from a policy.
        evidence = bool(stretch.cited) and all(p.type in ("guideline", "research") for p in stretch.cited)
        known = (case, *(() if evidence else rules), figures_of(stretch.cited))
        for figure in found:
            if not any(source.holds(figure) for source in known):
                words = figure.words.strip()
                message = f"“{words}” stands in no source of this sentence; cite the source that has it, or remove it."
                yield stretch.breach(page, message, words)
