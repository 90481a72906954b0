"""A quotation in a sentence stands neither in the case nor in a source at hand.

Why: Quotation marks promise the words themselves. Words that nobody wrote must not carry them.
Wrong: The note says “failed all treatment”. (it does not)
Right: The note says “tried ibuprofen with little relief”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from drafter.domain import Ground, Page, Passage, Policy
from drafter.rules.breach import Breach
from drafter.rules.prose import policy_texts, prose, unit_texts
from drafter.rules.remembered import kept
from drafter.text.tokens import fold

SEVERITY = "error"
NEEDS = frozenset({"case", "passages", "policies"})
_QUOTED = re.compile(r"“([^”]+)”|\"([^\"\n]+)\"|«([^»]+)»")


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every quotation in prose whose words stand nowhere."""
    texts: tuple[str, ...] = ()
    for stretch in prose(page, ground):
        for found in _QUOTED.finditer(stretch.written):
            texts = texts or tuple(_texts(ground))
            quote = next(group for group in found.groups() if group).strip(" .,;…")
            if not any(_plain(quote) in text for text in texts):
                message = f"“{quote}” stands neither in the case nor in a source at hand; quote what stands there."
                yield stretch.breach(page, message, quote)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """The words alone: a phrase may be quoted without the capitals, hyphens and line breaks of its place."""
    return " ".join(fold(text).replace("-", " ").split())


def _texts(ground: Ground) -> Iterator[str]:
    """Everything that may be quoted, the words alone."""
    yield from map(_plain, ground.case.quotable().values() if ground.case else ())
    yield from _of_passages(ground.passages or ())
    yield from _of_policies(ground.policies or ())
    for line in ground.determination.lines if ground.determination else ():
        yield from (_plain(words) for finding in line.findings for words in finding.looked_for)


@kept
def _of_passages(passages: tuple[Passage, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for passage in passages:
        found += [passage.text, passage.heading, passage.source.title, passage.strength or "", *passage.claims]
        found += passage.does_not_show
    return tuple(map(_plain, found))


@kept
def _of_policies(policies: tuple[Policy, ...]) -> tuple[str, ...]:
    """Names of stages and of concepts asked for are among a policy's words."""
    found: list[str] = []
    for policy in policies:
        found += [*policy_texts(policy), *unit_texts(policy), *(stage.name for stage in policy.stages)]
    return tuple(map(_plain, found))
