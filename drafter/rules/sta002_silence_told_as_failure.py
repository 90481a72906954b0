"""A stranger's page calls a criterion failed, or denies, although all it has against it is that the record is silent.

Why: Silence is not absence. What the record does not tell is asked for; a denial for it is overturned, and harms
whoever had done it all along.
Wrong: Fails the criterion on therapy: no documentation of therapy.
Right: Therapy is not documented; please send the notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_ASKED = re.compile(
    r"\b(?:requested|asked (?:for|on|by)|request (?:of|for information)|deadline|due (?:on|date)|expired"
    r"|no (?:reply|response|answer)|"
    r"unanswered|not (?:received|answered|returned)|(?:was|were|not) sent)\b"
)
_RECORD_SHOWS = re.compile(
    r"\b(?:the )?(?:note|record|chart|report|examination)s? (?:of \w+ )?(?:shows?|states?|documents?|describes?"
    r"|reads?)\b"
)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every failure whose only ground, in its own sentence, list or subject, is silence. Pages that tell
    of a request for information that went unanswered may deny for want of it."""
    told = sentences(page, ground)
    if any(
        re.search(r"\b(?:expired|unanswered|no (?:reply|response) (?:was|has been)|was not answered)\b", t.low)
        for t in told
    ):
        return
    for n, one in enumerate(told):
        failed = _FAILED.search(one.low)
        if (
            failed is None
            or one.low.rstrip().endswith("?")
            or re.search(r"\b(?:if|when|unless|not be denied)\b", one.low)
        ):
            continue
        if _silent(one, failed) or _silent_items(told, n) or _unknown_elsewhere(told, one):
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
    items = [other for other in told[n + 1 :] if other.item and other.section == lead]
    return bool(items) and sum(bool(_SILENT.search(item.low)) for item in items) * 2 > len(items)


def _unknown_elsewhere(told: tuple[Told, ...], one: Told) -> bool:
    """Whether the criterion called failed is one on treatment, which the page elsewhere calls unknown."""
    subject = re.search(r"\bconservative|\btreatments?\b|\btherap", one.written.lower()) or treatments(one.written)
    unknown = (t for t in told if re.search(r"\bunknown\b|\bunclear\b|\bnot known\b", t.low))
    return bool(subject) and any(re.search(r"\bconservative|\btreatments?\b|\btherap", t.low) for t in unknown)
