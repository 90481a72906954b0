"""A line with an outcome has no reasoning or no path forward, or the page does not say what was read.

Why: An outcome without its reasons cannot be reviewed, and one without a path forward cannot be answered.
Wrong: line 2 pends, and nothing is said of it below
Right: line 2 pends, with its reasoning and what would settle it
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.applied import is_card
from drafter.rules.breach import Breach, at, on_line

SEVERITY = "warning"
NEEDS: frozenset[str] = frozenset()


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every section that is missing; a stranger's page calls its sections as it likes."""
    if page.foreign:
        return
    told = {(statement.section, statement.line) for statement in page.statements}
    if is_card(page) and ("request", None) not in told:
        yield Breach("request", "The page does not say what was requested; say it at its head.")
    decided = [line for line in page.lines if line.outcome]
    for line in decided:
        for section, words in (("reasoning", "reasoning"), ("path_forward", "path forward")):
            if (section, line.line) not in told:
                message = f"{line.service} has an outcome and no {words}; add it."
                yield at(page, line.span, on_line(line.line), message)
    if decided and not any(section == "records" for section, _ in told):
        yield Breach("records", "The page does not say which records were read; list them.")
