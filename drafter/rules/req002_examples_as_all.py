"""A stranger's page takes a policy's list of examples for a list of which everything is required.

Why: "Such as" and "any of" open a list of what would do. Read as "all of", it denies whoever did one of them with good
reason.
Wrong: The following must all be tried: heat, massage, two drugs. (the policy: treatment such as heat or massage)
Right: Treatment such as heat, massage or a drug must have been tried; any of them answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from drafter.domain import Ground, Page, Policy
from drafter.rules.breach import Breach
from drafter.rules.told import Told, sentences, treatments

SEVERITY = "error"
NEEDS = frozenset({"policies"})
_LEADS = re.compile(
    r"\b(?:following|these|each|every|all)\b.*\b(?:must|should|shall|required|need)\b"
    r"|\b(?:must|should|shall|required|need\w*)\b.*\b(?:following|these|each of|all of)\b"
)
_ANY = re.compile(
    r"\b(?:any|such as|one of|one or more|at least one|either|or|for example|e\.g|including but not|some of"
    r"|whichever)\b"
)
_ALL = re.compile(
    r"\b(?:all|each|every) (?:of )?(?:the )?(?:following|these|listed|conservative|modalit\w+|treatments?|therapies)\b"
    r"|\bno documentation (?:of|that) (?:adequate )?(?:failed )?(?:trials? of |conservative \w+ )"
)
_MOST = 60  # items of a list that are looked at
_LEAST = 3  # treatments that make a list
_LISTED = re.compile(r"[^.;]*,[^.;]*,[^.;]*")


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every such list, where the policies at hand ask for one treatment out of several."""
    if not page.foreign:
        return
    policy = next(iter(_asking_for_one(ground)), None)
    if policy is None:
        return
    told = sentences(page, ground)
    for n, one in enumerate(told):
        listed = _items(told[n + 1 : n + _MOST], _section(one))
        naming = [other for other in listed if treatments(other.text)]
        if (_LEADS.search(one.low) and len(naming) >= _LEAST and not _ANY.search(one.low)) or (
            _ALL.search(one.low) and len(treatments(one.text)) >= _LEAST and _lists_all(one)
        ):
            yield one.breach(page, _message(policy, one))


def _items(after: Sequence[Told], lead: str) -> Iterator[Told]:
    """The items of the list that these words introduce."""
    return takewhile(lambda other: bool(other.item) and other.section == lead, after)


def _section(one: Told) -> str:
    """The heading that the items of a list introduced by this sentence stand under."""
    return one.low.strip(" :*")


def _lists_all(one: Told) -> bool:
    return bool(_LISTED.search(one.low)) and not _ANY.search(one.low)


def _asking_for_one(ground: Ground) -> Iterator[Policy]:
    """Policies with a trial of which any one treatment will do; none where a policy at hand asks for more."""
    trials = [(p, c) for p in ground.policies or () for c in p.facts() if c.kind == "trial"]
    if trials and all(c.count == 1 for _, c in trials if c.kind == "trial"):
        yield max(trials, key=lambda pair: pair[1].kind == "trial" and pair[1].examples_only)[0]


def _message(policy: Policy, one: Told) -> str:
    words = one.written.strip()[:80]
    return f"“{words}” asks for all of a list of which {policy.name} asks for one; say that any answers."
