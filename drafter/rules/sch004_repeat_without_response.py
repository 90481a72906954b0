"""A stranger's page has a service repeated on some benefit, where its policy asks how much and for how long.

Why: The test of a repeat is what the last one did, in percent and weeks. "Some benefit" passes it for one service and
is held against the next.
Wrong: Continue the blocks, which helped a little for a while. (the policy: at least 50 % for 6 weeks)
Right: The last block gave 60 % relief for 8 weeks, so a repeat is within the policy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page, Policy
from drafter.rules.breach import Breach
from drafter.rules.figures import figures
from drafter.rules.told import procedures, sentences
from drafter.text.words import concepts

SEVERITY = "error"
NEEDS = frozenset({"policies"})
_REPEATS = re.compile(r"\b(?:continu(?:e|ed|ing|ation)|repeat(?:ed|ing|s)?|resum\w+|further|ongoing|another)\b")
_BENEFIT = re.compile(
    r"\b(?:some|partial|limited|modest|short-?\w+|temporary|brief|transient|good|prior|previous|initial|provid\w+"
    r"|gave|a little) "
    r"(?:\w+ ){0,2}?(?:benefits?|relief|response|improvement|help)\b|\b(?:benefits?|relief|response"
    r"|improvement)\b[^.;]{0,30}"
    r"\b(?:short-?\w+|temporary|brief|transient)\b"
)
_ASKED = re.compile(
    r"\b(?:must|should be documented|requires?|(?<!even )if|whether|ask\w*|not documented|unless|only when"
    r"|provided that)\b"
)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every repeat that rests on a benefit without percentage, for services whose policies have one."""
    for told in sentences(page, ground):
        repeats, benefit = _REPEATS.search(told.low), _BENEFIT.search(told.low)
        if not repeats or not benefit or _ASKED.search(told.low):
            continue
        if any(figure.unit == "percent" for figure in figures(told.text)):
            continue
        criteria = [
            f"{c.id} of {p.name}: {c.text}"
            for p in ground.policies or ()
            for c in p.facts()
            if c.kind == "response" and _of(p, procedures(told.text))
        ]
        if criteria:
            message = f"“{benefit[0]}” does not show {criteria[0].rstrip('.')}; give the relief and how long it lasted."
            yield told.breach(page, message)


def _of(policy: Policy, named: frozenset[str]) -> bool:
    codes = {str(code) for name in named for code in concepts()[name].about.get("codes", ())}
    return any(service.code in codes for service in policy.services)
