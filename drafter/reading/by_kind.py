"""By kind: results told further on under the kind of a treatment alone, where the record has one of that kind.

"Tried: topiramate January to March; physical therapy 4/13 to 6/12. … What it did: Therapy: looser shoulders. The hits
did not care." "The therapist's discharge report states that the attacks were as many as at intake."
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.reading import afterwards, purpose
from drafter.reading.meant import NOW, is_drug, specific
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import Mention, assertion
from drafter.text.outcomes import Told
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_FAR = 30
"""Statements behind the name of a treatment within which a result may stand under its kind."""
_THERAPY = re.compile(
    r"(?:the |physical |neck )?(?:therapy|pt|physio\w*|physical treatment|exercises?|visits|sessions)"
)
_DRUG = re.compile(r"(?:the )?(?:drugs?|meds?|medic\w+|tablets?|pills?|capsules?|rx)")
_NOTHING = re.compile(
    r"[^:]{2,30}:\W*(?:nothing|none|nil|zero|zip|no (?:change|effect|help|relief|benefit|use|good))\W*$"
)
"""A label with the word that there was no result."""
_REPORT = Pattern(
    r"\b(?:therap(?:y|ist)(?:'s)?|pt|physio\w*(?:'s)?) (?:d ?/ ?c|discharge|closing|final|end) (?:report|letter|"
    r"summary|note|form|sheet)\b|"
    r"\b(?:discharge|closing|final) (?:report|letter|summary|note) (?:from|of|by) (?:the |her |his )?"
    r"(?:therap(?:y|ist)|pt|physio\w*)\b"
)
"""The paper with which a course of therapy ends."""


def told(record: Record, said: Said, mention: Mention) -> tuple[Told, Said] | None:
    """The failure told of the one treatment of its kind further on, with the statement that tells it; or none."""
    stands = mention.stands
    if stands.negated or stands.refused or stands.time in ("planned", "conditional") or said.search(NOW):
        return None
    drug = is_drug(mention.concept)
    following = record.following(said, _FAR)
    for n, after in enumerate(following):
        heading = fold(after.statement.clause.heading or "").strip(" -*•")
        labelled = (_DRUG if drug else _THERAPY).fullmatch(heading) is not None
        if labelled:
            found = _failed(record, [after, *_same_line(after, following[n + 1 :])])
        elif not drug and after.search(_REPORT):
            found = _failed(record, [after])
        else:
            continue
        if found and _only_one(record, said, mention, after):
            told_, where = found
            return None if purpose.for_another_place(record, where) else (told_, where)
    return None


def _same_line(first: Said, behind: Sequence[Said]) -> list[Said]:
    """The statements that stand on the line of the first one."""
    text = first.document.text
    return [s for s in behind if "\n" not in text[first.statement.clause.start : s.statement.clause.start]]


def _failed(record: Record, statements: Sequence[Said]) -> tuple[Told, Said] | None:
    """The failure that statements affirm, where none of them tells of help or of harm."""
    found = [(t, s) for s in statements for t in s.statement.told if t.kind != "stopped"]
    if any(t.kind != "failed" for t, _ in found):
        return None
    for told_, said in found:
        stands = assertion.at(said.statement.cues, told_.first, told_.last)
        if stands.certainty == "sure" and not stands.other_person and stands.time not in ("planned", "conditional"):
            return told_, said
    bare = statements[0]
    if not found and _NOTHING.search(bare.low):
        return Told("failed", 0, 1, bare.low), bare
    return next(((v, s) for s in statements if (v := afterwards.verdict(record, s, 0))), None)


def _only_one(record: Record, said: Said, mention: Mention, after: Said) -> bool:
    """Whether no other treatment of its kind is told of in its document, but in its own statement or by "therapy"."""
    drug = is_drug(mention.concept)
    for other in (s for s in record.said if s.document is said.document):
        for m in other.statement.of(*specific()):
            same = m.concept in (mention.concept, "physical_therapy") or other is said or other is after
            if is_drug(m.concept) is drug and not m.stands.negated and not same and not (drug and _current(other, m)):
                return False
    return True


def _current(said: Said, mention: Mention) -> bool:
    return bool(said.search(NOW)) or mention.stands.time == "planned"
