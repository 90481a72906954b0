"""A service code stands on the page that is neither requested, nor on file, nor quoted from the case or a source.

Why: A code is a claim on money. One that nobody requested can be paid, or denied, by mistake.
Wrong: 20552 is certified. (requested: 20553)
Right: 20553 is certified.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Case, Ground, Page, Passage, Policy, Span
from drafter.rules.breach import Breach, at, on_line
from drafter.rules.prose import Wording, policy_texts, prose
from drafter.rules.remembered import kept

SEVERITY = "error"
NEEDS = frozenset({"case"})
_CODE = Wording(re.compile(r"(?<![\w./])(?:CPT|HCPCS)?(\d{5}|[A-V]\d{4}|\d{4}[FTU])(?=x\d|(?![\w/]|[.,]\d))"))


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every code in our own voice that nothing at hand names."""
    if ground.case is None:
        return
    known = _of_case(ground.case)
    known |= _of_policies(ground.policies or ())
    for where, text, cited, span in _shown(page, ground):
        for found in _CODE.finditer(text):
            code = found[1]
            if code not in known and not any(code in passage.topics or code in passage.text for passage in cited):
                message = f"The code {code} is neither requested nor named by a source at hand; remove it."
                yield at(page, span, where, message, code)


def _shown(page: Page, ground: Ground) -> Iterator[tuple[str, str, tuple[Passage, ...], Span]]:
    for stretch in prose(page, ground):
        yield on_line(stretch.line, stretch.about or stretch.part), stretch.text, stretch.cited, stretch.span
    for line in page.lines:
        yield on_line(line.line), line.service, (), line.span


def _of_case(case: Case) -> set[str]:
    """Codes requested, decided before, or in the history: all of them stand in what may be quoted."""
    return _in(" ".join(case.quotable().values()))


@kept
def _of_policies(policies: tuple[Policy, ...]) -> set[str]:
    return _in(" ".join(text for policy in policies for text in policy_texts(policy)))


def _in(text: str) -> set[str]:
    return {found[1] for found in _CODE.finditer(text)}
