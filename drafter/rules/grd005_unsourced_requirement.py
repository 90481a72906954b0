"""A sentence says what the policy asks, and no passage that it cites is a policy, or none has the figure.

Why: "The policy requires 6 weeks of therapy" decides a case, and is the commonest invention. Where the case is not at
hand, the passages cited still tell whether a policy was cited at all and has the number.
Wrong: The policy requires 6 weeks of therapy. (nothing cited, or a passage that names no weeks)
Right: The policy requires more than 3 months of symptoms. [2] (the passage says 3 months)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.applied import is_card
from drafter.rules.breach import Breach
from drafter.rules.figures import Figure, figures
from drafter.rules.prose import Wording, prose
from drafter.rules.sources import figures_of

SEVERITY = "error"
NEEDS = frozenset({"passages"})
_PARTS = ("reasoning", "path_forward", "pitfalls")
_REQUIRES = Wording(re.compile(
    r"\b(?:polic(?:y|ies)|bulletin|criteri(?:on|a)|payer|plan|insurer|Aetna|[A-Z]{1,2}\d{1,2})\b[^.;:]{0,60}?"
    r"\b(?:requires?|asks?(?: for)?|demands?|needs?|calls? for|insists? on|expects?|prescribes?|stipulates?|mandates?"
    r"|limits?|allows?|permits?|wants?|must|states?|says?)\b(?P<what>[^.;]*)",
    re.IGNORECASE,
))  # fmt: skip
_VERBATIM = "·" * 12  # what is blanked stands word for word in a policy at hand
_OF_THE_RECORD = re.compile(r"\b(?:record|note|request|patient|she|he)\b", re.IGNORECASE)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every requirement without a policy passage, and for every figure of one that stands in none."""
    if not is_card(page):
        return
    for stretch in prose(page, ground):
        if stretch.part not in _PARTS:
            continue
        policies = [passage for passage in stretch.cited if passage.type == "policy"]
        known = figures_of(policies)
        for said in _REQUIRES.finditer(stretch.text):
            if not policies and _VERBATIM not in said["what"]:
                message = f"“{said[0].strip()}” tells what a policy asks and cites none; cite the passage that says it."
                yield stretch.breach(page, message, said[0].strip())
            for figure in _figures(said["what"]):
                if policies and not known.holds(figure):
                    words = figure.words.strip()
                    message = f"“{words}” stands in no policy passage cited here; give what the passage asks."
                    yield stretch.breach(page, message, words)


def _figures(what: str) -> Iterator[Figure]:
    """The figures of a requirement, up to where the sentence goes on about the record."""
    record = _OF_THE_RECORD.search(what)
    for figure in figures(what[: record.start()] if record else what):
        if not (figure.spelt and figure.value == 1 and figure.unit in ("", "times")):  # "one session" is a single one
            yield figure
