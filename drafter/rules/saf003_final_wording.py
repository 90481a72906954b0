"""A draft speaks as if the matter were decided.

Why: Nothing is decided until a licensed person signs. A draft that says denied or approved is taken for the decision.
Wrong: The request is denied.
Right: Recommended for physician review: the record shows that A8 is not met.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from drafter.domain import Ground, Page
from drafter.rules.applied import is_signed
from drafter.rules.breach import Breach
from drafter.rules.prose import Prose, phrases, prose

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
# "Fever is denied" is how a history is taken down; a service that is denied is a decision.
_ASKED = (
    r"(?:requests?|claims?|lines?|services?|procedures?|treatments?|coverage|authori[sz]ations?|injections?|blocks?|"
    r"appeals?|determinations?|\d{5}|it|this|these|they)"
)
_VERDICT = r"(?:denied|approved|rejected|refused|disallowed|overturned|upheld|(?:non-?|de-?)?certified|authori[sz]ed)"
_CLAIM = r"(?:requests?|claims?|lines?|coverage|authori[sz]ations?|appeals?|payments?)"
_THE = r"(?:the |this |that |these |those |your |her |his |their |all |both |any |every |each )?(?:\w+ )?"
_NEEDED = r"medically (?:necessary|indicated|appropriate|justified)"
_FINAL = phrases(
    rf"{_ASKED}(?: [\w()-]+){{0,4}}? (?:is|are|was|were|be|been|stands?) (?:hereby |therefore |thus )?denied",
    r"(?:is|are|was|were|be|been|being|stands?|hereby) (?:hereby |therefore |thus )?"
    r"(?:approved|authori[sz]ed|rejected|disallowed|upheld|overturned)",
    r"hereby denied",
    r"(?:we|i) (?:hereby )?(?:deny|approve|authori[sz]e|reject|uphold)",
    r"(?:denied|approved) (?:as|with|for|in|[-–—])",
    r"(?-i:DENIED|APPROVED)",
    r"final (?:determination|decision|verdict|outcome|ruling|answer)",
    r"(?:is|are|be|becomes?|remains?|stands? as) (?:now |hereby |therefore )?(?:final|irrevocable)",
    r"(?:must|should|shall|will|can|cannot|may) (?:not )?be "
    r"(?:denied|approved|non-?certified|authori[sz]ed|paid|reimbursed|granted|refused|rejected)",
    r"(?:must|should|shall|will|cannot) (?:not )?be (?:certified|covered)",
    r"(?:cannot|can ?not|could not|will not|won[’']t|does not|do not|unable to) "
    r"(?:approve|authori[sz]e|certify|grant|reimburse|pay)",
    rf"(?:denie[sd]|deny(?:ing)?|declin(?:es?|ed|ing)|reject(?:s|ed|ing)?|refus(?:es?|ed|ing)) {_THE}{_CLAIM}",
    rf"(?:approv(?:es?|ed|ing)|grant(?:s|ed|ing)?|authori[sz](?:es?|ed|ing)) {_THE}(?:{_CLAIM}|{_ASKED})",
    rf"(?:not|never|no longer|hardly) (?:\w+ )?{_NEEDED}|medically unnecessary|(?:lacks?|without) medical necessity",
    r"medical necessity (?:is|was|has) (?:not )?(?:been )?(?:established|met|shown|proven|demonstrated)",
    r"(?:denial|approval|non-?certification) (?:is|was) (?:appropriate|warranted|required|issued|final|supported)",
)
# A sentence, a heading or a cell that is nothing but a verdict.
_BARE = re.compile(rf"(?:^|[.!?:;–—]\s+)(?:not |is |are )?{_VERDICT}(?=\s*(?:[.!;:–—-]|$))", re.IGNORECASE)
_NECESSARY = re.compile(rf"(?:^|[.!?:;]\s+){_NEEDED}(?=\s*(?:[.!;]|$))", re.IGNORECASE)


_LEFT = re.compile(
    r"\s*(?:is |lies |rests |remains |stays )?(?:by|with|for|to|up to) (?:the |a |an |your )?(?:\w+ )?"
    r"(?:physician|doctor|clinician|director|reviewer)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:(?:not|no|never) (?:yet )?(?:an? |the )?|recommend(?:s|ed|ing)? that )$", re.IGNORECASE
)  # "not a final decision" is none


_TAKEN_DOWN = re.compile(
    r"\b(?:symptoms?|pains?|complaints?|weakness|numbness|fever|falls?|trauma|injury|relief|use) (?:is|are|was|were) $",
    re.IGNORECASE,
)  # "pain is denied for that time" is how a history is told


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every final word in our own voice, precedents aside. A stranger's page that names the licensed
    person who decided may say so."""
    if is_signed(page):
        return
    for stretch in prose(page, ground):
        if _of_the_past(stretch):
            continue
        for found in _final(stretch.text):
            message = f"“{found[0]}” is final, and this is a draft; say what is recommended for review, and why."
            yield stretch.breach(page, message, found[0])


@lru_cache(maxsize=8192)
def _final(text: str) -> tuple[re.Match[str], ...]:
    """Final phrases, none of which lies in one before it."""
    ends, kept = 0, []
    matches = (found for pattern in (_FINAL, _BARE, _NECESSARY) for found in pattern.finditer(text))
    for found in sorted(matches, key=lambda m: (m.start(), -m.end())):
        if found.start() >= ends and not _aside(text, found):
            ends = found.end()
            kept.append(found)
    return tuple(kept)


def _aside(text: str, found: re.Match[str]) -> bool:
    """Whether the words are denied, as in "not a final decision", or leave it to a person."""
    before, after = text[max(0, found.start() - 24) : found.start()], text[found.end() : found.end() + 60]
    told = found[0].lower().startswith("denied") and _TAKEN_DOWN.search(before)
    return bool(told or _DENIED.search(before) or _LEFT.match(after))


def _of_the_past(stretch: Prose) -> bool:
    """Whether it tells of past determinations, which were final."""
    types = {passage.type for passage in stretch.cited}
    return stretch.part == "precedents" or types == {"determination"}
