"""Which of the policies held a stranger's page relies on, as far as its words tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

import yaml

from drafter.domain import Policy
from drafter.text.words import FOLDER

_LONGEST = 120_000  # characters that are looked at
_DIGIT = re.compile(r"\d")
_NUMBERED = re.compile(
    r"\b(?:L[CN]D|NCD|CPB|CMM|MP|SURG"
    r"|(?:medical |coverage |clinical |payment )?(?:policy|bulletin|guideline|determination))"
    r"\s?(?:no\.?|number|#|ID:?)?\s?(?=[A-Z0-9.-]*\d{2})[A-Z0-9][A-Z0-9.-]{2,14}\b",
)


def relied_on(text: str, codes: Collection[str], policies: Iterable[Policy]) -> tuple[Policy, ...]:
    """The policies that a page names by number or owner; else, where it names no policy and no payer at all, every one
    held for its services that is not made up.

    A rule that is given several finds a fault only in what none of them says.
    """
    held, text = tuple(policies), text[:_LONGEST]
    low = text.lower()
    coded = tuple(p for p in held if any(s.code in codes for s in p.services))
    fitting = coded or tuple(p for p in held if any(_says(low, s.words) for s in p.services))
    by_number = tuple(p for p in held if any(_stands(text, number) for number in _numbers(p)))
    if by_number:
        return by_number
    by_owner = tuple(p for p in fitting if _stands(text, p.owner))
    if by_owner:
        return by_owner
    real = tuple(p for p in fitting if p.source.verified != "synthetic")
    return () if _NUMBERED.search(text) or _payer(text) else real


def _numbers(policy: Policy) -> Iterator[str]:
    """The numbers by which a policy is known."""
    if _DIGIT.search(policy.number):  # else it is a name, such as a drug's
        yield policy.number
    yield from re.findall(r"\bL\d{5}\b", f"{policy.version} {policy.source.document or ''}")


def _stands(text: str, words: str) -> bool:
    return words in text and bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text))


def _says(low: str, words: Iterable[str]) -> bool:
    return any(word in low and re.search(rf"\b{re.escape(word)}\b", low) for word in map(str.lower, words))


def _payer(text: str) -> bool:
    """Whether a payer of the list is named, as the one whose criteria are applied."""
    return any(_stands(text, name) for name in _payers())


@cache
def _payers() -> tuple[str, ...]:
    lists = yaml.safe_load((FOLDER / "payers.yaml").read_text(encoding="utf-8"))
    return tuple(name for key in ("payers", "managers", "others") for name in lists[key])
