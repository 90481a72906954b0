"""A stranger's page calls a schedule too frequent and rests on a study that treated more often, without saying so.

Why: Evidence and rule pull apart, and the reader is shown one of them. Either the schedule of the study is told, or the
study does not carry the point.
Wrong: Monthly blocks are too frequent. … A 2021 trial found the combination better. (it gave them every week)
Right: A 2021 trial, with sessions in weeks 1 and 2, found the combination better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.attributed import attributed
from drafter.rules.breach import Breach
from drafter.rules.told import sentences
from drafter.text.tokens import fold

SEVERITY = "error"
NEEDS = frozenset({"passages"})
_SESSIONS = re.compile(
    r"\bsessions? (?:at|in) weeks? (\d+(?:(?:, | and |, and )\d+)+)|\b(?:weekly|every (?:1|2|one|two) weeks?)\b"
)
_TOO_OFTEN = re.compile(
    r"\b(?:frequency|schedule|interval|every \w+ weeks?|monthly)\b.{0,80}\b(?:exceed\w*|violat\w*|too (?:frequent"
    r"|often)|"
    r"not (?:support\w*|justif\w*))|\b(?:exceed\w*|violat\w*|too (?:frequent|often)|not (?:monthly|weekly))\b"
)
_TELLS = re.compile(r"\bweek(?:s|ly)?\b|\bsessions?\b")


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every study so named, at the sentence that names it."""
    judged = [told for told in sentences(page, ground) if _TOO_OFTEN.search(told.low)]
    if not judged:
        return
    for one in attributed(page, ground):
        schedules = [found for claim in one.held.claims() if (found := _SESSIONS.search(fold(claim)))]
        if schedules and not _TELLS.search(fold(one.told.stretch.written)):
            message = (
                f"{one.held.title} gave {schedules[0][0]}, and the page calls a slower schedule too frequent; say it."
            )
            yield one.told.breach(page, message)
