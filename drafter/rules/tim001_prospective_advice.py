"""A retrospective review gives advice about what to do before the service.

Why: The service has been given. Advice to try something first, to defer or not to proceed cannot be followed, and
shows that the record of that day was not what was judged.
Wrong: Physical therapy should be tried before proceeding. (retrospective)
Right: Send the therapy records that existed on the day of service. (retrospective)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.prose import phrases, prose
from drafter.rules.told import request

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_BEGIN = (
    r"(?:tr(?:y|ied|ial(?:led)?)|start(?:ed|ing)?|beg(?:in|un|inning)|initiat(?:e|ed|ing)|consider(?:ed)?"
    r"|attempt(?:ed)?|complet(?:e|ed)|optimi[sz](?:e|ed|ing)|undergo(?:ne)?|perform(?:ed)?|given|offered"
    r"|pursu(?:e|ed)|exhaust(?:ed)?|schedul(?:e|ed))"
)
_SERVICE = r"(?:injections?|blocks?|procedures?|treatment)"
_AHEAD = phrases(
    rf"(?:should|must|ought to|needs? to|has to|have to|is to|are to) (?:first |then )?(?:be )?(?:first )?{_BEGIN}",
    r"(?:before|prior to) (?:proceeding|going ahead|moving (?:on|to))",
    rf"before (?:any |the )?{_SERVICE} (?:is|are) (?:given|performed|done|considered|repeated)",
    rf"prior to any {_SERVICE}",
    r"do(?:es)? not (?:proceed|inject|repeat|perform|schedule)",
    r"(?:defer|postpone)(?:r?ring|ing|r?ed|s)?|delaying|hold off",
    r"(?:to|and|then|should|must|may) (?:schedule|plan|arrange|book) (?:a|an|the|for)",
    r"refer (?:the patient|her|him|them|for|to)",
    r"(?:recommend|advise|suggest)(?:s|ed)? (?:that )?"
    r"(?:starting|trying|beginning|initiating|completing|a (?:trial|course)|to (?:try|start|begin))",
    r"consider (?:a trial|trying|starting|adding|switching)",
    r"(?:next|first) steps? (?:is|are|would be) to",
    r"optimi[sz]e (?:preventive|conservative|medical|pharmac\w+|therapy|treatment)",
    r"try (?:a|an|the|physical|conservative)",
)

_RETROSPECTIVE = re.compile(r"\bretro(?:spective(?:ly)?)?\b|\b(?:already|previously) (?:given|performed|rendered)\b")


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every piece of advice about the time before the service, in a retrospective review."""
    if not _of_the_past(page, ground):
        return
    for stretch in prose(page, ground):
        if page.foreign and "disclaimer" in stretch.part.lower():
            continue
        for found in _AHEAD.finditer(stretch.text):
            message = f"“{found[0]}” advises on a service already given; ask only for records that existed on that day."
            yield stretch.breach(page, message, found[0])


def _of_the_past(page: Page, ground: Ground) -> bool:
    """Whether the service has been given: by the case, else by the page's own front matter or request."""
    if ground.case is not None:
        return ground.case.review_type == "retrospective"
    if not page.foreign:
        return page.front.get("review_type") == "retrospective"
    return bool(_RETROSPECTIVE.search(request(page, ground)))
