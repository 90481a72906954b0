"""Headed: results told at the head of a list of treatments: "Failed treatments:", "no benefit from the following:"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import words
from drafter.text.patterns import Pattern

_FAILED = Pattern(
    r"\b(?:failed|failures?|unsuccessful(?:ly)?|ineffective|unhelpful|useless|(?:not|never|no|none|without|"
    r"little|nothing|lack of|"
    r"n't)\b[^.;:]{0,25}\b(?:help\w*|work\w*|benefi\w+|relie\w+|success\w*|effect\w*|respon\w+|improve\w*|use|"
    r"good|result|"
    r"difference))\b"
)
"""Words of failure."""
_NO_HEAD = Pattern(
    r"\b(?:if|when|unless|until|whether|must|should|criteria|criterion|requires?|required|has not failed|"
    r"not failed|how|which|"
    r"planned|next|may|might|would|will|surgery|procedures?|injections?|blocks?)\b|\?"
)
"""Words of a rule, a question or a plan, and of other care than treatments."""
_LONG = 12
"""Tokens of the longest head of a list."""
_FAR = 12
"""Statements behind a head within which its list stands."""
_ITEM = Pattern(r"^\W*(?:\(?[a-h1-9][.)]\W*|[-*•·>]\W*)?$|^\W*[\d#(]")
"""A number of an item, or what goes on with dates and doses."""
_SENTENCE = Pattern(
    r"\b(?:is|are|was|were|has|have|had|takes?|took|started|begins?|began|now|currently|continues?|remains?|"
    r"presents?|here|will|"
    r"saw|seen|went|helps?|helped|current|ongoing|today)\b"
)
"""Words of a sentence that is no item."""


def failed(record: Record, said: Said) -> Said | None:
    """The head of the list in which a statement is an item, where it tells that all of the list failed; or none.

    Between the head and the item stand nothing but other items.
    """
    if not _is_item(said):
        return None
    for before in itertools.islice(_back(record, said), _FAR):
        if _heads(before):
            return before if before is said or _goes_on(before, said) else None
        if not _is_item(before):
            return None
    return None


def _goes_on(head: Said, said: Said) -> bool:
    """Whether a list that begins in the line of its head is still in that line, else begins behind it."""
    in_line = head.low.partition(":")[2].strip()
    text = head.document.text[head.statement.clause.start : said.statement.clause.start]
    return not in_line or "\n" not in text


def _back(record: Record, said: Said) -> Iterator[Said]:
    """The statements from this one back: its own head may be a part of it."""
    yield said
    while before := record.preceding(said)[:1]:
        said = before[0]
        yield said


def _heads(said: Said) -> bool:
    """Whether a statement is, or begins with, the head of a list of treatments that failed."""
    low = said.low
    head, colon, _ = low.partition(":")
    title = not colon and low.rstrip()[-1:] not in ".;,!?" and len(said.statement.clause.tokens) <= _LONG // 2
    if not (colon or title) or len(head.split()) > _LONG:
        return False
    named = [
        m for m in said.statement.of(*words.family("treatments")) if m.start - said.statement.clause.start < len(head)
    ]
    own = [m for m in named if words.concept(m.concept).about.get("generic") != "true"]
    return not own and bool(_FAILED.search(head)) and not _NO_HEAD.search(head)


def _is_item(said: Said) -> bool:
    """Whether a statement may be an item of a list: a treatment without a verb, or what goes on with it."""
    if _heads(said):
        return True
    if said.statement.told or said.search(_SENTENCE) or ":" in said.low.rstrip(" :"):
        return False
    return (
        bool(said.statement.of(*words.family("treatments")))
        or bool(_ITEM.search(said.low))
        or bool(said.statement.whens())
    )
