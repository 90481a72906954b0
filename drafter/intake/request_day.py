"""The day of the request as its text gives it: "Date of request: 11/20/2026", "Submitted 11/20/26", a fax's head."""

from __future__ import annotations

import datetime as dt
import re

from drafter.text import dates

_LABEL = re.compile(
    r"(?:\b(?:date of (?:the )?request|request date|date (?:requested|submitted|of submission|received|faxed)|"
    r"(?:request|auth(?:orization)?) (?:submitted|received|faxed|sent|dated))|"
    r"(?:^|[.;|/—–-] |[ \t]{2})[ \t]*(?:submitted|received|faxed|requested))"
    r"\W{0,3}(?:(?:on|is|by (?:fax|portal|phone)(?: on)?)\s+)?$",
    re.IGNORECASE | re.MULTILINE,
)
"""Right before the day, wherever it stands."""
_HEAD = re.compile(
    r"(?:\b(?:fax(?:ed)?|portal (?:entry|submission)|intake)\b[^\n]{0,80}|"
    r"\bto\W[^\n]{1,60}\bfr(?:om)?\W[^\n]{1,60}\bdated?\W{1,3}|"
    r"(?P<near>\b(?:request|prior auth\w*|precert\w*|submitted)\b"
    r"(?:\W+(?:request|via|by|portal|phone|fax|taken|received|sent)\b){0,4}[^\w\n]{0,60}))$",
    re.IGNORECASE,
)
"""What makes a first line the head of a fax, a form or a call."""
_CODE = re.compile(r"\b(?:\d{5}|[A-Va-v]\d{4})\b")
"""Behind a code a day is that of the service."""
_ELSE = re.compile(
    r"\b(?:dos|dates? of (?:service|birth)|service date|surgery|dob|born|visit|seen|note|procedure|needed|appt|"
    r"appointment|for|on|planned|proposed|deliver\w*|set-?up|scheduled|slot|start\w*|begin\w*|to be|since|until|"
    r"through|exam\w*|report)\b\W*(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
"""Before a day in such a line, what makes it one of something else."""


def find(text: str) -> dt.date | None:
    """The one day that the text gives for the request; None where it gives several, or one that reads in two ways."""
    found = dates.find(text, None, dates.order(text))
    labelled = {w.earliest for w in found if w.exact and _LABEL.search(text, max(0, w.start - 60), w.start)}
    if not labelled:
        line = text[: end if (end := text.find("\n", len(text) - len(text.lstrip()))) >= 0 else len(text)]
        days = [w for w in found if w.exact and w.end <= len(line)]
        labelled = {w.earliest for n, w in enumerate(days) if _is_head(line[: w.start], first=n == 0)}
    return labelled.pop() if len(labelled) == 1 else None


def _is_head(before: str, *, first: bool) -> bool:
    """Whether what stands before a day in the first line makes it the day of a fax, a form or a call; what stands
    farther off does so for the first one alone."""
    said = _HEAD.search(before)
    return (
        said is not None and (first or said["near"] is not None) and not (_CODE.search(before) or _ELSE.search(before))
    )
