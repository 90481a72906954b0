"""Failures told without a word of failure: by counts of two statements, by a bare denial of what was hoped for.

"Seventeen migraine days a month when he began. Seventeen a month when both were finished." "I had hoped one of them
would help. Neither has."
"""

from __future__ import annotations

from collections.abc import Sequence

from drafter.reading.meant import ALL, NEAR, at_one_time, last, specific
from drafter.reading.said import Said
from drafter.text import Mention, counts, words
from drafter.text.outcomes import Told
from drafter.text.patterns import Pattern


def told(mention: Mention, before: Sequence[Said], after: Said) -> Told | None:
    """The failure of a treatment that a statement tells with the one before it; `before` begins with its own."""
    return _counted(mention, before, after) or _hoped(mention, before, after) or _nil(mention, before, after)


def _counted(mention: Mention, before: Sequence[Said], after: Said) -> Told | None:
    """The failure that counts of two statements tell: "17 days a month when he began. 17 when both were finished."."""
    first = before[-1]
    if len(before) < 2 or len(before) > NEAR or first.written != after.written or first.statement.of(*specific()):
        return None
    if any(s.statement.cues.whole.other_person or s.statement.cues.whole.certainty != "sure" for s in (first, after)):
        return None
    both = f"{first.low} ; {after.low}"
    if not (counts.counts(first.statement.clause) and counts.same(both)) or any(map(_names_procedure, (first, after))):
        return None
    treated = before[:-1]
    every = _ALL_OVER.search(both) or ALL.search(first.low) or after.search(ALL)
    return Told("failed", 0, 1, "") if last(treated, mention, None if every or at_one_time(treated) else 1) else None


def _hoped(mention: Mention, before: Sequence[Said], after: Said) -> Told | None:
    """The failure that a bare denial of what was hoped for tells: "I had hoped one would help. Neither has."."""
    if (
        not (match := after.search(_NEITHER_DID))
        or not before[-1].search(_HOPED)
        or before[-1].statement.of(*specific())
    ):
        return None
    spoken_of = last(before, mention, 2 if match["two"] else None)
    return Told("failed", 0, 1, match[0].strip(" .")) if spoken_of else None


def _nil(mention: Mention, before: Sequence[Said], after: Said) -> Told | None:
    """The failure that a bare "Nil." tells right behind a treatment with its time: "Keppra 50, 5/4-7/20. Nil."."""
    if not (match := after.search(_NIL)):
        return None
    timed = before[0].statement.lengths() or before[0].statement.whens()
    asked = any(s.statement.clause.question or s.search(_LIST_OF) for s in before)
    if not timed or asked or any(s.statement.of(*specific()) for s in before[1:]):
        return None
    near = len(before) <= 2 and last(before, mention, 1)
    return Told("failed", 0, 1, match[0].strip(" .")) if near else None


_NIL = Pattern(
    r"^\W*(?:result|effect|response|outcome|relief|benefit|help|gain)?\W{0,3}(?:nil|none|zero|zilch|nada|"
    r"nothing|zip|nought)\W*$"
)
"""A bare word for nothing."""
_LIST_OF = Pattern(r"\b(?:allerg\w+|side effects?|adverse|surger\w+|injections?|blocks?|other|prior|red flags?)\W*$")
"""The end of what asks for something else, of which there was none."""
_NEITHER_DID = Pattern(
    r"^\W*(?:but |so far,? |yet )?(?:(?P<two>neither)|none|nothing|not one|it|they)(?: of (?:them|it|these|"
    r"those|the \w+))? "
    r"(?:(?<!it )(?<!they )(?:has|have|had|did|does|was)|(?:has|have|did|had) not|hasn't|haven't|didn't)\W*$"
)
"""A denial without its verb."""
_HOPED = Pattern(
    r"\b(?:hop\w+|expect\w*|counted on|thought|believed|supposed|meant)\b[^.;]{0,60}\b(?:help|settle|work|calm|"
    r"ease|relieve|"
    r"hold|reduce|quiet|relief|do it|make a difference|lower|stop|change)\w*\b"
)
"""What was hoped of a treatment."""
_ALL_OVER = Pattern(
    r"\b(?:when|once|until|till|by the time|while|after|before) (?:both|either|all(?: (?:of )?(?:three|four|"
    r"this|that|it|these|"
    r"them))?|each|any of (?:this|it|these))\b"
)
"""Words for the time before or after all the treatments named."""


def _names_procedure(said: Said) -> bool:
    return any(words.concept(m.concept).family == "procedures" for m in said.statement.mentions)
