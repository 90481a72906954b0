"""A sentence takes over the claim of a listed source, and cites another source or none.

Why: A mark on the wrong study makes a sentence look proved by something that never said it.
Wrong: Blocks carry a weak recommendation [5]. ([4] says so, [5] is about stimulation)
Right: Blocks carry a weak recommendation [4].
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.prose import prose
from drafter.text.tokens import fold

SEVERITY = "error"
NEEDS = frozenset({"passages"})
_LEAST = 30  # characters; a shorter claim may be said by chance


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every claim whose source is listed and not among those cited."""
    listed = {reference.passage for reference in page.references}
    evidence = [p for p in ground.passages or () if p.id in listed and p.type in ("guideline", "research")]
    claims = [(claim, passage) for passage in evidence for claim in _recognised(passage.claims)]
    for stretch in prose(page, ground) if claims else ():
        said = fold(stretch.written)
        cited = {claim for passage in stretch.cited for claim in _recognised(passage.claims)}
        for claim, passage in claims:
            if claim in said and claim not in cited:
                message = f"“{claim}” is what {passage.source.organisation} says, which is not cited here; cite it."
                yield stretch.breach(page, message)


@lru_cache(maxsize=4096)
def _recognised(claims: tuple[str, ...]) -> tuple[str, ...]:
    """The claims long enough to be recognised, folded."""
    return tuple(words for claim in claims if len(words := fold(claim).strip(" .")) >= _LEAST)
