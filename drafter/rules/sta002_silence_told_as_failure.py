"""A stranger's page calls a criterion failed, or denies, although all it has against it is that the record is silent.

Why: Silence is not absence. What the record does not tell is asked for; a denial for it is overturned, and harms
whoever had done it all along.
Wrong: Fails the criterion on therapy: no documentation of therapy.
Right: Therapy is not documented; please send the notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.told import Told, sentences, treatments

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_FAILED = re.compile(
    r"\b(?:is|are|was|were|as|remains?) (?:therefore |clearly |\w+ly )?(?:not met|unmet|not satisfied|failed)\b"
    r"|\b(?:fails?|failed) (?:to (?:meet|satisfy)|all|each|every|the|both|\w+ (?:criteria|criterion|requirements?))\b"
    r"|\b(?:does|do|did) not (?:meet|satisfy)\b|\bnot medically necessary\b|\b(?:should|must) be denied\b"
    r"|\bis denied\b|^\W*denied\b"
)
_SILENT = re.compile(
    r"\b(?:no|without|absen(?:ce|t)|lack\w*|missing|insufficient|inadequate) (?:of )?(?:any |adequate |clear "
    r"|critical )*(?:\w+ )?"
    r"(?:documentation|documented|evidence|mention|record|information)\b|\bdocumentation (?:\w+ ){0,8}?(?:is "
    r"|was )?(?:absent|missing|lacking)\b"
    r"|\b(?:documentation|record|notes?|request) (?:does|do|did) not (?:demonstrate|show|describe|document"
    r"|mention|state|tell|include)\b"
    r"|\bnot (?:been )?documented\b|\bunclear\b|\bunknown\b|\bundocumented\b|\babsent documentation\b|\bno mention\b"
)
_RECORD_SHOWS = re.compile(
    r"\b(?:the )?(?:note|record|chart|report|examination)s? (?:of \w+ )?(?:shows?|states?|documents?|describes?"
    r"|reads?)\b"
)

_UNKNOWN = re.compile(r"\b(?:unknown|unclear|not known)\b")
_TREATMENT = re.compile(r"\bconservative|\btreatments?\b|\btherap")
_MOST = 60  # items of a list that are looked at


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every failure whose only ground, in its own sentence, list or subject, is silence. Pages that tell
    of a request for information that went unanswered may deny for want of it."""
    if not page.foreign:
        return
    told = sentences(page, ground)
    if any(
        re.search(r"\b(?:expired|unanswered|no (?:reply|response) (?:was|has been)|was not answered)\b", t.low)
        for t in told
    ):
        return
    unknown = any(_UNKNOWN.search(one.low) and _TREATMENT.search(one.low) for one in told)
    for n, one in enumerate(told):
        failed = _FAILED.search(one.low)
        if (
            failed is None
            or one.low.rstrip().endswith("?")
            or re.search(r"\b(?:if|when|unless|not be denied)\b", one.low)
        ):
            continue
        if _silent(one, failed) or _silent_items(told, n) or (unknown and _of_treatment(one)):
            message = (
                f"“{failed[0]}” is told of what the record does not settle; say that it is not documented, and ask."
            )
            yield one.breach(page, message, failed)


def _silent(one: Told, failed: re.Match[str]) -> bool:
    """Whether the sentence itself gives silence as its ground, and nothing that the record shows."""
    rest = one.low[: failed.start()] + one.low[failed.end() :]
    return bool(_SILENT.search(rest)) and not _RECORD_SHOWS.search(rest)


def _silent_items(told: tuple[Told, ...], n: int) -> bool:
    """Whether most items of the list that the sentence introduces tell of silence."""
    lead = told[n].low.strip(" :*")
    items = list(takewhile(lambda other: other.item and other.section == lead, told[n + 1 : n + _MOST]))
    return bool(items) and sum(bool(_SILENT.search(item.low)) for item in items) * 2 > len(items)


def _of_treatment(one: Told) -> bool:
    """Whether the criterion called failed is one on treatment."""
    return bool(_TREATMENT.search(one.written.lower()) or treatments(one.written))
