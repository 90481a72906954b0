"""Something is still to be filled in: a field of the organisation, or who the member is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from drafter.letters.organisation import EXAMPLE, Identity, load
from drafter.letters.rules import Told
from drafter.letters.structure import flat

SEVERITY = "open"
_OPEN = re.compile(r"\[(?:name|number|address|telephone|notice) [a-z ]{2,50}\]")
_OF_THE_MEMBER = {"[name of the member]": "`name`", "[number of the member]": "`id`"}


def check(told: Told) -> Iterator[str]:
    """One sentence for each."""
    text = told.without_rationale
    for found in dict.fromkeys(match[0] for match in _OPEN.finditer(text)):
        yield f"{_where(found)}: it stands in the letter as {found}."
    one = told.facts.organisation.identity
    for field, of_the_example in _example().items():
        if getattr(one, field) == of_the_example and flat(of_the_example) in text:
            yield f"`{field}` in organisation.yaml: it is still that of the example."


def _where(found: str) -> str:
    if found in _OF_THE_MEMBER:
        return f"{_OF_THE_MEMBER[found]} under `member` in the case"
    field = next((name for name, info in Identity.model_fields.items() if info.default == found), None)
    return f"`{field}` in organisation.yaml" if field else "A template, or the case"


@cache
def _example() -> Mapping[str, str]:
    """The values of the example that nobody else can have."""
    given = load(EXAMPLE.parent).identity.model_dump()
    return {name: value for name, value in given.items() if re.search("Example|-555-01", str(value))}
